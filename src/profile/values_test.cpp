#include "profile/values.hpp"

#include "base/text.hpp"
#include "profile/attribute.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace muster {
namespace {

using enum FieldKind;

struct Case {
    FieldKind kind{};
    std::string text{};
    ProblemCode code{ProblemCode::none};
    std::string value{}; ///< where it is taken
};

void check(std::vector<Case> const& cases, std::uint32_t limit = 255, ValueContext context = {{2026, 11, 24}, {}, PhoneRule::lenient})
{
    for (Case const& one : cases) {
        std::string into = "left over from before";
        ProblemCode const code = canonical_value(one.kind, limit, one.text, context, into);
        EXPECT_EQ(name_of(code), name_of(one.code)) << one.text;
        if (code == ProblemCode::none || is_warning(code)) { EXPECT_EQ(into, one.value) << one.text; }
    }
}

std::string times(std::size_t count, std::string_view part)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i) { text += part; }
    return text;
}

constexpr ProblemCode good = ProblemCode::none;

TEST(Values, TrimAndNormaliseText)
{
    check({
        {text, "", good, ""},
        {text, " \t\r\n", good, ""},
        {text, "\u200B\uFEFF\u00A0", good, ""},
        {text, "  Ana Marija ", good, "Ana Marija"},
        {text, "\u3000山田　太郎\u00A0", good, "山田　太郎"},
        {text, "two\nlines", good, "two\nlines"},
        {text, "e\u0301", good, "\u00E9"},
        {text, "& < > \" = ;", good, "& < > \" = ;"},
        {text, std::string("a\0b", 3), ProblemCode::forbidden_character, ""},
    });
}

TEST(Values, LimitsCountCodePointsAfterNormalising)
{
    for (FieldKind const kind : {text, name, external_id}) {
        check({
            {kind, times(255, "a"), good, times(255, "a")},
            {kind, times(256, "a"), ProblemCode::value_too_long, ""},
            {kind, " " + times(255, "a") + " ", good, times(255, "a")},
            {kind, times(255, "ž"), good, times(255, "ž")},
            {kind, times(256, "ž"), ProblemCode::value_too_long, ""},
            {kind, times(255, "z\u030C"), good, times(255, "ž")},
            {kind, times(128, "x\u030C"), ProblemCode::value_too_long, ""}, // composes with nothing: 256 code points
            {kind, times(255, "𠮷"), good, times(255, "𠮷")},
            {kind, times(256, "𠮷"), ProblemCode::value_too_long, ""},
        });
    }
    check({{name, times(50, "ć"), good, times(50, "ć")}, {name, times(51, "ć"), ProblemCode::value_too_long, ""}}, 50);
}

TEST(Values, NamesHaveNoneOfTheForbiddenCharacters)
{
    for (char const forbidden : std::string_view{"&<>\"/\\\r\n:(){}=;#"}) {
        check({{name, std::string{"A"} + forbidden + "B", ProblemCode::forbidden_character, ""}});
        check({{text, std::string{"A"} + forbidden + "B", good, std::string{"A"} + forbidden + "B"}});
    }
    check({
        {name, "O'Neill-Šarić, Jr. *@!?%+[]", good, "O'Neill-Šarić, Jr. *@!?%+[]"},
        {name, "Ana\u037E", ProblemCode::forbidden_character, ""}, // NFC makes a semicolon of the Greek question mark
        {name, "\nAna\r\n", good, "Ana"},
    });
}

TEST(Values, GenderTypeAndBooleanAreReadInAnyCase)
{
    check({
        {gender, "m", good, "MALE"},
        {gender, " F ", good, "FEMALE"},
        {gender, "Male", good, "MALE"},
        {gender, "fEMALE", good, "FEMALE"},
        {gender, "x", ProblemCode::invalid_gender, ""},
        {gender, "mal", ProblemCode::invalid_gender, ""},
        {type, "Lead", good, "LEAD"},
        {type, "CUSTOMER", good, "CUSTOMER"},
        {type, "agent", ProblemCode::invalid_type, ""},
        {boolean, "Yes", good, "true"},
        {boolean, "TRUE", good, "true"},
        {boolean, "1", good, "true"},
        {boolean, "no", good, "false"},
        {boolean, "False", good, "false"},
        {boolean, "0", good, "false"},
        {boolean, "2", ProblemCode::invalid_boolean, ""},
        {boolean, "y", ProblemCode::invalid_boolean, ""},
    });
}

