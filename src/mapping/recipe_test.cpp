#include "mapping/recipe.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace muster {
namespace {

constexpr std::string_view full = R"({
  "name": "Spring list",
  "target": "PERSON",
  "reading": {"firstRow": 3, "headerRow": 2, "sheet": "People", "encoding": "windows-1250", "delimiter": "semicolon", "quote": "none"},
  "columns": [
    {"column": "E-mail", "field": "email"},
    {"column": "Telefon", "field": "phone", "options": {"country": "HR"}},
    {"column": "Rođen", "field": "birthDate", "options": {"dateFormat": "dd.MM.yyyy"}},
    {"column": "Oznake", "field": "tags", "options": {"delimiter": "pipe"}},
    {"column": "#7", "field": "Points", "newAttribute": "INTEGER"},
    {"column": "Napomena", "field": null}
  ],
  "choices": {
    "personType": "CUSTOMER",
    "onDuplicate": "discard",
    "onAmbiguousMatch": "merge",
    "onInvalidValue": "drop",
    "onError": "fail",
    "onDrift": "stop",
    "phones": "strict",
    "tags": {"mode": "MANUAL", "names": ["Spring", "2026"]}
  }
})";

void expect_equal(Recipe const& a, Recipe const& b)
{
    EXPECT_EQ(a.name, b.name);
    EXPECT_EQ(a.target, b.target);
    EXPECT_TRUE(a.reading == b.reading);
    EXPECT_TRUE(a.columns == b.columns);
    EXPECT_TRUE(a.choices == b.choices);
}

TEST(Recipe, IsReadWhole)
{
    Result<Recipe> const read = read_recipe(full);
    ASSERT_TRUE(read) << read.error().message;
    Recipe expected;
    expected.name = "Spring list";
    expected.reading = {3, 2, "People", "windows-1250", "semicolon", "none"};
    expected.columns = {{"E-mail", "email", {}, {}},
                        {"Telefon", "phone", {}, {"HR", {}, {}}},
                        {"Rođen", "birthDate", {}, {{}, "dd.MM.yyyy", {}}},
                        {"Oznake", "tags", {}, {{}, {}, "pipe"}},
                        {"#7", "Points", AttributeType::integer, {}},
                        {"Napomena", {}, {}, {}}};
    expected.choices = {ProfileType::customer, OnDuplicate::discard, OnAmbiguous::merge, OnInvalid::drop,   OnError::fail,
                        OnDrift::stop,         PhoneRule::strict,    TagMode::manual,    {"Spring", "2026"}};
    expect_equal(*read, expected);
}

TEST(Recipe, HasStandardValues)
{
    for (std::string_view const json : {R"({})", R"({"name":null,"reading":null,"columns":null,"choices":{"tags":null,"phones":null}})",
                                        R"({"target":"person","reading":{},"columns":[],"choices":{"tags":{}}})"}) {
        Result<Recipe> const read = read_recipe(json);
        ASSERT_TRUE(read) << read.error().message;
        expect_equal(*read, Recipe{});
    }
}

TEST(Recipe, IsWrittenSoThatItReadsBack)
{
    for (std::string_view const json :
         {full, std::string_view{R"({})"}, std::string_view{R"({"reading":{"headerRow":"none"},"columns":[{"column":"a\"\\\n"}]})"},
          std::string_view{R"({"target":"company","choices":{"tags":{"mode":"automatic"}}})"}}) {
        Result<Recipe> const read = read_recipe(json);
        ASSERT_TRUE(read) << read.error().message;
        std::string const written = write_recipe(*read);
        Result<Recipe> const again = read_recipe(written);
        ASSERT_TRUE(again) << again.error().message << written;
        expect_equal(*again, *read);
        EXPECT_EQ(write_recipe(*again), written);
    }
    Recipe named;
    named.name = "x";
    EXPECT_EQ(write_recipe(named, RecipeName::without), write_recipe(Recipe{}, RecipeName::without));
    EXPECT_NE(write_recipe(named), write_recipe(Recipe{}));
}

TEST(Recipe, WritesEveryEffectiveValue)
{
    std::string const written = write_recipe(Recipe{});
    for (std::string_view const part :
         {R"("personType": "LEAD")", R"("onDuplicate": "merge")", R"("onAmbiguousMatch": "reject")", R"("onInvalidValue": "reject")",
          R"("onError": "skip")", R"("onDrift": "apply")", R"("phones": "lenient")", R"("mode": "NONE")", R"("target": "PERSON")"}) {
        EXPECT_NE(written.find(part), std::string::npos) << part << written;
    }
}

