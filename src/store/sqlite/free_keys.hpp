#pragma once

#include "base/keyed_hash.hpp"
#include "base/number.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace muster::sqlite {

/// Identifiers that a writing transaction has looked up and found nobody's, so that adding them needs no second look: in a store of a
/// million persons the looks were half of what an upsert of a thousand new ones cost. They hold until the transaction changes identifiers
/// or a part of it is taken back; whoever does that takes or forgets them. One thread.
class FreeKeys {
public:
    /// What find() has told of ascending keys; what it told before of the same account stays known.
    void note(AccountId account, std::span<Key128 const> keys, std::span<ProfileId const> owners)
    {
        if (account != account_) { forget(); }
        if (keys_.size() + keys.size() > most) { return; }
        account_ = account;
        auto const known = static_cast<std::ptrdiff_t>(keys_.size());
        for (std::size_t index = 0; index < keys.size(); ++index) {
            if (owners[index].value == 0) { keys_.push_back(keys[index]); }
        }
        std::inplace_merge(keys_.begin(), keys_.begin() + known, keys_.end());
    }
    /// The account's, ascending. Nothing is known afterwards.
    std::vector<Key128> take(AccountId account)
    {
        std::vector<Key128> taken = std::exchange(keys_, {});
        if (account != account_) { taken.clear(); }
        return taken;
    }
    void forget() { keys_.clear(); }

private:
    /// What a call of the API brings, with room. The many keys of an import meet every leaf anyway, and their copies would take memory.
    static constexpr std::size_t most = 20'000;

    AccountId account_{};
    std::vector<Key128> keys_{};
};

} // namespace muster::sqlite
