#include "api/reference/html_writer.hpp"
#include "api/reference/reference_page.hpp"
#include "api/reference/schema_example.hpp"
#include "api/reference/schema_html.hpp"
#include "json/writer.hpp"

#include <gtest/gtest.h>

#include <array>

namespace muster {
namespace {

Json json(std::string_view text) { return *parse_json(text); }

/// The example of a schema in a document with that one component, `Self`.
std::string example(std::string_view schema, std::string_view self = "{}")
{
    Json const document = json(R"({"components":{"schemas":{"Self":)" + std::string{self} + "}}}");
    auto const made = example_of(document, json(schema));
    return made ? JsonWriter{}.value(*made).take() : "none";
}

TEST(HtmlWriter, EscapesAndClosesWhatItOpens)
{
    HtmlWriter html;
    html.open("p", {{"title", "\"<&"}}).text("1 < 2 & 3").empty("br", {}).prose("say `a<b` or ` nothing").close();
    EXPECT_EQ(html.take(),
              "<!DOCTYPE html>\n<p title=\"&quot;&lt;&amp;\">1 &lt; 2 &amp; 3<br />say <code>a&lt;b</code> or ` nothing</p>\n");
}

TEST(SchemaExample, FollowsTheRules)
{
    struct Case {
        char const* schema;
        char const* example;
    };
    for (Case const& one : {
             Case{R"({"type":"string","minLength":6})", R"("textxx")"},
             Case{R"({"type":["null","string"],"maxLength":2})", R"("te")"},
             Case{R"({"type":"string","format":"date-time"})", R"("2026-11-24T09:30:00Z")"},
             Case{R"({"type":"integer","minimum":7})", "7"},
             Case{R"({"enum":["A","B"],"default":"B"})", R"("A")"},
             Case{R"({"const":"about:blank"})", R"("about:blank")"},
             Case{R"({"type":"string","pattern":"^a$","examples":["a"]})", R"("a")"},
             Case{R"({"anyOf":[{"type":"boolean"},{"type":"null"}]})", "true"},
             Case{R"({"type":"array","items":{"type":"number"}})", "[1.5]"},
             Case{R"({"type":"object","additionalProperties":{"type":"integer"}})", R"({"name":1})"},
             Case{R"({"properties":{"email":{"type":"array","items":{"properties":{"address":{"type":"string"}}}}}})",
                  R"({"email":[{"address":"ana@example.com"}]})"},
             Case{R"({"properties":{"id":{"readOnly":true}}})", "{}"},
             Case{R"({"$ref":"#/components/schemas/Nobody"})", "none"},
         }) {
        EXPECT_EQ(example(one.schema), one.example) << one.schema;
    }
}

TEST(SchemaExample, OfWhatHoldsItselfEnds)
{
    EXPECT_EQ(example(R"({"$ref":"#/components/schemas/Self"})",
                      R"({"properties":{"name":{"type":"string"},"parts":{"type":"array","items":{"$ref":"#/components/schemas/Self"}}}})"),
              R"({"name":"Spring fair","parts":[]})");
}

TEST(SchemaHtml, TellsPropertiesWithinByTheirPath)
{
    HtmlWriter html;
    html.open("div");
    write_properties(html, json(R"({"required":["a"],"properties":{"a":{"type":"array","minItems":1,"maxItems":2000,"items":
        {"properties":{"b":{"anyOf":[{"$ref":"#/components/schemas/Self"},{"type":"null"}]}}}}}})"));
    html.close();
    std::string const page = html.take();
    EXPECT_NE(page.find(R"(<code>a</code> <span class="required">required</span>)"), std::string::npos) << page;
    EXPECT_NE(page.find("1 to 2,000 entries"), std::string::npos) << page;
    EXPECT_NE(page.find(R"(<code>a[].b</code></th><td><a href="#schema-Self">Self</a> or null</td>)"), std::string::npos) << page;
}

TEST(ReferencePage, TakesScopesAndLimitsFromTheRoutes)
{
    std::array const routes{Route{"POST", "/a", Family::problem, Scope::people_use, 65'536, {}}};
    auto const page = reference_page(R"({"info":{"title":"T"},"tags":[{"name":"All of it"}],"paths":{
        "/a":{"post":{"operationId":"act","summary":"S","tags":["All of it"],"responses":{"default":{"description":"D"}}},
              "parameters":[{"name":"p","in":"path"}]}}})",
                                     routes);
    ASSERT_TRUE(page);
    for (std::string const wanted : {"Needs the scope <code>people:use</code>.", "A body of up to 64 KB.", "<code>p</code>", "id=\"act\"",
                                     "href=\"#tag-All-of-it\"", "id=\"tag-All-of-it\""}) {
        EXPECT_NE(page->find(wanted), std::string::npos) << wanted;
    }
    EXPECT_EQ(reference_page("{}", {}).error().code, "OPENAPI_PART");
}

} // namespace
} // namespace muster
