#include "reading/reading_test.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

using reading_test::Outcome;
using reading_test::read;
using namespace std::string_literals;

/// A file, and what must come out of it. Cells are joined by '|', rows by '/', see reading_test.hpp.
struct Case {
    char const* name;
    std::string file;
    std::string titles;
    std::string cells;
    std::string numbers;
};

class SmallFile : public testing::TestWithParam<Case> {};

TEST_P(SmallFile, GivesTheRightTable)
{
    Outcome const outcome = read(GetParam().file);
    EXPECT_EQ(outcome.error, "");
    EXPECT_EQ(outcome.titles(), GetParam().titles);
    EXPECT_EQ(outcome.cells(), GetParam().cells);
    EXPECT_EQ(outcome.numbers(), GetParam().numbers);
}

INSTANTIATE_TEST_SUITE_P(
    Reading, SmallFile,
    testing::Values(
        Case{"Plain", "name,email\nAna,ana@x.hr\nIvo,ivo@x.hr\n", "name|email", "Ana|ana@x.hr/Ivo|ivo@x.hr", "2 3"},
        Case{"NoLineEndAtTheEnd", "name,email\nAna,ana@x.hr", "name|email", "Ana|ana@x.hr", "2"},
        Case{"CarriageReturnsOnly", "name,email\rAna,ana@x.hr\rIvo,i@x.hr\r", "name|email", "Ana|ana@x.hr/Ivo|i@x.hr", "2 3"},
        Case{"MixedLineEnds", "name,email\r\nAna,a@x.hr\nIvo,i@x.hr\rEva,e@x.hr\r\n", "name|email", "Ana|a@x.hr/Ivo|i@x.hr/Eva|e@x.hr",
             "2 3 4"},
        Case{"BlankLineInTheMiddle", "name,email\nAna,a@x.hr\n\nIvo,i@x.hr\n", "name|email", "Ana|a@x.hr//Ivo|i@x.hr", "2 3 4"},
        Case{"BlankLinesAtTheEnd", "name,email\nAna,a@x.hr\n\n,\n  ,\t\n", "name|email", "Ana|a@x.hr", "2"},
        Case{"LineBreakInQuotes", "name,note,phone\n\"Ana\",\"a\r\nb\nc\",+385911234567\nIvo,x,+385911234568\n", "name|note|phone",
             "Ana|a\r\nb\nc|+385911234567/Ivo|x|+385911234568", "2 3"},
        Case{"DoubledQuotes", "name,nick\nAna,\"the \"\"best\"\"\"\nIvo,\"\"\"x\"\"\"\n", "name|nick", "Ana|the \"best\"/Ivo|\"x\"", "2 3"},
        Case{"BackslashQuotes", "name,nick\n\"Ana\",\"the \\\"best\\\", yes\"\n\"Ivo\",\"\\\"x\\\"\"\n", "name|nick",
             "Ana|the \"best\", yes/Ivo|\"x\"", "2 3"},
        Case{"WindowsPathIsNoEscape", "name,path\n\"Ana\",\"C:\\dir\\\"\n\"Ivo\",\"C:\\x\"\n", "name|path", "Ana|C:\\dir\\/Ivo|C:\\x",
             "2 3"},
        Case{"SingleQuotes", "'name','note'\n'Ana','x, y'\n'Ivo','z'\n", "name|note", "Ana|x, y/Ivo|z", "2 3"},
        Case{"LeadingApostropheIsText", "name,phone\nAna,'0911234567\nIvo,'0911234568\n", "name|phone", "Ana|'0911234567/Ivo|'0911234568",
             "2 3"},
        Case{"OpeningQuoteWithoutPartner", "name,note,phone\nAna,\"tall,+385911\nIvo,x,+385912\nEva,\"y\",+385913\n", "name|note|phone",
             "Ana|\"tall|+385911/Ivo|x|+385912/Eva|y|+385913", "2q 3 4"},
        Case{"OpeningQuoteInTheLastRow", "name,note,phone\nIvo,x,+385912\nAna,\"tall,+385911\n", "name|note|phone",
             "Ivo|x|+385912/Ana|\"tall|+385911", "2 3q"},
        Case{"ClosingQuoteMissing", "\"name\",\"note\",\"phone\"\n\"Ana\",\"a,\"+38591\"\n\"Ivo\",\"b\",\"+38592\"\n", "name|note|phone",
             "Ana|\"a|+38591/Ivo|b|+38592", "2q 3"},
        Case{"ClosingQuoteMissingAtLineEnd", "\"name\",\"note\",\"phone\"\n\"Ana\",\"a\",\"+38591\n\"Ivo\",\"b\",\"+38592\"\n",
             "name|note|phone", "Ana|a|\"+38591/Ivo|b|+38592", "2q 3"},
        Case{"QuoteTooManyInside", "name,note,phone\nAna,\"the \"best\" one, really\",+38591\nIvo,x,+38592\n", "name|note|phone",
             "Ana|the \"best\" one, really|+38591/Ivo|x|+38592", "2q 3"},
        Case{"QuoteInTheMiddleOfText", "name,size,phone\nAna,5\" nail,+38591\nIvo,\"x\",+38592\n", "name|size|phone",
             "Ana|5\" nail|+38591/Ivo|x|+38592", "2q 3"},
        Case{"BlanksAroundQuotes", "name, note, phone\nAna, \"a, b\" , +38591\nIvo,c,+38592\n", "name|note|phone",
             "Ana|a, b| +38591/Ivo|c|+38592", "2 3"},
        Case{"SpacesStay", "name,city\n Ana , Zagreb\nIvo,  Split  \n", "name|city", " Ana | Zagreb/Ivo|  Split  ", "2 3"},
        Case{"ShortAndLongRows", "name,city,phone\nAna,Zagreb,+38591\nIvo,Split\nEva,Pula,+38592,x\nLea,Knin,+38593,\n", "name|city|phone",
             "Ana|Zagreb|+38591/Ivo|Split/Eva|Pula|+38592|x/Lea|Knin|+38593|", "2 3s 4l 5"},
        Case{"Semicolons", "name;value\nAna;1,5\nIvo;2,5\n", "name|value", "Ana|1,5/Ivo|2,5", "2 3"},
        Case{"SemicolonsWithSeveralDecimals", "name;x;y\nAna;1,5;3,25\nIvo;2,5;4,75\n", "name|x|y", "Ana|1,5|3,25/Ivo|2,5|4,75", "2 3"},
        Case{"Tabs", "name\tcity\nAna\tZagreb, HR\nIvo\tSplit\n", "name|city", "Ana|Zagreb, HR/Ivo|Split", "2 3"},
        Case{"Pipes", "name|city\nAna|Zagreb\nIvo|Split\n", "name|city", "Ana|Zagreb/Ivo|Split", "2 3"},
        Case{"DoublePipes", "name||city||tag\nAna||Zagreb||a\nIvo||Split||b\n", "name|city|tag", "Ana|Zagreb|a/Ivo|Split|b", "2 3"},
        Case{"UnitSeparators",
             "name\x1F"
             "city\nAna\x1FZagreb\nIvo\x1FSplit\n",
             "name|city", "Ana|Zagreb/Ivo|Split", "2 3"},
        Case{"SeparatorLine", "sep=;\nname;email\nAna;a@x.hr\n", "name|email", "Ana|a@x.hr", "3"},
        Case{"OneColumn", "email\nana@x.hr\nivo@x.hr\n", "email", "ana@x.hr/ivo@x.hr", "2 3"},
        Case{"OneColumnOfNames", "name\nAna Horvat\nIvo Novak\nEva Kralj\n", "name", "Ana Horvat/Ivo Novak/Eva Kralj", "2 3 4"},
        Case{"OneColumnOfDecimals", "value\n1,5\n2,7\n3,9\n", "value", "1,5/2,7/3,9", "2 3 4"},
        Case{"HeaderOnly", "first_name,email\n", "first_name|email", "", ""},
        Case{"OneDataRowOnly", "Ana,ana@x.hr\n", "#1|#2", "Ana|ana@x.hr", "1"},
        Case{"NoTitles", "Ana,Horvat,ana@x.hr\nIvo,Novak,ivo@x.hr\n", "#1|#2|#3", "Ana|Horvat|ana@x.hr/Ivo|Novak|ivo@x.hr", "1 2"},
        Case{"Preamble", "Customers\nas of 2026-11-01\n\nname;email\nAna;a@x.hr\nIvo;i@x.hr\n", "name|email", "Ana|a@x.hr/Ivo|i@x.hr",
             "5 6"},
        Case{"PaddedPreamble", "Customers,,\n,,\nname,city,email\nAna,Zagreb,a@x.hr\n", "name|city|email", "Ana|Zagreb|a@x.hr", "4"},
        Case{"CommentsAbove", "# made by x\n# 2026\nname,email\nAna,a@x.hr\n", "name|email", "Ana|a@x.hr", "4"},
        Case{"PreambleOverNoTitles", "Customers\n\nAna;a@x.hr\nIvo;i@x.hr\n", "#1|#2", "Ana|a@x.hr/Ivo|i@x.hr", "3 4"},
        Case{"TwoTitleRows", "Name,Phone,Birth\nfirst,mobile,date\nAna,+385911234567,1990-01-02\nIvo,+385911234568,1991-01-02\n",
             "Name first|Phone mobile|Birth date", "Ana|+385911234567|1990-01-02/Ivo|+385911234568|1991-01-02", "3 4"},
        Case{"GroupsAboveTitles", ",,Contact,\nFirst,Last,Phone,Email\nAna,Horvat,+38591123456,a@x.hr\nIvo,Novak,+38591123457,i@x.hr\n",
             "First|Last|Contact Phone|Email", "Ana|Horvat|+38591123456|a@x.hr/Ivo|Novak|+38591123457|i@x.hr", "3 4"},
        Case{"KeyValuePreamble", "Generated,2020-01-01\nBy,John\n\nname,phone,city\nAna,123456,Zagreb\nIvo,234567,Split\n",
             "name|phone|city", "Ana|123456|Zagreb/Ivo|234567|Split", "5 6"},
        Case{"ThreeTitleRowsWithGroups",
             ",,Contact,,Home,\n,,private,,address,\nFirst,Last,Phone,Email,City,Zip\nAna,Horvat,+38591123456,a@x.hr,Zagreb,10000\nIvo,"
             "Novak,+38591123457,i@x.hr,Split,21000\n",
             "First|Last|Contact private Phone|Email|Home address City|Zip",
             "Ana|Horvat|+38591123456|a@x.hr|Zagreb|10000/Ivo|Novak|+38591123457|i@x.hr|Split|21000", "4 5"},
        Case{"YearsAsTitles", "city,2024,2025\nZagreb,10,20\nSplit,30,40\n", "city|2024|2025", "Zagreb|10|20/Split|30|40", "2 3"},
        Case{"ApostrophesInNames", "'name','note'\n'O''Brien','a, b'\nD'Arcy,x\n'Eva','d'Or, too'\n", "name|note",
             "O'Brien|a, b/D'Arcy|x/Eva|d'Or, too", "2 3 4"},
        Case{"EmptyTrailingColumns", "name,email,,\nAna,a@x.hr,,\nIvo,i@x.hr,,\n", "name|email", "Ana|a@x.hr||/Ivo|i@x.hr||", "2 3"},
        Case{"ColumnWithoutTitle", "name,email,\nAna,a@x.hr,1\nIvo,i@x.hr,2\n", "name|email|#3", "Ana|a@x.hr|1/Ivo|i@x.hr|2", "2 3"},
        Case{"ControlZAtTheEnd", "name,email\nAna,a@x.hr\n\x1A", "name|email", "Ana|a@x.hr", "2"},
        Case{"NulInsideText", "name,email\nA\0na,a@x.hr\nIvo Novak of Zagreb and more,i@x.hr\n"s, "name|email",
             "A\0na|a@x.hr/Ivo Novak of Zagreb and more|i@x.hr"s, "2 3"},
        Case{"ByteOrderMarks", "\xEF\xBB\xBF\xEF\xBB\xBFname,email\nAna,a@x.hr\n", "name|email", "Ana|a@x.hr", "2"},
        Case{"QuotedTitleBehindMark", "\xEF\xBB\xBF\"name\",\"email\"\n\"Ana\",\"a@x.hr\"\n", "name|email", "Ana|a@x.hr", "2"},
        Case{"BadByteInUtf8", "name,city\nŽeljka,Šibenik\nĐuro,\xFF!\n", "name|city", "Željka|Šibenik/Đuro|\xEF\xBF\xBD!", "2 3u"}),
    [](auto const& tested) { return std::string{tested.param.name}; });

