#include "reading/xlsx/xlsx_reading_test.hpp"

#include <algorithm>

namespace muster::xlsx_test {
namespace {

std::string const one_row = R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row>)";
std::string const one_string = strings_part("<si><t>Ana</t></si>");
std::string const one_read = "1 Ana|n:2\n";

/// Both parts in other words than the well-known programs'.
std::string reworded(std::string const& sheet, std::string const& strings) { return read(workbook({.sheet = sheet, .strings = strings})); }

TEST(XlsxXml, UnderstandsWhateverXmlSaysTheSame)
{
    std::string const sheet = sheet_part(one_row);
    std::vector<std::pair<std::string, std::string>> const wordings{
        {"prefixes", "<x:worksheet xmlns:x=\"" + main_space +
                         "\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"s\"><x:v>0</x:v></x:c>"
                         "<x:c r=\"B1\"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>"},
        {"two namespaces",
         "<x:worksheet xmlns:x=\"" + main_space +
             "\" xmlns=\"urn:other\"><sheetData><row><c><v>9</v></c></row></sheetData>"
             "<x:sheetData>"
             "<x:row><c/><x:c t=\"s\"><x:v>0</x:v></x:c><x:c><v>9</v><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>"},
        {"Google", declaration + "\n<worksheet xmlns=\"" + main_space + "\" xmlns:r=\"" + relationship_space +
                       "\" xmlns:mx=\"urn:mx\" xmlns:mc=\"urn:mc\"><sheetPr><outlinePr summaryBelow=\"0\" summaryRight=\"0\"/></sheetPr>"
                       "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1.0\" state=\"frozen\"/><selection activeCell=\"B2\"/>"
                       "</sheetView></sheetViews><sheetFormatPr customHeight=\"1\" defaultColWidth=\"12.63\"/><sheetData>"
                       "<row r=\"1\"><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"2\"><v>2.0</v></c><c r=\"C1\" s=\"2\"/></row>"
                       "<row r=\"2\" ht=\"15.75\" customHeight=\"1\"/></sheetData><drawing r:id=\"rId1\"/></worksheet>"},
        {"strict", "<worksheet xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><sheetData>" + one_row + "</sheetData></worksheet>"},
        {"no namespace", "<worksheet><sheetData>" + one_row + "</sheetData></worksheet>"},
        {"no dimension", "<worksheet xmlns=\"" + main_space + "\"><sheetData>" + one_row + "</sheetData></worksheet>"},
        {"byte order mark", "\xEF\xBB\xBF" + sheet},
        {"comment in front", declaration + "<!-- <sheetData/> -->" + sheet.substr(declaration.size())},
        {"comment inside", "<worksheet xmlns=\"" + main_space + "\"><!--<sheetData>--><sheetData><!-- x -->" + one_row +
                               "<!-- </sheetData> --></sheetData></worksheet>"},
        {"comment behind", sheet + "\n<!-- made by nobody -->\n"},
        {"single quotes", "<worksheet xmlns='" + main_space +
                              "'><sheetData><row r='1'><c t='s' r='A1'><v>0</v></c><c r = 'B1'><v>2</v></c></row>"
                              "</sheetData></worksheet>"},
        {"CDATA", "<worksheet xmlns=\"" + main_space +
                      "\"><sheetData><row><c t=\"s\"><v><![CDATA[0]]></v></c><c><v>2</v></c></row></sheetData></worksheet>"},
        {"references in attributes",
         "<worksheet xmlns=\"" + main_space +
             "\"><sheetData><row><c t=\"&#115;\"><v>0</v></c><c r=\"&#66;1\"><v>2</v></c></row></sheetData></worksheet>"},
        {"indented", "<worksheet xmlns=\"" + main_space +
                         "\">\n  <sheetData>\n    <row r=\"1\">\r\n\t<c r=\"A1\" t=\"s\">\n <v>0</v>\n </c>\n"
                         " <c r=\"B1\"\n><v>2</v></c>\n</row>\n</sheetData>\n</worksheet>\n"},
        {"extensions",
         "<worksheet xmlns=\"" + main_space +
             "\" xmlns:m=\"urn:m\"><m:sheetData/><extra><sheetData/></extra><sheetData>"
             "<m:row/><row><c t=\"s\"><v>0</v><extLst><ext><v>9</v></ext></extLst></c><m:c><v>8</v></m:c><c><m:v>7</m:v><v>2</v></c></row>"
             "</sheetData><sheetData><row r=\"9\"><c><v>9</v></c></row></sheetData></worksheet>"},
        {"value twice", "<worksheet xmlns=\"" + main_space +
                            "\"><sheetData><row><c t=\"s\"><v>7</v><v>0</v></c><c><v>2</v></c></row></sheetData></worksheet>"},
        {"processing instruction",
         "<?xml version='1.0'?><?mso x?><worksheet xmlns=\"" + main_space + "\"><sheetData>" + one_row + "<?y?></sheetData></worksheet>"},
        {"text between", "<worksheet xmlns=\"" + main_space + "\"> x <sheetData> y " + one_row + "</sheetData></worksheet>"},
        {"Latin-1", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><worksheet xmlns=\"" + main_space + "\"><sheetData>" + one_row +
                        "</sheetData></worksheet>"},
    };
    for (auto const& [what, xml] : wordings) { EXPECT_EQ(reworded(xml, one_string), one_read) << what; }
    std::vector<std::pair<std::string, std::string>> const strings{
        {"prefixes", "<x:sst xmlns:x=\"" + main_space + "\"><x:si><x:r><x:t>A</x:t></x:r><x:r><x:t>na</x:t></x:r></x:si></x:sst>"},
        {"strict", "<sst xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><si><t>Ana</t></si></sst>"},
        {"CDATA", "<sst xmlns=\"" + main_space + "\"><si><t>A<![CDATA[na]]></t></si></sst>"},
        {"comment", "<sst xmlns=\"" + main_space + "\"><!-- <si> --><si><t>A<!-- -->na</t></si></sst>"},
        {"indented", "<sst xmlns=\"" + main_space + "\">\n <si>\n  <t>Ana</t>\n </si>\n</sst>\n"},
        {"extensions",
         "<sst xmlns=\"" + main_space + "\" xmlns:m=\"urn:m\"><m:si/><si><m:t>x</m:t><t>Ana</t><y><t>x</t></y></si><extLst/></sst>"},
        {"phonetic", "<sst xmlns=\"" + main_space +
                         "\"><si><rPh sb='0' eb='1'><t>x</t></rPh><t>Ana</t><phoneticPr fontId='1'></phoneticPr></si></sst>"},
    };
    for (auto const& [what, xml] : strings) { EXPECT_EQ(reworded(sheet, xml), one_read) << what; }
}

TEST(XlsxXml, ReadsUtf16)
{
    std::string const plain = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + sheet_part(one_row).substr(declaration.size());
    std::string wide = "\xFF\xFE";
    for (char const letter : plain) { wide += std::string{letter, '\0'}; }
    EXPECT_EQ(reworded(wide, one_string), one_read);
}

TEST(XlsxXml, GoesOnWithTheParserInTheMidstOfRows)
{
    std::string rows, expected;
    for (int row = 1; row <= 20'000; ++row) {
        std::string const number = std::to_string(row);
        if (row % 7 == 0) {
            expected += number + " \n";
            continue;
        }
        std::string const value = row == 15'000 ? "<![CDATA[cut]]>" : "cell " + number;
        rows += "<row r=\"" + number + "\"><c r=\"A" + number + "\" t=\"str\"><v>" + value + "</v></c></row>";
        expected += number + " " + (row == 15'000 ? "cut" : value) + "\n";
    }
    EXPECT_EQ(read(workbook({.sheet = sheet_part(rows)})), expected);
}

TEST(XlsxXml, RefusesWhatIsNoXml)
{
    std::string const sheet = sheet_part(one_row);
    std::string const bomb = "<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>";
    std::vector<std::pair<std::string, std::string>> const cases{
        {sheet.substr(0, sheet.size() - 12), "is no XML"},
        {sheet.substr(0, sheet.find("<v>2") + 4), "is no XML"},
        {sheet.substr(0, sheet.find("</row>")), "is no XML"},
        {"", "is no XML"},
        {"plain text", "is no XML"},
        {declaration + bomb + sheet.substr(declaration.size()), "document type definition"},
        {sheet_part("<row><c><v>&b;</v></c></row>"), "is no XML"},
        {sheet_part("<row><c><v>&#1;</v></c></row>"), "is no XML"},
        {sheet_part("<row><c><v>1</c></v></row>"), "is no XML"},
        {"<html xmlns=\"" + main_space + "\"/>", "is no sheet"},
    };
    for (auto const& [xml, sentence] : cases) {
        std::string const scanned = read(workbook({.sheet = xml, .strings = one_string}), XmlMachine::scanner);
        EXPECT_NE(scanned.find(sentence), std::string::npos) << xml << "\n" << scanned;
        EXPECT_NE(scanned.find("xl/worksheets/sheet1.xml"), std::string::npos) << scanned;
        EXPECT_NE(read(workbook({.sheet = xml, .strings = one_string}), XmlMachine::expat).find(sentence), std::string::npos) << xml;
    }
    EXPECT_NE(reworded(sheet, one_string.substr(0, one_string.size() - 3)).find("xl/sharedStrings.xml"), std::string::npos);
}

std::string listed(Workbook const& book)
{
    std::string text;
    for (Sheet const& sheet : book.sheets()) {
        text += sheet.name + (sheet.kind == Sheet::Kind::rows ? "" : "*") + (sheet.hidden ? "-" : "") + " ";
    }
    return text;
}

std::unique_ptr<Workbook> opened(std::string bytes)
{
    auto book = open_xlsx(memory_source(std::move(bytes)));
    EXPECT_TRUE(book) << (book ? "" : book.error().message);
    return book ? *std::move(book) : nullptr;
}

TEST(XlsxPackage, ListsSheetsOfAllKinds)
{
    std::string const list =
        "<workbook xmlns=\"" + main_space + "\" xmlns:q=\"" + relationship_space +
        "\"><externalReferences/><sheets><sheet name=\"A &amp; B\" sheetId=\"4\" q:id=\"d\"/><sheet name=\"Chart\" sheetId=\"1\" "
        "q:id=\"c\"/>"
        "<sheet name=\"H\" sheetId=\"2\" state=\"hidden\" q:id=\"b\"/><sheet name=\"V\" sheetId=\"3\" state=\"veryHidden\" q:id=\"a\"/>"
        "<sheet name=\"Macro\" q:id=\"m\"/><sheet name=\"Module\"/></sheets></workbook>";
    std::string const links = relationships({{"a", "worksheet", "worksheets/sheet2.xml"},
                                             {"b", "worksheet", "/xl/worksheets/sheet1.xml"},
                                             {"c", "chartsheet", "chartsheets/sheet1.xml"},
                                             {"m", "xlMacrosheet", "macrosheets/sheet1.xml"},
                                             {"d", "worksheet", "../other/./my%20sheet.xml"}});
    auto const book = opened(workbook({.sheet = sheet_part("<row><c><v>1</v></c></row>"),
                                       .more = {{"xl/workbook.xml", list},
                                                {"xl/_rels/workbook.xml.rels", links},
                                                {"xl/worksheets/sheet2.xml", sheet_part("<row><c><v>2</v></c></row>")},
                                                {"other/my sheet.xml", sheet_part("<row><c><v>3</v></c></row>")}}}));
    ASSERT_TRUE(book);
    EXPECT_EQ(listed(*book), "A & B Chart* H- V- Macro* Module* ");
    EXPECT_EQ(rows_of(*book, 0), "1 n:3\n");
    EXPECT_EQ(rows_of(*book, 2), "1 n:1\n");
    EXPECT_EQ(rows_of(*book, 3), "1 n:2\n");
    EXPECT_EQ(rows_of(*book, 3), "1 n:2\n"); // again from the start
    EXPECT_EQ(book->findings().front().value, "Office Open XML workbook");
}

TEST(XlsxPackage, FindsPartsByWhateverNamesThem)
{
    std::string const strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    std::string const strict_book =
        "<workbook xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" xmlns:r=\"" + strict +
        "\" conformance=\"strict\"><workbookPr date1904=\"true\"/><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/>"
        "</sheets></workbook>";
    std::vector<Link> const links{{"rId1", "worksheet", "worksheets/sheet1.xml"}, {"rId3", "sharedStrings", "sharedStrings.xml"}};
    Made const usual{.sheet = sheet_part(one_row), .strings = one_string};
    std::vector<std::pair<std::string, Parts>> const cases{
        {"strict", {{"xl/workbook.xml", strict_book}, {"xl/_rels/workbook.xml.rels", relationships(links, strict)}}},
        {"no package relationships", {{"_rels/.rels", relationships({})}}},
        {"absolute", {{"_rels/.rels", relationships({{"x", "officeDocument", "/xl/workbook.xml"}})}}},
        {"backslashes", {{"xl/_rels/workbook.xml.rels", relationships({{"rId1", "worksheet", "worksheets\\sheet1.xml"}})}}},
        {"other case", {{"xl/_rels/workbook.xml.rels", relationships({{"rId1", "worksheet", "Worksheets/Sheet1.XML"}})}}},
        {"others in front",
         {{"_rels/.rels", relationships({{"a", "metadata/core-properties", "docProps/core.xml"},
                                         {"b", "officeDocument", "missing.xml"},
                                         {"c", "officeDocument", "xl/workbook.xml"}})}}},
    };
    for (auto const& [what, more] : cases) {
        Made made = usual;
        made.more = more;
        EXPECT_EQ(read(workbook(made)), one_read) << what;
    }
}

TEST(XlsxPackage, SaysWhatIsMissing)
{
    Made const usual{.sheet = sheet_part(one_row), .strings = one_string};
    std::string const charts = relationships({{"rId1", "chartsheet", "worksheets/sheet1.xml"}});
    std::vector<std::pair<Parts, std::string>> const cases{
        {{{"xl/_rels/workbook.xml.rels", relationships({})}},
         "! FILE_DAMAGED The workbook is damaged: in its part 'xl/workbook.xml' the sheet 'People' leads to no part"},
        {{{"xl/_rels/workbook.xml.rels", relationships({{"rId1", "worksheet", "gone.xml"}})}},
         "leads to the part 'xl/gone.xml', which is missing"},
        {{{"xl/_rels/workbook.xml.rels", charts}}, "! FILE_EMPTY The workbook has no sheet with rows"},
        {{{"xl/workbook.xml", "<workbook xmlns=\"" + main_space + "\"/>"}}, "! FILE_EMPTY"},
        {{{"xl/workbook.xml", "<document/>"}}, "is no workbook"},
        {{{"xl/workbook.xml", "<workbook"}}, "'xl/workbook.xml' line 1 is no XML"},
        {{{"_rels/.rels", relationships({{"a", "officeDocument", "xl/workbook.bin"}})}, {"xl/workbook.bin", "\x83\x01"}},
         "! FILE_KIND The file is a binary workbook (.xlsb)"},
    };
    for (auto const& [more, sentence] : cases) {
        Made made = usual;
        made.more = more;
        std::string const said = read(workbook(made));
        EXPECT_NE(said.find(sentence), std::string::npos) << said;
    }
    EXPECT_EQ(read(stored_archive({{"readme.txt", "x"}})).substr(0, 47), "! FILE_DAMAGED There is no workbook in the file");
    EXPECT_EQ(read("no archive").substr(0, 2), "! ");
}

TEST(XlsxPackage, CountsAllPartsTogether)
{
    std::string const bytes =
        workbook({.sheet = sheet_part(one_row), .strings = strings_part("<si><t>" + std::string(5'000, 'a') + "</t></si>")});
    std::shared_ptr<ByteSource const> const file{memory_source(bytes)};
    EXPECT_TRUE(open_xlsx(file, 5'600));
    for (std::uint64_t const limit : {std::uint64_t{100}, std::uint64_t{5'300}}) {
        auto const refused = open_xlsx(file, limit);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().kind, ErrorKind::too_large) << refused.error().message;
    }
}

} // namespace
} // namespace muster::xlsx_test
