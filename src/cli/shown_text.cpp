#include "cli/shown_text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace muster {

namespace {

struct Range {
    char32_t first{}, last{};
};

/// Wide and full-width of Unicode's EastAsianWidth.txt, blocks taken whole where their unassigned places are wide too.
constexpr std::array wide{
    Range{0x1100, 0x115F},   Range{0x231A, 0x231B},   Range{0x2329, 0x232A},   Range{0x23E9, 0x23EC},   Range{0x25FD, 0x25FE},
    Range{0x2614, 0x2615},   Range{0x2648, 0x2653},   Range{0x26A1, 0x26A1},   Range{0x26BD, 0x26BE},   Range{0x26C4, 0x26C5},
    Range{0x2705, 0x2705},   Range{0x270A, 0x270B},   Range{0x2728, 0x2728},   Range{0x274C, 0x274C},   Range{0x2753, 0x2755},
    Range{0x2757, 0x2757},   Range{0x2795, 0x2797},   Range{0x2B1B, 0x2B1C},   Range{0x2B50, 0x2B50},   Range{0x2E80, 0x303E},
    Range{0x3041, 0x33FF},   Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},   Range{0xA960, 0xA97F},
    Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE10, 0xFE19},   Range{0xFE30, 0xFE6F},   Range{0xFF01, 0xFF60},
    Range{0xFFE0, 0xFFE6},   Range{0x16FE0, 0x18AFF}, Range{0x1B000, 0x1B2FF}, Range{0x1F004, 0x1F004}, Range{0x1F0CF, 0x1F0CF},
    Range{0x1F18E, 0x1F18E}, Range{0x1F191, 0x1F19A}, Range{0x1F200, 0x1F320}, Range{0x1F32D, 0x1F335}, Range{0x1F337, 0x1F37C},
    Range{0x1F37E, 0x1F393}, Range{0x1F3A0, 0x1F3CA}, Range{0x1F3E0, 0x1F3F0}, Range{0x1F400, 0x1F43E}, Range{0x1F440, 0x1F4FC},
    Range{0x1F4FF, 0x1F53D}, Range{0x1F550, 0x1F567}, Range{0x1F5FB, 0x1F64F}, Range{0x1F680, 0x1F6C5}, Range{0x1F6D0, 0x1F6D2},
    Range{0x1F7E0, 0x1F7EB}, Range{0x1F90C, 0x1F9FF}, Range{0x1FA70, 0x1FAFF}, Range{0x20000, 0x3FFFD},
};

/// The combining marks of the scripts that are in use (general categories Mn, Me), and Hangul's medial and final letters.
constexpr std::array combining{
    Range{0x0300, 0x036F}, Range{0x0483, 0x0489},   Range{0x0591, 0x05BD}, Range{0x05BF, 0x05BF}, Range{0x05C1, 0x05C2},
    Range{0x05C4, 0x05C5}, Range{0x05C7, 0x05C7},   Range{0x0610, 0x061A}, Range{0x064B, 0x065F}, Range{0x0670, 0x0670},
    Range{0x06D6, 0x06DC}, Range{0x06DF, 0x06E4},   Range{0x06E7, 0x06E8}, Range{0x06EA, 0x06ED}, Range{0x0900, 0x0902},
    Range{0x093A, 0x093A}, Range{0x093C, 0x093C},   Range{0x0941, 0x0948}, Range{0x094D, 0x094D}, Range{0x0951, 0x0957},
    Range{0x0E31, 0x0E31}, Range{0x0E34, 0x0E3A},   Range{0x0E47, 0x0E4E}, Range{0x1160, 0x11FF}, Range{0x1AB0, 0x1AFF},
    Range{0x1DC0, 0x1DFF}, Range{0x20D0, 0x20FF},   Range{0x302A, 0x302D}, Range{0x3099, 0x309A}, Range{0xFE00, 0xFE0F},
    Range{0xFE20, 0xFE2F}, Range{0xE0100, 0xE01EF},
};

