#include "profile/apply.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace muster {

namespace {

enum class Reach : std::uint8_t { overwrite, fill };

/// A lead's data never changes what a customer has; in every other meeting the incoming value wins.
Reach reach_of(Target const& target, ProfileType stored, ProfileType incoming)
{
    bool const is_protected = target.typed == Target::Typed::yes && stored == ProfileType::customer && incoming == ProfileType::lead;
    return is_protected ? Reach::fill : Reach::overwrite;
}

ProfileType type_after(ProfileType stored, ProfileType incoming) { return std::max(stored, incoming); } // never demoted

std::vector<TagId> united(std::span<TagId const> a, std::span<TagId const> b)
{
    std::vector<TagId> both;
    both.reserve(a.size() + b.size());
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
}

std::vector<TagId> sorted(std::span<TagId const> tags)
{
    std::vector<TagId> result{tags.begin(), tags.end()};
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

/// united(sorted(tags), own) in one piece of memory: every created profile has some.
std::vector<TagId> tags_of_created(std::span<TagId const> tags, std::span<TagId const> own)
{
    std::vector<TagId> all;
    all.reserve(tags.size() + own.size());
    all.insert(all.end(), tags.begin(), tags.end());
    all.insert(all.end(), own.begin(), own.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

/// Appends the contacts that are not there yet; gives how many.
std::size_t unite_contacts(Target const& target, std::vector<FieldValue>& contacts, std::span<FieldValue const> more)
{
    std::size_t const before = contacts.size();
    for (FieldValue const& contact : more) {
        bool const known =
            std::any_of(contacts.begin(), contacts.end(), [&](FieldValue const& stored) { return same_contact(target, stored, contact); });
        if (!known) { contacts.push_back(contact); }
    }
    return contacts.size() - before;
}

void apply_values(Target const& target, Record const& record, Reach reach, Applied& applied)
{
    for (FieldValue const& incoming : record.values) {
        std::string_view const stored = applied.after.value(incoming.field);
        if (stored == incoming.value) { continue; }
        if (stored.empty()) {
            applied.after.set(incoming.field, incoming.value);
            ++applied.fields_filled;
        } else if (reach == Reach::overwrite) {
            FieldRule const* rule = target.find(incoming.field);
            if (rule != nullptr && rule->kind == FieldKind::external_id) { applied.code = ProblemCode::external_id_replaced; }
            applied.after.set(incoming.field, incoming.value);
            ++applied.fields_overwritten;
        }
    }
}

Applied rejected(ProblemCode code)
{
    Applied applied;
    applied.outcome = Outcome::rejected;
    applied.code = code;
    return applied;
}

ProfileType type_of(Target const& target, std::optional<ProfileType> given, ApplyRules const& rules)
{
    return target.typed == Target::Typed::yes ? given.value_or(rules.default_type) : ProfileType::lead;
}

Applied create(ProfileType type, std::vector<FieldValue> values, std::vector<FieldValue> contacts, std::span<TagId const> tags,
               ApplyRules const& rules)
{
    Applied applied;
    applied.outcome = Outcome::created;
    Profile& after = applied.after;
    after.type = type;
    after.created_at = after.modified_at = rules.at;
    after.origin = after.modified_from = rules.origin;
    after.created_by = after.modified_by = rules.by;
    after.values = std::move(values);
    after.contacts = std::move(contacts);
    after.tags = tags_of_created(tags, rules.own_tags);
    return applied;
}

void stamp(Profile& after, Profile const& before, ApplyRules const& rules)
{
    after.version = before.version + 1;
    after.modified_at = std::max(before.modified_at, rules.at);
    after.modified_from = rules.origin;
    after.modified_by = rules.by;
}

Outcome outcome_of_change(bool changed, bool had_customer, ProfileType after)
{
    if (!changed) { return Outcome::unchanged; }
    return !had_customer && after == ProfileType::customer ? Outcome::promoted : Outcome::updated;
}

} // namespace

std::size_t primary_of(std::span<Profile const* const> profiles)
{
    MUSTER_ASSERT(!profiles.empty());
    auto const first = std::min_element(profiles.begin(), profiles.end(), [](Profile const* a, Profile const* b) {
        return a->created_at != b->created_at ? a->created_at < b->created_at : a->id < b->id;
    });
    return static_cast<std::size_t>(first - profiles.begin());
}

Profile merge_profiles(Target const& target, std::span<Profile const* const> profiles, Instant at, Origin from, std::string const& by)
{
    Profile const& primary = *profiles[primary_of(profiles)];
    Profile merged = primary;
    // from the weakest to the strongest voice, so that the strongest speaks last
    std::vector<Profile const*> voices{profiles.begin(), profiles.end()};
    std::sort(voices.begin(), voices.end(), [](Profile const* a, Profile const* b) {
        if (a->type != b->type) { return a->type < b->type; }
        return a->modified_at != b->modified_at ? a->modified_at < b->modified_at : a->id > b->id;
    });
    for (Profile const* voice : voices) {
        for (FieldValue const& value : voice->values) { merged.set(value.field, value.value); }
        merged.type = type_after(merged.type, voice->type);
    }
    for (Profile const* profile : profiles) {
        if (profile->id == primary.id) { continue; }
        unite_contacts(target, merged.contacts, profile->contacts);
        merged.tags = united(merged.tags, profile->tags);
    }
    merged.version = primary.version + 1;
    merged.modified_at = std::max(primary.modified_at, at);
    merged.modified_from = from;
    merged.modified_by = by;
    return merged;
}

namespace {

/// Who did it, where it came from and whom it made disappear.
void describe(Change& change, Record const& record, std::span<Profile const* const> matched, Profile const& before, Applied& applied,
              ApplyRules const& rules)
{
    change.profile = before.id;
    change.version = applied.after.version;
    change.at = rules.at;
    change.from = rules.origin;
    change.by = rules.by;
    change.row = record.first_row;
    for (Profile const* one : matched) {
        if (one->id == before.id) { continue; }
        applied.absorbed.push_back(one->id);
        change.absorbed.push_back(*one);
    }
}

/// The import's own tags move neither version nor modifiedAt.
void give_own_tags(Applied& applied, ApplyRules const& rules)
{
    std::set_difference(rules.own_tags.begin(), rules.own_tags.end(), applied.after.tags.begin(), applied.after.tags.end(),
                        std::back_inserter(applied.change.own_tags_added));
    if (!applied.change.own_tags_added.empty()) { applied.after.tags = united(applied.after.tags, applied.change.own_tags_added); }
}

/// Applies a record to the one or more profiles that it meets.
Applied apply_to_matched(Target const& target, Record const& record, std::span<TagId const> tags, std::span<Profile const* const> matched,
                         ApplyRules const& rules)
{
    Profile const& before = *matched[primary_of(matched)];
    bool const merging = matched.size() > 1;
    Applied applied;
    applied.after = merging ? merge_profiles(target, matched, rules.at, rules.origin, rules.by) : before;
    ProfileType const incoming = type_of(target, record.type, rules);
    std::size_t const added = unite_contacts(target, applied.after.contacts, record.contacts);
    if (added > 0 && applied.after.contacts.size() > target.contact_limit) { return rejected(ProblemCode::too_many_contacts); }
    apply_values(target, record, reach_of(target, applied.after.type, incoming), applied);
    applied.after.type = type_after(applied.after.type, incoming);
    if (!tags.empty()) { applied.after.tags = united(applied.after.tags, sorted(tags)); }

    applied.change = difference_between(target, before, applied.after);
    bool const changed = merging || !applied.change.empty();
    bool const had_customer =
        std::any_of(matched.begin(), matched.end(), [](Profile const* one) { return one->type == ProfileType::customer; });
    applied.outcome = outcome_of_change(changed, had_customer, applied.after.type);
    if (changed) { stamp(applied.after, before, rules); }
    give_own_tags(applied, rules);
    applied.change.kind = merging ? Change::Kind::merged : changed ? Change::Kind::updated : Change::Kind::tagged;
    describe(applied.change, record, matched, before, applied, rules);
    return applied;
}

/// What a record that meets stored profiles comes to when it is not applied; none when it is.
Applied refuse(std::span<Profile const* const> matched, ApplyRules const& rules)
{
    Applied applied;
    if (rules.on_duplicate == OnDuplicate::discard) {
        applied.outcome = Outcome::discarded;
    } else if (matched.size() > 1 && rules.on_ambiguous == OnAmbiguous::reject) {
        applied = rejected(ProblemCode::ambiguous_match);
    }
    return applied;
}

} // namespace

Admission admit(Target const& target, std::optional<ProfileType> type, std::size_t contacts, ApplyRules const& rules)
{
    if (contacts > target.contact_limit) { return {Outcome::rejected, ProblemCode::too_many_contacts, {}}; }
    return {Outcome::created, ProblemCode::none, type_of(target, type, rules)};
}

Applied apply(Target const& target, Record const& record, std::span<TagId const> tags, std::span<Profile const* const> matched,
              ApplyRules const& rules)
{
    if (matched.empty()) {
        Admission const admission = admit(target, record.type, record.contacts.size(), rules);
        if (admission.outcome == Outcome::rejected) { return rejected(admission.code); }
        return create(admission.type, record.values, record.contacts, tags, rules);
    }
    if (Applied refused = refuse(matched, rules); refused.outcome != Outcome::none) { return refused; }
    return apply_to_matched(target, record, tags, matched, rules);
}

Applied apply(Target const& target, Record&& record, std::span<TagId const> tags, std::span<Profile const* const> matched,
              ApplyRules const& rules)
{
    if (!matched.empty()) { return apply(target, std::as_const(record), tags, matched, rules); }
    Admission const admission = admit(target, record.type, record.contacts.size(), rules);
    if (admission.outcome == Outcome::rejected) { return rejected(admission.code); }
    return create(admission.type, std::move(record.values), std::move(record.contacts), tags, rules);
}

} // namespace muster