TEST(Values, BirthDatesGoFrom1900ToToday)
{
    check({
        {birth_date, "1900-01-01", good, "1900-01-01"},
        {birth_date, "1899-12-31", ProblemCode::invalid_date, ""},
        {birth_date, "2026-11-24", good, "2026-11-24"},
        {birth_date, "2026-11-25", ProblemCode::invalid_date, ""},
        {birth_date, "2000-02-29", good, "2000-02-29"},
        {birth_date, "1900-02-29", ProblemCode::invalid_date, ""},
        {birth_date, "24.11.1990", ProblemCode::invalid_date, ""},
        {birth_date, "", good, ""},
        {date, "1899-12-31", good, "1899-12-31"},
        {date, "2999-12-31", good, "2999-12-31"},
        {date, "0001-01-01", good, "0001-01-01"},
        {date, "0000-01-01", ProblemCode::invalid_date, ""},
        {date, "2023-02-29", ProblemCode::invalid_date, ""},
        {date, "2026-11-24T00:00:00", ProblemCode::invalid_date, ""},
        {date_time, "2026-11-23T14:05:09Z", good, "2026-11-23T14:05:09Z"},
        {date_time, "2026-11-23T14:05:09.250+01:00", good, "2026-11-23T13:05:09.250000Z"},
        {date_time, "2026-11-23 14:05", good, "2026-11-23T14:05:00Z"},
        {date_time, "2026-11-23", good, "2026-11-23T00:00:00Z"},
        {date_time, "2026-11-23T25:00", ProblemCode::invalid_date, ""},
    });
}

TEST(Values, LanguagesAreTwoLettersWithOrWithoutACountry)
{
    check({
        {language, "HR", good, "hr"},
        {language, "en-gb", good, "en-GB"},
        {language, "EN-GB", good, "en-GB"},
        {language, "eng", ProblemCode::invalid_language, ""},
        {language, "en_GB", ProblemCode::invalid_language, ""},
        {language, "e1", ProblemCode::invalid_language, ""},
        {language, "en-", ProblemCode::invalid_language, ""},
        {language, "en-GBR", ProblemCode::invalid_language, ""},
        {language, "en-4B", ProblemCode::invalid_language, ""},
        {language, "ž", ProblemCode::invalid_language, ""},
    });
}

