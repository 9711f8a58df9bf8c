#include "service/people_batch.hpp"

#include "base/text.hpp"
#include "profile/apply.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

using Effect = PersonResult::Effect;

PersonResult failed(Error error) { return {Effect::failed, {}, std::move(error), {}}; }

PersonResult invalid(PersonResult result)
{
    result.error = {ErrorKind::invalid_input, "INPUT_INVALID", result.faults.front().message};
    return result;
}

Error person_not_found() { return {ErrorKind::not_found, "PERSON_NOT_FOUND", "There is no person matching the query"}; }

/// As the published API words it.
Error taken(Identifier const& identifier)
{
    std::string what;
    switch (identifier.kind) {
    case IdentifierKind::phone: what = "Destination(phone) "; break;
    case IdentifierKind::email: what = "Destination(email) "; break;
    default: what = "External ID "; break;
    }
    return {ErrorKind::conflict, "IDENTIFIER_TAKEN", what + identifier.normalised + " already exists."};
}

Error ambiguous(std::vector<ProfileId> const& ids)
{
    std::string list;
    for (ProfileId const id : ids) {
        if (id.value > 0) { list += (list.empty() ? ": " : ", ") + std::to_string(id.value); } // others are of this batch
    }
    return {ErrorKind::conflict, "AMBIGUOUS_MATCH", "The identifiers belong to several persons" + list + ". Merge them, or name one."};
}

bool owns(Target const& target, Profile const& profile, Identifier const& identifier)
{
    auto const matches = [&](FieldValue const& value) {
        FieldRule const* const rule = target.find(value.field);
        if (rule == nullptr || rule->identifier != identifier.kind) { return false; }
        return value.value == identifier.normalised || normalised_identifier(rule->identifier, value.value) == identifier.normalised;
    };
    return std::any_of(profile.contacts.begin(), profile.contacts.end(), matches) ||
           std::any_of(profile.values.begin(), profile.values.end(), matches);
}

Effect effect_of(ChangeEffect effect)
{
    switch (effect) {
    case ChangeEffect::created: return Effect::created;
    case ChangeEffect::updated: return Effect::updated;
    case ChangeEffect::unchanged: break;
    }
    return Effect::unchanged;
}

} // namespace

Result<std::vector<PersonResult>> PeopleBatch::run(std::span<PersonAct const> acts)
{
    TRY(require_attributes(acts));
    TRY(load(acts));
    results_.reserve(acts.size());
    for (PersonAct const& act : acts) {
        TRY_ASSIGN(PersonResult result, act.refused.error.code.empty() ? apply(act) : Result<PersonResult>{act.refused});
        results_.push_back(std::move(result));
    }
    TRY(write());
    return std::move(results_);
}

Profile const* PeopleBatch::find(ProfileId id) const
{
    auto const place = met_.find(id);
    return place == met_.end() ? nullptr : &place->second.now;
}

/// Somebody may have deleted an attribute since the inputs were looked at.
Result<void> PeopleBatch::require_attributes(std::span<PersonAct const> acts)
{
    std::vector<FieldId> used;
    for (PersonAct const& act : acts) {
        for (FieldValue const& value : act.input.values) {
            if (is_attribute(value.field)) { used.push_back(value.field); }
        }
    }
    if (used.empty()) { return {}; }
    TRY_ASSIGN(auto const attributes, transaction_.catalogue().attributes(place_.account, place_.target));
    for (FieldId const field : used) {
        bool const there = std::any_of(attributes.begin(), attributes.end(), [field](Attribute const& one) {
            return first_attribute + static_cast<std::uint32_t>(one.id.value) == field.value;
        });
        if (!there) {
            return Error{ErrorKind::unavailable, "ATTRIBUTE_REMOVED", "A custom attribute has just been deleted. Send the call again."};
        }
    }
    return {};
}

/// Looks identifiers up and loads whoever they belong to, all at once: the first one of every act, and then those that are not identifiers
/// of a person loaded already, because a stored person's are mostly all in one act.
Result<void> PeopleBatch::load(std::span<PersonAct const> acts)
{
    std::vector<Key128> keys;
    std::vector<ProfileId> ids;
    for (PersonAct const& act : acts) {
        if (act.id.value > 0) { ids.push_back(act.id); }
        if (act.named) { keys.push_back(act.named->key); }
        if (!act.own.empty()) { keys.push_back(act.own.front().key); }
    }
    TRY(load_owners(std::move(keys), std::move(ids)));
    std::vector<Key128> others;
    for (PersonAct const& act : acts) {
        for (KeyedIdentifier const& one : act.own) {
            if (!owners_.contains(one.key)) { others.push_back(one.key); }
        }
    }
    return load_owners(std::move(others), {});
}

