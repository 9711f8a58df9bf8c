#pragma once

#include "base/result.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string_view>

namespace muster {

/// 128 bits of a keyed hash. Ordered bytewise, which is also the order in every store.
struct Key128 {
    std::array<std::uint8_t, 16> bytes{};
    auto operator<=>(Key128 const&) const = default;
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
