#include "base/keyed_hash.hpp"

#include "base/assert.hpp"

#include <sodium.h>

#include <cstring>
#include <string>

namespace muster {

static_assert(sizeof(Key128::bytes) == crypto_shorthash_siphashx24_BYTES);
static_assert(sizeof(HashKey::bytes) == crypto_shorthash_siphashx24_KEYBYTES);

namespace {

/// Longest value that is hashed without allocation: identifiers have at most 256 characters, and most are ASCII.
constexpr std::size_t longest_on_stack = 300;

Key128 hash_of(HashKey const& key, void const* bytes, std::size_t size)
{
    Key128 hash;
    crypto_shorthash_siphashx24(hash.bytes.data(), static_cast<unsigned char const*>(bytes), size, key.bytes.data());
    return hash;
}

} // namespace

HashKey HashKey::draw()
{
    static bool const ready = sodium_init() >= 0; // fails when the system has no random source
    MUSTER_ASSERT(ready);
    HashKey key;
    randombytes_buf(key.bytes.data(), key.bytes.size());
    return key;
}

Key128 keyed_hash(HashKey const& key, std::uint8_t kind, std::string_view value)
{
    if (value.size() > longest_on_stack) {
        std::string bytes(1, static_cast<char>(kind));
        bytes += value;
        return hash_of(key, bytes.data(), bytes.size());
    }
    std::array<unsigned char, 1 + longest_on_stack> bytes; // NOLINT(*-member-init): written up to the value's size
    bytes[0] = kind;
    if (!value.empty()) { std::memcpy(bytes.data() + 1, value.data(), value.size()); }
    return hash_of(key, bytes.data(), 1 + value.size());
}

} // namespace muster
