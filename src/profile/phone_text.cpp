#include "profile/phone_text.hpp"

#include "base/text.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>

namespace muster {

namespace {

enum class Part : std::uint8_t { digit, plus, separator, foreign };

constexpr Part ascii_part(char32_t letter)
{
    if (letter >= '0' && letter <= '9') { return Part::digit; }
    if (letter == '+') { return Part::plus; }
    return std::u32string_view{U" -.()/[]"}.find(letter) != std::u32string_view::npos ? Part::separator : Part::foreign;
}

constexpr auto ascii_parts = [] {
    std::array<Part, 256> parts{};
    for (std::size_t byte = 0; byte < parts.size(); ++byte) {
        parts[byte] = byte < 0x80 ? ascii_part(static_cast<char32_t>(byte)) : Part::foreign;
    }
    return parts;
}();

/// What libphonenumber takes as punctuation beyond ASCII (kValidPunctuation, without its tildes): dashes, the minus sign, the long
/// vowel mark used as a dash in Japan, full-width forms, soft hyphen, zero-width space, word joiner.
constexpr bool is_foreign_punctuation(char32_t code_point)
{
    return (code_point >= 0x2010 && code_point <= 0x2015) || code_point == 0x2212 || code_point == 0x30FC ||
           (code_point >= 0xFF0D && code_point <= 0xFF0F) || code_point == 0xFF08 || code_point == 0xFF09 || code_point == 0xFF3B ||
           code_point == 0xFF3D || code_point == 0xAD || code_point == 0x200B || code_point == 0x2060 || code_point == 0xFEFF;
}

/// Digits and ".0".
bool is_fraction(std::string_view text)
{
    constexpr std::string_view ending = ".0";
    if (!text.ends_with(ending)) { return false; }
    text.remove_suffix(ending.size());
    return std::all_of(text.begin(), text.end(), [](char letter) { return ascii_parts[static_cast<std::uint8_t>(letter)] == Part::digit; });
}

constexpr char32_t full_width_plus = 0xFF0B;

/// Beyond the library: every kind of blank (spreadsheets write U+202F), and the marks of direction that address books wrap around
/// numbers when they are copied.
Part part_of(char32_t code_point)
{
    if (code_point < 0x80) { return ascii_part(code_point); }
    auto const character = static_cast<UChar32>(code_point);
    if (u_charType(character) == U_DECIMAL_DIGIT_NUMBER) { return Part::digit; }
    if (code_point == full_width_plus) { return Part::plus; }
    bool const separates = is_foreign_punctuation(code_point) || u_charType(character) == U_SPACE_SEPARATOR ||
                           u_hasBinaryProperty(character, UCHAR_BIDI_CONTROL);
    return separates ? Part::separator : Part::foreign;
}

} // namespace

bool PhoneText::read(std::string_view text)
{
    size_ = 0;
    has_plus_ = false;
    return (read_ascii(text) || read_unicode(text)) && !is_fraction(text::trim(text));
}

/// The common case in one pass. False also when it cannot tell.
bool PhoneText::read_ascii(std::string_view text)
{
    if (text.size() > most_characters) { return false; }
    for (char const letter : text) {
        switch (ascii_parts[static_cast<std::uint8_t>(letter)]) {
        case Part::digit: digits_[size_++] = letter; break;
        case Part::separator: break;
        case Part::plus:
            if (size_ != 0) { return false; }
            has_plus_ = true;
            break;
        case Part::foreign: return false;
        }
    }
    return size_ != 0;
}

bool PhoneText::read_unicode(std::string_view text)
{
    size_ = 0;
    has_plus_ = false;
    if (!text::is_utf8(text)) { return false; }
    text = text::trim(text);
    if (text::length(text) > most_characters) { return false; }
    for (std::size_t at = 0; at < text.size();) {
        char32_t const code_point = text::next_code_point(text, at);
        Part const part = part_of(code_point);
        if (part == Part::foreign || (part == Part::plus && size_ != 0)) { return false; }
        if (part == Part::digit) { digits_[size_++] = static_cast<char>('0' + u_charDigitValue(static_cast<UChar32>(code_point))); }
        has_plus_ = has_plus_ || part == Part::plus;
    }
    return size_ != 0;
}

} // namespace muster
