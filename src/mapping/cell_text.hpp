#pragma once

#include "base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace muster {

/// Whether every byte is ASCII. Eight bytes at a time: asked of every cell.
inline bool is_ascii(std::string_view text)
{
    constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
    std::size_t at = 0;
    for (; at + sizeof high_bits <= text.size(); at += sizeof high_bits) {
        std::uint64_t eight{};
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if ((eight & high_bits) != 0) { return false; }
    }
    return std::none_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                        [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; });
}

/// text::trim with the usual case, nothing to trim, decided by two bytes.
inline std::string_view trimmed(std::string_view text)
{
    constexpr auto is_visible_ascii = [](char letter) { return letter > ' ' && letter < '\x7F'; };
    bool const plain = !text.empty() && is_visible_ascii(text.front()) && is_visible_ascii(text.back());
    return plain ? text : text::trim(text);
}

} // namespace muster
