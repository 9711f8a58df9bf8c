#pragma once

#include "store/sqlite/identifier_index.hpp"
#include "store/sqlite/profile_table.hpp"

#include <bit>
#include <cstring>
#include <string>
#include <string_view>

namespace muster::sqlite {

/// Key and id of an entry in a leaf: 16 bytes and 5 bytes, big-endian, so that entries compare as bytes.
inline constexpr std::size_t key_size = 16;
inline constexpr std::size_t id_size = id_bits / 8;
inline constexpr std::size_t entry_size = key_size + id_size;

/// Most entries of a leaf: with SQLite's overhead they just fill a page of 8 KiB; more would go to an overflow page.
inline constexpr std::size_t leaf_capacity = 384;
/// Entries of the leaves that a split makes: three quarters, so that the next batch finds room.
inline constexpr std::size_t leaf_fill = 288;

/// A key's order in two machine words.
struct KeyWords {
    std::uint64_t high{}, low{};
    auto operator<=>(KeyWords const&) const = default;
};

inline std::uint64_t big_endian(void const* bytes)
{
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return std::endian::native == std::endian::little ? __builtin_bswap64(value) : value;
}

inline KeyWords words_of(Key128 const& key) { return {big_endian(key.bytes.data()), big_endian(key.bytes.data() + 8)}; }

/// The number of the lowest leaf of an account, and of the leaf that would begin with the key.
inline std::int64_t first_leaf(AccountId account) { return account.value << id_bits; }
inline std::int64_t leaf_number(AccountId account, KeyWords key)
{
    return first_leaf(account) | static_cast<std::int64_t>(key.high >> (64 - id_bits));
}

/// The entries of a leaf as they lie in the row.
class LeafEntries {
public:
    explicit LeafEntries(std::string_view bytes = {}) : bytes_{bytes} {}
    std::size_t size() const { return bytes_.size() / entry_size; }
    bool is_whole() const { return bytes_.size() % entry_size == 0; }
    KeyWords key(std::size_t index) const
    {
        char const* const entry = bytes_.data() + index * entry_size;
        return {big_endian(entry), big_endian(entry + 8)};
    }
    ProfileId profile(std::size_t index) const
    {
        std::int64_t id = 0;
        for (char const byte : bytes_.substr(index * entry_size + key_size, id_size)) { id = (id << 8) | static_cast<unsigned char>(byte); }
        return ProfileId{id};
    }
    Ownership ownership(std::size_t index) const
    {
        Ownership ownership{{}, profile(index)};
        std::memcpy(ownership.key.bytes.data(), bytes_.data() + index * entry_size, key_size);
        return ownership;
    }
    /// The first entry from `from` on whose key is not below `key`.
    std::size_t lower_bound(std::size_t from, KeyWords key) const
    {
        std::size_t step = 1; // first by doubling steps: neighbours are asked for one after the other
        while (from + step <= size() && this->key(from + step - 1) < key) {
            from += step;
            step *= 2;
        }
        std::size_t last = std::min(from + step - 1, size());
        while (from < last) {
            std::size_t const middle = from + (last - from) / 2;
            this->key(middle) < key ? from = middle + 1 : last = middle;
        }
        return from;
    }
    std::string_view bytes(std::size_t first, std::size_t last) const
    {
        return bytes_.substr(first * entry_size, (last - first) * entry_size);
    }

private:
    std::string_view bytes_;
};

inline void append_entry(std::string& into, Ownership const& ownership)
{
    into.append(reinterpret_cast<char const*>(ownership.key.bytes.data()), key_size); // NOLINT: plain bytes
    for (unsigned shift = id_bits; shift > 0; shift -= 8) { into.push_back(static_cast<char>(ownership.profile.value >> (shift - 8))); }
}

} // namespace muster::sqlite
