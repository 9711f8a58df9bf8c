#include "committing/undo_revert.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace muster {

namespace {

bool is_type(Target const& target, FieldId field)
{
    FieldRule const* const rule = target.find(field);
    return rule != nullptr && rule->kind == FieldKind::type;
}

std::string_view value_of(Target const& target, Profile const& profile, FieldId field)
{
    return is_type(target, field) ? name_of(profile.type) : profile.value(field);
}

void set_value(Target const& target, Profile& profile, FieldId field, std::string_view value)
{
    if (is_type(target, field)) {
        profile.type = value == name_of(ProfileType::customer) ? ProfileType::customer : ProfileType::lead;
    } else {
        profile.set(field, value);
    }
}

auto place_of(Target const& target, std::vector<FieldValue>& contacts, FieldValue const& contact)
{
    return std::find_if(contacts.begin(), contacts.end(), [&](FieldValue const& one) { return same_contact(target, one, contact); });
}

bool has_contact(Target const& target, std::vector<FieldValue> const& contacts, FieldValue const& contact)
{
    return std::any_of(contacts.begin(), contacts.end(), [&](FieldValue const& one) { return same_contact(target, one, contact); });
}

bool has(std::vector<TagId> const& tags, TagId tag) { return std::find(tags.begin(), tags.end(), tag) != tags.end(); }

bool identifies(Target const& target, FieldId field)
{
    FieldRule const* const rule = target.find(field);
    return rule != nullptr && rule->identifier != IdentifierKind::none;
}

std::size_t identifiers_in(Target const& target, Profile const& profile)
{
    return identifiers_of(target, profile.values, profile.contacts).size();
}

FieldId tags_field(Target const& target)
{
    for (FieldRule const& rule : target.fields) {
        if (rule.kind == FieldKind::tags) { return rule.id; }
    }
    return {};
}

/// When and by whom a profile was modified: taken back together.
struct Modification {
    Instant at{};
    Origin from{};
    std::string by{};
    bool operator==(Modification const&) const = default;
};

} // namespace

void undo_values(Target const& target, Change const& change, Profile& profile)
{
    for (Difference const& difference : change.differences) { set_value(target, profile, difference.field, difference.before); }
    for (FieldValue const& contact : change.contacts_added) {
        auto const place = place_of(target, profile.contacts, contact);
        if (place != profile.contacts.end()) { profile.contacts.erase(place); }
    }
    for (FieldValue const& contact : change.contacts_removed) {
        if (!has_contact(target, profile.contacts, contact)) { profile.contacts.push_back(contact); }
    }
    for (auto const* const list : {&change.tags_added, &change.own_tags_added}) {
        for (TagId const tag : *list) { std::erase(profile.tags, tag); }
    }
    for (TagId const tag : change.tags_removed) {
        if (!has(profile.tags, tag)) { profile.tags.insert(std::lower_bound(profile.tags.begin(), profile.tags.end(), tag), tag); }
    }
}

bool Reverter::Scope::takes_field(Target const& target, Difference const& difference) const
{
    bool const came_from = std::any_of(of.begin(), of.end(), [&](Profile const* one) {
        return !difference.after.empty() && value_of(target, *one, difference.field) == difference.after;
    });
    return came_from == (parts == Parts::only);
}

bool Reverter::Scope::takes_contact(Target const& target, FieldValue const& contact) const
{
    bool const came_from =
        std::any_of(of.begin(), of.end(), [&](Profile const* one) { return has_contact(target, one->contacts, contact); });
    return came_from == (parts == Parts::only);
}

bool Reverter::Scope::takes_tag(TagId tag) const
{
    bool const came_from = std::any_of(of.begin(), of.end(), [&](Profile const* one) { return has(one->tags, tag); });
    return came_from == (parts == Parts::only);
}

void Reverter::note(UndoConflict conflict, ProfileId profile, FieldId field, std::int64_t record)
{
    ++report_.conflicts;
    if (report_.findings.size() < UndoReport::findings_kept) { report_.findings.push_back({conflict, profile, field, record}); }
}

Result<void> Reverter::revert(ProfileId profile, std::int64_t sequence)
{
    TRY_ASSIGN(UndoPlace place, state_.find(profile));
    auto const past = std::find_if(place.entry->history.begin(), place.entry->history.end(),
                                   [sequence](PastChange const& one) { return one.sequence == sequence; });
    MUSTER_ASSERT(past != place.entry->history.end());
    if (place.state == nullptr) {
        note(UndoConflict::profile_gone, profile, {}, past->change.record);
        return {};
    }
    if (place.absorbing != nullptr) {
        note(UndoConflict::absorbed_later, profile, {}, past->change.record);
        place.absorbing->rewritten = true;
    }
    Profile const before = *place.state;
    really_changed_ = false;
    splits_of_absorbed_.clear();
    TRY(past->change.absorbed.empty() ? revert_parts(place, *past, {}) : revert_merge(place, *past));
    bool const only_tagged = past->change.kind == Change::Kind::tagged;
    if (really_changed_) {
        place.state->version = before.version + 1;
        if (!only_tagged) { ++report_.restored; }
    }
    if (only_tagged && before.tags != place.state->tags) { ++report_.untagged; }
    if (place.absorbing == nullptr && past->change.absorbed.empty()) { state_.move_identifiers(&before, place.state); }
    if (!only_tagged) { state_.tell(*place.entry, difference_between(order_.target, before, *place.state), *place.state, *past); }
    TRY(drop_kept_creation(place, *past));
    if (place.absorbing == nullptr) { return {}; }
    for (Profile& one : splits_of_absorbed_) { place.absorbing->change.absorbed.push_back(std::move(one)); }
    return {};
}

