#include "store/sqlite/pending_owners.hpp"

#include <algorithm>
#include <utility>

namespace muster::sqlite {

namespace {

bool by_key(Ownership const& a, Ownership const& b) { return a.key < b.key; }
bool below(Ownership const& ownership, Key128 const& key) { return ownership.key < key; }

/// Whether every key added is among the free ones; both ascending.
bool are_free(std::span<Ownership const> added, std::span<Key128 const> free)
{
    auto known = free.begin();
    return std::all_of(added.begin(), added.end(), [&](Ownership const& ownership) {
        while (known != free.end() && *known < ownership.key) { ++known; }
        return known != free.end() && *known == ownership.key;
    });
}

/// Where keys are few beside the list they are searched for, otherwise both are walked.
constexpr std::size_t few = 16;

void find_in(std::span<Ownership const> list, std::span<Key128 const> keys, std::span<ProfileId> owners)
{
    bool const searches = keys.size() * few < list.size();
    auto place = list.begin();
    for (std::size_t index = 0; index < keys.size(); ++index) {
        if (searches) { place = std::lower_bound(place, list.end(), keys[index], below); }
        while (place != list.end() && place->key < keys[index]) { ++place; }
        if (place == list.end()) { return; }
        if (owners[index].value == 0 && place->key == keys[index]) { owners[index] = place->profile; }
    }
}

} // namespace

bool PendingOwners::can_wait(std::span<Ownership const> added, std::span<Key128 const> free) const
{
    return added.size() <= most && (added.size() >= from_ || are_free(added, free));
}

Result<void> PendingOwners::change(Connection& connection, AccountId account, std::span<Ownership const> removed,
                                   std::span<Ownership const> added, std::span<Key128 const> free)
{
    if (removed.empty() && added.empty()) { return {}; }
    bool const waits = removed.empty() && can_wait(added, free);
    if (!waits || account != account_ || kept_.size() + added_.size() + added.size() > most) { TRY(write(connection)); }
    if (!waits) { return change_owners(connection, account, removed, added, {}, free); }
    account_ = account;
    is_free_ = is_free_ && are_free(added, free);
    unite(added_, added);
    return {};
}

/// The first large list takes its room at once: what is not used of it is address space only.
void PendingOwners::unite(std::vector<Ownership>& into, std::span<Ownership const> more)
{
    if (more.size() >= worth_waiting && into.capacity() < most) { into.reserve(most); }
    auto const known = static_cast<std::ptrdiff_t>(into.size());
    into.insert(into.end(), more.begin(), more.end());
    std::inplace_merge(into.begin(), into.begin() + known, into.end(), by_key);
}

void PendingOwners::find(AccountId account, std::span<Key128 const> keys, std::span<ProfileId> owners) const
{
    if (account != account_) { return; }
    find_in(kept_, keys, owners);
    find_in(added_, keys, owners);
}

Result<void> PendingOwners::write(Connection& connection)
{
    if (!kept_.empty()) {
        unite(added_, kept_);
        unite(written_, kept_);
        account_of_written_ = account_;
        kept_.clear();
    }
    if (added_.empty()) { return {}; }
    std::vector<Key128> free;
    if (is_free_) {
        free.reserve(added_.size());
        for (Ownership const& ownership : added_) { free.push_back(ownership.key); }
    }
    TRY(change_owners(connection, account_, {}, added_, {}, free));
    added_.clear();
    is_free_ = true;
    return {};
}

/// When memory is short, nothing has changed.
void PendingOwners::keep_act()
{
    if (kept_.empty()) {
        kept_.swap(added_);
    } else {
        unite(kept_, added_);
    }
    added_.clear();
    written_.clear();
}

void PendingOwners::take_back_act()
{
    added_.clear();
    if (written_.empty()) { return; }
    kept_ = std::exchange(written_, {});
    account_ = account_of_written_;
    is_free_ = false; // perhaps not: looking again harms nobody
}

} // namespace muster::sqlite
