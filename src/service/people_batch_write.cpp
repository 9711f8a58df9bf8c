#include "service/people_batch.hpp"
#include "service/person_acts.hpp"

#include <algorithm>
#include <utility>

namespace muster {

/// Gives the created persons their ids, in the order in which they were created.
Result<void> PeopleBatch::number_created()
{
    if (created_ == 0) { return {}; }
    TRY_ASSIGN(ProfileId const first, transaction_.profiles().reserve_ids(place_.account, created_));
    auto const number = [&](ProfileId& id) {
        if (id.value < 0) { id = ProfileId{first.value - id.value - 1}; }
    };
    for (std::int64_t index = 1; index <= created_; ++index) {
        auto node = met_.extract(ProfileId{-index});
        number(node.key());
        number(node.mapped().now.id);
        met_.insert(std::move(node));
    }
    for (auto& owner : owners_) { number(owner.second); }
    for (Change& change : changes_) { number(change.profile); }
    for (PersonResult& result : results_) { number(result.id); }
    for (Ownership& one : created_keys_) { number(one.profile); }
    created_ = 0;
    return {};
}

/// Writes what the acts so far have come to; what they left is what is stored now.
Result<void> PeopleBatch::write()
{
    TRY(number_created());
    std::sort(removed_.begin(), removed_.end());
    std::vector<ProfileWrite> writes;
    for (auto& [id, met] : met_) {
        if (met.state == Met::State::as_stored) { continue; }
        if (met.state == Met::State::gone) {
            if (met.before) { writes.push_back({&*met.before, nullptr, met.merged_into}); }
        } else if (met.before) {
            writes.push_back({&*met.before, &met.now});
        } else {
            writes.push_back({nullptr, &met.now, {}, met.has_new_keys ? ProfileWrite::Keys::to_compute : ProfileWrite::Keys::given});
        }
    }
    std::erase_if(created_keys_, [&](Ownership const& one) { return met_.at(one.profile).has_new_keys; });
    std::sort(created_keys_.begin(), created_keys_.end());
    if (!removed_.empty()) { TRY(erase_histories(place_, transaction_, removed_)); }
    TRY(transaction_.profiles().write(place_.account, place_.target, writes, created_keys_));
    TRY(transaction_.changes().append(place_.account, place_.target, changes_));
    std::erase_if(met_, [](auto const& entry) { return entry.second.state == Met::State::gone; });
    for (auto& entry : met_) {
        entry.second.state = Met::State::as_stored;
        entry.second.before.reset();
        entry.second.has_new_keys = false;
    }
    changes_.clear();
    created_keys_.clear();
    removed_.clear();
    return {};
}

} // namespace muster