Result<void> Reverter::revert_parts(UndoPlace& place, PastChange& past, Scope const& scope)
{
    for (Difference const& difference : past.change.differences) {
        if (scope.takes_field(order_.target, difference)) { TRY(revert_field(place, past, difference)); }
    }
    for (FieldValue const& contact : past.change.contacts_added) {
        if (scope.takes_contact(order_.target, contact)) { TRY(revert_contact(place, past, contact, Presence::added)); }
    }
    for (FieldValue const& contact : past.change.contacts_removed) {
        if (scope.takes_contact(order_.target, contact)) { TRY(revert_contact(place, past, contact, Presence::removed)); }
    }
    for (TagId const tag : past.change.tags_added) {
        if (scope.takes_tag(tag)) { TRY(revert_tag(place, past, tag, Presence::added)); }
    }
    for (TagId const tag : past.change.tags_removed) {
        if (scope.takes_tag(tag)) { TRY(revert_tag(place, past, tag, Presence::removed)); }
    }
    bool const real = really_changed_;
    for (TagId const tag : past.change.own_tags_added) {
        if (scope.parts == Parts::without) { TRY(revert_tag(place, past, tag, Presence::added)); }
    }
    really_changed_ = real; // own tags move no version
    if (past.change.kind != Change::Kind::tagged && scope.parts == Parts::without) { revert_modification(place, past); }
    return {};
}

Reverter::Debt Reverter::find_debt(UndoEntry& entry, FieldId field)
{
    auto const owed = [field](Change& change) -> Difference* {
        if (change.kind != Change::Kind::undone) { return nullptr; }
        auto const place = std::find_if(change.differences.begin(), change.differences.end(),
                                        [field](Difference const& one) { return one.field == field && one.before == one.after; });
        return place == change.differences.end() ? nullptr : &*place;
    };
    for (auto one = entry.fresh.rbegin(); one != entry.fresh.rend(); ++one) {
        if (Difference* const difference = owed(*one)) { return {&*one, nullptr, difference}; }
    }
    for (auto one = entry.history.rbegin(); one != entry.history.rend(); ++one) {
        if (Difference* const difference = owed(one->change)) { return {&one->change, &*one, difference}; }
    }
    return {};
}

void Reverter::Debt::pay() const
{
    change->differences.erase(change->differences.begin() + (difference - change->differences.data()));
    if (past != nullptr) { past->rewritten = true; }
}

Result<void> Reverter::revert_field(UndoPlace& place, PastChange& past, Difference const& difference)
{
    FieldId const field = difference.field;
    auto const find = [field](Change& change) {
        return std::find_if(change.differences.begin(), change.differences.end(),
                            [field](Difference const& one) { return one.field == field; });
    };
    Later const later = later_than(state_, *place.entry, past, [field](Change const& change) {
        return std::any_of(change.differences.begin(), change.differences.end(),
                           [field](Difference const& one) { return one.field == field; });
    });
    std::string const current{value_of(order_.target, *place.state, field)};
    if (later.is_free() && current == difference.after) {
        TRY_ASSIGN(bool const restored, restore_field(place, past, difference));
        if (restored) { return {}; }
    } else if (Debt const debt = find_debt(*place.entry, field);
               debt.difference != nullptr && debt.difference->before == difference.after) {
        debt.difference->before = debt.difference->after = difference.before;
        if (debt.past != nullptr) { debt.past->rewritten = true; }
        if (difference.before.empty()) { debt.pay(); }
        return {};
    } else if (current != difference.before) {
        note(UndoConflict::field_changed, place.state->id, field, past.change.record);
    }
    for (PastChange* const one : later.of_imports) {
        auto const found = find(one->change);
        found->before = difference.before;
        if (found->before == found->after) { one->change.differences.erase(found); }
        one->rewritten = true;
    }
    return {};
}

/// Gives a field its old value; false when that cannot be, which is noted.
Result<bool> Reverter::restore_field(UndoPlace& place, PastChange const& past, Difference const& difference)
{
    TRY_ASSIGN(bool const known, state_.has_field(difference.field));
    std::string const before = known ? difference.before : std::string{};
    if (identifies(order_.target, difference.field)) {
        if (before.empty() && identifiers_in(order_.target, *place.state) == 1) {
            note(UndoConflict::last_identifier, place.state->id, difference.field, past.change.record);
            return false;
        }
        TRY_ASSIGN(bool const taken, is_taken(place, {difference.field, before}));
        if (taken) {
            note(UndoConflict::identifier_taken, place.state->id, difference.field, past.change.record);
            return false;
        }
    }
    set_value(order_.target, *place.state, difference.field, before);
    ++report_.fields_restored;
    really_changed_ = true;
    return true;
}

