#pragma once

#include "base/result.hpp"
#include "reading/decoder.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What Excel for Windows writes in Western Europe and America, and what a file without a code page is taken for.
inline constexpr std::uint16_t default_code_page = 1252;

/// The encoding that a code page number of Windows, DOS or the Macintosh stands for, as ICU calls it ("windows-1250", "Shift_JIS",
/// "macintosh"); empty when it is not known.
std::string encoding_of_code_page(std::uint16_t code_page);

/// Texts of the formats before BIFF8, which are bytes of a code page. Without a code page they are UTF-8 where they are well-formed as
/// such (programs other than Excel leave it out and write that), else windows-1252; with an unknown one, what is beyond ASCII becomes
/// U+FFFD. One thread.
class ByteText {
public:
    static Result<ByteText> create(std::optional<std::uint16_t> code_page);
    void append(std::string_view bytes, std::string& into);

private:
    ByteText() = default;
    std::unique_ptr<Decoder> decoder_{};
    bool tries_utf8_{};
    std::vector<std::size_t> faults_{};
};

} // namespace muster
