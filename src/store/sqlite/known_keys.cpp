#include "store/sqlite/known_keys.hpp"

#include <algorithm>
#include <cstring>

namespace muster::sqlite {

namespace {

constexpr std::int64_t bits_per_key = 12;
constexpr std::int64_t bits_per_block = 512;
/// Bits of a key. Of other keys 0.54 % are taken for known with five, 0.46 % with six, 0.41 % with seven (measured with as many keys as it
/// was made for, 100,000 and a million): more bits are more work for little.
constexpr unsigned bits_set = 6;
/// An odd number without a pattern (the golden ratio's digits), so that accounts with the same identifier have bits of their own.
constexpr std::uint64_t spread = 0x9E37'79B9'7F4A'7C15;

} // namespace

KnownKeys::KnownKeys(std::int64_t keys)
    : blocks_(static_cast<std::size_t>(std::max<std::int64_t>(keys * bits_per_key / bits_per_block, 1)))
{
}

KnownKeys::Place KnownKeys::place_of(AccountId account, Key128 const& key) const
{
    std::uint64_t block = 0;
    std::uint64_t bits = 0;
    std::memcpy(&block, key.bytes.data(), sizeof block);
    std::memcpy(&bits, key.bytes.data() + sizeof block, sizeof bits);
    block += static_cast<std::uint64_t>(account.value) * spread;
    // the upper half of the product is below the number of blocks (of which there are fewer than 2^32), evenly spread as the first factor
    return {static_cast<std::size_t>(((block >> 32) * blocks_.size()) >> 32), bits};
}

void KnownKeys::add(AccountId account, Key128 const& key)
{
    Place const place = place_of(account, key);
    std::uint64_t bits = place.bits;
    for (unsigned each = 0; each < bits_set; ++each, bits >>= 9) {
        std::atomic<std::uint64_t>& word = blocks_[place.block].words[bits >> 6 & 7];
        std::uint64_t const bit = std::uint64_t{1} << (bits & 63);
        if ((word.load(std::memory_order_relaxed) & bit) == 0) { word.fetch_or(bit, std::memory_order_relaxed); }
    }
}

bool KnownKeys::may_have(AccountId account, Key128 const& key) const
{
    Place const place = place_of(account, key);
    std::uint64_t bits = place.bits;
    for (unsigned each = 0; each < bits_set; ++each, bits >>= 9) {
        std::uint64_t const word = blocks_[place.block].words[bits >> 6 & 7].load(std::memory_order_relaxed);
        if ((word >> (bits & 63) & 1) == 0) { return false; }
    }
    return true;
}

} // namespace muster::sqlite
