#pragma once

#include "base/result.hpp"

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

namespace muster {

/// 128 bits of a keyed hash. Ordered bytewise, which is also the order in every store; compared eight bytes at once, because sorting
/// spends its time here.
struct Key128 {
    std::array<std::uint8_t, 16> bytes{};
    bool operator==(Key128 const& other) const { return half(0) == other.half(0) && half(8) == other.half(8); }
    std::strong_ordering operator<=>(Key128 const& other) const
    {
        std::uint64_t const own = half(0);
        std::uint64_t const others = other.half(0);
        return own != others ? own <=> others : half(8) <=> other.half(8);
    }

private:
    /// Eight bytes as a number that is ordered as they are.
    std::uint64_t half(std::size_t from) const
    {
        std::uint64_t number{};
        __builtin_memcpy(&number, bytes.data() + from, sizeof number);
        return std::endian::native == std::endian::little ? __builtin_bswap64(number) : number;
    }
};

/// The secret that makes identifiers' keys unpredictable: drawn once per store.
struct HashKey {
    std::array<std::uint8_t, 16> bytes{};
    static HashKey draw(); ///< from the system's random source
};

/// SipHash-2-4 with 128-bit output (Aumasson and Bernstein; libsodium's siphashx24) over `kind` followed by `value`.
/// Values up to 300 bytes take no allocation.
Key128 keyed_hash(HashKey const& key, std::uint8_t kind, std::string_view value);

} // namespace muster

template <>
struct std::hash<muster::Key128> {
    std::size_t operator()(muster::Key128 const& key) const noexcept
    {
        std::size_t first{};
        __builtin_memcpy(&first, key.bytes.data(), sizeof first);
        return first;
    }
};
