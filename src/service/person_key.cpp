#include "base/text.hpp"
#include "profile/values.hpp"
#include "service/person_acts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace muster {

namespace {

constexpr std::array<std::pair<std::string_view, PersonKey::Kind>, 4> prefixes{{
    {"id:", PersonKey::Kind::id},
    {"externalid:", PersonKey::Kind::external_id},
    {"phone:", PersonKey::Kind::phone},
    {"email:", PersonKey::Kind::email},
}};

std::optional<std::int64_t> number_of(std::string_view text)
{
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number <= 0) { return std::nullopt; }
    return number;
}

Error key_invalid(std::string const& what)
{
    return {ErrorKind::invalid_input, "PERSON_KEY_INVALID",
            what + " Name a person as 42, id:42, externalId:A-7, phone:+385911234567 or email:ana@example.com."};
}

Error not_found(PersonKey const& key)
{
    std::string const what = key.kind == PersonKey::Kind::id ? "id " + key.value : "that identifier";
    return {ErrorKind::not_found, "PERSON_NOT_FOUND", "There is no person with " + what + "."};
}

IdentifierKind kind_of(PersonKey::Kind kind)
{
    switch (kind) {
    case PersonKey::Kind::external_id: return IdentifierKind::external_id;
    case PersonKey::Kind::phone: return IdentifierKind::phone;
    case PersonKey::Kind::email: return IdentifierKind::email;
    case PersonKey::Kind::id: break;
    }
    return IdentifierKind::none;
}

Result<Profile> load_by_id(Workplace const& place, Transaction& transaction, PersonKey const& key)
{
    TRY_ASSIGN(ProfileId const id, id_of(key));
    std::vector<Profile> found;
    TRY(transaction.profiles().load(place.account, place.target, {&id, 1}, found));
    if (!found.empty()) { return std::move(found.front()); }
    TRY_ASSIGN(auto const primary, transaction.profiles().merged_into(place.account, place.target, id));
    if (!primary) { return not_found(key); }
    return Error{ErrorKind::not_found, "PERSON_MERGED",
                 "Person " + key.value + " was merged into person " + std::to_string(primary->value) + "."};
}

Result<Profile> load_by_identifier(Workplace const& place, Transaction& transaction, PersonKey const& key)
{
    TRY_ASSIGN(Identifier const identifier, identifier_of(place, key));
    Key128 const hashed = key_of(place.store.hash_key(), identifier);
    ProfileId owner{};
    TRY(transaction.identities().find(place.account, {&hashed, 1}, {&owner, 1}));
    std::vector<Profile> found;
    if (owner.value != 0) { TRY(transaction.profiles().load(place.account, place.target, {&owner, 1}, found)); }
    if (found.empty()) { return not_found(key); }
    auto const own = identifiers_of(place.target, found.front().values, found.front().contacts);
    if (std::find(own.begin(), own.end(), identifier) == own.end()) { return not_found(key); } // only its hash is alike
    return std::move(found.front());
}

} // namespace

Result<Identifier> identifier_of(Workplace const& place, PersonKey const& key)
{
    IdentifierKind const kind = kind_of(key.kind);
    for (FieldRule const& rule : place.target.fields) {
        if (rule.identifier != kind) { continue; }
        std::string canonical;
        ProblemCode const code =
            canonical_value(rule.kind, rule.limit, key.value, {date_of(place.now()), {}, PhoneRule::lenient}, canonical);
        if (canonical.empty() || (code != ProblemCode::none && !is_warning(code))) {
            return key_invalid("That is no " + std::string{rule.name} + ".");
        }
        return Identifier{kind, normalised_identifier(kind, canonical)};
    }
    return key_invalid("Persons are not found by that.");
}

Result<ProfileId> id_of(PersonKey const& key)
{
    auto const number = number_of(key.value);
    if (!number) { return key_invalid("\"" + key.value + "\" is no id."); }
    return ProfileId{*number};
}

Result<PersonKey> parse_person_key(std::string_view text)
{
    std::string_view const trimmed = text::trim(text);
    for (auto const& [prefix, kind] : prefixes) {
        if (trimmed.size() < prefix.size() || !text::equal_ascii_caseless(trimmed.substr(0, prefix.size()), prefix)) { continue; }
        std::string_view const value = text::trim(trimmed.substr(prefix.size()));
        if (value.empty()) { return key_invalid("There is nothing after \"" + std::string{trimmed} + "\"."); }
        return PersonKey{kind, std::string{value}};
    }
    if (trimmed.empty()) { return key_invalid("No person is named."); }
    if (number_of(trimmed)) { return PersonKey{PersonKey::Kind::id, std::string{trimmed}}; }
    if (trimmed.find('@') != std::string_view::npos) { return PersonKey{PersonKey::Kind::email, std::string{trimmed}}; }
    if (trimmed.starts_with('+')) { return PersonKey{PersonKey::Kind::phone, std::string{trimmed}}; }
    return PersonKey{PersonKey::Kind::external_id, std::string{trimmed}};
}

Result<std::vector<Profile>> find_persons(Workplace const& place, Transaction& transaction, std::span<PersonKey const> keys)
{
    std::vector<Profile> persons;
    for (PersonKey const& key : keys) {
        TRY_ASSIGN(Profile person,
                   key.kind == PersonKey::Kind::id ? load_by_id(place, transaction, key) : load_by_identifier(place, transaction, key));
        persons.push_back(std::move(person));
    }
    std::sort(persons.begin(), persons.end(), [](Profile const& a, Profile const& b) { return a.id < b.id; });
    persons.erase(std::unique(persons.begin(), persons.end(), [](Profile const& a, Profile const& b) { return a.id == b.id; }),
                  persons.end());
    return persons;
}

} // namespace muster
