#include "mapping/damage.hpp"

#include "mapping/auto_date.hpp"
#include "mapping/mapper.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace muster {
namespace {

TEST(Damage, KnowsErrorValues)
{
    for (std::string_view const text : {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#NV", "#WERT!", "#BEZUG!",
                                        "#ZAHL!", "#VRIJEDNOST!", "#VALEUR!", "#¡VALOR!", "#Н/Д", "Err:502", "#SPILL!"}) {
        EXPECT_TRUE(is_error_value(text)) << text;
    }
    for (std::string_view const text : {"", "#", "#1", "#N/A!", "N/A", "#hashtag", "Err:", "Err:50", "Err:5025", "Error", "#N/A "}) {
        EXPECT_FALSE(is_error_value(text)) << text;
    }
}

TEST(Damage, KnowsScientificNotation)
{
    for (std::string_view const text : {"3.85911E+11", "3,85911E+11", "1E+05", "-1.5e-07", "3.85911E11", "1.E+11"}) {
        EXPECT_TRUE(is_scientific(text, Notation::unmistakable)) << text;
        EXPECT_TRUE(is_scientific(text, Notation::any)) << text;
    }
    for (std::string_view const text : {"1E5", "12e4", "+7E07"}) {
        EXPECT_FALSE(is_scientific(text, Notation::unmistakable)) << text;
        EXPECT_TRUE(is_scientific(text, Notation::any)) << text;
    }
    for (std::string_view const text : {"", "E5", "1E", "1E+", "1E+1234", "1.5", "15", "1E5x", "x1E5", "1E5.0", "--1E5", "0x1E5", "1 E5"}) {
        EXPECT_FALSE(is_scientific(text, Notation::any)) << text;
    }
}

TEST(Damage, KnowsMojibake)
{
    for (std::string_view const text : {
             "Å½eljko",         // Željko through windows-1252
             "Ĺ˝eljko",         // through windows-1250
             "KovaÄ\u008Dević", // Kovačević
             "KovaÄŤeviÄ‡",     // through windows-1250
             "MÃ¼ller",
             "MĂĽller",
             "StraÃŸe",
             "JosÃ©",
             "Itâ€™s",
             "â‚¬ 5",
             "Ð˜Ð²Ð°Ð½",
             "å±±ç”°",
             "ðŸ˜€",
             "Ana\uFFFD",
             "È™tefan",
             "Ù…Ø\u00ADÙ…Ø¯", // Arabic
             "Nguyá»…n",
             "D\u0092Arcy", // D’Arcy in windows-1252 through Latin-1
             "\u0096",
         }) {
        EXPECT_TRUE(is_mojibake(text)) << text;
    }
    for (std::string_view const text : {
             "Željko Šarić", "Müller",   "Ångström", "ÅSA",   "Ærø",          "José",    "São João", "ORĂŞTIE", "ÎŞI",       "KŘÍŽ",
             "VÝŠKA",        "山田太郎", "Иван",     "Ελένη", "l'été\u00A0»", "parlé…”", "Łódź",     "ŁĄKA",    "SKOTTILÂŠ", "NÍŠA",
             "Â",            "Â ",
             "«está»",       "Þór",      "Đorđe",    "naïve", "“Ä”",          "한국",    "😀",       "",
         }) {
        EXPECT_FALSE(is_mojibake(text)) << text;
    }
}

TEST(Damage, KnowsInvisibleSpaces)
{
    for (std::string_view const text : {"Ana\u00A0Marija", "A\u200Bna", "A\u202Fna", "An\u00ADa", "A\uFEFFna"}) {
        EXPECT_TRUE(has_invisible_space(text)) << text;
    }
    for (std::string_view const text : {"Ana Marija", "山田\u3000太郎", "می\u200Cخواهم", "👨\u200D👩"}) {
        EXPECT_FALSE(has_invisible_space(text)) << text;
    }
}

TEST(Damage, RepairsIdentifiersNumbersDatesAndBooleans)
{
    using enum FieldKind;
    constexpr ProblemCode sound = ProblemCode::none;
    constexpr ProblemCode repaired = ProblemCode::damage_repaired;
    constexpr ProblemCode apostrophe = ProblemCode::damage_leading_apostrophe;
    struct Case {
        FieldKind kind{};
        std::string text{};
        ProblemCode code{};
        std::string value{};
    };
    for (Case const& one : std::vector<Case>{
             {phone, "+385 91 234 5678", sound, ""},
             {phone, "+385\u00A091\u202F234", repaired, "+385 91 234"},
             {phone, "\u202A+385912345678\u202C", repaired, "+385912345678"},
             {phone, "＋３８５　９１", repaired, "+385 91"},
             {phone, "'0912345678", apostrophe, "0912345678"},
             {email, "ana@example.com", sound, ""},
             {email, "ana @ example. com", repaired, "ana@example.com"},
             {email, "ana horvat@example.com", sound, ""},
             {email, "an\u200Ba\u00A0@example.com", repaired, "ana@example.com"},
             {email, "ana＠example.com", repaired, "ana@example.com"},
             {email, "'ana@example.com", apostrophe, "ana@example.com"},
             {phone, "385912345678.0", repaired, "385912345678"},
             {phone, "+385912345678.0", repaired, "+385912345678"},
             {phone, "091.234.5670", sound, ""},
             {phone, "091.234.0", sound, ""},
             {external_id, "12345678.0", sound, ""},
             {email, "ana@bücher.example", sound, ""},
             {external_id, "AB 12", sound, ""},
             {external_id, "AB\u00A012", repaired, "AB12"},
             {external_id, "１２３", repaired, "123"},
             {external_id, "'00123", apostrophe, "00123"},
             {external_id, "Ž-1", sound, ""},
             {integer, "1 234", repaired, "1234"},
             {integer, "1\u202F234", repaired, "1234"},
             {decimal, "１．５", repaired, "1.5"},
             {boolean, "ｙｅｓ", repaired, "yes"},
             {birth_date, "31. 5. 1990", sound, ""},
             {birth_date, "31 .5.1990", repaired, "31.5.1990"},
             {birth_date, "1990\u200B-05-31", repaired, "1990-05-31"},
             {date_time, "2026-11-23 14:05", sound, ""},
             {date_time, "2026-11-23\u00A014:05", repaired, "2026-11-23 14:05"},
         }) {
        std::string into = "as before";
        EXPECT_EQ(name_of(repair(one.kind, one.text, into)), name_of(one.code)) << one.text;
        EXPECT_EQ(into, one.code == sound ? "as before" : one.value) << one.text;
        EXPECT_TRUE(is_repairable(one.kind));
    }
    for (FieldKind const kind : {text, name, gender, language, url, type, tags}) { EXPECT_FALSE(is_repairable(kind)); }
}

TEST(Damage, KnowsAutoDates)
{
    for (std::string_view const text : {"1-Jan", "01-Jan", "1-Jan-21", "1-Jan-2021", "Jan-21", "Mar-2021", "01. Jan", "01. Mär", "1.svi",
                                        "12-Okt", "Dez 21", "1月2日", "1-déc", "01. sept. 2021"}) {
        EXPECT_TRUE(is_auto_date(text)) << text;
    }
    for (std::string_view const text : {"1-Foo", "Janet-21", "Jan", "21", "100-Jan", "Jan-210", "1-1", "MARCH1", "SEPT1", "1Jan", "1-Jan-",
                                        "Jan-", "Marko 21", "2021-01-01", "", "Main 5"}) {
        EXPECT_FALSE(is_auto_date(text)) << text;
    }
}

/// The findings of a file of one external id column, and of one city column.
std::vector<ColumnDamage::Finding> findings(std::vector<std::string> const& cells, std::string_view field = "externalId",
                                            CellKind first_kind = CellKind::text)
{
    Recipe recipe;
    recipe.columns = {{"id", std::string{field}, {}, {}}, {"mail", "email", {}, {}}};
    Reading reading;
    reading.columns = {{1, "id"}, {2, "mail"}};
    ColumnDamage damage{person_target(), recipe, reading, {}};
    RowBatch rows;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        rows.begin_row(RowNumber{static_cast<std::int64_t>(i + 2)}, 0);
        rows.add_cell(cells[i], i == 0 ? first_kind : CellKind::text);
        rows.add_cell("x@example.com");
        rows.end_row();
        if (i % 5 == 4) {
            damage.add(rows);
            rows.clear();
        }
    }
    damage.add(rows);
    return damage.findings();
}

