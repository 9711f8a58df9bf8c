#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// Appends UTF-16 and its half that fits into bytes ("compressed": U+0000 to U+00FF) as well-formed UTF-8, piece by piece. Halves of
/// pairs that stand alone become U+FFFD. One thread.
class Utf16Text {
public:
    explicit Utf16Text(std::string& into) : into_{into} {}
    /// One byte per character.
    void append_narrow(std::string_view bytes);
    /// Two bytes per unit, lower one first; an even number of bytes.
    void append_wide(std::string_view bytes);
    /// To be called at the text's end.
    void finish();

private:
    std::string& into_;
    std::uint16_t high_{}; ///< first half of a pair whose second has not come
};

} // namespace muster
