#include "store/store.hpp"

#include <algorithm>
#include <iterator>

namespace muster {

namespace {

/// The keys of a profile's identifiers without the vector of Identifiers between; a unit test holds it to identifiers_of().
void append_keys(HashKey const& key, Target const& target, std::vector<FieldValue> const& values, std::vector<Key128>& into)
{
    for (FieldValue const& value : values) {
        FieldRule const* const rule = target.find(value.field);
        if (rule == nullptr || rule->identifier == IdentifierKind::none) { continue; }
        into.push_back(keyed_hash(key, static_cast<std::uint8_t>(rule->identifier), normalised_identifier(rule->identifier, value.value)));
    }
}

std::vector<Key128> keys_of(HashKey const& key, Target const& target, Profile const* profile)
{
    std::vector<Key128> keys;
    if (profile == nullptr) { return keys; }
    keys.reserve(profile->contacts.size() + 1);
    append_keys(key, target, profile->values, keys);
    append_keys(key, target, profile->contacts, keys);
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

/// Whether both have the same bytes in every identifying field: most updates, which need no hash then.
bool same_identifying_values(Target const& target, Profile const& before, Profile const& after)
{
    if (before.contacts != after.contacts) { return false; }
    return std::all_of(target.fields.begin(), target.fields.end(), [&](FieldRule const& rule) {
        return rule.identifier == IdentifierKind::none || rule.arity == Arity::many || before.value(rule.id) == after.value(rule.id);
    });
}

} // namespace

Key128 key_of(HashKey const& key, Identifier const& identifier)
{
    return keyed_hash(key, static_cast<std::uint8_t>(identifier.kind), identifier.normalised);
}

IdentityChanges identity_changes(HashKey const& key, Target const& target, Profile const* before, Profile const* after)
{
    IdentityChanges changes;
    if (before == nullptr) {
        changes.added = keys_of(key, target, after);
    } else if (after == nullptr) {
        changes.removed = keys_of(key, target, before);
    } else if (!same_identifying_values(target, *before, *after)) {
        std::vector<Key128> const old_keys = keys_of(key, target, before);
        std::vector<Key128> const new_keys = keys_of(key, target, after);
        std::set_difference(old_keys.begin(), old_keys.end(), new_keys.begin(), new_keys.end(), std::back_inserter(changes.removed));
        std::set_difference(new_keys.begin(), new_keys.end(), old_keys.begin(), old_keys.end(), std::back_inserter(changes.added));
    }
    return changes;
}

} // namespace muster
