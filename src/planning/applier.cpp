#include "planning/applier.hpp"

#include "base/text.hpp"
#include "matching/matching.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

/// Mixes a number into a 64-bit fingerprint (the finaliser of splitmix64, Steele, Lea and Flood 2014).
std::uint64_t mix(std::uint64_t state, std::uint64_t number)
{
    state += 0x9E37'79B9'7F4A'7C15U + number;
    state = (state ^ (state >> 30)) * 0xBF58'476D'1CE4'E5B9U;
    state = (state ^ (state >> 27)) * 0x94D0'49BB'1331'11EBU;
    return state ^ (state >> 31);
}

} // namespace

TagNames::TagNames(std::span<Tag const> known)
{
    for (Tag const& tag : known) {
        ids_.emplace(tag.name, tag.id);
        ids_.emplace(text::fold(tag.name), tag.id);
        names_.emplace(tag.id, tag.name);
    }
}

TagId TagNames::id_of(std::string_view name)
{
    std::string exact{name};
    if (auto const place = ids_.find(exact); place != ids_.end()) { return place->second; }
    std::string folded = text::fold(name);
    auto place = ids_.find(folded);
    if (place == ids_.end()) {
        unknown_.push_back(exact);
        TagId const fresh{-static_cast<std::int64_t>(unknown_.size())};
        names_.emplace(fresh, exact);
        place = ids_.emplace(std::move(folded), fresh).first;
    }
    TagId const id = place->second;
    ids_.emplace(std::move(exact), id);
    return id;
}

std::string_view TagNames::name_of(TagId id) const
{
    auto const place = names_.find(id);
    return place == names_.end() ? std::string_view{} : std::string_view{place->second};
}

Applier::Applier(Target const& target, AccountId account, ApplyRules rules, TagNames& tags)
    : target_{target}, rules_{std::move(rules)}, tags_{tags}, overlay_{target, account}
{}

/// The stored profiles as they are now that really have one of the record's identifiers.
void Applier::find_matched(RecordInput const& input, std::vector<Profile const*>& matched) const
{
    matched.clear();
    if (input.hits.empty()) { return; }
    std::vector<Identifier> const identifiers = identifiers_of(target_, *input.record);
    for (ProfileId const id : input.hits) {
        Profile const* profile = overlay_.current(id);
        if (profile != nullptr && shares_identifier(target_, *profile, identifiers)) { matched.push_back(profile); }
    }
    std::sort(matched.begin(), matched.end(), [](Profile const* a, Profile const* b) { return a->id < b->id; });
    matched.erase(std::unique(matched.begin(), matched.end()), matched.end());
}

Result<void> Applier::apply_batch(std::span<RecordInput const> batch, Profiles& profiles, Take const& take)
{
    std::vector<ProfileId> ids;
    for (RecordInput const& input : batch) { ids.insert(ids.end(), input.hits.begin(), input.hits.end()); }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    TRY(overlay_.load(profiles, ids));

    std::vector<Profile const*> matched;
    std::vector<TagId> tags;
    for (RecordInput const& input : batch) {
        find_matched(input, matched);
        tags.clear();
        for (std::string const& name : input.record->tags) { tags.push_back(tags_.id_of(name)); }
        AppliedRecord result;
        for (Profile const* profile : matched) {
            result.matched.push_back(profile->id);
            result.fingerprint = mix(result.fingerprint, static_cast<std::uint64_t>(profile->id.value));
            result.fingerprint = mix(result.fingerprint, static_cast<std::uint64_t>(profile->version));
        }
        result.applied = apply(target_, *input.record, tags, matched, rules_);
        Applied& applied = result.applied;
        applied.change.record = input.ordinal;
        bool const writes = applied.outcome == Outcome::updated || applied.outcome == Outcome::promoted ||
                            (applied.outcome == Outcome::unchanged && !applied.change.empty());
        if (writes) {
            overlay_.put(applied.after);
            for (ProfileId const gone : applied.absorbed) { overlay_.absorb(gone, applied.after.id); }
        }
        TRY(take(input, result));
    }
    return {};
}

} // namespace muster