TEST(FurtherTable, IsNamedAndLeftOut)
{
    Outcome const outcome = read("name,email\nAna,a@x.hr\nIvo,i@x.hr\n\nproduct,price,count\nshoe,10.50,3\nhat,5.25,4\n");
    EXPECT_EQ(outcome.cells(), "Ana|a@x.hr/Ivo|i@x.hr");
    EXPECT_EQ(outcome.finding("second table"), "5");
    EXPECT_EQ(outcome.summary.rows, 2);
    EXPECT_EQ(outcome.summary.rows_outside, 2);
}

TEST(FurtherTable, MayHaveACaptionAndAreSeveral)
{
    Outcome const outcome =
        read("Persons\nname,email,phone\nAna,a@x.hr,1234567\nIvo,i@x.hr,1234568\n\nCompanies\ntitle,street,vat\nAcme,Main 1,HR1234567\n"
             "Beta,Side 2,HR2345678\n\n\nplace,population\nZagreb,800000\nSplit,160000\n");
    EXPECT_EQ(outcome.titles(), "name|email|phone");
    EXPECT_EQ(outcome.numbers(), "3 4");
    EXPECT_EQ(outcome.finding("second table"), "7");
    EXPECT_EQ(outcome.finding("further table"), "12");
    EXPECT_EQ(outcome.summary.rows_outside, 4);
}

