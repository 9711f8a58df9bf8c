#pragma once

#include "store/sqlite/identifier_index.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace muster::sqlite {

/// What a transaction adds to the identifier index, until it is written with its last batch or act: random keys rewrite nearly every leaf
/// that they meet, so several batches are written together, and a savepoint would copy each of these pages once more. What waits is either
/// known to be free or so much that looking it up first would cost more than to be refused at the end. Of one account at a time. One
/// thread.
class PendingOwners {
public:
    /// From how many keys on a batch waits though nobody has looked whether they are free. Fewer are written at once, so that a small
    /// transaction is told at once what is taken.
    static constexpr std::size_t worth_waiting = 10'000;
    /// Most keys that wait: 24 MB. Those of 200,000 persons, the most of an import's transaction, are some 600,000.
    static constexpr std::size_t most = 1'000'000;

    explicit PendingOwners(std::size_t from = worth_waiting) : from_{from} {}

    /// change_owners(), except that additions may wait; then a key that is taken is told by what writes them. `free` as there.
    Result<void> change(Connection& connection, AccountId account, std::span<Ownership const> removed, std::span<Ownership const> added,
                        std::span<Key128 const> free = {});
    /// Fills in the owners that only wait to be written; keys ascending.
    void find(AccountId account, std::span<Key128 const> keys, std::span<ProfileId> owners) const;
    /// Writes what waits. After an Error the transaction, or the act, can only be taken back.
    Result<void> write(Connection& connection);

    /// Where a transaction consists of acts that can be taken back one by one: what the act has added stays.
    void keep_act();
    /// The act was taken back, and with it what it has written: what the acts before it added waits again.
    void take_back_act();

private:
    bool can_wait(std::span<Ownership const> added, std::span<Key128 const> free) const;
    static void unite(std::vector<Ownership>& into, std::span<Ownership const> more);

    std::size_t from_;
    AccountId account_{};
    std::vector<Ownership> added_{};   ///< by the act that runs; ascending by key, as the others
    std::vector<Ownership> kept_{};    ///< by acts before it
    bool is_free_{true};               ///< all of both are known to be free
    std::vector<Ownership> written_{}; ///< of `kept_`, by the act that runs
    AccountId account_of_written_{};
};

} // namespace muster::sqlite
