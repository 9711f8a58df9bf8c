#include "reading/xlsx/xlsx_reading_test.hpp"

#include <algorithm>

namespace muster::xlsx_test {
namespace {

struct Case {
    std::string rows;
    std::string expected;
};

std::string const strings = strings_part("<si><t>Ana</t></si><si><t xml:space=\"preserve\"> Ivo </t></si><si/><si><t/></si>"
                                         "<si><r><rPr><b/><sz val=\"11\"/></rPr><t>Ri</t></r><r><t xml:space=\"preserve\">ch </t></r></si>"
                                         "<si><t>\u4F50\u85E4</t><rPh sb=\"0\" eb=\"2\"><t>\u30B5\u30C8\u30A6</t></rPh>"
                                         "<phoneticPr fontId=\"1\"/></si>");
std::string const styles =
    styles_part({"General", "yyyy\\-mm\\-dd", "d.m.yyyy h:mm", "h:mm:ss", "0.0%", "@", "[h]:mm", "#,##0.00 &quot;d&quot;"});

void check(std::vector<Case> const& cases, std::string const& settings = "")
{
    for (Case const& one : cases) {
        EXPECT_EQ(read(workbook({.sheet = sheet_part(one.rows), .strings = strings, .styles = styles, .settings = settings})), one.expected)
            << one.rows;
    }
}

TEST(XlsxCells, ReadsEveryType)
{
    check({
        {R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)", "1 Ana| Ivo \n"},
        {R"(<row r="1"><c r="A1" t="s"><v>2</v></c><c r="B1" t="s"><v>3</v></c><c r="C1" t="s"><v>4</v></c></row>)", "1 ||Rich \n"},
        {R"(<row r="1"><c r="A1" t="s"><v>5</v></c></row>)", "1 \u4F50\u85E4\n"}, // without how it is spoken
        {R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="n"><v>385911234567</v></c><c r="C1"><v>-12.50</v></c></row>)",
         "1 n:1|n:385911234567|n:-12.5\n"},
        {R"(<row r="1"><c r="A1"><v>3.85911234567E+11</v></c><c r="B1"><v>0.30000000000000004</v></c><c r="C1"><v>1E-7</v></c></row>)",
         "1 n:385911234567|n:0.3|n:0.0000001\n"},
        {R"(<row r="1"><c r="A1"><v>12345678901234567890123</v></c><c r="B1"><v>007</v></c><c r="C1"><v> -0 </v></c></row>)",
         "1 n:12345678901234567890123|n:7|n:0\n"},
        {R"(<row r="1"><c r="A1"><v>abc</v></c><c r="B1"><v>1e999</v></c><c r="C1"><v>NaN</v></c><c r="D1"><v>+5</v></c></row>)",
         "1 abc|1e999|e:#NUM!|n:5\n"},
        {R"(<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="b"><v>true</v></c>)"
         R"(<c r="D1" t="b"><v>7</v></c></row>)",
         "1 b:TRUE|b:FALSE|b:TRUE|7\n"},
        {R"(<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>)", "1 e:#N/A|e:#DIV/0!\n"},
        {R"(<row r="1"><c r="A1" t="str"><f>A2&amp;"x"</f><v>Marko</v></c>)"
         R"(<c r="B1"><f t="shared" ref="B1:B2" si="0">1+1</f><v>2</v></c></row>)",
         "1 Marko|n:2\n"},
        {R"(<row r="1"><c r="A1"><f>1+1</f></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><f/><v/></c><c r="D1"><v>1</v></c></row>)",
         "1 |||n:1\n"}, // no cached value
        {R"(<row r="1"><c r="A1" t="inlineStr"><is><t>In</t></is></c>)"
         R"(<c r="B1" t="inlineStr"><is><r><t>li</t></r><r><t>ne</t></r></is></c></row>)",
         "1 In|line\n"},
        {R"(<row r="1"><c r="A1" t="inlineStr"><is><t>&#20304;</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c>)"
         R"(<c r="B1" t="inlineStr"><v>v</v></c></row>)",
         "1 \u4F50|v\n"},
        {R"(<row r="1"><c r="A1" t="d"><v>2021-01-31</v></c><c r="B1" t="d"><v>2021-01-31T00:00:00</v></c>)"
         R"(<c r="C1" t="d"><v>2021-01-31T14:05:09.5Z</v></c></row>)",
         "1 d:2021-01-31|d:2021-01-31|m:2021-01-31T14:05:09.500\n"},
        {R"(<row r="1"><c r="A1" t="d"><v>T14:05</v></c><c r="B1" t="d"><v>14:05:09+01:00</v></c>)"
         R"(<c r="C1" t="d" s="1"><v>2021-01-31T14:05</v></c><c r="D1" t="d"><v>2021-02-30</v></c></row>)",
         "1 t:14:05:00|t:14:05:09|d:2021-01-31|2021-02-30\n"},
        {R"(<row r="1"><c r="A1" t="str"><f>A2</f><v xml:space="preserve"> a </v></c>)"
         R"(<c r="B1" t="str"><v xml:space="preserve"/></c></row>)",
         "1  a \n"},
        {R"(<row r="1"><c r="A1" t="new"><v>text</v></c></row>)", "1 text\n"},
    });
}

TEST(XlsxCells, ShowsNumbersByTheirFormat)
{
    check({
        {R"(<row r="1"><c r="A1" s="1"><v>44197</v></c><c r="B1" s="2"><v>44197.5</v></c><c r="C1" s="3"><v>0.75</v></c></row>)",
         "1 d:2021-01-01|m:2021-01-01T12:00:00|t:18:00:00\n"},
        {R"(<row r="1"><c r="A1" s="4"><v>0.125</v></c><c r="B1" s="5"><v>123</v></c><c r="C1" s="6"><v>1.5</v></c>)"
         R"(<c r="D1" s="7"><v>9.5</v></c></row>)",
         "1 n:12.5%|123|t:36:00:00|n:9.5\n"},
        {R"(<row r="1"><c r="A1" s="99"><v>44197</v></c><c r="B1" s="x"><v>44197</v></c></row>)", "1 n:44197|n:44197\n"},
    });
    check({{R"(<row r="1"><c r="A1" s="1"><v>42735</v></c><c r="B1" s="2"><v>0.5</v></c><c r="C1" s="1"><v>0</v></c></row>)",
            "1 d:2021-01-01|t:12:00:00|d:1904-01-01\n"}},
          R"(<workbookPr date1904="1"/>)");
    check({{R"(<row r="1"><c r="A1" s="1"><v>44197</v></c></row>)", "1 d:2021-01-01\n"}}, R"(<workbookPr date1904="false"/>)");
}

TEST(XlsxCells, KnowsBuiltInFormatsAndOwnCodesForThem)
{
    std::string const own = declaration + "<styleSheet xmlns=\"" + main_space +
                            "\"><cellXfs><xf numFmtId=\"14\"/><xf/><xf numFmtId=\"22\"/><xf numFmtId=\"49\"/><xf numFmtId=\"57\"/>"
                            "<xf numFmtId=\"58\"/></cellXfs><numFmts><numFmt numFmtId=\"58\" formatCode=\"0.00\"/></numFmts></styleSheet>";
    std::string const rows = R"(<row><c s="0"><v>44197</v></c><c s="1"><v>44197</v></c><c s="2"><v>44197.25</v></c>)"
                             R"(<c s="3"><v>44197</v></c><c s="4"><v>44197</v></c><c s="5"><v>44197</v></c></row>)";
    EXPECT_EQ(read(workbook({.sheet = sheet_part(rows), .styles = own})),
              "1 d:2021-01-01|n:44197|m:2021-01-01T06:00:00|44197|d:2021-01-01|n:44197\n");
}

TEST(XlsxCells, KeepsCellsInTheirPlaces)
{
    check({
        {R"(<row r="2"><c r="C2"><v>1</v></c><c r="E2"><v>2</v></c></row><row r="5"><c r="A5"><v>3</v></c></row>)",
         "1 \n2 ||n:1||n:2\n3 \n4 \n5 n:3\n"},
        {"<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>", "1 n:1||n:2\n2 \n3 n:3\n"},
        {R"(<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>)", "1 \n2 \n3 |n:1|n:2\n4 n:3\n"},
        {R"(<row r="1"><c r="XFD1"><v>1</v></c></row>)", "1 " + std::string(16'383, '|') + "n:1\n"},
        {R"(<row r="1"><c r="b1"><v>1</v></c></row>)", "1 |n:1\n"},
        {"", ""},
        {R"(<row r="1" spans="1:2" x14ac:dyDescent="0.25" xmlns:x14ac="urn:x"/>)", ""},
    });
}

TEST(XlsxCells, TakesFormattedButEmptyRowsAndCellsForNothing)
{
    std::string rows = R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"/><c r="C1" s="1"><v></v></c><c r="D1" t="s"><v>2</v></c></row>)";
    for (int row = 2; row < 3'000; ++row) { rows += "<row r=\"" + std::to_string(row) + "\" s=\"1\"><c s=\"1\"/><c s=\"2\"/></row>"; }
    EXPECT_EQ(read(workbook({.sheet = sheet_part(rows), .strings = strings})), "1 n:1\n");
    rows += R"(<row r="1048576"><c r="A1048576"><v>1</v></c></row>)";
    std::string const all = read(workbook({.sheet = sheet_part(rows), .strings = strings}));
    EXPECT_EQ(std::ranges::count(all, '\n'), 1'048'576);
    EXPECT_TRUE(all.ends_with("\n1048575 \n1048576 n:1\n"));
}

TEST(XlsxCells, DecodesTexts)
{
    std::vector<std::pair<std::string, std::string>> const texts{
        {"a&amp;b &lt;c&gt; &quot;d&quot; &apos;e&apos;", "a&b <c> \"d\" 'e'"},
        {"&#381;eljko &#x10D;", "\u017Deljko \u010D"},
        {"a\r\nb\rc\nd&#13;e", "a\nb\nc\nd\re"},
        {"a_x000D_\nb_x0041_", "a\r\nbA"},
        {"_x005F_x000D_ x_xyz_ _x12_ _x00g0_", "_x000D_ x_xyz_ _x12_ _x00g0_"},
        {"_xD83D__xDE00_ _xD83D_ _xDE00__xd83d_", "\U0001F600 \uFFFD \uFFFD\uFFFD"},
        {"under_score john_doe@example.com", "under_score john_doe@example.com"},
        {"\u017Deljko \u010Cosi\u0107 \U0001F600", "\u017Deljko \u010Cosi\u0107 \U0001F600"},
        {"bad \xC5 byte \xFF", "bad \uFFFD byte \uFFFD"},
        {"cut \xC5", "cut \uFFFD"},
        {std::string{"control \x01\x02 nul \0.", 17}, "control \uFFFD\uFFFD nul \uFFFD."},
        {"tab\there", "tab\there"},
        {std::string(40'000, 'x') + "_" + std::string(700'000, '\xC5'), std::string(40'000, 'x') + "_"},
    };
    for (auto const& [xml, expected] : texts) {
        std::string const inlined = R"(<row><c t="inlineStr"><is><t>)" + xml + "</t></is></c><c t=\"str\"><v>" + xml + "</v></c></row>";
        std::string wanted = expected;
        if (xml.size() > 700'000) {
            for (int fault = 0; fault < 700'000; ++fault) { wanted += "\uFFFD"; }
        }
        EXPECT_EQ(read(workbook({.sheet = sheet_part(inlined)})), "1 " + wanted + "|" + wanted + "\n") << xml.substr(0, 100);
        EXPECT_EQ(read(workbook({.sheet = sheet_part(R"(<row><c t="s"><v>0</v></c></row>)"),
                                 .strings = strings_part("<si><t>" + xml + "</t></si>")})),
                  "1 " + wanted + "\n");
    }
}

TEST(XlsxCells, NamesTheCellThatCannotBeRead)
{
    std::vector<std::pair<std::string, std::string>> const cases{
        {R"(<row r="7"><c r="B7" t="s"><v>6</v></c></row>)", "the cell B7 names a text that is not among the shared strings"},
        {R"(<row r="7"><c r="B7" t="s"><v>-1</v></c></row>)", "the cell B7 names a text"},
        {R"(<row r="7"><c r="B7" t="s"><v>zero</v></c></row>)", "the cell B7 names a text"},
        {R"(<row r="7"><c r="XFE7"><v>1</v></c></row>)", "a cell of row 7 names no place"},
        {R"(<row r="7"><c r="7"><v>1</v></c></row>)", "a cell of row 7 names no place"},
        {R"(<row r="7"><c r=""><v>1</v></c></row>)", "a cell of row 7 names no place"},
        {R"(<row r="7"><c r="AAAAAAAAAAAAAA7"><v>1</v></c></row>)", "a cell of row 7 names no place"},
        {R"(<row r="7"><c r="B7"><v>1</v></c><c r="A7"><v>1</v></c></row>)", "the cell A7 does not stand behind"},
        {R"(<row r="7"><c r="B7"><v>1</v></c><c r="B7"><v>1</v></c></row>)", "the cell B7 does not stand behind"},
        {R"(<row r="7"><c><v>1</v></c></row><row r="6"><c><v>1</v></c></row>)", "row 6 does not stand behind"},
        {R"(<row r="7"><c><v>1</v></c></row><row r="7"><c><v>1</v></c></row>)", "row 7 does not stand behind"},
        {R"(<row r="0"/>)", "no number of a row"},
        {R"(<row r="x"/>)", "no number of a row"},
        {R"(<row r="1048577"><c><v>1</v></c></row>)", "no number of a row"},
        {R"(<row r="1048576"/><row/>)", "no number of a row"},
    };
    for (auto const& [rows, sentence] : cases) {
        std::string const all = read(workbook({.sheet = sheet_part(rows), .strings = strings}));
        EXPECT_NE(all.find("'xl/worksheets/sheet1.xml' "), std::string::npos) << all;
        EXPECT_NE(all.find(sentence), std::string::npos) << all;
        EXPECT_NE(all.find("save the sheet as .csv."), std::string::npos) << all;
    }
}

} // namespace
} // namespace muster::xlsx_test