TEST(FurtherTable, IsSeenWithoutABlankLineWhenTheTitlesComeAgainWithOthers)
{
    Outcome const outcome = read("name,email,phone\nAna,a@x.hr,1234567\nname,email,city,phone\nIvo,i@x.hr,Split,1234568\n");
    EXPECT_EQ(outcome.cells(), "Ana|a@x.hr|1234567");
    EXPECT_EQ(outcome.finding("second table"), "3");
}

TEST(FurtherTable, IsNoneWhereTheFirstHasNoRowYet)
{
    Outcome const outcome =
        read("Expenses,,,\n,,,\nDATE,PLACE,PURPOSE,TRAVEL\n,,,\n,,,Air\n13.04.12,Zagreb,Site visit,135.70\n18.04.12,Split,Meeting,12.00\n");
    EXPECT_EQ(outcome.titles(), "DATE|PLACE|PURPOSE|TRAVEL");
    EXPECT_EQ(outcome.cells(), "|||/|||Air/13.04.12|Zagreb|Site visit|135.70/18.04.12|Split|Meeting|12.00");
    EXPECT_EQ(outcome.finding("second table"), "");
    EXPECT_EQ(outcome.summary.rows_outside, 0);
}

TEST(FurtherTable, DoesNotGiveTheFirstOneItsColumns)
{
    Outcome const outcome = read("name,phone\nAna,123456\n\nproduct,price,count,place\nhat,2.50,3,x\nshoe,3.50,4,y\n");
    EXPECT_EQ(outcome.titles(), "name|phone");
    EXPECT_EQ(outcome.numbers(), "2");
}

