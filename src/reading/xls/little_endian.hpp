#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace muster {

/// Whole numbers as compound files and BIFF store them, lowest byte first. The caller has checked that the bytes are there.
constexpr std::uint16_t u16_at(std::string_view bytes, std::size_t at)
{
    auto const byte = [&](std::size_t place) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[place])); };
    return static_cast<std::uint16_t>(byte(at) | byte(at + 1) << 8U);
}
constexpr std::uint32_t u32_at(std::string_view bytes, std::size_t at)
{
    return static_cast<std::uint32_t>(u16_at(bytes, at)) | static_cast<std::uint32_t>(u16_at(bytes, at + 2)) << 16U;
}
constexpr std::uint64_t u64_at(std::string_view bytes, std::size_t at)
{
    return u32_at(bytes, at) | static_cast<std::uint64_t>(u32_at(bytes, at + 4)) << 32U;
}
constexpr std::uint8_t u8_at(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }
inline double double_at(std::string_view bytes, std::size_t at) { return std::bit_cast<double>(u64_at(bytes, at)); }

} // namespace muster
