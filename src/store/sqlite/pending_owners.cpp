#include "store/sqlite/pending_owners.hpp"

#include <algorithm>

namespace muster::sqlite {

namespace {

bool by_key(Ownership const& a, Ownership const& b) { return a.key < b.key; }

} // namespace

Result<void> PendingOwners::change(Connection& connection, AccountId account, std::span<Ownership const> removed,
                                   std::span<Ownership const> added, std::span<Key128 const> free)
{
    bool const waits = removed.empty() && added.size() >= from_ && added.size() <= most;
    if (!waits || account != account_ || added_.size() + added.size() > most) { TRY(write(connection)); }
    if (!waits) { return change_owners(connection, account, removed, added, {}, free); }
    account_ = account;
    keep(added);
    return {};
}

void PendingOwners::keep(std::span<Ownership const> added)
{
    if (added_.capacity() < most) { added_.reserve(most); } // once: what is not used of it is address space only
    auto const known = static_cast<std::ptrdiff_t>(added_.size());
    added_.insert(added_.end(), added.begin(), added.end());
    std::inplace_merge(added_.begin(), added_.begin() + known, added_.end(), by_key);
}

void PendingOwners::find(AccountId account, std::span<Key128 const> keys, std::span<ProfileId> owners) const
{
    if (added_.empty() || account != account_) { return; }
    auto place = added_.begin();
    for (std::size_t index = 0; index < keys.size(); ++index) {
        while (place != added_.end() && place->key < keys[index]) { ++place; }
        if (place == added_.end()) { return; }
        if (owners[index].value == 0 && place->key == keys[index]) { owners[index] = place->profile; }
    }
}

Result<void> PendingOwners::write(Connection& connection)
{
    if (added_.empty()) { return {}; }
    TRY(change_owners(connection, account_, {}, added_));
    added_.clear();
    return {};
}

} // namespace muster::sqlite