TEST(ColumnDamage, FindsLostLeadingZeros)
{
    auto const found = findings({"12345678", "00123456", "90123456", "123457", "77123458", "81234567", "1234567"});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(name_of(found[0].code), "DAMAGE_LOST_LEADING_ZEROS");
    EXPECT_EQ(found[0].column, 0U);
    EXPECT_EQ(found[0].count, 2);
    ASSERT_EQ(found[0].examples.size(), 2U);
    EXPECT_EQ(found[0].examples[0], (std::pair<RowNumber, std::string>{RowNumber{5}, "123457"}));
    EXPECT_EQ(found[0].examples[1], (std::pair<RowNumber, std::string>{RowNumber{8}, "1234567"}));
}

TEST(ColumnDamage, TakesCountersForWhatTheyAre)
{
    std::vector<std::string> counter;
    for (int i = 990; i < 1'100; ++i) { counter.push_back(std::to_string(i)); }
    EXPECT_TRUE(findings(counter).empty()); // rises
    std::vector<std::string> shuffled;
    for (int i = 0; i < 1'000; ++i) { shuffled.push_back(std::to_string(1 + i * 577 % 1'000)); }
    EXPECT_TRUE(findings(shuffled).empty()); // is dense
    EXPECT_TRUE(findings({"A1", "B22", "C333", "7"}).empty());
    EXPECT_TRUE(findings({"12", "345", "6789", "1", "23456"}).empty()); // no usual length
}

TEST(ColumnDamage, FindsRoundedDigits)
{
    auto const found = findings({"4111111111111000", "4222222222222220", "4333333333333330", "5"});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(name_of(found[0].code), "DAMAGE_ROUNDED_DIGITS");
    EXPECT_EQ(found[0].count, 3);
    EXPECT_TRUE(findings({"4111111111111110", "4222222222222225", "4333333333333333"}).empty()); // one in ten ends so by chance
    EXPECT_TRUE(findings({"411111111111000", "422222222222000", "433333333333000"}).empty());    // 15 digits are kept
}

TEST(ColumnDamage, FindsAutoDatesAmongOtherThings)
{
    auto const found = findings({"2-Jan", "3B", "4C", "Jan-21"}, "city");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(name_of(found[0].code), "DAMAGE_AUTO_DATE");
    EXPECT_EQ(found[0].count, 2);
    EXPECT_EQ(findings({"2021-01-02", "3B", "4C"}, "city", CellKind::date).size(), 1U);
    EXPECT_TRUE(findings({"1-Jan", "2-Jan", "3-Jan", "x"}, "city").empty()); // a column of such things
    EXPECT_TRUE(findings({"Zagreb", "Split", "", ""}, "city").empty());
}

} // namespace
} // namespace muster