TEST(FurtherTable, IsNotSeenInAPersonBehindABlankLine)
{
    Outcome const outcome = read("name,city\nAna,Zagreb\n\nIvo,Split\nEva,Pula\n");
    EXPECT_EQ(outcome.cells(), "Ana|Zagreb//Ivo|Split/Eva|Pula");
    EXPECT_EQ(outcome.summary.rows, 4);
    EXPECT_EQ(outcome.summary.blank, 1);
    EXPECT_EQ(outcome.summary.rows_outside, 0);
}

TEST(FurtherTable, IsNotSeenInTheSameTitlesAgain)
{
    Outcome const outcome = read("name,email\nAna,a@x.hr\n\nname,email\nIvo,i@x.hr\n");
    EXPECT_EQ(outcome.cells(), "Ana|a@x.hr//name|email/Ivo|i@x.hr");
    EXPECT_EQ(outcome.finding("repeated titles"), "4");
}

TEST(RowLengths, ADelimiterTooManyIsReportedAlsoWhereNothingStandsBehindIt)
{
    Outcome const outcome = read("name,city,note\nAna,Zagreb,\nIvo,,Split,\nEva,Pula,\n");
    EXPECT_EQ(outcome.finding("delimiter too many"), "3");
    EXPECT_EQ(outcome.summary.long_rows, 0);
    Outcome const written_so = read("name,city\nAna,Zagreb,\nIvo,Split,\nEva,Pula,\n");
    EXPECT_EQ(written_so.finding("delimiter too many"), "");
}

