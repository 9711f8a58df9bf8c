#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muster::text {

/// Everything here takes and gives UTF-8. Pure and safe from any thread. ASCII takes a fast path without ICU.

/// What stands for bytes that are no text: U+FFFD.
inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

/// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms, at most U+10FFFF).
bool is_utf8(std::string_view bytes);
/// Number of code points of well-formed UTF-8: what every length limit counts.
std::size_t length(std::string_view utf8);
/// Without Unicode white space (White_Space property) and zero-width marks (U+200B..U+200F, U+2060, U+FEFF) at both ends.
std::string_view trim(std::string_view utf8);
/// Whether nothing but what trim() takes away is in it.
bool is_blank(std::string_view utf8);
/// Normalization Form C. Gives the same text back when it is already.
std::string to_nfc(std::string_view utf8);
/// The form in which texts are compared without case: NFKC case folding (UAX 31), independent of locale. Idempotent.
std::string fold(std::string_view utf8);
/// ASCII letters lowered, all else as it is.
std::string ascii_lower(std::string_view utf8);
/// The same in the memory of another text, which must not be `utf8`'s.
void ascii_lower(std::string_view utf8, std::string& into);
/// Whether it is one of 0 to 9.
constexpr bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
/// Equal without ASCII case.
bool equal_ascii_caseless(std::string_view a, std::string_view b);
/// A domain name as A-labels in lower case (UTS 46, non-transitional): `bücher.example` -> `xn--bcher-kva.example`.
/// Nothing when it is no valid domain name.
std::optional<std::string> domain_to_ascii(std::string_view domain);
/// The code point that starts at `at`, which moves behind it. For well-formed UTF-8.
char32_t next_code_point(std::string_view utf8, std::size_t& at);
void append_code_point(std::string& into, char32_t code_point);

/// Between quotation marks, as a name stands in a sentence.
std::string quoted(std::string_view text);

} // namespace muster::text
