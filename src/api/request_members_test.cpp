#include "api/request_members.hpp"

#include <gtest/gtest.h>

#include <array>

namespace muster {
namespace {

using Need = RequestMembers::Need;

/// What a refusal says: status, code, then every property with a semicolon; empty when there is none.
std::string told(std::optional<HttpAnswer> const& refusal)
{
    if (!refusal) { return {}; }
    Json const problem = *parse_json(std::get<std::string>(refusal->body));
    std::string text = std::to_string(refusal->status) + " " + *problem.find("code")->text();
    for (Json const& fault : *problem.find("errors")->array()) { text += " " + *fault.find("property")->text() + ";"; }
    return text;
}

/// Reads a document as an operation would that knows a text, a number, a flag, a list and members that others read.
std::string read(std::string_view document)
{
    constexpr std::array<std::string_view, 1> others{"elsewhere"};
    RequestMembers members{*parse_json(document)};
    members.text("name", Need::required, 5);
    members.number("count", Need::optional, 1, 9);
    members.flag("really", Need::optional);
    members.array("list", Need::optional, 2);
    members.know(others);
    return told(members.refusal());
}

TEST(RequestMembers, TellEverythingThatIsWrongWithTheCodeOfTheFirst)
{
    struct Case {
        char const* document;
        char const* told;
    };
    for (Case const& one : {
             Case{R"({"name":"Ana"})", ""},
             Case{R"({"name":"","count":9,"really":false,"list":[1,2],"elsewhere":{"a":1}})", ""},
             Case{R"({"name":"Ana","count":null,"really":null,"list":null})", ""},
             Case{R"({"name":"Žanić"})", ""},
             Case{R"({})", "400 PROPERTY_MISSING name;"},
             Case{R"({"name":null})", "400 PROPERTY_MISSING name;"},
             Case{R"({"name":"Joseph"})", "400 PROPERTY_INVALID name;"},
             Case{R"({"name":7,"count":"7","really":1,"list":{}})", "400 PROPERTY_INVALID name; count; really; list;"},
             Case{R"({"name":"Ana","count":0,"list":[]})", "400 PROPERTY_INVALID count; list;"},
             Case{R"({"name":"Ana","count":10,"list":[1,2,3]})", "400 PROPERTY_INVALID count; list;"},
             Case{R"({"name":"Ana","count":1.5})", "400 PROPERTY_INVALID count;"},
             Case{R"({"nmae":"Ana"})", "400 PROPERTY_MISSING name; nmae;"},
             Case{R"({"name":"Ana","Name":"Ana","x":null})", "400 PROPERTY_UNKNOWN Name; x;"},
             Case{R"([])", "400 PROPERTY_INVALID ;"},
             Case{R"(null)", "400 PROPERTY_INVALID ;"},
         }) {
        EXPECT_EQ(read(one.document), one.told) << one.document;
    }
}

TEST(RequestMembers, SayWhatAPropertyMustBe)
{
    RequestMembers members{*parse_json(R"({"role":"KING","until":null})")};
    EXPECT_EQ(members.text("role", Need::required), "KING");
    members.add_fault("role", "must be ADMIN, EDITOR or VIEWER.");
    EXPECT_EQ(members.value("until", Need::optional), nullptr);
    EXPECT_TRUE(members.is_null("until"));
    EXPECT_FALSE(members.is_null("role"));
    auto const refusal = members.refusal();
    ASSERT_TRUE(refusal);
    EXPECT_EQ(*parse_json(std::get<std::string>(refusal->body))->find("detail")->text(), "\"role\" must be ADMIN, EDITOR or VIEWER.");
}

} // namespace
} // namespace muster
