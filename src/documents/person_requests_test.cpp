#include "documents/people_documents.hpp"
#include "documents/person_requests.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

Json json(std::string const& text)
{
    auto parsed = parse_json(text);
    if (!parsed) { ADD_FAILURE() << parsed.error().message; }
    return parsed ? *std::move(parsed) : Json{};
}

std::vector<std::string> properties(std::vector<InputFault> const& faults)
{
    std::vector<std::string> all;
    for (InputFault const& fault : faults) { all.push_back(fault.property); }
    return all;
}

TEST(PersonRequest, ReadsBothShapes)
{
    PersonRequest const second = read_person_request(
        json(
            R"({"id":7,"firstName":"Ana","city":null,"type":"LEAD","tags":["a"],"contactInformation":{"email":[{"address":"a@example.com"}],"push":[{}]},)"
            R"("customAttributes":{"n":1.5,"i":-3,"b":true,"t":"x","z":null,"big":1e22}})"),
        PersonShape::v2);
    EXPECT_TRUE(second.faults.empty());
    ASSERT_EQ(second.input.values.size(), 2U);
    EXPECT_EQ(second.input.values[0].text, "Ana");
    EXPECT_EQ(second.input.values[1].text, std::nullopt);
    EXPECT_EQ(second.input.type, "LEAD");
    ASSERT_EQ(second.input.contacts->size(), 1U);
    EXPECT_EQ(second.input.contacts->front().field, person_field::email);
    std::vector<std::string> texts;
    for (InputAttribute const& attribute : second.input.attributes) { texts.push_back(attribute.text.value_or("(null)")); }
    EXPECT_EQ(texts, (std::vector<std::string>{"1.5", "-3", "true", "x", "(null)", "10000000000000000000000"}));

    PersonRequest const third = read_person_request(
        json(R"({"contactInformation":[{"type":"EMAIL","identifier":"a@example.com"},{"type":"PHONE","identifier":"1","primary":true}]})"),
        PersonShape::v3);
    EXPECT_TRUE(third.faults.empty());
    EXPECT_EQ(third.input.paths, ProfileInput::Paths::listed);
    ASSERT_EQ(third.input.contacts->size(), 2U);
    EXPECT_EQ(third.input.contacts->back().place, 1U);
    EXPECT_FALSE(third.input.tags.has_value());
}

TEST(PersonRequest, TellsEveryFaultByItsPath)
{
    PersonRequest const second =
        read_person_request(json(R"({"firstname":"x","city":1,"tags":["a",2],"type":true,"customAttributes":{"l":[],"A":1,"a":2},)"
                                 R"("contactInformation":{"phone":[{"number":1},{},"x",{"number":"1","x":1}],"email":{},"fax":[]}})"),
                            PersonShape::v2);
    EXPECT_EQ(
        properties(second.faults),
        (std::vector<std::string>{"firstname", "city", "tags[1]", "type", "customAttributes.l", "customAttributes",
                                  "contactInformation.phone[0].number", "contactInformation.phone[1].number", "contactInformation.phone[2]",
                                  "contactInformation.phone[3].x", "contactInformation.email", "contactInformation.fax"}));
    PersonRequest const third = read_person_request(
        json(R"({"contactInformation":[{"type":"LINE","identifier":"x","sender":"y"},{"type":"PHONE"},{"identifier":"1","primary":1},3]})"),
        PersonShape::v3);
    EXPECT_EQ(properties(third.faults),
              (std::vector<std::string>{"contactInformation[0].type", "contactInformation[1].identifier", "contactInformation[2].primary",
                                        "contactInformation[2].type", "contactInformation[3]"}));
}

TEST(ListRequest, NamesThePlaceOfAFault)
{
    ListRequest const request = read_list_request(
        json(R"({"people":[{"query":{"type":"FAX","identifier":"1"}},{"query":{"identifier":2,"x":1}},{"update":{}},5]})"),
        ListForm::queries);
    EXPECT_TRUE(request.is_refused());
    EXPECT_EQ(request.error.code, "INPUT_INVALID");
    EXPECT_EQ(properties(request.faults),
              (std::vector<std::string>{"people[0].query.type", "people[1].query.x", "people[1].query.type", "people[1].query.identifier",
                                        "people[2].update", "people[2].query", "people[3]"}));
    EXPECT_EQ(read_list_request(json("{}"), ListForm::persons_v3).error.code, "PROPERTY_MISSING");
    EXPECT_EQ(read_list_request(json("[]"), ListForm::persons_v2).error.code, "INPUT_INVALID");
}

TEST(PersonDocument, ShowsImportedPersonsInPublishedWords)
{
    Profile person;
    person.origin = Origin::import;
    person.modified_from = Origin::import;
    std::string const document = person_v2_document(person, {});
    EXPECT_NE(document.find(R"("origin":"PORTAL","modifiedFrom":"PORTAL")"), std::string::npos) << document;
}

} // namespace
} // namespace muster
