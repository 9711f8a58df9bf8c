#include "planning/overlay.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <utility>

namespace muster {

Result<void> Overlay::load(Profiles& profiles, std::span<ProfileId const> ids)
{
    std::vector<ProfileId> unknown;
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(unknown), [this](ProfileId id) { return !entries_.contains(id); });
    if (unknown.empty()) { return {}; }
    std::vector<Profile> loaded;
    TRY(profiles.load(account_, target_, unknown, loaded));
    for (Profile& profile : loaded) {
        ProfileId const id = profile.id;
        entries_.emplace(id, Entry{std::move(profile), {}, false, {}});
    }
    return {};
}

Profile const* Overlay::current(ProfileId id) const
{
    auto place = entries_.find(id);
    while (place != entries_.end() && place->second.gone_into.value != 0) { place = entries_.find(place->second.gone_into); }
    if (place == entries_.end()) { return nullptr; }
    return place->second.changed ? &place->second.now : &place->second.stored;
}

void Overlay::put(Profile after)
{
    auto const place = entries_.find(after.id);
    MUSTER_ASSERT(place != entries_.end());
    place->second.now = std::move(after);
    place->second.changed = true;
}

void Overlay::absorb(ProfileId gone, ProfileId into)
{
    auto const place = entries_.find(gone);
    MUSTER_ASSERT(place != entries_.end() && gone != into);
    place->second.gone_into = into;
}

void Overlay::keep_only(std::span<ProfileId const> ids)
{
    std::erase_if(entries_, [ids](auto const& entry) { return !std::binary_search(ids.begin(), ids.end(), entry.first); });
}

std::vector<ProfileWrite> Overlay::writes() const
{
    std::vector<ProfileWrite> result;
    for (auto const& [id, entry] : entries_) {
        if (entry.gone_into.value != 0) {
            result.push_back({&entry.stored, nullptr, entry.gone_into});
        } else if (entry.changed) {
            result.push_back({&entry.stored, &entry.now, {}});
        }
    }
    std::sort(result.begin(), result.end(), [](ProfileWrite const& a, ProfileWrite const& b) { return a.before->id < b.before->id; });
    return result;
}

} // namespace muster
