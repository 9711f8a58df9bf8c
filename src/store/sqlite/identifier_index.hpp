#pragma once

#include "base/key_sort.hpp"
#include "store/sqlite/connection.hpp"
#include "store/store.hpp"

#include <functional>
#include <span>
#include <vector>

namespace muster::sqlite {

/// The unique index of identifiers: an ordered list of (key, profile) cut into leaves, one row each, that fill a page. A leaf's row key
/// is its account and the first 40 bits of the lowest key that belongs into it, so SQLite's tree over the leaves is the upper part of the
/// index and a batch of sorted keys is merged leaf by leaf in memory. Against a row per key in a WITHOUT ROWID table (sqlite_benchmark,
/// processor time, 4 million keys stored): 0.2 s instead of 0.65 s for 600,000 new keys, 0.08 s instead of 0.53 s for a look-up of 1.8
/// million, in the same space. A key has one leaf and a leaf is strictly ascending, which is what keeps an identifier unique; muster
/// check verifies both.

///
/// A batch of random keys meets every leaf of a list that is not much longer than itself, and rewrites it. So a long list grows in two
/// levels: new keys go into a recent one, which is merged into the main one when it has an eighth of its keys (the idea of the
/// log-structured merge tree, O'Neil et al. 1996); an added key is looked up in the main level inside the same transaction.
struct LevelLimits {
    /// Up to so many keys the main level is changed itself: rewriting its 14,000 leaves costs 0.4 s of processor time.
    std::int64_t one_level{4'000'000};
    std::int64_t main_over_recent{8};
    /// A batch with fewer keys for a leaf of the main level than this is small: it would rewrite a page of 8 KiB for every few keys. It
    /// goes into the recent level, whose few leaves take many keys each.
    std::int64_t keys_per_leaf{4};
    /// Keys of the recent level beside a main one that may be changed itself. Once there are more, every small batch moves as many keys on
    /// as it brings: neighbours, so that they meet few leaves, and few enough that nobody waits for them.
    std::int64_t small_recent{96'000};
};

/// The owners of ascending keys, ProfileId{0} where there is none.
Result<void> find_owners(Connection& connection, AccountId account, std::span<Key128 const> keys, std::span<ProfileId> owners);

/// Takes away, then adds; both ascending by key. conflict IDENTIFIER_TAKEN when an added key belongs to somebody; internal when a
/// removed one does not belong to its profile. Profiles' ids must have a row key. `free`, ascending: keys that this transaction has found
/// nobody's since it last changed any, which saves looking them up again.
Result<void> change_owners(Connection& connection, AccountId account, std::span<Ownership const> removed, std::span<Ownership const> added,
                           LevelLimits const& limits = {}, std::span<Key128 const> free = {});

/// All ownerships of an account, level by level. False when a leaf is damaged, out of order or in the wrong place, or a count is wrong.
Result<bool> each_ownership(Connection& connection, AccountId account, std::function<void(Ownership const&)> const& take);

/// How many keys the index has, of all accounts.
Result<std::int64_t> count_of_keys(Connection& connection);
/// All keys of all accounts, at one moment when the caller's transaction is one. Error unreadable STORE_DAMAGED.
Result<void> each_key(Connection& connection, std::function<Result<void>(AccountId account, Key128 const& key)> const& take);

} // namespace muster::sqlite
