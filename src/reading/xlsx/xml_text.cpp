#include "reading/xlsx/xml_text.hpp"

#include "base/text.hpp"
#include "reading/utf8.hpp"
#include "reading/xlsx/mended_utf8.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace muster {

namespace {

constexpr std::uint32_t highest_code_point = 0x10FFFF;
constexpr bool is_surrogate(std::uint32_t unit) { return unit >= 0xD800 && unit <= 0xDFFF; }

/// A character that XML 1.0 allows (2.2).
constexpr bool is_xml_character(std::uint32_t code)
{
    bool const control = code < ' ' && code != '\t' && code != '\n' && code != '\r';
    return !control && !is_surrogate(code) && code != 0xFFFE && code != 0xFFFF && code <= highest_code_point;
}

/// The number of "#65" or "#x41"; nothing when it is not one of an allowed character.
std::optional<char32_t> numbered_character(std::string_view reference)
{
    reference.remove_prefix(1);
    bool const hexadecimal = reference.starts_with('x');
    if (hexadecimal) { reference.remove_prefix(1); }
    std::uint32_t code = 0;
    auto const [stopped, error] = std::from_chars(reference.data(), reference.data() + reference.size(), code, hexadecimal ? 16 : 10);
    if (error != std::errc{} || stopped != reference.data() + reference.size() || !is_xml_character(code)) { return std::nullopt; }
    return static_cast<char32_t>(code);
}

/// Appends what "amp", "#65" and kin stand for.
bool append_reference(std::string& into, std::string_view reference)
{
    struct Known {
        std::string_view name;
        char letter;
    };
    constexpr Known known[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (auto const& [name, letter] : known) {
        if (name == reference) {
            into += letter;
            return true;
        }
    }
    if (!reference.starts_with('#')) { return false; }
    auto const code = numbered_character(reference);
    if (code) { text::append_code_point(into, *code); }
    return code.has_value();
}

/// Of "_x000D_".
constexpr std::size_t escape_length = 7;

/// The code unit of an escape at the beginning.
std::optional<std::uint16_t> escaped_unit(std::string_view text)
{
    constexpr std::size_t digits_at = 2, digit_count = 4;
    if (text.size() < escape_length || text[1] != 'x' || text[escape_length - 1] != '_') { return std::nullopt; }
    std::uint16_t unit = 0;
    char const* const digits = text.data() + digits_at;
    auto const [stopped, error] = std::from_chars(digits, digits + digit_count, unit, 16);
    if (error != std::errc{} || stopped != digits + digit_count) { return std::nullopt; }
    return unit;
}

/// Appends a unit, or the pair that it begins. Returns how many bytes of the escaped text that took.
std::size_t append_unit(std::string& into, std::uint16_t unit, std::string_view behind)
{
    if (!is_surrogate(unit)) {
        text::append_code_point(into, unit);
        return escape_length;
    }
    std::optional<std::uint16_t> const second = unit < 0xDC00 && behind.starts_with('_') ? escaped_unit(behind) : std::nullopt;
    if (second && *second >= 0xDC00 && *second <= 0xDFFF) {
        text::append_code_point(into, static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10) + (*second - 0xDC00)));
        return 2 * escape_length;
    }
    into += "\uFFFD";
    return escape_length;
}

} // namespace

bool append_xml_text(std::string& into, char const* begin, XmlTextEnd const& end)
{
    std::string_view raw{begin, end.at};
    std::uint64_t multibyte = 0;
    if (!end.marked && (!end.wide || valid_utf8_prefix(raw, multibyte) == raw.size())) {
        into += raw;
        return true;
    }
    while (!raw.empty()) {
        auto const special = std::ranges::find_if(raw, [](char letter) { return letter == '&' || letter == '\r'; });
        append_mended(into, {raw.begin(), special});
        raw = {special, raw.end()};
        if (raw.empty()) { break; }
        if (raw.front() == '\r') {
            into += '\n';
            raw.remove_prefix(raw.starts_with("\r\n") ? 2 : 1);
            continue;
        }
        std::size_t const semicolon = raw.find(';');
        if (semicolon == std::string_view::npos || !append_reference(into, raw.substr(1, semicolon - 1))) { return false; }
        raw.remove_prefix(semicolon + 1);
    }
    return true;
}

void unescape_text(std::string& text, std::size_t start)
{
    std::size_t const first = text.find("_x", start);
    if (first == std::string::npos) { return; }
    std::string const escaped = text.substr(first);
    text.resize(first);
    for (std::size_t at = 0; at < escaped.size();) {
        std::string_view const rest = std::string_view{escaped}.substr(at);
        std::optional<std::uint16_t> const unit = rest.front() == '_' ? escaped_unit(rest) : std::nullopt;
        if (unit) {
            at += append_unit(text, *unit, rest.substr(escape_length));
        } else {
            text += rest.front();
            ++at;
        }
    }
}

} // namespace muster
