#pragma once

#include "store/store.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace muster {

/// Stored profiles as the records so far have left them: asked before the store, so that records applied in bulk give what they would
/// give one at a time. One thread.
class Overlay {
public:
    Overlay(Target const& target, AccountId account) : target_{target}, account_{account} {}

    /// Makes the stored profiles with these ids known, as far as they are not (ascending, unique). Ids that do not exist are passed over.
    Result<void> load(Profiles& profiles, std::span<ProfileId const> ids);
    /// The profile as it is now, behind merges; null when there is none.
    Profile const* current(ProfileId id) const;
    /// A changed state of a known profile.
    void put(Profile after);
    /// A known profile disappeared in another.
    void absorb(ProfileId gone, ProfileId into);
    /// Forgets all but the ascending ones, and those in which they disappeared: what no later record meets.
    void keep_only(std::span<ProfileId const> ids);
    /// Gives provisional tags their real ids.
    void replace_tags(std::unordered_map<TagId, TagId> const& real);
    /// What the records have done to known profiles, by ascending id; points into the overlay.
    std::vector<ProfileWrite> writes() const;
    void clear() { entries_.clear(); }

private:
    struct Entry {
        Profile stored{};
        Profile now{};
        bool changed{};
        ProfileId gone_into{}; ///< 0: it is still there
    };
    Target const& target_;
    AccountId account_;
    std::unordered_map<ProfileId, Entry> entries_{};
};

/// Replaces provisional tags (below zero, all of them known to `real`) and keeps the tags ascending.
void replace_tags(std::vector<TagId>& tags, std::unordered_map<TagId, TagId> const& real);

} // namespace muster