TEST(Recipe, TakesWordsInAnyCaseAndSigns)
{
    Result<Recipe> const read = read_recipe(R"({"choices":{"personType":"customer","onDuplicate":"DISCARD"},
        "columns":[{"column":"a","field":"tags","newAttribute":null,"options":{"delimiter":";"}},
                   {"column":"b","field":"phone","options":{"countryPrefix":"hr"}}]})");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->choices.default_type, ProfileType::customer);
    EXPECT_EQ(read->choices.on_duplicate, OnDuplicate::discard);
    EXPECT_EQ(read->columns[0].options.delimiter, "semicolon");
    EXPECT_EQ(read->columns[1].options.country, "HR");
}

TEST(Recipe, NamesThePlaceOfAFault)
{
    for (auto const& [json, message] : std::vector<std::pair<std::string, std::string>>{
             {"", "JSON"},
             {"[]", "the document is []"},
             {R"({"Name":"x"})", "unknown member \"Name\"; known are name, target, reading, columns, choices"},
             {R"({"name":3})", "name is 3; allowed is a text"},
             {R"({"target":"event"})", "target is \"event\"; allowed is one of PERSON, COMPANY"},
             {R"({"reading":{"firstRow":0}})", "reading.firstRow is 0"},
             {R"({"reading":{"firstRow":"2"}})", "reading.firstRow is \"2\""},
             {R"({"reading":{"headerRow":"first"}})", "reading.headerRow is \"first\"; allowed is a row's number from 1, or \"none\""},
             {R"({"reading":{"skip":2}})", "reading has an unknown member \"skip\""},
             {R"({"columns":{}})", "columns is {}; allowed is an array"},
             {R"({"columns":[{"column":"a","field":"email"},{"field":"phone"}]})", "columns[1].column is missing"},
             {R"({"columns":[{"column":"a","field":"email","country":"HR"}]})", "columns[0] has an unknown member \"country\""},
             {R"({"columns":[{"column":"a","field":"x","newAttribute":"LIST"}]})", "columns[0].newAttribute is \"LIST\""},
             {R"({"columns":[{"column":"a","newAttribute":"STRING"}]})", "columns[0].field is missing"},
             {R"({"columns":[{"column":"a","field":"phone","options":{"country":"Croatia"}}]})",
              "columns[0].options.country is \"Croatia\""},
             {R"({"columns":[{"column":"a","field":"phone","options":{"country":"HR","countryPrefix":"HR"}}]})",
              "both country and countryPrefix"},
             {R"({"columns":[{"column":"a","field":"birthDate","options":{"dateFormat":"d.m.y"}}]})", "dd.MM.yyyy"},
             {R"({"columns":[{"column":"a","field":"tags","options":{"delimiter":"/"}}]})",
              "one of none, comma, semicolon, pipe, tab, space."},
             {R"({"choices":{"onDuplicte":"merge"}})", "choices has an unknown member \"onDuplicte\""},
             {R"({"choices":{"onDuplicate":"mrge"}})", "choices.onDuplicate is \"mrge\"; allowed is one of merge, discard"},
             {R"({"choices":{"onError":true}})", "choices.onError is true"},
             {R"({"choices":{"tags":{"mode":"MANUAL"}}})", "needs one tag or more"},
             {R"({"choices":{"tags":{"names":["x"]}}})", "MANUAL only"},
             {R"({"choices":{"tags":{"mode":"MANUAL","names":["x"," "]}}})", "choices.tags.names[1] is \" \""},
         }) {
        Result<Recipe> const read = read_recipe(json);
        ASSERT_FALSE(read) << json;
        EXPECT_EQ(read.error().code, "RECIPE_INVALID");
        EXPECT_EQ(read.error().kind, ErrorKind::invalid_input);
        EXPECT_NE(read.error().message.find(message), std::string::npos) << read.error().message;
    }
}

