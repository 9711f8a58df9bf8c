#include "committing/undo_revert.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace muster {

namespace {

std::vector<FieldValue> sorted(std::vector<FieldValue> values)
{
    std::sort(values.begin(), values.end());
    return values;
}

bool contains(std::vector<Identifier> const& identifiers, Identifier const& wanted)
{
    return std::find(identifiers.begin(), identifiers.end(), wanted) != identifiers.end();
}

/// What a trial may have to give back.
struct Mark {
    std::int64_t conflicts{};
    std::int64_t fields_restored{};
    std::size_t findings{};
    explicit Mark(UndoReport const& report)
        : conflicts{report.conflicts}, fields_restored{report.fields_restored}, findings{report.findings.size()}
    {
    }
    void back_to(UndoReport& report) const
    {
        report.conflicts = conflicts;
        report.fields_restored = fields_restored;
        report.findings.resize(findings);
    }
};

} // namespace

/// The profiles that are still kept in this change, as they were; others have been split off or live in other changes by now.
Result<std::vector<Profile>> Reverter::absorbed_here(PastChange& past)
{
    std::vector<Profile> here;
    for (Profile const& one : past.change.absorbed) {
        TRY_ASSIGN(UndoPlace const place, state_.find(one.id));
        if (place.absorbing == &past) { here.push_back(one); }
    }
    return here;
}

Result<void> Reverter::revert_merge(UndoPlace& place, PastChange& past)
{
    TRY_ASSIGN(std::vector<Profile> const absorbed, absorbed_here(past));
    if (place.absorbing != nullptr) { // they will live again together with the profile that absorbed them
        report_.split += static_cast<std::int64_t>(absorbed.size());
        splits_of_absorbed_ = absorbed;
        return revert_parts(place, past, {});
    }
    Profile const before = *place.state;
    Scope scope;
    while (true) {
        UndoEntry const saved = *place.entry;
        Mark const mark{report_};
        TRY(revert_parts(place, past, scope));
        std::size_t const staying = scope.of.size();
        for (Profile const& one : absorbed) {
            if (std::find(scope.of.begin(), scope.of.end(), &one) != scope.of.end()) { continue; }
            std::vector<FieldValue> taken;
            TRY_ASSIGN(Profile const fit, fitted(one, *place.state, taken));
            if (identifiers_of(order_.target, fit.values, fit.contacts).empty()) { scope.of.push_back(&one); }
        }
        if (scope.of.size() == staying) { break; }
        *place.entry = saved; // once more, with what they brought left where it is
        mark.back_to(report_);
    }
    state_.move_identifiers(&before, place.state);
    return split(place, past, absorbed, scope);
}

Result<void> Reverter::split(UndoPlace& place, PastChange& past, std::vector<Profile> const& absorbed, Scope const& scope)
{
    for (Profile const& one : absorbed) {
        if (std::find(scope.of.begin(), scope.of.end(), &one) != scope.of.end()) {
            note(UndoConflict::stays_merged, one.id, {}, past.change.record);
            continue;
        }
        std::vector<FieldValue> taken;
        TRY_ASSIGN(Profile fit, fitted(one, *place.state, taken));
        TRY(bring_back(std::move(fit), taken, past));
        really_changed_ = true;
    }
    return {};
}

/// An absorbed profile without the identifiers that others have by now; `holder` is the profile from which it splits.
Result<Profile> Reverter::fitted(Profile const& absorbed, Profile const& holder, std::vector<FieldValue>& taken)
{
    std::vector<Identifier> const held = identifiers_of(order_.target, holder.values, holder.contacts);
    Profile fit = absorbed;
    for (auto* const list : {&fit.values, &fit.contacts}) {
        std::vector<FieldValue> kept;
        for (FieldValue const& value : *list) {
            FieldRule const* const rule = order_.target.find(value.field);
            bool free = true;
            if (rule != nullptr && rule->identifier != IdentifierKind::none) {
                Identifier const identifier{rule->identifier, normalised_identifier(rule->identifier, value.value)};
                TRY_ASSIGN(ProfileId const owner, state_.owner_of(identifier));
                free = owner.value == 0 || owner == absorbed.id || (owner == holder.id && !contains(held, identifier));
            }
            (free ? kept : taken).push_back(value);
        }
        *list = std::move(kept);
    }
    return fit;
}

