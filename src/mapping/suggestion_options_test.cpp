#include "mapping/suggestion.hpp"
#include "mapping/suggestion_rows.hpp"
#include "mapping/suggestion_title.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace muster {
namespace {

std::vector<Suggestion> suggest(Texts const& titles, std::vector<Texts> const& rows)
{
    Reading const reading = reading_of(titles);
    ColumnStudy study{person_target(), reading, {}, today};
    RowBatch batch;
    for (Texts const& row : rows) { add_row(batch, row); }
    study.add(batch);
    return study.suggestions();
}

Suggestion suggest_column(std::string const& title, Texts const& values)
{
    std::vector<Texts> rows;
    for (std::string const& value : values) { rows.push_back({value}); }
    return suggest({title}, rows).front();
}

std::string said(Suggestion const& suggestion) { return std::string{name_of(suggestion.grade)} + " " + suggestion.field; }

TEST(SuggestedDates, TellTheOrderFromTheNumbers)
{
    struct Case {
        std::string title;
        Texts values;
        std::string_view expected;
        std::string_view format;
        std::string_view evidence; ///< its end
    };
    std::vector<Case> const cases{
        {"Birthday",
         {"14.02.1990", "01.12.1985"},
         "certain birthDate",
         "dd.MM.yyyy",
         "1 value has a first number above 12; none has a second above 12"},
        {"Birthday",
         {"02/14/1990", "12/31/1985"},
         "certain birthDate",
         "MM/dd/yyyy",
         "2 values have a second number above 12; none has a first above 12"},
        {"Birthday",
         {"01/02/1990", "03/04/1985"},
         "likely birthDate",
         "dd/MM/yyyy",
         "no value tells which number is the day and which the month"},
        {"Birthday", {"01.02.1990", "03.04.1985"}, "likely birthDate", "dd.MM.yyyy", ""},
        {"Birthday",
         {"14/02/1990", "02/14/1990"},
         "likely birthDate",
         "dd/MM/yyyy",
         "1 value has a first number above 12; 1 has a second above 12"},
        {"Birthday (MM/DD/YYYY)", {"01/02/1990", "03/04/1985"}, "certain birthDate", "MM/dd/yyyy", "the title names the format MM/dd/yyyy"},
        {"Birthday (MM/DD/YYYY)", {"14/02/1990", "30/04/1985"}, "certain birthDate", "dd/MM/yyyy", ""},
        {"Birthday", {"1990-02-03", "1985-01-02"}, "certain birthDate", "yyyy-MM-dd", "2 of 2 values are dates as yyyy-MM-dd"},
        {"Birthday", {"1990/02/03"}, "certain birthDate", "yyyy/MM/dd", ""},
        {"Birthday", {"19900203", "19851231"}, "certain birthDate", "yyyyMMdd", ""},
        {"Birthday", {"03021990", "31121985"}, "certain birthDate", "ddMMyyyy", ""},
        {"Birthday", {"14.2.85", "1.12.90", "3.3.77"}, "certain birthDate", "dd.MM.yy", ""},
        {"Birthday", {"1.2.03"}, "likely birthDate", "", ""},
        {"Birthday", {"14. 2. 1985.", "1. 12. 1990."}, "certain birthDate", "dd.MM.yyyy", ""},
        {"Birthday", {"03/14", "12/31"}, "none ", "", ""},
        {"Birthday", {"13-", "1.", "1/", "1..2", "--", "2024-", "1990-02"}, "none ", "", ""},
        {"Birthday", {"14.02.1990", "unknown", "n/a"}, "likely birthDate", "dd.MM.yyyy", ""},
        {"Birthday", {"14.02.1990", "15.02.1990", "16.02.1990", "17.02.1990", "-"}, "certain birthDate", "dd.MM.yyyy", ""},
    };
    for (Case const& one : cases) {
        Suggestion const suggestion = suggest_column(one.title, one.values);
        EXPECT_EQ(said(suggestion), one.expected) << one.values.front() << ": " << suggestion.evidence;
        if (!one.format.empty()) { EXPECT_EQ(suggestion.options.date_format, one.format) << one.values.front(); }
        EXPECT_TRUE(suggestion.evidence.ends_with(one.evidence)) << suggestion.evidence;
    }
}

TEST(SuggestedDates, AreCountedOverTheWholeFile)
{
    Reading const reading = reading_of({"Email", "Birthday", ""});
    ColumnStudy study{person_target(), reading, {}, today};
    RowBatch batch;
    for (int row = 0; row < 20'000; ++row) {
        std::string const ambiguous = "0" + std::to_string(1 + row % 9) + "/05/1990";
        bool const telling = row > 15'000 && row % 10 == 1; // far behind the rows that are studied whole
        add_row(batch,
                {"a" + std::to_string(row) + "@example.com", telling ? "05/2" + std::to_string(row % 7) + "/1990" : ambiguous, ambiguous});
        if (batch.size() == 1'000) {
            study.add(batch);
            batch.clear();
        }
    }
    std::vector<Suggestion> const columns = study.suggestions();
    EXPECT_EQ(said(columns[1]), "certain birthDate");
    EXPECT_EQ(columns[1].options.date_format, "MM/dd/yyyy");
    EXPECT_EQ(columns[1].evidence, "the title says birth date, and 20,000 of 20,000 values are dates as MM/dd/yyyy; "
                                   "500 values have a second number above 12; none has a first above 12");
    EXPECT_EQ(said(columns[2]), "none ") << "birthDate is taken";
    EXPECT_NE(columns[0].evidence.find("values looked at"), std::string::npos) << columns[0].evidence;
}

TEST(SuggestedDates, OfASpreadsheetAreDatesWhateverTheFormat)
{
    Reading const reading = reading_of({"Birthday"});
    ColumnStudy study{person_target(), reading, {}, today};
    RowBatch batch;
    add_row(batch, {"1990-02-03"}, CellKind::date);
    add_row(batch, {"1985-12-31T00:00:00"}, CellKind::date_time);
    study.add(batch);
    EXPECT_EQ(said(study.suggestions().front()), "certain birthDate");
    EXPECT_EQ(study.suggestions().front().options.date_format, "yyyy-MM-dd");
}

TEST(SuggestedPhones, SayWhichCountryTheyNeed)
{
    struct Case {
        std::string_view name;
        Texts values;
        std::string_view expected;
        std::string_view country;
    };
    std::vector<Case> const cases{
        {"international", {"+385 91 234 5678", "0049 30 901820", "+12025550123"}, "certain phone", ""},
        {"bare international", {"385912345678", "4930901820", "4915112345678"}, "certain phone", ""},
        {"one bad among good ones", {"+385 91 234 5678", "+385 91 234 5679", "123456"}, "certain phone", ""},
        {"national beside international of the same country",
         {"+385 91 234 5678", "+385 98 234 567", "091 234 5678", "098/234-567", "01 4818 500"},
         "likely phone",
         "HR"},
        {"national of the United States", {"(202) 555-0123", "(212) 555-0199", "(415) 555-0133", "+1 415 555 0134"}, "likely phone", "US"},
        {"bare national of the United States", {"2025550123", "4155550199", "3125550133", "6465550134", "7025550134"}, "likely phone", ""},
        {"with spaces that do not break and full-width digits",
         {"+385\u00A091\u00A0234\u00A05678", "\uFF0B385912345679"},
         "certain phone",
         ""},
        {"few numbers", {"none", "n/a", "+385 91 234 5678"}, "likely phone", ""},
        {"no numbers", {"none", "n/a", "-"}, "none ", ""},
    };
    for (Case const& one : cases) {
        Suggestion const suggestion = suggest_column("Phone", one.values);
        EXPECT_EQ(said(suggestion), one.expected) << one.name << ": " << suggestion.evidence;
        if (!one.country.empty() || one.expected == "certain phone") {
            EXPECT_EQ(suggestion.options.country, one.country) << one.name << ": " << suggestion.evidence;
        }
    }
}

TEST(SuggestedPhones, TakeTheCountryOfTheirRow)
{
    std::vector<Texts> const rows{{"091 234 5678", "HR"}, {"030 901820", "Germany"}, {"(202) 555-0123", "US"}, {"03-3224-9999", "日本"}};
    std::vector<Suggestion> const columns = suggest({"Phone", "Country"}, rows);
    EXPECT_EQ(said(columns[0]), "certain phone");
    EXPECT_EQ(columns[0].options.country, "column") << columns[0].evidence;
    EXPECT_EQ(said(columns[1]), "certain country");

    std::vector<Texts> const wrong{{"091 234 5678", "US"}, {"030 901820", "HR"}, {"(202) 555-0123", "DE"}};
    EXPECT_EQ(said(suggest({"Phone", "Country"}, wrong)[0]), "likely phone");
    EXPECT_EQ(said(suggest({"Phone", "Country code"}, rows)[0]), "likely phone") << "only a certain country column is followed";
}

TEST(SuggestedIds, TakeNullAsBlank)
{
    EXPECT_EQ(said(suggest_column("externalId", {"NULL", "NULL", "null", "A1", "B2"})), "certain externalId");
    EXPECT_EQ(said(suggest_column("externalId", {"NULL", "null"})), "likely externalId");
}

TEST(SuggestedTags, AreSplitAtWhatSeparatesThem)
{
    struct Case {
        std::string title;
        Texts values;
        std::string_view expected;
        std::string_view delimiter;
    };
    std::vector<Case> const cases{
        {"Tags", {"VIP", "new customer"}, "certain tags", ""},
        {"Tags", {"VIP|news", "VIP"}, "certain tags", "pipe"},
        {"Tags", {"VIP;news", "VIP"}, "certain tags", "semicolon"},
        {"Tags", {"VIP\tnews"}, "certain tags", "tab"},
        {"Tags", {"VIP,news", "VIP", "news"}, "certain tags", "comma"},
        {"Tags", {"Smith, John", "Doe, Jane"}, "likely tags", "comma"},
        {"Tags", {"a;b", "a,b"}, "likely tags", "semicolon"},
        {"TAGS", {"\"VIP\",\"news\"", "\"VIP\""}, "likely tags", "comma"},
        {"Tags (|)", {"a, b", "c"}, "certain tags", "pipe"},
        {"Tags (;)", {"a", "c"}, "certain tags", "semicolon"},
        {"Tags (,)", {"Smith, John"}, "certain tags", "comma"},
        {"Tags (\t)", {"a\tb"}, "certain tags", "tab"},
        {"Tags (;)", {"", ""}, "certain tags", "semicolon"},
        {"Tag", {"2024-01-01", "2024-01-02"}, "likely tags", ""},
        {"Oznake (;)", {"a;b"}, "certain tags", "semicolon"},
    };
    for (Case const& one : cases) {
        Suggestion const suggestion = suggest_column(one.title, one.values);
        EXPECT_EQ(said(suggestion), one.expected) << one.title << " " << one.values.front() << ": " << suggestion.evidence;
        EXPECT_EQ(suggestion.options.delimiter, one.delimiter) << one.title << " " << one.values.front();
    }
}

TEST(TitleWords, SayOneThingEach)
{
    std::map<std::string, std::string> meanings;
    for (TitleWords const& entry : title_words(person_target())) {
        std::string const meaning = entry.role == NameRole::none ? std::string{entry.field} + std::string{name_of(entry.grade)} : "a name";
        for (std::size_t start = 0; start < entry.words.size();) {
            std::size_t const end = std::min(entry.words.find(';', start), entry.words.size());
            std::string const word{entry.words.substr(start, end - start)};
            std::string const joined = TitleForm::of(word).joined;
            EXPECT_FALSE(joined.empty()) << word;
            auto const [found, is_new] = meanings.emplace(joined, meaning);
            EXPECT_EQ(found->second, meaning) << word;
            start = end + 1;
        }
    }
    EXPECT_GT(meanings.size(), 800U);
}

TEST(TitleForm, LeavesOnlyWords)
{
    EXPECT_EQ(TitleForm::of("FirstName").words, (Texts{"first", "name"}));
    EXPECT_EQ(TitleForm::of("  E-Mail  (2) ").words, (Texts{"e", "mail"}));
    EXPECT_EQ(TitleForm::of("Phone 12 - Value").number, 12);
    EXPECT_EQ(TitleForm::of("DATUM ROĐENJA").joined, "datumrodenja");
    EXPECT_EQ(TitleForm::of("Manager’s").joined, "managers");
    EXPECT_EQ(TitleForm::of("電話番号：").joined, "電話番号");
    EXPECT_EQ(TitleForm::of("⭐ *** !").joined, "");
    EXPECT_EQ(TitleForm::of("999999999999999999").number, 99'999);
}

} // namespace
} // namespace muster
