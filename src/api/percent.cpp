#include "api/percent.hpp"

#include "base/text.hpp"

namespace muster {

namespace {

int hexadecimal(char sign)
{
    if (sign >= '0' && sign <= '9') { return sign - '0'; }
    if (sign >= 'a' && sign <= 'f') { return sign - 'a' + 10; }
    if (sign >= 'A' && sign <= 'F') { return sign - 'A' + 10; }
    return -1;
}

bool is_unreserved(char sign)
{
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') || sign == '-' || sign == '.' ||
           sign == '_' || sign == '~';
}

} // namespace

std::optional<std::string> percent_decoded(std::string_view encoded, PlusSign plus)
{
    std::string decoded;
    decoded.reserve(encoded.size());
    for (std::size_t at = 0; at < encoded.size(); ++at) {
        char const sign = encoded[at];
        if (sign == '+' && plus == PlusSign::is_a_space) {
            decoded += ' ';
        } else if (sign != '%') {
            decoded += sign;
        } else {
            if (at + 2 >= encoded.size()) { return std::nullopt; }
            int const high = hexadecimal(encoded[at + 1]);
            int const low = hexadecimal(encoded[at + 2]);
            if (high < 0 || low < 0) { return std::nullopt; }
            decoded += static_cast<char>(high * 16 + low);
            at += 2;
        }
    }
    if (decoded.find('\0') != std::string::npos || !text::is_utf8(decoded)) { return std::nullopt; }
    return decoded;
}

std::string percent_encoded(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (char const sign : text) {
        if (is_unreserved(sign)) {
            encoded += sign;
        } else {
            auto const byte = static_cast<unsigned char>(sign);
            encoded += '%';
            encoded += digits[byte >> 4U];
            encoded += digits[byte & 15U];
        }
    }
    return encoded;
}

} // namespace muster