Result<void> PeopleBatch::load_owners(std::vector<Key128> keys, std::vector<ProfileId> ids)
{
    auto const make_ascending = [](auto& list) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    };
    make_ascending(keys);
    std::vector<ProfileId> owners(keys.size());
    TRY(transaction_.identities().find(place_.account, keys, owners));
    owners_.reserve(owners_.size() + keys.size());
    for (std::size_t index = 0; index < keys.size(); ++index) {
        owners_.emplace(keys[index], owners[index]);
        if (owners[index].value != 0) { ids.push_back(owners[index]); }
    }
    make_ascending(ids);
    std::erase_if(ids, [this](ProfileId id) { return met_.contains(id); });
    std::vector<Profile> profiles;
    profiles.reserve(ids.size());
    TRY(transaction_.profiles().load(place_.account, place_.target, ids, profiles));
    met_.reserve(met_.size() + profiles.size());
    for (Profile& profile : profiles) {
        for (Key128 const& key : identity_changes(place_.store.hash_key(), place_.target, nullptr, &profile).added) {
            owners_.emplace(key, profile.id);
        }
        ProfileId const id = profile.id;
        met_[id].now = std::move(profile);
    }
    return {};
}

Result<PersonResult> PeopleBatch::apply(PersonAct const& act)
{
    switch (act.kind) {
    case PersonAct::Kind::create: return create(act);
    case PersonAct::Kind::upsert: return upsert(act);
    case PersonAct::Kind::merge: return merge(act);
    default: break;
    }
    TRY_ASSIGN(PersonResult named, named_person(act));
    if (named.id.value == 0) { return named; }
    switch (act.kind) {
    case PersonAct::Kind::remove: return remove(named.id);
    case PersonAct::Kind::give_tag:
    case PersonAct::Kind::take_tag: return set_tag(act, named.id);
    default: return change(act, named.id);
    }
}

/// The id of the person that the act names, or why there is none.
Result<PersonResult> PeopleBatch::named_person(PersonAct const& act)
{
    ProfileId id = act.id;
    if (act.named) {
        id = owner_of(*act.named);
    } else {
        auto const place = met_.find(id);
        if (place == met_.end()) {
            TRY_ASSIGN(auto const primary, transaction_.profiles().merged_into(place_.account, place_.target, id));
            if (primary) {
                return failed({ErrorKind::not_found, "PERSON_MERGED",
                               "Person " + std::to_string(id.value) + " was merged into person " + std::to_string(primary->value) + "."});
            }
        }
        if (place == met_.end() || place->second.state == Met::State::gone) { id = {}; }
    }
    if (id.value == 0) { return failed(person_not_found()); }
    return PersonResult{Effect::unchanged, id, {}, {}};
}

/// Keys are compared when they are looked up; the values are compared here.
ProfileId PeopleBatch::owner_of(KeyedIdentifier const& identifier) const
{
    auto const owner = owners_.find(identifier.key);
    if (owner == owners_.end() || owner->second.value == 0) { return {}; }
    auto const met = met_.find(owner->second);
    bool const real = met != met_.end() && owns(place_.target, met->second.now, identifier.identifier);
    return real ? owner->second : ProfileId{};
}

/// Whoever has one of the input's identifiers, ascending, stored ones before those of this batch.
std::vector<ProfileId> PeopleBatch::matched(PersonAct const& act) const
{
    std::vector<ProfileId> ids;
    for (KeyedIdentifier const& one : act.own) {
        ProfileId const owner = owner_of(one);
        if (owner.value != 0 && std::find(ids.begin(), ids.end(), owner) == ids.end()) { ids.push_back(owner); }
    }
    return ids;
}

/// The first identifier that belongs to somebody else.
std::optional<PersonResult> PeopleBatch::conflict(PersonAct const& act, IdentityChanges const& identity, ProfileId own) const
{
    for (Key128 const& key : identity.added) {
        auto const owner = owners_.find(key);
        if (owner == owners_.end() || owner->second.value == 0 || owner->second == own) { continue; }
        auto const which = std::find_if(act.own.begin(), act.own.end(), [&key](KeyedIdentifier const& one) { return one.key == key; });
        return failed(taken(which == act.own.end() ? Identifier{} : which->identifier));
    }
    return std::nullopt;
}

void PeopleBatch::take_over(IdentityChanges const& identity, ProfileId owner)
{
    for (Key128 const& key : identity.removed) { owners_[key] = ProfileId{}; }
    for (Key128 const& key : identity.added) { owners_[key] = owner; }
}

/// Unknown names are created here, when nothing can refuse the act any more.
Result<void> PeopleBatch::give_tags(PersonAct const& act, Profile& after)
{
    std::vector<TagId> ids;
    if (act.input.tags) {
        for (std::string const& name : *act.input.tags) {
            auto const [place, is_new] = tags_.try_emplace(text::fold(name));
            if (is_new) {
                TRY_ASSIGN(auto const made, transaction_.catalogue().ensure_tags(place_.account, {&name, 1}, ImportId{}, author_.at));
                place->second = made.front();
            }
            ids.push_back(place->second);
        }
    }
    set_input_tags(after, act.mode, ids);
    return {};
}

PersonResult PeopleBatch::keep(Met& met, Profile after, Change change, ChangeEffect effect)
{
    ProfileId const id = after.id;
    if (effect != ChangeEffect::unchanged) {
        if (met.state == Met::State::as_stored && effect == ChangeEffect::updated) { met.before = std::move(met.now); }
        met.state = Met::State::changed;
        changes_.push_back(std::move(change));
    }
    met.now = std::move(after);
    return {effect_of(effect), id, {}, {}};
}

