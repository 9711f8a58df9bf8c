#include "intake/zip_names.hpp"

#include "base/text.hpp"
#include "intake/byte_pieces.hpp"
#include "intake/inflater.hpp"

#include <algorithm>

namespace muster {

namespace {

constexpr std::uint16_t unicode_path = 0x7075;

/// Code page 437 from 0x80 on.
constexpr std::u32string_view upper_half = U"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
                                           U"└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";
static_assert(upper_half.size() == 128);

std::string from_code_page_437(std::string_view written)
{
    std::string name;
    for (char const c : written) {
        auto const byte = static_cast<unsigned char>(c);
        text::append_code_point(name, byte < 0x80 ? char32_t{byte} : upper_half[byte - 0x80U]);
    }
    return name;
}

/// The Unicode path's text; empty when it is none, or was left behind by a program that changed the name only.
std::string_view unicode_name(std::string_view written, std::string_view extra)
{
    std::string_view const field = extra_field(extra, unicode_path);
    constexpr std::size_t fixed = 5; // version, checksum of the name
    bool const fits = field.size() > fixed && field[0] == 1 && little_endian(field, 1, 4) == checksum_after(0, written);
    return fits && text::is_utf8(field.substr(fixed)) ? field.substr(fixed) : std::string_view{};
}

/// Marks that would change how the text around a name looks (UAX 9), and control characters.
bool disturbs(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

} // namespace

std::string_view extra_field(std::string_view extra, std::uint16_t id)
{
    while (extra.size() >= 4) {
        std::size_t const length = little_endian(extra, 2, 2);
        if (length > extra.size() - 4) { break; }
        if (little_endian(extra, 0, 2) == id) { return extra.substr(4, length); }
        extra.remove_prefix(4 + length);
    }
    return {};
}

std::string zip_name(std::string_view written, std::string_view extra)
{
    std::string_view const unicode = unicode_name(written, extra);
    std::string name{unicode.empty() ? written : unicode};
    if (!text::is_utf8(name)) { name = from_code_page_437(written); }
    std::replace(name.begin(), name.end(), '\\', '/');
    return name;
}

std::string shown_name(std::string_view name)
{
    constexpr std::size_t most = 100; // code points
    while (name.ends_with('/')) { name.remove_suffix(1); }
    name.remove_prefix(name.rfind('/') + 1); // npos + 1 is 0
    std::string shown;
    std::size_t at = 0;
    for (std::size_t count = 0; at < name.size() && count < most; ++count) {
        char32_t const c = text::next_code_point(name, at);
        text::append_code_point(shown, disturbs(c) ? U'\uFFFD' : c);
    }
    if (at < name.size()) { shown += "…"; }
    return shown.empty() ? "(without a name)" : shown;
}

} // namespace muster