std::string const with_notes = "Report,x,y\nof,today,z\nname,city,email\nAna,Zagreb,a@x.hr\nIvo,Split,i@x.hr\n";

TEST(Choices, FirstRowThatLooksLikeTitlesIsTheTitles)
{
    Outcome const outcome = read(with_notes, {.first_row = 3});
    EXPECT_EQ(outcome.titles(), "name|city|email");
    EXPECT_EQ(outcome.numbers(), "4 5");
}

TEST(Choices, TitlesMayStandDirectlyAboveTheFirstRow)
{
    EXPECT_EQ(read(with_notes, {.first_row = 4}).titles(), "name|city|email");
    Outcome const below = read(with_notes, {.first_row = 5});
    EXPECT_EQ(below.titles(), "#1|#2|#3");
    EXPECT_EQ(below.numbers(), "5");
}

TEST(Choices, HeaderRowNoneAndFirstRowOneGiveEveryRow)
{
    EXPECT_EQ(
        read("Name;Email\nAna;ana@x.hr\nIvo;ivo@x.hr\n\nCity;Country\nSplit;HR\nZadar;HR\n", {.first_row = 1, .header_row = 0}).rows.size(),
        7U)
        << "a second table is rows like others";
    Outcome const outcome = read("Customers\n\n" + with_notes, {.first_row = 1, .header_row = 0});
    EXPECT_EQ(outcome.numbers(), "1s 2 3 4 5 6 7");
    EXPECT_EQ(outcome.titles(), "#1|#2|#3");
}

TEST(Choices, HeaderRowIsTaken)
{
    Outcome const outcome = read(with_notes, {.header_row = 2});
    EXPECT_EQ(outcome.titles(), "of|today|z");
    EXPECT_EQ(outcome.numbers(), "3 4 5");
    EXPECT_EQ(read(with_notes, {.header_row = 6}).error, "ROW_UNKNOWN");
    EXPECT_EQ(read(with_notes, {.first_row = 0}).error, "ROW_UNKNOWN");
}