Result<PersonResult> PeopleBatch::create(PersonAct const& act)
{
    PersonResult result;
    Profile after = with_input(place_.target, act.input, act.mode, nullptr, result.faults);
    if (!result.faults.empty()) { return invalid(std::move(result)); }
    IdentityChanges identity;
    for (KeyedIdentifier const& one : act.own) { identity.added.push_back(one.key); }
    if (auto refused = conflict(act, identity, ProfileId{})) { return *std::move(refused); }
    TRY(give_tags(act, after));
    after.id = ProfileId{-(++created_)};
    Change change;
    ChangeEffect const effect = seal_change(place_.target, nullptr, after, author_, change);
    take_over(identity, after.id);
    for (Key128 const& key : identity.added) { created_keys_.push_back({key, after.id}); }
    Met& met = met_[after.id];
    return keep(met, std::move(after), std::move(change), effect);
}

Result<PersonResult> PeopleBatch::change(PersonAct const& act, ProfileId id)
{
    Met& met = met_.at(id);
    PersonResult result;
    Profile after = with_input(place_.target, act.input, act.mode, &met.now, result.faults);
    if (!result.faults.empty()) { return invalid(std::move(result)); }
    IdentityChanges const identity = identity_changes(place_.store.hash_key(), place_.target, &met.now, &after);
    if (auto refused = conflict(act, identity, id)) { return *std::move(refused); }
    TRY(give_tags(act, after));
    Change change;
    ChangeEffect const effect = seal_change(place_.target, &met.now, after, author_, change);
    take_over(identity, id);
    met.has_new_keys = met.has_new_keys || !identity.added.empty() || !identity.removed.empty();
    return keep(met, std::move(after), std::move(change), effect);
}

Result<PersonResult> PeopleBatch::upsert(PersonAct const& act)
{
    std::vector<ProfileId> const ids = matched(act);
    if (ids.size() > 1) { return failed(ambiguous(ids)); }
    return ids.empty() ? create(act) : change(act, ids.front());
}

Result<PersonResult> PeopleBatch::merge(PersonAct const& act)
{
    std::vector<ProfileId> ids = matched(act);
    if (ids.empty()) { return create(act); }
    if (ids.size() == 1) { return change(act, ids.front()); }
    if (std::any_of(ids.begin(), ids.end(), [](ProfileId id) { return id.value < 0; })) { // one created a moment ago disappears again
        TRY(write());
        ids = matched(act);
    }
    std::sort(ids.begin(), ids.end());
    return merge_into_primary(act, ids);
}

Result<PersonResult> PeopleBatch::merge_into_primary(PersonAct const& act, std::vector<ProfileId> const& ids)
{
    std::vector<Profile const*> all;
    for (ProfileId const id : ids) { all.push_back(&met_.at(id).now); }
    ProfileId const primary = ids[primary_of(all)];
    Met& met = met_.at(primary);
    Profile const merged = merge_profiles(place_.target, all, author_.at, author_.from, author_.by);
    PersonResult result;
    Profile after = with_input(place_.target, act.input, act.mode, &merged, result.faults);
    check_contact_counts(place_.target, act.input.paths, &met.now, merged, result.faults);
    if (!result.faults.empty()) { return invalid(std::move(result)); }
    TRY(give_tags(act, after));
    Change change = difference_between(place_.target, met.now, after);
    change.profile = primary;
    change.kind = Change::Kind::merged;
    change.version = after.version; // the merge has moved it, and the author
    change.at = after.modified_at;
    change.from = author_.from;
    change.by = author_.by;
    for (ProfileId const id : ids) {
        if (id == primary) { continue; }
        Met& other = met_.at(id);
        change.absorbed.push_back(other.now);
        take_over(identity_changes(place_.store.hash_key(), place_.target, &other.now, nullptr), {});
        if (other.state == Met::State::as_stored) { other.before = other.now; }
        other.state = Met::State::gone;
        other.merged_into = primary;
    }
    take_over(identity_changes(place_.store.hash_key(), place_.target, &met.now, &after), primary);
    return keep(met, std::move(after), std::move(change), ChangeEffect::updated);
}

PersonResult PeopleBatch::remove(ProfileId id)
{
    Met& met = met_.at(id);
    take_over(identity_changes(place_.store.hash_key(), place_.target, &met.now, nullptr), {});
    met.before = met.now;
    met.state = Met::State::gone;
    removed_.push_back(id);
    return {Effect::removed, id, {}, {}};
}

PersonResult PeopleBatch::set_tag(PersonAct const& act, ProfileId id)
{
    Met& met = met_.at(id);
    Profile after = met.now;
    if (act.kind == PersonAct::Kind::give_tag) {
        set_input_tags(after, InputMode::append, {&act.tag, 1});
    } else {
        std::erase(after.tags, act.tag);
    }
    Change change;
    ChangeEffect const effect = seal_change(place_.target, &met.now, after, author_, change);
    return keep(met, std::move(after), std::move(change), effect);
}

} // namespace muster
