#include "json/fault.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace muster {

namespace {

std::string written(Json const& document, JsonWriter::Layout layout = JsonWriter::Layout::compact)
{
    JsonWriter writer{layout};
    writer.value(document);
    return writer.take();
}

std::string nested(std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); }

// ---- reading ----

TEST(Json, ReadsEveryKindOfValue)
{
    auto const document = parse_json(
        R"( {"none":null,"yes":true,"no":false,"whole":-7,"half":0.5,"text":"a\n\u00e9\ud83d\ude00","list":[1,"x",[]],"more":{}} )");
    ASSERT_TRUE(document);
    EXPECT_TRUE(document->find("none")->is_null());
    EXPECT_EQ(document->find("yes")->boolean(), true);
    EXPECT_EQ(document->find("no")->boolean(), false);
    EXPECT_EQ(document->find("whole")->integer(), -7);
    EXPECT_EQ(document->find("whole")->number(), -7.0);
    EXPECT_EQ(document->find("half")->number(), 0.5);
    EXPECT_EQ(document->find("half")->integer(), std::nullopt);
    EXPECT_EQ(*document->find("text")->text(), "a\n\u00E9\U0001F600");
    EXPECT_EQ(document->find("list")->array()->size(), 3U);
    EXPECT_TRUE(document->find("more")->object()->empty());
    EXPECT_EQ(document->find("absent"), nullptr);
    EXPECT_EQ(document->find("yes")->find("x"), nullptr);
    EXPECT_EQ(document->find("yes")->text(), nullptr);
    EXPECT_EQ(document->object()->front().first, "none");
    EXPECT_EQ(document->object()->back().first, "more");
}

TEST(Json, TakesScalarsAtTheTopAndAByteOrderMark)
{
    EXPECT_EQ(*parse_json("12"), Json::of(std::int64_t{12}));
    EXPECT_EQ(*parse_json(" -0.25\n"), Json::of(-0.25));
    EXPECT_EQ(*parse_json("\"\""), Json::of(std::string{}));
    EXPECT_EQ(*parse_json("null"), Json{});
    EXPECT_EQ(*parse_json("true"), Json::of(true));
    EXPECT_EQ(*parse_json("\xEF\xBB\xBF{}"), Json::of(Json::Object{}));
    EXPECT_EQ(*parse_json("\"a\\u0000b\"")->text(), (std::string{"a\0b", 3}));
}

TEST(Json, SaysWhereAndWhyItIsNoJson)
{
    struct Case {
        std::string_view text;
        std::string_view message;
    };
    for (auto const& [text, message] : std::vector<Case>{{std::string_view{}, "at line 1, column 1 there is nothing"},
                                                         {" \n ", "at line 2, column 2 there is nothing"},
                                                         {"{\"a\":1,}", "at line 1, column 8 a member's name in double quotes is missing"},
                                                         {"{\n  \"a\": 1\n  \"b\": 2}", "at line 3, column 3 a comma or } is missing"},
                                                         {"[1 2]", "at line 1, column 4 a comma or ] is missing"},
                                                         {"[\"\u00E9\U0001F600\" x]", "at line 1, column 7 a comma or ] is missing"},
                                                         {"{a:1}", "at line 1, column 2 a member's name"},
                                                         {"{\"a\" 1}", "at line 1, column 6 a colon is missing"},
                                                         {"[1,]", "at line 1, column 4 a value is missing"},
                                                         {"[tru]", "at line 1, column 2 a value is missing"},
                                                         {"[truey]", "at line 1, column 6 a word is not true, false or null"},
                                                         {"[01]", "at line 1, column 3 a number begins with a zero"},
                                                         {"[1.]", "at line 1, column 4 a digit is missing behind the point"},
                                                         {"[1e]", "at line 1, column 4 a digit is missing in the exponent"},
                                                         {"[-]", "at line 1, column 3 a digit is missing"},
                                                         {"[1x]", "at line 1, column 3 a number has a letter or sign too many"},
                                                         {"[NaN]", "at line 1, column 2 a value is missing"},
                                                         {"['a']", "at line 1, column 2 a value is missing"},
                                                         {"[\"a", "at line 1, column 4 a text has no double quote"},
                                                         {"[\"a\nb\"]", "at line 1, column 4 a text holds a line break"},
                                                         {"[\"\\x\"]", "at line 1, column 4 an escape is unknown"},
                                                         {"[\"\\u12g4\"]", "at line 1, column 7 an escape needs four hexadecimal digits"},
                                                         {"[\"\\ud800\"]", "the first half of a surrogate pair"},
                                                         {"[\"\\udc00\"]", "the second half of a surrogate pair"},
                                                         {"{} {}", "at line 1, column 4 the document is complete"},
                                                         {"[1", "at line 1, column 3 a comma or ] is missing"},
                                                         {"// comment\n1", "at line 1, column 1 a value is missing"},
                                                         {"[\"a\xC3\"]", "at line 1, column 4 the bytes are not UTF-8"},
                                                         {"\"\xED\xA0\x80\"", "at line 1, column 2 the bytes are not UTF-8"},
                                                         {"{\"a\":1}\xFF", "at line 1, column 8 the bytes are not UTF-8"}}) {
        auto const document = parse_json(text);
        ASSERT_FALSE(document) << text;
        EXPECT_EQ(document.error().kind, ErrorKind::invalid_input) << text;
        EXPECT_EQ(document.error().code, "NOT_JSON") << text;
        EXPECT_NE(document.error().message.find(message), std::string::npos) << text << " -> " << document.error().message;
    }
}