TEST(Values, UrlsHaveASchemeAndAHost)
{
    check({
        {url, "https://example.com", good, "https://example.com"},
        {url, "HTTP://Example.com/a%20b?c=d#e", good, "HTTP://Example.com/a%20b?c=d#e"},
        {url, "http://user:secret@localhost:8080/", good, "http://user:secret@localhost:8080/"},
        {url, "https://[2001:db8::1]:443/x", good, "https://[2001:db8::1]:443/x"},
        {url, "https://bücher.example/ä", good, "https://bücher.example/ä"},
        {url, "https://img_1.example.com/x.png", good, "https://img_1.example.com/x.png"},
        {url, "ftp://example.com", ProblemCode::invalid_url, ""},
        {url, "javascript:alert(1)", ProblemCode::invalid_url, ""},
        {url, "example.com/a.png", ProblemCode::invalid_url, ""},
        {url, "https://", ProblemCode::invalid_url, ""},
        {url, "https:///path", ProblemCode::invalid_url, ""},
        {url, "https://a b.com", ProblemCode::invalid_url, ""},
        {url, "https://example.com/a b", ProblemCode::invalid_url, ""},
        {url, "https://example.com/a\u00A0b", ProblemCode::invalid_url, ""},
        {url, "https://example.com/\"x\"", ProblemCode::invalid_url, ""},
        {url, "https://example.com:99999/", ProblemCode::invalid_url, ""},
        {url, "https://example.com:8o/", ProblemCode::invalid_url, ""},
        {url, "https://exa..mple.com/", ProblemCode::invalid_url, ""},
        {url, "https://[zz]/", ProblemCode::invalid_url, ""},
    });
    std::string const longest = "https://example.com/" + times(2'083 - 20, "a");
    check({{url, longest, good, longest}, {url, longest + "a", ProblemCode::value_too_long, ""}}, 2'083);
}

TEST(Values, EmailsAreKeptAsGiven)
{
    std::string const long_host = times(21, "abcdefgh.") + "com"; // 192
    std::string const local = times(62, "a");                     // 62 + 1 + 192 = 255
    check({
        {email, " Ana.Horvat@Example.COM ", good, "Ana.Horvat@Example.COM"},
        {email, "ana@bücher.example", good, "ana@bücher.example"},
        {email, local + "@" + long_host, good, local + "@" + long_host},
        {email, local + "a@" + long_host, ProblemCode::value_too_long, ""},
        {email, "ana@localhost", ProblemCode::invalid_email, ""},
        {email, "ana", ProblemCode::invalid_email, ""},
        {email, "ana@@example.com", ProblemCode::invalid_email, ""},
        {email, "a na@example.com", ProblemCode::invalid_email, ""},
        {email, "null", ProblemCode::invalid_email, ""},
    });
}

TEST(Values, PhonesBecomeDigits)
{
    check(
        {
            {phone, "+385 91 234 5678", good, "385912345678"},
            {phone, "00385912345678", good, "385912345678"},
            {phone, "385912345678", good, "385912345678"},
            {phone, "abc", ProblemCode::invalid_phone, ""},
            {phone, "+385", ProblemCode::invalid_phone, ""},
            {phone, "+385 91 234 5678" + times(40, " ") + "1", ProblemCode::value_too_long, ""},
        },
        50);
    check({{phone, "091 234 5678", good, "385912345678"}}, 50, {{2026, 11, 24}, "HR", PhoneRule::lenient});
    // a possible length in no range
    check({{phone, "+1 200 000 0000", ProblemCode::unknown_phone_range, "12000000000"}}, 50);
    check({{phone, "+1 200 000 0000", ProblemCode::invalid_phone, ""}}, 50, {{2026, 11, 24}, {}, PhoneRule::strict});
}

TEST(Values, ExternalIdsKnowNull)
{
    check({
        {external_id, "null", good, ""},
        {external_id, " NULL ", good, ""},
        {external_id, "Null", good, ""},
        {external_id, "nULL", good, "nULL"},
        {external_id, "nullable", good, "nullable"},
        {external_id, " A 1 ", good, "A 1"},
        {external_id, "00123", good, "00123"},
    });
}

TEST(Values, NumbersAreExact)
{
    check({
        {integer, "9223372036854775807", good, "9223372036854775807"},
        {integer, "9223372036854775808", ProblemCode::invalid_number, ""},
        {integer, "-9223372036854775808", good, "-9223372036854775808"},
        {integer, "+007", good, "7"},
        {integer, "12.0", good, "12"},
        {integer, "-12.000", good, "-12"},
        {integer, "12.5", ProblemCode::invalid_number, ""},
        {integer, "12.", ProblemCode::invalid_number, ""},
        {integer, ".0", ProblemCode::invalid_number, ""},
        {integer, "1,000", ProblemCode::invalid_number, ""},
        {integer, "0x1F", ProblemCode::invalid_number, ""},
        {decimal, "0.10", good, "0.1"},
        {decimal, "123456789012345678", good, "123456789012345678"},
        {decimal, "1234567890123456789", ProblemCode::invalid_number, ""},
        {decimal, "1,5", ProblemCode::invalid_number, ""},
        {decimal, "1e5", ProblemCode::invalid_number, ""},
        {domain, "Bücher.Example", good, "xn--bcher-kva.example"},
        {domain, "localhost", ProblemCode::invalid_url, ""},
    });
}

TEST(Values, EveryCodeHasASentence)
{
    for (unsigned code = 1; code < 256; ++code) {
        auto const problem = static_cast<ProblemCode>(code);
        if (name_of(problem) == "NONE") { continue; }
        std::string const message = message_of(problem, "firstName", 255);
        EXPECT_GT(message.size(), 20U) << name_of(problem);
        EXPECT_EQ(message.back(), '.') << name_of(problem);
        EXPECT_FALSE(message_of(problem, {}, 0).empty());
    }
    EXPECT_EQ(message_of(ProblemCode::value_too_long, "city", 50), "city takes 50 characters at most. Shorten it.");
}

TEST(Attributes, AreFoundWithoutCase)
{
    std::vector<AttributeField> const attributes{{FieldId{1'001}, "Größe", AttributeType::decimal},
                                                 {FieldId{1'002}, "points", AttributeType::integer}};
    ASSERT_NE(find_attribute(attributes, "GRÖSSE"), nullptr);
    EXPECT_EQ(find_attribute(attributes, "GRÖSSE")->field, FieldId{1'001});
    EXPECT_EQ(find_attribute(attributes, "Points")->name, "points");
    EXPECT_EQ(find_attribute(attributes, "point"), nullptr);
    FieldRule const rule = rule_of(attributes[1]);
    EXPECT_EQ(rule.kind, FieldKind::integer);
    EXPECT_EQ(rule.id, FieldId{1'002});
    EXPECT_EQ(rule_of({FieldId{1'003}, "note", AttributeType::string}).limit, 4'096U);
}

TEST(Attributes, HaveNamesByTheRules)
{
    Target const& person = person_target();
    for (std::string const& taken : {std::string{"points"}, std::string{"Größe (cm)"}, times(256, "ž"), std::string{"id"}}) {
        EXPECT_TRUE(is_attribute_name(person, taken)) << taken;
    }
    for (std::string const& refused : {std::string{}, std::string{" a"}, times(257, "a"), std::string{"a{b"}, std::string{"a}"},
                                       std::string{"[a"}, std::string{"a]b"}, std::string{"FirstName"}, std::string{"email"}}) {
        EXPECT_FALSE(is_attribute_name(person, refused)) << refused;
    }
}

} // namespace
} // namespace muster
