#include "base/text.hpp"
#include "profile/apply.hpp"
#include "profile/values.hpp"
#include "service/names.hpp"
#include "service/person_acts.hpp"
#include "service/tag_name.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

/// Phones and emails that a person may have each, as the product's API has it; merging by hand holds to it too.
constexpr std::size_t contacts_of_a_kind = 100;

/// What a person does at a door is not an import's and not the API's.
constexpr Origin by_hand = Origin::portal;

Result<void> check_contacts(Workplace const& place, Profile const& merged)
{
    for (FieldRule const& rule : place.target.fields) {
        if (rule.arity != Arity::many) { continue; }
        auto const count = std::count_if(merged.contacts.begin(), merged.contacts.end(),
                                         [&](FieldValue const& contact) { return contact.field == rule.id; });
        if (static_cast<std::size_t>(count) <= contacts_of_a_kind) { continue; }
        return Error{ErrorKind::conflict, "TOO_MANY_CONTACTS",
                     "The merged person would have " + std::to_string(count) + " values of " + std::string{rule.name} + "; at most " +
                         std::to_string(contacts_of_a_kind) + " are allowed. Take some out first."};
    }
    return {};
}

Change change_by_hand(Workplace const& place, Profile const& before, Profile const& after, Change::Kind kind)
{
    Change change = difference_between(place.target, before, after);
    change.profile = after.id;
    change.kind = kind;
    change.version = after.version;
    change.at = after.modified_at;
    change.from = by_hand;
    change.by = after.modified_by;
    return change;
}

void stamp(Profile& after, Instant at, std::string const& by)
{
    ++after.version;
    after.modified_at = std::max(after.modified_at, at);
    after.modified_from = by_hand;
    after.modified_by = by;
}

/// Gives or takes a tag; false when that changes nothing.
bool set_tag(Profile& profile, Tagging tagging, TagId tag)
{
    auto const place = std::lower_bound(profile.tags.begin(), profile.tags.end(), tag);
    bool const has = place != profile.tags.end() && *place == tag;
    if (has == (tagging == Tagging::give)) { return false; }
    if (has) {
        profile.tags.erase(place);
    } else {
        profile.tags.insert(place, tag);
    }
    return true;
}

Result<TagId> tag_to_take(Workplace const& place, Transaction& transaction, std::string const& name)
{
    TRY_ASSIGN(auto const tags, transaction.catalogue().tags(place.account));
    std::string const wanted = text::fold(name);
    for (Tag const& tag : tags) {
        if (text::fold(tag.name) == wanted) { return tag.id; }
    }
    return Error{ErrorKind::not_found, "TAG_NOT_FOUND", "There is no tag \"" + name + "\". `muster tags list` lists them."};
}

Result<TagId> tag_to_give(Workplace const& place, Transaction& transaction, std::string const& name)
{
    TRY_ASSIGN(auto const tags, transaction.catalogue().ensure_tags(place.account, {&name, 1}, ImportId{}, place.now()));
    return tags.front();
}

} // namespace

Result<PersonView> merge_stored_persons(Workplace const& place, std::span<PersonKey const> keys, std::string const& by)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY_ASSIGN(auto const persons, find_persons(place, *transaction, keys));
    if (persons.size() < 2) {
        return Error{ErrorKind::invalid_input, "MERGE_NEEDS_TWO", "Merging takes two or more different persons; these keys name one."};
    }
    std::vector<Profile const*> all;
    for (Profile const& person : persons) { all.push_back(&person); }
    Profile const& primary = persons[primary_of(all)];
    Profile const merged = merge_profiles(place.target, all, place.now(), by_hand, by);
    TRY(check_contacts(place, merged));
    Change change = change_by_hand(place, primary, merged, Change::Kind::merged);
    std::vector<ProfileWrite> writes;
    for (Profile const& person : persons) {
        bool const stays = person.id == primary.id;
        writes.push_back({&person, stays ? &merged : nullptr, stays ? ProfileId{} : primary.id});
        if (!stays) { change.absorbed.push_back(person); }
    }
    TRY(transaction->profiles().write(place.account, place.target, writes));
    TRY(transaction->changes().append(place.account, place.target, {&change, 1}));
    PersonView view{merged, {}};
    TRY_ASSIGN(view.names, load_names(place, *transaction));
    TRY(transaction->commit());
    return view;
}

Result<std::int64_t> change_tag(Workplace const& place, Tagging tagging, std::span<PersonKey const> keys, std::string const& tag,
                                std::string const& by)
{
    TRY_ASSIGN(std::string const name, canonical_tag_name(tag));
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY_ASSIGN(auto const persons, find_persons(place, *transaction, keys));
    TRY_ASSIGN(TagId const id, tagging == Tagging::give ? tag_to_give(place, *transaction, name) : tag_to_take(place, *transaction, name));
    std::vector<Profile> after = persons;
    std::vector<ProfileWrite> writes;
    std::vector<Change> changes;
    for (std::size_t index = 0; index < persons.size(); ++index) {
        if (!set_tag(after[index], tagging, id)) { continue; }
        stamp(after[index], place.now(), by);
        writes.push_back({&persons[index], &after[index], {}});
        changes.push_back(change_by_hand(place, persons[index], after[index], Change::Kind::updated));
    }
    TRY(transaction->profiles().write(place.account, place.target, writes));
    TRY(transaction->changes().append(place.account, place.target, changes));
    TRY(transaction->commit());
    return static_cast<std::int64_t>(writes.size());
}

} // namespace muster