Result<void> Reverter::bring_back(Profile profile, std::vector<FieldValue> const& taken, PastChange const& past)
{
    for (FieldValue const& value : taken) { note(UndoConflict::identifier_taken, profile.id, value.field, past.change.record); }
    std::vector<TagId> tags;
    for (TagId const tag : profile.tags) {
        TRY_ASSIGN(bool const known, state_.has_tag(tag));
        if (known) { tags.push_back(tag); }
    }
    profile.tags = std::move(tags);
    std::vector<FieldValue> values;
    for (FieldValue& value : profile.values) {
        TRY_ASSIGN(bool const known, state_.has_field(value.field));
        if (known) { values.push_back(std::move(value)); }
    }
    profile.values = std::move(values);
    ++profile.version;
    TRY_ASSIGN(UndoEntry* const entry, state_.entry(profile.id));
    state_.move_identifiers(nullptr, &profile);
    state_.forget_merged(profile.id);
    Change difference; // that it comes back without what is taken is kept as what it is owed
    for (FieldValue const& value : taken) {
        bool const is_many = order_.target.find(value.field)->arity == Arity::many;
        if (is_many) {
            difference.contacts_removed.push_back(value);
        } else {
            difference.differences.push_back({value.field, value.value, value.value});
        }
    }
    difference.modified_at_before = profile.modified_at;
    difference.modified_from_before = profile.modified_from;
    difference.modified_by_before = profile.modified_by;
    state_.tell(*entry, std::move(difference), profile, past);
    entry->now = std::move(profile);
    ++report_.split;
    return {};
}

Result<void> Reverter::revert_creation(ProfileId created, std::int64_t record, std::span<TagId const> own_tags)
{
    TRY_ASSIGN(UndoPlace place, state_.find(created));
    if (place.state == nullptr) {
        note(UndoConflict::profile_gone, created, {}, record);
        return {};
    }
    if (place.absorbing != nullptr) { note(UndoConflict::absorbed_later, created, {}, record); }
    if (is_as_created(place, order_.import, 0)) {
        if (place.absorbing == nullptr) { ++report_.removed; }
        return remove(place, created);
    }
    Profile const before = *place.state;
    std::erase_if(place.state->tags, [own_tags](TagId tag) { return std::find(own_tags.begin(), own_tags.end(), tag) != own_tags.end(); });
    if (place.absorbing != nullptr) { place.absorbing->rewritten = true; }
    state_.tell(*place.entry, difference_between(order_.target, before, *place.state), created, before.version, order_.import, record);
    ++report_.kept;
    note(UndoConflict::kept_created, created, {}, record);
    return {};
}

/// Whether a created profile has the values with which it was created: what changes that count did to it comes to nothing.
bool Reverter::is_as_created(UndoPlace const& place, ImportId import, std::int64_t from) const
{
    Target const& target = order_.target;
    Profile first = *place.state;
    for (auto past = place.entry->history.rbegin(); past != place.entry->history.rend(); ++past) {
        if (!state_.is_live(*place.entry, *past, import, from)) { continue; }
        Change const& change = past->change;
        if (!change.absorbed.empty()) { return false; }
        undo_values(target, change, first);
    }
    return first.type == place.state->type && first.values == place.state->values && first.tags == place.state->tags &&
           sorted(first.contacts) == sorted(place.state->contacts);
}

/// A created profile that an earlier undo had to keep because of changes that are taken back themselves now: it goes after all.
Result<void> Reverter::drop_kept_creation(UndoPlace& place, PastChange const& past)
{
    ProfileId const id = place.state->id;
    bool const was_kept = std::any_of(place.entry->history.begin(), place.entry->history.end(), [&](PastChange const& one) {
        ImportFate const fate = state_.fate_of(one.change.import);
        return one.change.kind == Change::Kind::undone && fate.is_taken_back && fate.first_id != 0 &&
               fate.first_id + one.change.record == id.value;
    });
    if (!was_kept || !is_as_created(place, past.change.import, past.sequence)) { return {}; }
    if (place.absorbing == nullptr) { state_.move_identifiers(place.state, nullptr); }
    ++report_.removed;
    return remove(place, id);
}

/// Whoever asks for identifiers afterwards has to be told of theirs first.
Result<void> Reverter::remove(UndoPlace& place, ProfileId profile)
{
    place.entry->erased = true;
    if (place.absorbing == nullptr) {
        place.entry->now.reset();
    } else {
        TRY(release_contribution(*place.absorbing, *place.state));
        std::erase_if(place.absorbing->change.absorbed, [profile](Profile const& one) { return one.id == profile; });
        place.absorbing->rewritten = true;
        state_.forget_merged(profile);
    }
    place.state = nullptr;
    return {};
}