/// Marks that cannot be seen or that turn the direction of writing: shown by their number.
constexpr std::array unseen{
    Range{0x0080, 0x009F}, Range{0x00AD, 0x00AD}, Range{0x061C, 0x061C}, Range{0x180E, 0x180E}, Range{0x200B, 0x200F},
    Range{0x2028, 0x202E}, Range{0x2060, 0x206F}, Range{0xFEFF, 0xFEFF}, Range{0xFFF9, 0xFFFB}, Range{0xE0000, 0xE007F},
};

template <std::size_t Size>
bool lies_in(std::array<Range, Size> const& ranges, char32_t character)
{
    auto const place =
        std::upper_bound(ranges.begin(), ranges.end(), character, [](char32_t c, Range const& range) { return c < range.first; });
    return place != ranges.begin() && character <= (place - 1)->last;
}

std::size_t width_of(char32_t character)
{
    if (character < 0x300) { return 1; }
    if (lies_in(combining, character)) { return 0; }
    return lies_in(wide, character) ? 2 : 1;
}

bool is_plain(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char letter) { return letter >= ' ' && letter <= '~'; });
}

void append_shown(std::string& into, char32_t character)
{
    constexpr char32_t control_pictures = 0x2400;
    if (character < 0x20) {
        text::append_code_point(into, control_pictures + character);
    } else if (character == 0x7F) {
        text::append_code_point(into, 0x2421);
    } else if (lies_in(unseen, character)) {
        std::array<char, 16> number{};
        int const length = std::snprintf(number.data(), number.size(), "<U+%04X>", static_cast<unsigned>(character));
        into.append(number.data(), static_cast<std::size_t>(length));
    } else {
        text::append_code_point(into, character);
    }
}

} // namespace

std::size_t display_width(std::string_view utf8)
{
    if (is_plain(utf8)) { return utf8.size(); }
    std::size_t width = 0;
    for (std::size_t at = 0; at < utf8.size();) { width += width_of(text::next_code_point(utf8, at)); }
    return width;
}

std::string shown(std::string_view utf8)
{
    if (is_plain(utf8)) { return std::string{utf8}; }
    if (!text::is_utf8(utf8)) { return shown(as_utf8(utf8)); } // a file's name can be any bytes
    std::string text;
    for (std::size_t at = 0; at < utf8.size();) { append_shown(text, text::next_code_point(utf8, at)); }
    return text;
}

std::string as_utf8(std::string_view bytes)
{
    if (text::is_utf8(bytes)) { return std::string{bytes}; }
    constexpr char32_t replacement = 0xFFFD;
    std::string text;
    for (char const byte : bytes) {
        if (static_cast<unsigned char>(byte) < 0x80) {
            text.push_back(byte);
        } else {
            text::append_code_point(text, replacement);
        }
    }
    return text;
}

std::string shown_cut(std::string_view utf8, std::size_t most)
{
    // A code point takes at most four bytes, and all but combining ones a column: what lies far behind is not looked at.
    constexpr std::size_t looked_at = 32;
    std::string_view const head = utf8.substr(0, most * looked_at + looked_at);
    std::string text;
    std::size_t width = 0, fits = 0;
    std::size_t at = 0;
    while (at < head.size() && width <= most) {
        std::size_t const before = text.size();
        std::size_t const rest = head.size() - at;
        if (head.size() < utf8.size() && rest < 4) { break; } // may be cut inside a code point
        append_shown(text, text::next_code_point(head, at));
        width += display_width(std::string_view{text}.substr(before));
        if (width < most) { fits = text.size(); }
    }
    if (width <= most && at == utf8.size()) { return text; }
    text.resize(fits);
    return text + "…";
}

std::string padded(std::string text, std::size_t width)
{
    std::size_t const taken = display_width(text);
    if (taken < width) { text.append(width - taken, ' '); }
    return text;
}

std::string with_commas(long long number)
{
    std::string digits = std::to_string(number);
    std::size_t const first = digits.front() == '-' ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3; at -= 3) { digits.insert(at - 3, ","); }
    return digits;
}

std::string counted(long long number, std::string_view one, std::string_view many)
{
    return with_commas(number) + " " + std::string{number == 1 ? one : many};
}

} // namespace muster