TEST(ColumnMappingArgument, IsTitleAndField)
{
    struct Case {
        std::string argument;
        ColumnMapping expected;
    };
    for (Case const& one : std::vector<Case>{
             {"E-mail=email", {"E-mail", "email", {}, {}}},
             {"#3=phone,country=HR", {"#3", "phone", {}, {"HR", {}, {}}}},
             {"Tel=phone,country=column", {"Tel", "phone", {}, {"column", {}, {}}}},
             {"Rođen = birthDate,dateFormat=dd.MM.yyyy", {"Rođen", "birthDate", {}, {{}, "dd.MM.yyyy", {}}}},
             {"Tags (|)=tags,delimiter=pipe", {"Tags (|)", "tags", {}, {{}, {}, "pipe"}}},
             {"T=tags, delimiter = semicolon", {"T", "tags", {}, {{}, {}, "semicolon"}}},
             {"T=tags,Delimiter=,", {"T", "tags", {}, {{}, {}, "comma"}}},
             {"T=tags,delimiter=\t", {"T", "tags", {}, {{}, {}, "tab"}}},
             {"T=tags,delimiter=|", {"T", "tags", {}, {{}, {}, "pipe"}}},
             {"Notes=", {"Notes", "", {}, {}}},
             {"a=b=email", {"a=b", "email", {}, {}}},
             {"Name, first=firstName", {"Name, first", "firstName", {}, {}}},
             {"x,country=y=phone,country=de", {"x,country=y", "phone", {}, {"DE", {}, {}}}},
             {"a\\=b=Field\\=x", {"a=b", "Field=x", {}, {}}},
             {"C:\\x=city", {"C:\\x", "city", {}, {}}},
             {"Size=Shoe size, EU", {"Size", "Shoe size, EU", {}, {}}},
         }) {
        Result<ColumnMapping> const made = parse_column_mapping(one.argument);
        ASSERT_TRUE(made) << one.argument << made.error().message;
        EXPECT_EQ(made->column, one.expected.column) << one.argument;
        EXPECT_EQ(made->field, one.expected.field) << one.argument;
        EXPECT_TRUE(made->options == one.expected.options) << one.argument;
    }
}

TEST(ColumnMappingArgument, RefusesWhatIsNone)
{
    for (auto const& [argument, part] : std::vector<std::pair<std::string, std::string>>{
             {"", "TITLE=field"},
             {"email", "TITLE=field"},
             {"=email", "TITLE=field"},
             {"a\\=b", "TITLE=field"},
             {"Tel=phone,contry=HR", "\"contry\""},
             {"Tel=phone, contry =HR", "\"contry\""},
             {"Tel=phone,country=Croatia", "country=Croatia"},
             {"D=birthDate,dateFormat=dd", "dd.MM.yyyy"},
             {"T=tags,delimiter=slash", "semicolon"},
         }) {
        Result<ColumnMapping> const made = parse_column_mapping(argument);
        ASSERT_FALSE(made) << argument;
        EXPECT_NE(made.error().message.find(part), std::string::npos) << made.error().message;
    }
}

TEST(NewAttributeArgument, IsNameAndType)
{
    EXPECT_EQ(*parse_new_attribute("Points:integer"), (std::pair<std::string, AttributeType>{"Points", AttributeType::integer}));
    EXPECT_EQ(*parse_new_attribute("a:b:DATE_TIME"), (std::pair<std::string, AttributeType>{"a:b", AttributeType::date_time}));
    for (std::string_view const argument : {"Points", "Points:", ":STRING", "Points:LIST"}) {
        EXPECT_FALSE(parse_new_attribute(argument)) << argument;
    }
}

TEST(HeaderFingerprint, IsThatOfTheTitlesWithoutCase)
{
    auto const fingerprint = [](std::vector<std::string> const& titles) {
        Reading reading;
        for (std::string const& title : titles) { reading.columns.push_back({reading.columns.size() + 1, title}); }
        return header_fingerprint(reading);
    };
    EXPECT_EQ(fingerprint({"E-Mail", "Größe"}), fingerprint({"e-mail", "GRÖSSE"}));
    EXPECT_NE(fingerprint({"a", "bc"}), fingerprint({"ab", "c"}));
    EXPECT_NE(fingerprint({"a", "b"}), fingerprint({"b", "a"}));
    EXPECT_NE(fingerprint({"a"}), fingerprint({"a", ""}));
    EXPECT_EQ(fingerprint({}).size(), 64U);
}

} // namespace
} // namespace muster
