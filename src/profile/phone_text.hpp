#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace muster {

/// A telephone number as a cell has it, brought down to its digits and whether a plus stands before them.
class PhoneText {
public:
    /// Code points, without white space at the ends.
    static constexpr std::size_t most_characters = 50;

    /// False when the text is no telephone number by its characters: empty, longer than most_characters, without a digit, or with
    /// anything but decimal digits of any script, plus signs before the first digit, and separators: blanks, dashes, dots, slashes,
    /// round and square brackets, invisible marks of direction and joining. Letters, `x`, `~` (libphonenumber reads an extension behind
    /// them), `*`, `#`, `:`, `;` and commas are no separators. Digits that end in ".0" are a number that a program has written as a
    /// fraction: taken as separated, its zero would make a stranger's number. Any bytes may be given.
    bool read(std::string_view text);

    std::string_view digits() const { return {digits_.data(), size_}; }
    bool has_plus() const { return has_plus_; }

private:
    bool read_ascii(std::string_view text);
    bool read_unicode(std::string_view text);

    std::array<char, most_characters> digits_{};
    std::size_t size_{};
    bool has_plus_{};
};

} // namespace muster
