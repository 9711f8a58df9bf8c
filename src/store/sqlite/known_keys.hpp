#pragma once

#include "base/keyed_hash.hpp"
#include "base/number.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace muster::sqlite {

/// Which identifiers may be somebody's: those that are not among them need no look into the index. A blocked Bloom filter (Putze,
/// Sanders and Singler, "Cache-, hash- and space-efficient Bloom filters", 2007): each key has bits in one block of a cache line. Keys are
/// bits of a keyed hash already. A key that was added stays; of others one in two hundred is taken for known, and more when many more
/// keys are added than it was made for. Safe from any thread.
class KnownKeys {
public:
    /// Takes 12 bits a key.
    explicit KnownKeys(std::int64_t keys);

    void add(AccountId account, Key128 const& key);
    /// False: nobody added it.
    bool may_have(AccountId account, Key128 const& key) const;

private:
    struct alignas(64) Block {
        std::array<std::atomic<std::uint64_t>, 8> words{};
    };
    /// The block of a key, and what its bits there are drawn from.
    struct Place {
        std::size_t block{};
        std::uint64_t bits{};
    };
    Place place_of(AccountId account, Key128 const& key) const;

    std::vector<Block> blocks_;
};

} // namespace muster::sqlite
