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

/// Records are read by another thread, and so lie in another processor's cache: they are asked for so many ahead.
constexpr std::ptrdiff_t records_ahead = 4;

} // namespace

TagNames::TagNames(std::span<Tag const> known)
{
    for (Tag const& tag : known) {
        ids_.emplace(tag.name, tag.id);
        ids_.emplace(text::fold(tag.name), tag.id);
    }
}

TagId TagNames::id_of(std::string_view name)
{
    if (auto const place = ids_.find(name); place != ids_.end()) { return place->second; }
    auto const [place, fresh] = ids_.emplace(text::fold(name), TagId{provisional_ - 1});
    if (fresh) { --provisional_; }
    TagId const id = place->second;
    ids_.emplace(name, id);
    return id;
}

void TagNames::use(TagId id, std::string_view name)
{
    if (id.value < 0 && is_used_.insert(id).second) { used_.push_back({id, std::string{name}}); }
}

Applier::Applier(Target const& target, AccountId account, ApplyRules rules, TagNames& tags)
    : target_{target}, rules_{std::move(rules)}, tags_{tags}, overlay_{target, account}
{
}

/// The stored profiles as they are now that really have one of the record's identifiers.
void Applier::find_matched(RecordInput const& input)
{
    matched_.clear();
    if (input.hits.empty()) { return; }
    std::vector<Identifier> const identifiers = identifiers_of(target_, *input.record);
    for (ProfileId const id : input.hits) {
        Profile const* profile = overlay_.current(id);
        if (profile != nullptr && shares_identifier(target_, *profile, identifiers)) { matched_.push_back(profile); }
    }
    std::sort(matched_.begin(), matched_.end(), [](Profile const* a, Profile const* b) { return a->id < b->id; });
    matched_.erase(std::unique(matched_.begin(), matched_.end()), matched_.end());
}

void Applier::name_tags(std::vector<std::string> const& names)
{
    tag_ids_.clear();
    for (std::string const& name : names) { tag_ids_.push_back(tags_.id_of(name)); }
}

void Applier::use_tags(std::vector<std::string> const& names)
{
    for (std::size_t index = 0; index < names.size(); ++index) { tags_.use(tag_ids_[index], names[index]); }
}

Result<void> Applier::meet(std::span<RecordInput const> batch, Profiles& profiles)
{
    std::vector<ProfileId> ids;
    for (RecordInput const& input : batch) { ids.insert(ids.end(), input.hits.begin(), input.hits.end()); }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return overlay_.load(profiles, ids);
}

Result<void> Applier::apply(RecordInput const& input, Take const& take)
{
    find_matched(input);
    name_tags(input.record->tags);
    AppliedRecord result = apply_one(input);
    bool const writes = is_applied(result.applied.outcome) && result.applied.outcome != Outcome::created && !result.applied.change.empty();
    TRY(take(input, result));
    if (result.applied.outcome == Outcome::created) { // buffers go back, so that a loop over records allocates little
        input.record->values = std::move(result.applied.after.values);
        input.record->contacts = std::move(result.applied.after.contacts);
    }
    if (writes) { keep(result.applied); }
    return {};
}

Result<void> Applier::apply_batch(std::span<RecordInput const> batch, Profiles& profiles, Take const& take)
{
    TRY(meet(batch, profiles));
    for (RecordInput const& input : batch) {
        if (&input + records_ahead < batch.data() + batch.size()) { __builtin_prefetch((&input + records_ahead)->record); }
        TRY(apply(input, take));
    }
    return {};
}

Admission Applier::admit(RecordOutline const& record)
{
    Admission const admission = muster::admit(target_, record.type, record.contacts, rules_);
    for (TagList const* list : record.tags) {
        NamedTags& tags = named(*list);
        if (tags.is_used || !is_applied(admission.outcome)) { continue; }
        tags.is_used = true;
        for (std::size_t index = 0; index < tags.ids.size(); ++index) { tags_.use(tags.ids[index], list->names[index]); }
    }
    return admission;
}

Applier::NamedTags& Applier::named(TagList const& list)
{
    if (named_tags_.size() <= list.number) { named_tags_.resize(list.number + 1); }
    NamedTags& tags = named_tags_[list.number];
    if (!tags.is_named) {
        tags.is_named = true;
        for (std::string const& name : list.names) { tags.ids.push_back(tags_.id_of(name)); }
    }
    return tags;
}

AppliedRecord Applier::apply_one(RecordInput const& input)
{
    AppliedRecord result;
    for (Profile const* profile : matched_) {
        result.matched.push_back(profile->id);
        result.fingerprint = mix(result.fingerprint, static_cast<std::uint64_t>(profile->id.value));
        result.fingerprint = mix(result.fingerprint, static_cast<std::uint64_t>(profile->version));
    }
    result.applied = muster::apply(target_, std::move(*input.record), tag_ids_, matched_, rules_);
    result.applied.change.record = input.ordinal;
    if (is_applied(result.applied.outcome)) { use_tags(input.record->tags); }
    return result;
}

void Applier::keep(Applied& applied)
{
    ProfileId const into = applied.after.id;
    overlay_.put(std::move(applied.after));
    for (ProfileId const gone : applied.absorbed) { overlay_.absorb(gone, into); }
}

} // namespace muster
