#include "profile/apply_input.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace muster {
namespace {

ValueContext today() { return {Date{2026, 11, 23}, {}, PhoneRule::lenient}; }

AttributeField const points{FieldId{first_attribute + 1}, "Points", AttributeType::integer};
AttributeField const note{FieldId{first_attribute + 2}, "Note", AttributeType::string};

CheckedInput checked(ProfileInput const& input)
{
    std::vector<InputFault> faults;
    AttributeField const attributes[] = {points, note};
    CheckedInput result = check_input(person_target(), attributes, input, today(), faults);
    EXPECT_TRUE(faults.empty()) << faults.front().property << ": " << faults.front().message;
    return result;
}

std::vector<std::string> faulty_properties(ProfileInput const& input)
{
    std::vector<InputFault> faults;
    AttributeField const attributes[] = {points, note};
    check_input(person_target(), attributes, input, today(), faults);
    std::vector<std::string> properties;
    for (InputFault const& fault : faults) {
        EXPECT_FALSE(fault.message.empty()) << fault.property;
        properties.push_back(fault.property);
    }
    return properties;
}

InputContact phone(std::string const& number, std::uint32_t place = 0) { return {person_field::phone, number, place}; }
InputContact email(std::string const& address, std::uint32_t place = 0) { return {person_field::email, address, place}; }

Profile stored_person()
{
    Profile person;
    person.id = {7};
    person.type = ProfileType::lead;
    person.version = 3;
    person.created_at = person.modified_at = {1'000};
    person.origin = person.modified_from = Origin::import;
    person.created_by = person.modified_by = "importer";
    person.values = {{person_field::external_id, "A-7"}, {person_field::first_name, "Ana"}, {person_field::city, "Osijek"}};
    person.contacts = {{person_field::phone, "385911234567"}, {person_field::email, "ana@example.com"}};
    person.tags = {{4}, {9}};
    return person;
}

Profile with(ProfileInput const& input, InputMode mode, Profile const* stored)
{
    std::vector<InputFault> faults;
    Profile after = with_input(person_target(), checked(input), mode, stored, faults);
    EXPECT_TRUE(faults.empty()) << faults.front().message;
    return after;
}

std::vector<InputFault> faults_of(ProfileInput const& input, InputMode mode, Profile const* stored)
{
    std::vector<InputFault> faults;
    with_input(person_target(), checked(input), mode, stored, faults);
    return faults;
}

TEST(CheckInput, BringsValuesToTheirCanonicalForm)
{
    ProfileInput input;
    input.type = "lead";
    input.values = {{person_field::gender, "f"},
                    {person_field::first_name, "  Ana "},
                    {person_field::city, std::nullopt},
                    {person_field::external_id, "null"}};
    input.attributes = {{"POINTS", "12", InputAttribute::Form::number}, {"note", "x", InputAttribute::Form::text}};
    input.contacts = {phone("+385 91 123 4567"), phone("0038591 1234567", 1), email("Ana@Example.com"), email("ana@example.COM", 1)};
    input.tags = {"VIP", "vip", " new "};
    CheckedInput const result = checked(input);
    EXPECT_EQ(result.type, ProfileType::lead);
    EXPECT_EQ(result.values,
              (std::vector<FieldValue>{
                  {person_field::first_name, "Ana"}, {person_field::gender, "FEMALE"}, {points.field, "12"}, {note.field, "x"}}));
    EXPECT_EQ(result.cleared, (std::vector<FieldId>{person_field::city, person_field::external_id}));
    EXPECT_EQ(*result.contacts, (std::vector<FieldValue>{{person_field::phone, "385911234567"}, {person_field::email, "Ana@Example.com"}}));
    EXPECT_EQ(*result.tags, (std::vector<std::string>{"VIP", "new"}));
}

TEST(CheckInput, NamesEveryFaultByItsPath)
{
    ProfileInput input;
    input.type = "agent";
    input.values = {
        {person_field::first_name, "A;na"}, {person_field::birth_date, "2027-01-01"}, {person_field::city, std::string(51, 'x')}};
    input.attributes = {{"Points", "many", InputAttribute::Form::text},
                        {"Points", "true", InputAttribute::Form::boolean},
                        {"Unknown", "1", InputAttribute::Form::text}};
    input.contacts = {phone("000", 2), email("john.doe@example", 1), email(" ", 3)};
    input.tags = {"good", std::string(257, 'x'), ""};
    EXPECT_EQ(
        faulty_properties(input),
        (std::vector<std::string>{"type", "firstName", "birthDate", "city", "customAttributes.Points", "customAttributes.Points",
                                  "customAttributes.Unknown", "contactInformation.phone[2].number", "contactInformation.email[1].address",
                                  "contactInformation.email[3].address", "tags[1]", "tags[2]"}));
    input = {};
    input.contacts = {email("nobody", 5)};
    input.paths = ProfileInput::Paths::listed;
    EXPECT_EQ(faulty_properties(input), std::vector<std::string>{"contactInformation[5].identifier"});
    input = {};
    input.values = {{person_field::last_name, "\xC3"}};
    EXPECT_EQ(faulty_properties(input), std::vector<std::string>{"lastName"}) << "no UTF-8";
}

TEST(ApplyInput, CreatesACustomerUnlessAnotherTypeIsNamed)
{
    ProfileInput input;
    input.contacts = {phone("+385911234567")};
    EXPECT_EQ(with(input, InputMode::append, nullptr).type, ProfileType::customer);
    input.type = "LEAD";
    EXPECT_EQ(with(input, InputMode::append, nullptr).type, ProfileType::lead);
}

TEST(ApplyInput, ChangesAStoredTypeOnlyWhenOneIsNamed)
{
    Profile stored = stored_person();
    for (InputMode const mode : {InputMode::append, InputMode::replace, InputMode::overwrite}) {
        ProfileInput input;
        input.contacts = {phone("+385911234567")};
        EXPECT_EQ(with(input, mode, &stored).type, ProfileType::lead);
        input.type = "CUSTOMER";
        EXPECT_EQ(with(input, mode, &stored).type, ProfileType::customer);
    }
    stored.type = ProfileType::customer;
    ProfileInput demoting;
    demoting.type = "LEAD";
    EXPECT_EQ(with(demoting, InputMode::append, &stored).type, ProfileType::lead) << "written as given";
}

TEST(ApplyInput, AppendsOrReplacesWhatIsStored)
{
    Profile const stored = stored_person();
    ProfileInput input;
    input.values = {{person_field::first_name, "Iva"}, {person_field::city, std::nullopt}};
    input.contacts = {email("ANA@example.com"), phone("+385911234568")};

    Profile const appended = with(input, InputMode::append, &stored);
    EXPECT_EQ(appended.values, (std::vector<FieldValue>{{person_field::external_id, "A-7"}, {person_field::first_name, "Iva"}}));
    EXPECT_EQ(appended.contacts,
              (std::vector<FieldValue>{
                  {person_field::phone, "385911234567"}, {person_field::email, "ana@example.com"}, {person_field::phone, "385911234568"}}))
        << "an email that differs only in case is the same one";

    Profile const replaced = with(input, InputMode::replace, &stored);
    EXPECT_EQ(replaced.values, (std::vector<FieldValue>{{person_field::first_name, "Iva"}}));
    EXPECT_EQ(replaced.contacts.size(), 2U);
    input.contacts.reset();
    EXPECT_EQ(with(input, InputMode::replace, &stored).contacts, stored.contacts) << "none given";
    EXPECT_EQ(faults_of(input, InputMode::overwrite, &stored).size(), 1U) << "nobody could find the person any more";
}

TEST(ApplyInput, ReplacesAndTakesContactsAlone)
{
    Profile const stored = stored_person();
    ProfileInput input;
    input.values = {{person_field::first_name, "not looked at"}};
    input.contacts = {email("Ana@Example.com")};
    Profile const taken = with(input, InputMode::remove_contacts, &stored);
    EXPECT_EQ(taken.contacts, (std::vector<FieldValue>{{person_field::phone, "385911234567"}}));
    EXPECT_EQ(taken.values, stored.values);
    Profile const replaced = with(input, InputMode::replace_contacts, &stored);
    EXPECT_EQ(replaced.contacts, (std::vector<FieldValue>{{person_field::email, "Ana@Example.com"}}));
}

TEST(ApplyInput, HoldsToOneHundredContactsOfAKind)
{
    ProfileInput input;
    input.contacts.emplace();
    for (int index = 0; index < 100; ++index) {
        input.contacts->push_back(phone("+3859112" + std::to_string(10'000 + index)));
        input.contacts->push_back(email("a" + std::to_string(index) + "@example.com"));
    }
    Profile full = with(input, InputMode::append, nullptr);
    EXPECT_EQ(full.contacts.size(), 200U);
    ProfileInput one_more;
    one_more.contacts = {phone("+385911220000")};
    std::vector<InputFault> const faults = faults_of(one_more, InputMode::append, &full);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].property, "contactInformation.phone");
    EXPECT_EQ(faults[0].code, ProblemCode::too_many_contacts);
    full.contacts.push_back({person_field::phone, "385911230000"}); // by a merge of imports, say
    ProfileInput none;
    none.values = {{person_field::city, "Split"}};
    EXPECT_TRUE(faults_of(none, InputMode::append, &full).empty()) << "it adds none";
}

TEST(ApplyInput, NeverLeavesAPersonThatNobodyCanFind)
{
    EXPECT_EQ(faults_of({}, InputMode::append, nullptr).size(), 1U);
    Profile stored = stored_person();
    stored.set(person_field::external_id, {});
    ProfileInput all;
    all.contacts = {phone("+385911234567"), email("ana@example.com")};
    EXPECT_EQ(faults_of(all, InputMode::remove_contacts, &stored).at(0).code, ProblemCode::no_identifier);
}

TEST(ApplyInput, GivesTagsByMode)
{
    TagId const given[] = {{9}, {1}};
    Profile person = stored_person();
    set_input_tags(person, InputMode::append, given);
    EXPECT_EQ(person.tags, (std::vector<TagId>{{1}, {4}, {9}}));
    set_input_tags(person, InputMode::remove_contacts, {});
    EXPECT_EQ(person.tags.size(), 3U);
    set_input_tags(person, InputMode::replace, given);
    EXPECT_EQ(person.tags, (std::vector<TagId>{{1}, {9}}));
    set_input_tags(person, InputMode::overwrite, {});
    EXPECT_TRUE(person.tags.empty());
}

TEST(SealChange, MovesVersionAndTimesOnlyWhenSomethingChanged)
{
    Profile const stored = stored_person();
    ChangeAuthor const author{Instant{2'000}, Origin::api, "crm"};
    Change change;
    Profile same = stored;
    EXPECT_EQ(seal_change(person_target(), &stored, same, author, change), ChangeEffect::unchanged);
    EXPECT_EQ(same, stored);

    Profile after = stored;
    after.set(person_field::city, "Split");
    EXPECT_EQ(seal_change(person_target(), &stored, after, author, change), ChangeEffect::updated);
    EXPECT_EQ(after.version, 4);
    EXPECT_EQ(after.modified_at, Instant{2'000});
    EXPECT_EQ(after.modified_by, "crm");
    EXPECT_EQ(after.created_by, "importer");
    EXPECT_EQ(change.differences, (std::vector<Difference>{{person_field::city, "Osijek", "Split"}}));
    EXPECT_EQ(change.kind, Change::Kind::updated);
    EXPECT_EQ(change.version, 4);
    EXPECT_EQ(change.modified_by_before, "importer");

    Profile older = stored;
    older.set(person_field::city, "Split");
    seal_change(person_target(), &stored, older, {Instant{500}, Origin::api, "crm"}, change);
    EXPECT_EQ(older.modified_at, stored.modified_at) << "never moves back";

    Profile fresh = stored;
    fresh.version = 0;
    EXPECT_EQ(seal_change(person_target(), nullptr, fresh, author, change), ChangeEffect::created);
    EXPECT_EQ(fresh.version, 1);
    EXPECT_EQ(fresh.created_by, "crm");
    EXPECT_EQ(fresh.origin, Origin::api);
    EXPECT_EQ(change.kind, Change::Kind::created);
}

} // namespace
} // namespace muster
