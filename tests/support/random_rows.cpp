#include "tests/support/random_rows.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace muster {

namespace {

using namespace person_field;

constexpr std::uint32_t emails = 14;
constexpr std::uint32_t phones = 10;
constexpr std::uint32_t external_ids = 10;

std::string email_text(std::uint32_t number, bool loud) { return (loud ? "Person" : "person") + std::to_string(number) + "@example.com"; }

void set(std::vector<FieldValue>& values, FieldId field, std::string value)
{
    values.push_back({field, std::move(value)});
    std::sort(values.begin(), values.end());
}

} // namespace

Candidate RandomRows::row(RowNumber number)
{
    Candidate row;
    row.row = number;
    std::uint32_t const kinds = 1 + below(7); // at least one of three
    if ((kinds & 1U) != 0) { set(row.values, person_field::external_id, "X" + std::to_string(below(external_ids))); }
    if ((kinds & 2U) != 0) { row.contacts.push_back({phone, "38591100" + std::to_string(below(phones))}); }
    if ((kinds & 4U) != 0) {
        row.contacts.push_back({email, email_text(below(emails), one_in(4))});
        if (one_in(4)) {
            FieldValue const second{email, email_text(below(emails), false)};
            if (!same_contact(person_target(), row.contacts.back(), second)) { row.contacts.push_back(second); }
        }
    }
    if (!one_in(3)) { set(row.values, first_name, std::string(1, static_cast<char>('A' + below(4)))); }
    if (one_in(2)) { set(row.values, city, "City " + std::to_string(below(3))); }
    if (one_in(4)) { set(row.values, gender, one_in(2) ? "MALE" : "FEMALE"); }
    if (one_in(3)) { row.type = one_in(2) ? ProfileType::customer : ProfileType::lead; }
    if (one_in(3)) { row.tags.push_back(one_in(2) ? "vip" : "VIP"); }
    if (one_in(5)) { row.tags.push_back("tag " + std::to_string(below(3))); }
    return row;
}

std::vector<Candidate> RandomRows::rows(std::size_t most, std::int64_t first_row)
{
    std::vector<Candidate> rows;
    std::size_t const count = 1 + below(static_cast<std::uint32_t>(most));
    for (std::size_t index = 0; index < count; ++index) { rows.push_back(row(RowNumber{first_row + static_cast<std::int64_t>(index)})); }
    return rows;
}

std::vector<Profile> RandomRows::population(std::size_t most)
{
    std::vector<Profile> persons;
    std::set<Identifier> taken;
    std::size_t const tries = below(static_cast<std::uint32_t>(most) + 1);
    for (std::size_t index = 0; index < tries; ++index) {
        Candidate const drawn = row(RowNumber{1});
        std::vector<Identifier> const identifiers = identifiers_of(person_target(), drawn.values, drawn.contacts);
        if (std::any_of(identifiers.begin(), identifiers.end(), [&](Identifier const& one) { return taken.contains(one); })) { continue; }
        taken.insert(identifiers.begin(), identifiers.end());
        Profile person;
        person.id = ProfileId{static_cast<std::int64_t>(persons.size()) + 1};
        person.type = drawn.type.value_or(ProfileType::lead);
        person.created_at = Instant{1'000 + below(3)};
        person.modified_at = Instant{person.created_at.microseconds + below(3)};
        person.created_by = person.modified_by = "caller";
        person.values = drawn.values;
        person.contacts = drawn.contacts;
        persons.push_back(std::move(person));
    }
    return persons;
}

} // namespace muster