/// Whether an identifier belongs to another profile by now. Of an absorbed profile nothing does: it is asked when it lives again.
Result<bool> Reverter::is_taken(UndoPlace const& place, FieldValue const& value)
{
    if (place.absorbing != nullptr || value.value.empty()) { return false; }
    FieldRule const* const rule = order_.target.find(value.field);
    TRY_ASSIGN(ProfileId const owner, state_.owner_of({rule->identifier, normalised_identifier(rule->identifier, value.value)}));
    return owner.value != 0 && owner != place.state->id;
}

Result<void> Reverter::revert_contact(UndoPlace& place, PastChange& past, FieldValue const& contact, Presence presence)
{
    Later const later = later_than(state_, *place.entry, past, [&](Change const& change) {
        return has_contact(order_.target, change.contacts_added, contact) || has_contact(order_.target, change.contacts_removed, contact);
    });
    bool const is_there = has_contact(order_.target, place.state->contacts, contact);
    bool const as_left = is_there == (presence == Presence::added);
    if (later.is_free() && as_left) {
        TRY_ASSIGN(bool const restored, restore_contact(place, past, contact, presence));
        if (restored) { return {}; }
    } else if (as_left) {
        note(UndoConflict::field_changed, place.state->id, contact.field, past.change.record);
    }
    for (PastChange* const one : later.of_imports) {
        for (auto* const list : {&one->change.contacts_added, &one->change.contacts_removed}) {
            std::erase_if(*list, [&](FieldValue const& known) { return same_contact(order_.target, known, contact); });
        }
        one->rewritten = true;
    }
    return {};
}

/// Takes a contact away, or gives it back; false when that cannot be, which is noted.
Result<bool> Reverter::restore_contact(UndoPlace& place, PastChange const& past, FieldValue const& contact, Presence presence)
{
    std::vector<FieldValue>& contacts = place.state->contacts;
    if (presence == Presence::added) {
        if (identifies(order_.target, contact.field) && identifiers_in(order_.target, *place.state) == 1) {
            note(UndoConflict::last_identifier, place.state->id, contact.field, past.change.record);
            return false;
        }
        contacts.erase(place_of(order_.target, contacts, contact));
    } else {
        if (identifies(order_.target, contact.field)) {
            TRY_ASSIGN(bool const taken, is_taken(place, contact));
            if (taken) {
                note(UndoConflict::identifier_taken, place.state->id, contact.field, past.change.record);
                return false;
            }
        }
        contacts.push_back(contact);
    }
    ++report_.fields_restored;
    really_changed_ = true;
    return true;
}

Result<void> Reverter::revert_tag(UndoPlace& place, PastChange& past, TagId tag, Presence presence)
{
    Later const later = later_than(state_, *place.entry, past, [tag](Change const& change) {
        return has(change.tags_added, tag) || has(change.tags_removed, tag) || has(change.own_tags_added, tag);
    });
    std::vector<TagId>& tags = place.state->tags;
    bool const as_left = has(tags, tag) == (presence == Presence::added);
    if (later.is_free() && as_left) {
        TRY_ASSIGN(bool const known, state_.has_tag(tag));
        if (presence == Presence::added) {
            std::erase(tags, tag);
        } else if (known) {
            tags.insert(std::lower_bound(tags.begin(), tags.end(), tag), tag);
        }
        really_changed_ = true;
        return {};
    }
    if (as_left) { note(UndoConflict::field_changed, place.state->id, tags_field(order_.target), past.change.record); }
    for (PastChange* const one : later.of_imports) {
        for (auto* const list : {&one->change.tags_added, &one->change.tags_removed, &one->change.own_tags_added}) {
            std::erase(*list, tag);
        }
        one->rewritten = true;
    }
    return {};
}

void Reverter::revert_modification(UndoPlace& place, PastChange& past)
{
    Change const& change = past.change;
    Modification const before{change.modified_at_before, change.modified_from_before, change.modified_by_before};
    Modification const left{std::max(change.modified_at_before, change.at), change.from, change.by};
    Later const later = later_than(state_, *place.entry, past, [](Change const& one) { return one.kind != Change::Kind::tagged; });
    Profile& state = *place.state;
    if (later.last == nullptr && Modification{state.modified_at, state.modified_from, state.modified_by} == left) {
        state.modified_at = before.at;
        state.modified_from = before.from;
        state.modified_by = before.by;
        return;
    }
    for (PastChange* const one : later.of_imports) {
        one->change.modified_at_before = before.at;
        one->change.modified_from_before = before.from;
        one->change.modified_by_before = before.by;
        one->rewritten = true;
    }
}

} // namespace muster