TEST(Json, RefusesNestingDeeperThan64Levels)
{
    EXPECT_TRUE(parse_json(nested(64)));
    std::string members = "1";
    for (int i = 0; i < 65; ++i) { members.insert(0, "{\"a\":").push_back('}'); }
    for (std::string const& text : {nested(65), nested(1'000), nested(1'025), nested(3'000'000), members}) {
        auto const document = parse_json(text);
        ASSERT_FALSE(document);
        EXPECT_EQ(document.error().code, "JSON_TOO_DEEP");
    }
    EXPECT_EQ(parse_json(std::string(3'000'000, '[')).error().kind, ErrorKind::invalid_input);
}

TEST(Json, RefusesTheSecondMemberOfOneName)
{
    for (std::string_view const text : {R"({"a":1,"a":1})", R"({"a":1,"b":2,"\u0061":3})", R"([{"x":{"":1,"":2}}])"}) {
        auto const document = parse_json(text);
        ASSERT_FALSE(document) << text;
        EXPECT_EQ(document.error().code, "JSON_REPEATED_NAME") << text;
    }
    EXPECT_TRUE(parse_json(R"({"a":1,"A":2,"b":{"a":1}})"));
}

TEST(Json, NumbersAreExact)
{
    EXPECT_EQ(parse_json("9223372036854775807")->integer(), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(parse_json("-9223372036854775808")->integer(), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(parse_json("1e300")->number(), 1e300);
    EXPECT_EQ(parse_json("9223372036854775808.0")->number(), 9223372036854775808.0);
    EXPECT_EQ(parse_json("1E+2")->number(), 100.0);
    EXPECT_EQ(parse_json("1e-400")->number(), 0.0);
}

TEST(Json, NumbersThatWouldLoseDigitsAreRefused)
{
    for (std::string_view const text : {"9223372036854775808", "18446744073709551615", "18446744073709551616", "-9223372036854775809",
                                        "100000000000000000000000000000", "1e400", "-1e309", "[1e999]"}) {
        auto const document = parse_json(text);
        ASSERT_FALSE(document) << text;
        EXPECT_EQ(document.error().code, "JSON_NUMBER_TOO_LARGE") << text;
    }
}

// ---- writing ----

TEST(JsonWriter, PutsCommasAndEscapesByItself)
{
    JsonWriter writer;
    writer.begin_object().member("a", 1).member("b \"x\"", "line\nbreak\ttab\\").key("list").begin_array().value(true).null();
    writer.value(std::size_t{7}).raw("12.50").begin_object().end_object().begin_array().end_array().end_array();
    writer.member("half", 0.5).member("text", std::string{"\x01\x1F\x7F\u2028\u00E9"}).end_object();
    EXPECT_EQ(writer.take(), "{\"a\":1,\"b \\\"x\\\"\":\"line\\nbreak\\ttab\\\\\",\"list\":[true,null,7,12.50,{},[]],\"half\":0.5,"
                             "\"text\":\"\\u0001\\u001f\x7F\u2028\u00E9\"}");
}

TEST(JsonWriter, IndentsByTwo)
{
    auto const document = parse_json(R"({"a":[1,{"b":[]}],"c":{}})");
    EXPECT_EQ(written(*document, JsonWriter::Layout::indented),
              "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n  ],\n  \"c\": {}\n}");
}

TEST(JsonWriter, NumbersAreShortAndKeepTheirKind)
{
    struct Case {
        double number;
        std::string_view text;
    };
    for (auto const& [number, text] :
         std::vector<Case>{{0.1, "0.1"}, {1.0, "1.0"}, {-0.0, "-0.0"}, {1e300, "1e+300"}, {5e-324, "5e-324"}, {0.0, "0.0"}}) {
        EXPECT_EQ(written(Json::of(number)), text);
    }
}

TEST(JsonWriter, RandomNumbersReadBackTheSame)
{
    std::mt19937_64 random{7};
    for (int i = 0; i < 100'000; ++i) {
        std::uint64_t const bits = random();
        double number{};
        static_assert(sizeof number == sizeof bits);
        __builtin_memcpy(&number, &bits, sizeof number);
        if (!std::isfinite(number)) { continue; }
        auto const back = parse_json(written(Json::of(number)));
        ASSERT_TRUE(back) << number;
        ASSERT_EQ(*back, Json::of(number));
        auto const whole = static_cast<std::int64_t>(bits);
        ASSERT_EQ(parse_json(written(Json::of(whole)))->integer(), whole);
        ASSERT_EQ(parse_json(written(Json::of(std::round(number))))->number(), std::round(number));
    }
}

TEST(JsonWriterDeathTest, UnpairedCallsAreADefect)
{
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_DEATH(static_cast<void>(JsonWriter{}.begin_object().take()), "a defect");
    EXPECT_DEATH(JsonWriter{}.begin_array().end_object(), "a defect");
    EXPECT_DEATH(JsonWriter{}.begin_object().value(1), "a defect");
    EXPECT_DEATH(JsonWriter{}.begin_object().key("a").end_object(), "a defect");
    EXPECT_DEATH(JsonWriter{}.value(1).value(2), "a defect");
    EXPECT_DEATH(JsonWriter{}.value(std::numeric_limits<double>::infinity()), "a defect");
}

// ---- both ----

/// Random documents from a fixed seed.
class Trees {
public:
    explicit Trees(std::uint_fast32_t seed) : random_{seed} {}

    std::uint_fast32_t below(std::uint_fast32_t limit) { return static_cast<std::uint_fast32_t>(random_() % limit); }

    Json tree(int depth)
    {
        switch (below(depth > 0 ? 7 : 5)) {
        case 0: return {};
        case 1: return Json::of(below(2) == 1);
        case 2: return Json::of(static_cast<std::int64_t>(random_() << 32U | random_()));
        case 3: return Json::of(std::ldexp(static_cast<double>(random_()), static_cast<int>(below(200)) - 100));
        case 4: return Json::of(text());
        case 5: {
            Json::Array values;
            for (auto count = below(5); count > 0; --count) { values.push_back(tree(depth - 1)); }
            return Json::of(std::move(values));
        }
        default: {
            Json::Object members;
            for (auto count = below(5); count > 0; --count) { members.emplace_back(text() + std::to_string(count), tree(depth - 1)); }
            return Json::of(std::move(members));
        }
        }
    }

private:
    std::string text()
    {
        std::vector<std::string> const parts{"a",      "Z",      "\"",         "\\",    "/", "\n", "\x01", "\x7F", std::string(1, '\0'),
                                             "\u00E9", "\u2028", "\U0001F600", "\uFFFF"};
        std::string into;
        for (auto count = below(8); count > 0; --count) { into += parts[below(static_cast<std::uint_fast32_t>(parts.size()))]; }
        return into;
    }

    std::mt19937_64 random_;
};

TEST(JsonRoundTrip, RandomTreesComeBackTheSame)
{
    Trees trees{2026};
    for (int i = 0; i < 3'000; ++i) {
        Json const tree = trees.tree(6);
        for (auto const layout : {JsonWriter::Layout::compact, JsonWriter::Layout::indented}) {
            std::string const text = written(tree, layout);
            auto const back = parse_json(text);
            ASSERT_TRUE(back) << text << ": " << back.error().message;
            ASSERT_EQ(*back, tree) << text;
            ASSERT_EQ(written(*back, layout), text);
        }
    }
}

/// A document with one or two letters changed, put in or taken out.
std::string spoiled(std::string text, Trees& trees)
{
    constexpr std::string_view spoilers = "{}[]\",:\\ \n-+.0e1tfnu/\x01\xC3\xFF";
    for (auto count = 1 + trees.below(2); count > 0 && !text.empty(); --count) {
        auto const at = trees.below(static_cast<std::uint_fast32_t>(text.size()));
        char const spoiler = spoilers[trees.below(static_cast<std::uint_fast32_t>(spoilers.size()))];
        switch (trees.below(3)) {
        case 0: text[at] = spoiler; break;
        case 1: text.insert(at, 1, spoiler); break;
        default: text.erase(at, 1 + trees.below(3)); break;
        }
    }
    return text;
}

TEST(JsonRoundTrip, FaultsAreFoundExactlyWhereTheParserRefuses) // two independent readers on spoiled documents
{
    Trees trees{11};
    int refused = 0;
    for (int i = 0; i < 60'000; ++i) {
        std::string const text = spoiled(written(trees.tree(3)), trees);
        auto const document = parse_json(text);
        auto const fault = find_json_fault(text);
        // The parser's refusal without a fault is an error of the kind internal or of another code.
        std::string const code = document ? "" : document.error().code;
        ASSERT_EQ(code, fault ? "NOT_JSON" : code == "JSON_REPEATED_NAME" || code == "JSON_NUMBER_TOO_LARGE" ? code : "") << text;
        ASSERT_LE(fault ? fault->offset : 0, text.size());
        refused += fault ? 1 : 0;
    }
    EXPECT_GT(refused, 20'000);
    EXPECT_LT(refused, 59'000);
}

} // namespace

} // namespace muster
