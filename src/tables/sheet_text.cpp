#include "tables/sheet_text.hpp"

#include <algorithm>

namespace muster {

namespace {

/// U+FFFE and U+FFFF begin with these bytes and end with BE or BF.
constexpr std::string_view noncharacter_start = "\xEF\xBF";
constexpr std::size_t escape_length = 7; // _xHHHH_

bool is_forbidden_control(char byte)
{
    auto const code = static_cast<unsigned char>(byte);
    return code < 0x20 && byte != '\t' && byte != '\n'; // CR is allowed, but XML makes an LF of it
}

bool is_hexadecimal(char letter)
{
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
}

bool looks_escaped(std::string_view text)
{
    return text.size() >= escape_length && text[0] == '_' && text[1] == 'x' && text[escape_length - 1] == '_' &&
           std::all_of(text.begin() + 2, text.begin() + escape_length - 1, is_hexadecimal);
}

bool is_noncharacter(std::string_view text)
{
    return text.size() >= 3 && text.starts_with(noncharacter_start) && static_cast<unsigned char>(text[2]) >= 0xBE;
}

void append_escape(std::string& into, unsigned code)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    into += "_x";
    for (unsigned shift = 16; shift > 0; shift -= 4) { into.push_back(digits[(code >> (shift - 4)) & 0xFU]); }
    into.push_back('_');
}

} // namespace

void append_sheet_text(std::string& into, std::string_view text)
{
    bool const plain = std::none_of(text.begin(), text.end(), is_forbidden_control) && text.find("_x") == std::string_view::npos &&
                       text.find(noncharacter_start) == std::string_view::npos;
    if (plain) {
        into += text;
        return;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string_view const rest = text.substr(at);
        if (is_forbidden_control(rest.front())) {
            append_escape(into, static_cast<unsigned char>(rest.front()));
        } else if (looks_escaped(rest)) {
            append_escape(into, '_');
        } else if (is_noncharacter(rest)) {
            append_escape(into, 0xFFC0U | (static_cast<unsigned char>(rest[2]) & 0x3FU));
            at += 2;
        } else {
            into.push_back(rest.front());
        }
    }
}

std::size_t utf16_length(std::string_view text)
{
    std::size_t length = 0;
    for (char const byte : text) {
        auto const code = static_cast<unsigned char>(byte);
        length += (code & 0xC0U) != 0x80U ? 1U : 0U; // a character starts
        length += code >= 0xF0U ? 1U : 0U;           // outside the basic plane: two units
    }
    return length;
}

} // namespace muster
