#include "planning/overlay.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>
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
    std::unordered_set<ProfileId> needed; // where kept ones that were merged live on, which no record need hit itself
    for (auto const& [id, entry] : entries_) {
        if (entry.gone_into.value == 0 || !std::binary_search(ids.begin(), ids.end(), id)) { continue; }
        for (auto place = entries_.find(entry.gone_into); place != entries_.end(); place = entries_.find(place->second.gone_into)) {
            needed.insert(place->first);
        }
    }
    std::erase_if(entries_, [&](auto const& entry) {
        return !needed.contains(entry.first) && !std::binary_search(ids.begin(), ids.end(), entry.first);
    });
}

void Overlay::replace_tags(std::unordered_map<TagId, TagId> const& real)
{
    for (auto& [id, entry] : entries_) {
        if (entry.changed) { muster::replace_tags(entry.now.tags, real); }
    }
}

void replace_tags(std::vector<TagId>& tags, std::unordered_map<TagId, TagId> const& real)
{
    bool replaced = false;
    for (TagId& tag : tags) {
        if (tag.value >= 0) { continue; }
        tag = real.at(tag);
        replaced = true;
    }
    if (replaced) { std::sort(tags.begin(), tags.end()); }
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