TEST(Choices, RowsFarDownInTheFileCanBeChosen)
{
    std::string file = "name,email\n";
    for (int row = 2; row <= 6'000; ++row) { file += row == 5'000 ? "id,when\n" : std::to_string(row) + ",2020-01-02\n"; }
    Outcome const outcome = read(file, {.first_row = 5'000});
    EXPECT_EQ(outcome.titles(), "id|when");
    EXPECT_EQ(outcome.rows.entry(0).number.value, 5'001);
    EXPECT_EQ(outcome.summary.rows, 1'000);
    EXPECT_EQ(read(file, {.header_row = 5'000}).titles(), "id|when");
    EXPECT_EQ(read(file, {.first_row = 6'001}).error, "ROW_UNKNOWN");
}

TEST(Choices, NamedTitlesInOneRowMakeItTheTitleRow)
{
    std::string const file = "Name,Phone,Birth\nfirst,mobile,date\nAna,+385911234567,1990-01-02\nIvo,+385911234568,1991-01-02\n";
    EXPECT_EQ(read(file, {}, {"Phone", "name "}).titles(), "Name|Phone|Birth");
    EXPECT_EQ(read(file, {}, {"mobile"}).titles(), "first|mobile|date");
    EXPECT_EQ(read(file, {}, {"mobile", "Phone"}).titles(), "Name first|Phone mobile|Birth date");
}

TEST(Choices, DelimiterAndQuoteAreObeyed)
{
    EXPECT_EQ(read("a;b,c\nd;e,f\n", {.header_row = 0, .delimiter = "semicolon"}).cells(), "a|b,c/d|e,f");
    EXPECT_EQ(read("a;b,c\nd;e,f\n", {.header_row = 0, .delimiter = ","}).cells(), "a;b|c/d;e|f");
    EXPECT_EQ(read("a,\"b,c\"\n", {.header_row = 0, .quote = "none"}).cells(), "a|\"b|c\"");
    EXPECT_EQ(read("a\n", {.delimiter = "\n"}).error, "DELIMITER_UNKNOWN");
    EXPECT_EQ(read("a\n", {.quote = "xy"}).error, "QUOTE_UNKNOWN");
    EXPECT_EQ(read("a\n", {.encoding = "nonsense"}).error, "ENCODING_UNKNOWN");
    EXPECT_EQ(read("a\n", {.sheet = "1"}).error, "SHEET_UNKNOWN");
}

TEST(Limits, AreSentences)
{
    EXPECT_EQ(read(std::string(20'000'000, 'x')).error, "ROW_TOO_LONG");
    EXPECT_EQ(read("a,b\n" + std::string(20'000, ',') + "\n").error, "TOO_MANY_COLUMNS");
    EXPECT_EQ(read("\n \n\n").error, "FILE_EMPTY");
    std::string wide;
    for (int column = 0; column < 10'000; ++column) { wide += (column > 0 ? "," : "") + std::to_string(column); }
    EXPECT_EQ(read(wide + "\n" + wide + "\n").reading.columns.size(), 10'000U);
}

TEST(BlankRows, AreCountedInsideAndDroppedAtTheEnd)
{
    std::string const blanks(100'000, '\n');
    Outcome const inside = read("name,email\nAna,a@x.hr\n" + blanks + "Ivo,i@x.hr\n");
    EXPECT_EQ(inside.summary.rows, 100'002);
    EXPECT_EQ(inside.summary.blank, 100'000);
    EXPECT_EQ(inside.rows.size(), 100'002U);
    Outcome const behind = read("name,email\nAna,a@x.hr\n" + blanks);
    EXPECT_EQ(behind.summary.rows, 1);
    EXPECT_EQ(behind.summary.blank, 0);
}

TEST(Evidence, SaysWhoDecided)
{
    Outcome const outcome = read("name;email\nAna;a@x.hr\n", {.delimiter = ";"});
    for (Finding const& finding : outcome.reading.findings) {
        EXPECT_EQ(finding.by == Finding::By::user, finding.what == "delimiter") << finding.what;
    }
    EXPECT_EQ(outcome.finding("encoding"), "UTF-8");
    EXPECT_EQ(outcome.finding("header row"), "1");
}

} // namespace
} // namespace muster