/// A profile that had to stay merged when the merge was taken back is itself taken back now: what it had brought goes with it.
Result<void> Reverter::release_contribution(PastChange& absorbing, Profile const& absorbed)
{
    TRY_ASSIGN(UndoPlace holder, state_.find(absorbing.change.profile));
    if (holder.state == nullptr || state_.is_live(*holder.entry, absorbing, order_.import, std::numeric_limits<std::int64_t>::max())) {
        return {};
    }
    Profile const before = *holder.state;
    UndoReport late; // of the import that had merged: what has to wait, waits for it
    TRY(Reverter(state_, order_, late).revert_parts(holder, absorbing, {{&absorbed}, Parts::only}));
    report_.fields_restored += late.fields_restored;
    TRY(state_.add_findings(absorbing.change.import, late));
    if (before == *holder.state) { return {}; }
    ++holder.state->version;
    if (holder.absorbing != nullptr) {
        holder.absorbing->rewritten = true;
    } else {
        state_.move_identifiers(&before, holder.state);
    }
    state_.tell(*holder.entry, difference_between(order_.target, before, *holder.state), *holder.state, absorbing);
    return {};
}

Result<bool> Reverter::settle(ProfileId changed, std::int64_t record, ImportId import, UndoFinding const& finding)
{
    bool const is_split = finding.conflict == UndoConflict::identifier_taken && finding.profile != changed;
    if (is_split) { return settle_debt(finding); }
    TRY_ASSIGN(UndoPlace place, state_.find(changed));
    if (place.state == nullptr || place.absorbing != nullptr) { return false; }
    auto const past = std::find_if(place.entry->history.begin(), place.entry->history.end(), [&](PastChange const& one) {
        return one.change.import == import && one.change.record == record && one.change.kind != Change::Kind::undone;
    });
    if (past == place.entry->history.end()) { return false; }
    if (finding.conflict == UndoConflict::stays_merged) { return settle_split(finding.profile, place, *past); }
    return settle_identifier(finding.field, place, *past);
}

/// Takes back what of a change concerns one identifying field, quietly: what still cannot be done has been told.
Result<bool> Reverter::settle_identifier(FieldId field, UndoPlace& place, PastChange& past)
{
    Profile const before = *place.state;
    UndoReport quiet;
    Reverter again{state_, order_, quiet};
    for (Difference const& difference : past.change.differences) {
        bool const as_left = difference.field == field && place.state->value(field) == difference.after;
        if (as_left) { TRY(again.revert_field(place, past, difference)); }
    }
    for (FieldValue const& contact : past.change.contacts_added) {
        if (contact.field == field) { TRY(again.revert_contact(place, past, contact, Presence::added)); }
    }
    if (quiet.conflicts > 0 || before == *place.state) { return false; }
    ++place.state->version;
    report_.fields_restored += quiet.fields_restored;
    state_.move_identifiers(&before, place.state);
    state_.tell(*place.entry, difference_between(order_.target, before, *place.state), *place.state, past);
    return true;
}

/// Splits off a profile that had no free identifier before.
Result<bool> Reverter::settle_split(ProfileId profile, UndoPlace& place, PastChange& past)
{
    TRY_ASSIGN(std::vector<Profile> const absorbed, absorbed_here(past));
    auto const one = std::find_if(absorbed.begin(), absorbed.end(), [profile](Profile const& known) { return known.id == profile; });
    if (one == absorbed.end()) { return false; }
    Profile const before = *place.state;
    UndoEntry const saved = *place.entry;
    Mark const mark{report_};
    TRY(revert_parts(place, past, {{&*one}, Parts::only}));
    std::vector<FieldValue> taken;
    TRY_ASSIGN(Profile fit, fitted(*one, *place.state, taken));
    if (identifiers_of(order_.target, fit.values, fit.contacts).empty()) {
        *place.entry = saved;
        mark.back_to(report_);
        return false;
    }
    ++place.state->version;
    state_.move_identifiers(&before, place.state);
    state_.tell(*place.entry, difference_between(order_.target, before, *place.state), *place.state, past);
    TRY(bring_back(std::move(fit), taken, past));
    return true;
}

/// Gives a profile that was split off an identifier which was taken then.
Result<bool> Reverter::settle_debt(UndoFinding const& finding)
{
    TRY_ASSIGN(UndoPlace place, state_.find(finding.profile));
    if (place.state == nullptr || place.absorbing != nullptr || !place.state->value(finding.field).empty()) { return false; }
    Debt const debt = find_debt(*place.entry, finding.field);
    if (debt.past == nullptr) { return false; }
    TRY_ASSIGN(bool const taken, is_taken(place, {finding.field, debt.difference->before}));
    if (taken) { return false; }
    Profile const before = *place.state;
    place.state->set(finding.field, debt.difference->before);
    ++place.state->version;
    state_.move_identifiers(&before, place.state);
    state_.tell(*place.entry, difference_between(order_.target, before, *place.state), *place.state, *debt.past);
    debt.pay();
    return true;
}

} // namespace muster
