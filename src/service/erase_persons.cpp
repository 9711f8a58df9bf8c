#include "history/blank_outcomes.hpp"
#include "service/person_acts.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

/// The ids of persons that disappeared in one of these and were not split off again: their history is about the same human.
Result<std::vector<ProfileId>> absorbed_by(Workplace const& place, Transaction& transaction, std::vector<ProfileId> const& ids)
{
    std::vector<std::pair<std::int64_t, Change>> changes;
    TRY(transaction.changes().of_profiles(place.account, place.target, ids, changes));
    std::vector<ProfileId> absorbed;
    for (auto const& entry : changes) {
        for (Profile const& gone : entry.second.absorbed) {
            TRY_ASSIGN(auto const into, transaction.profiles().merged_into(place.account, place.target, gone.id));
            if (into) { absorbed.push_back(gone.id); }
        }
    }
    return absorbed;
}

void add_sorted(std::vector<ProfileId>& ids, std::vector<ProfileId> const& more)
{
    ids.insert(ids.end(), more.begin(), more.end());
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

/// The ids whose history goes with the persons: their own, and those that were merged into them, also over several steps.
Result<std::vector<ProfileId>> with_absorbed(Workplace const& place, Transaction& transaction, std::vector<ProfileId> ids)
{
    for (std::size_t before = 0; before != ids.size();) {
        before = ids.size();
        TRY_ASSIGN(auto const more, absorbed_by(place, transaction, ids));
        add_sorted(ids, more);
    }
    return ids;
}

} // namespace

Result<void> erase_histories(Workplace const& place, Transaction& transaction, std::vector<ProfileId> const& ids)
{
    TRY_ASSIGN(auto const all, with_absorbed(place, transaction, ids));
    TRY(transaction.changes().erase(place.account, place.target, all));
    return blank_outcomes(transaction, place.account, all);
}

Result<std::int64_t> erase_persons(Workplace const& place, std::span<PersonKey const> keys)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY_ASSIGN(auto const persons, find_persons(place, *transaction, keys));
    std::vector<ProfileWrite> writes;
    std::vector<ProfileId> own;
    for (Profile const& person : persons) {
        writes.push_back({&person, nullptr, {}});
        own.push_back(person.id);
    }
    TRY(erase_histories(place, *transaction, own));
    TRY(transaction->profiles().write(place.account, place.target, writes));
    TRY(transaction->commit());
    return static_cast<std::int64_t>(persons.size());
}

} // namespace muster
