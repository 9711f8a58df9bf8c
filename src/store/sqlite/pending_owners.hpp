#pragma once

#include "store/sqlite/identifier_index.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace muster::sqlite {

/// What large batches of a transaction add to the identifier index, until it is written with the transaction's last batch: a batch of
/// random keys rewrites nearly every leaf, so several are written together. Of one account at a time. One thread.
class PendingOwners {
public:
    /// From how many keys on a batch waits. Fewer are written at once, so that a small transaction is told at once what is taken.
    static constexpr std::size_t worth_waiting = 10'000;
    /// Most keys that wait: 24 MB. Those of 200,000 persons, the most of an import's transaction, are some 600,000.
    static constexpr std::size_t most = 1'000'000;

    explicit PendingOwners(std::size_t from = worth_waiting) : from_{from} {}

    /// change_owners(), except that additions may wait; then a key that is taken is told by what writes them. `free` as there.
    Result<void> change(Connection& connection, AccountId account, std::span<Ownership const> removed, std::span<Ownership const> added,
                        std::span<Key128 const> free = {});
    /// Fills in the owners that only wait to be written; keys ascending.
    void find(AccountId account, std::span<Key128 const> keys, std::span<ProfileId> owners) const;
    /// Writes what waits. After an Error the transaction can only be taken back.
    Result<void> write(Connection& connection);
    void clear() { added_.clear(); }

private:
    void keep(std::span<Ownership const> added);
    std::size_t from_;
    AccountId account_{};
    std::vector<Ownership> added_{}; ///< ascending by key
};

} // namespace muster::sqlite
