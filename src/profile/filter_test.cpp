#include "profile/filter.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace muster {
namespace {

std::vector<AttributeField> attributes()
{
    return {{FieldId{1'000}, "points", AttributeType::integer},    {FieldId{1'001}, "balance", AttributeType::decimal},
            {FieldId{1'002}, "member since", AttributeType::date}, {FieldId{1'003}, "seen", AttributeType::date_time},
            {FieldId{1'004}, "active", AttributeType::boolean},    {FieldId{1'005}, "Note", AttributeType::string}};
}

Profile ana()
{
    Profile profile;
    profile.id = ProfileId{42};
    profile.type = ProfileType::customer;
    profile.created_at = parse_instant("2026-01-02T03:04:05Z").value();
    profile.modified_at = parse_instant("2026-11-23T14:05:09.5Z").value();
    profile.origin = Origin::import;
    profile.set(person_field::external_id, "Ab-12");
    profile.set(person_field::first_name, "Ana");
    profile.set(person_field::last_name, "Weiß");
    profile.set(person_field::birth_date, "1990-05-31");
    profile.set(FieldId{1'000}, "10");
    profile.set(FieldId{1'001}, "-2.5");
    profile.set(FieldId{1'002}, "2020-02-29");
    profile.set(FieldId{1'003}, "2026-11-23T14:05:09.500000Z");
    profile.set(FieldId{1'004}, "true");
    profile.contacts = {
        {person_field::phone, "385912345678"}, {person_field::phone, "493012345"}, {person_field::email, "Ana@Bücher.Example"}};
    profile.tags = {TagId{1}, TagId{2}};
    return profile;
}

std::string_view tag_name(TagId tag) { return tag.value == 1 ? "VIP Client" : "Newsletter"; }

bool holds(std::string_view json)
{
    std::vector<AttributeField> const known = attributes();
    Result<Filter> const filter = Filter::parse(json, person_target(), known);
    EXPECT_TRUE(filter) << json << ": " << (filter ? "" : filter.error().message);
    return filter && filter->holds(ana(), tag_name);
}

TEST(Filter, HoldsForWhatMeetsIt)
{
    for (std::string_view const json : {
             R"({})",
             R"({"firstName":"ana"})",
             R"({"firstname":{"#eq":"ANA"}})",
             R"({"lastName":"WEISS"})",
             R"({"#and":[{"firstName":"Ana"},{"#contains":{"tags":"VIP Client"}}]})",
             R"({"#or":[{"firstName":"Ivo"},{"tags":"newsletter"}]})",
             R"({"firstName":"Ana","lastName":"Weiß"})",
             R"({"lastName":{"#startsWith":"we","#endsWith":"SS"}})",
             R"({"lastName":{"#contains":"EIß"}})",
             R"({"lastName":{"#notContain":"x"}})",
             R"({"externalId":"Ab-12"})",
             R"({"externalId":{"#ne":"AB-12"}})",
             R"({"id":42})",
             R"({"id":{"#gte":42,"#lte":42}})",
             R"({"type":"customer"})",
             R"({"origin":"import","modifiedFrom":"API"})",
             R"({"createdAt":{"#gt":"2026-01-01","#lt":"2026-01-03T00:00:00Z"}})",
             R"({"modifiedAt":{"#gte":"2026-11-23T15:05:09.5+01:00"}})",
             R"({"birthDate":{"#gt":"1990-05-30","#lte":"1990-05-31"}})",
             R"({"phone":"+385 91 234 5678"})",
             R"({"phone":385912345678})",
             R"({"phone":{"#startsWith":"+49 30"}})",
             R"({"phone":{"#startsWith":"0049"}})",
             R"({"phone":{"#contains":"234"}})",
             R"({"contactInformation.phone.number":{"#endsWith":"345"}})",
             R"({"contactInformation":{"phone":{"number":"493012345"}}})",
             R"({"email":"ANA@xn--bcher-kva.example"})",
             R"({"email":{"#endsWith":"@BÜCHER.example"}})",
             R"({"contactInformation.email.address":{"#contains":"bücher"}})",
             R"({"customAttributes.points":{"#gt":9.5}})",
             R"({"customAttributes":{"Points":{"#gt":9,"#lt":"10.5"}}})",
             R"({"points":10})",
             R"({"balance":{"#lt":-2.49,"#gt":-2.51}})",
             R"({"balance":-2.50})",
             R"({"member since":{"#eq":"2020-02-29"}})",
             R"({"seen":{"#gt":"2026-11-23T14:05:09Z"}})",
             R"({"seen":"2026-11-23T14:05:09.5Z"})",
             R"({"active":true})",
             R"({"active":"yes"})",
             R"({"city":null})",
             R"({"city":{"#ne":"Zagreb"}})",
             R"({"city":{"#notContain":"Zagreb"}})",
             R"({"firstName":{"#ne":null}})",
             R"({"note":null})",
             R"({"tags":{"#ne":"customer"}})",
         }) {
        EXPECT_TRUE(holds(json)) << json;
    }
}

TEST(Filter, FailsForWhatDoesNot)
{
    for (std::string_view const json : {
             R"({"firstName":"An"})",
             R"({"firstName":"Ana","lastName":"Horvat"})",
             R"({"#and":[{"firstName":"Ana"},{"tags":"vip"}]})",
             R"({"#or":[{"firstName":"Ivo"},{"tags":"vip"}]})",
             R"({"externalId":"AB-12"})",
             R"({"city":"Zagreb"})",
             R"({"city":{"#contains":""}})",
             R"({"city":{"#ne":null}})",
             R"({"firstName":null})",
             R"({"phone":{"#ne":"385912345678"}})", // one of them is the number
             R"({"phone":{"#notContain":"4930"}})",
             R"({"tags":{"#ne":"Newsletter"}})",
             R"({"tags":{"#startsWith":"client"}})",
             R"({"points":{"#gt":10}})",
             R"({"note":{"#eq":"x"}})",
             R"({"seen":"2026-11-23T14:05:09Z"})",
             R"({"birthDate":{"#lt":"1990-05-31"}})",
             R"({"active":false})",
             R"({"type":"lead"})",
             R"({"modifiedAt":{"#gt":"2026-11-24"}})",
         }) {
        EXPECT_FALSE(holds(json)) << json;
    }
}

TEST(Filter, RefusesWhatItDoesNotUnderstand)
{
    struct Case {
        std::string json;
        std::string part; ///< of the message
    };
    std::string deep;
    for (int i = 0; i < 31; ++i) { deep += R"({"#and":[)"; }
    std::string too_deep = deep + deep + deep;
    std::string many = R"({"#or":[)";
    for (int i = 0; i < 1'000; ++i) { many += R"({"id":1},)"; }
    for (Case const& one : std::vector<Case>{
             {"", "JSON"},
             {R"({"firstName":"Ana")", "JSON"},
             {R"([{"firstName":"Ana"}])", "object"},
             {R"({"nickname2":"x"})", "no field \"nickname2\""},
             {R"({"customAttributes.size":"x"})", "no field \"customAttributes.size\""},
             {R"({"firstName":{"#like":"x"}})", "#like"},
             {R"({"#not":[{"id":1}]})", "#not"},
             {R"({"#and":[]})", "one or more"},
             {R"({"#or":{"id":1}})", "array"},
             {R"({"#contains":"x"})", "object"},
             {R"({"firstName":{}})", "operator is missing"},
             {R"({"firstName":{"#gt":"A"}})", "#startsWith"},
             {R"({"points":{"#contains":"1"}})", "#gte"},
             {R"({"points":"ten"})", "number"},
             {R"({"active":{"#gt":true}})", "#eq, #ne"},
             {R"({"active":"maybe"})", "true or false"},
             {R"({"birthDate":"31.5.1990"})", "date like"},
             {R"({"birthDate":""})", "date like"},
             {R"({"createdAt":"yesterday"})", "time like"},
             {R"({"phone":"none"})", "digits"},
             {R"({"firstName":{"#contains":null}})", "null"},
             {R"({"firstName":["Ana"]})", "must be a text"},
             {many + R"({"id":1}]})", "too many"},
             {too_deep, ""},
         }) {
        std::vector<AttributeField> const known = attributes();
        Result<Filter> const filter = Filter::parse(one.json, person_target(), known);
        ASSERT_FALSE(filter) << one.json;
        EXPECT_EQ(filter.error().kind, ErrorKind::invalid_input);
        EXPECT_EQ(filter.error().code, "FILTER_INVALID");
        EXPECT_NE(filter.error().message.find(one.part), std::string::npos) << filter.error().message;
    }
}

TEST(Filter, OfNothingHoldsForEverything)
{
    EXPECT_TRUE(Filter{}.holds(Profile{}, tag_name));
    EXPECT_TRUE(Filter{}.holds(ana(), tag_name));
}

} // namespace
} // namespace muster
