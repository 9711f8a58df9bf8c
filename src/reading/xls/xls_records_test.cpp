#include "reading/xls/xls_builder_test.hpp"

#include <gtest/gtest.h>

namespace muster::xls_test {
namespace {

struct Case {
    char const* name;
    std::string bytes;
    std::string expected;
};
void PrintTo(Case const& one, std::ostream* out) { *out << one.name; } // NOLINT: the name that gtest looks for

/// A BIFF8 sheet's records between settings and EOF, with dates as XF 1, date and time 2, per cent 3, time 4, text 5.
std::string sheet_8(std::string const& records, std::string const& settings = "")
{
    std::string const formats = format_8(164, "yyyy\\-mm\\-dd") + format_8(165, "dd/mm/yyyy hh:mm:ss");
    return workbook(settings + formats + xf_8(0) + xf_8(164) + xf_8(165) + xf_8(10) + xf_8(21) + xf_8(49), {{.records = records}});
}
std::string formula(std::string const& place, std::string const& result)
{
    return record(0x0006, place + result + u16(0) + u32(0) + u16(0));
}
std::string special(unsigned type, unsigned value) { return u8(type) + u8(0) + u8(value) + std::string(3, '\0') + u16(0xFFFF); }
std::string string_8(std::string const& text) { return record(0x0207, narrow_string(text)); }
std::string rk(unsigned row, unsigned column, std::uint32_t bits, unsigned xf = 0)
{
    return record(0x027E, at(row, column, xf) + u32(bits));
}
std::string error_8(unsigned column, unsigned code) { return record(0x0205, at(0, column) + u8(code) + u8(1)); }
std::uint32_t rk_of(double value) { return static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(value) >> 32U); }

std::vector<Case> const cells_8 = {
    {"NoCells", sheet_8(""), ""},
    {"Number", sheet_8(number_8(0, 0, 1234.5) + number_8(0, 1, 385911234567.0)), "1234.5:n|385911234567:n"},
    {"NumberThatIsNone", sheet_8(record(0x0203, at(0, 0) + std::string(8, '\xFF'))), "#NUM!:e"},
    {"RkWhole", sheet_8(rk(0, 0, 7U << 2 | 2)), "7:n"},
    {"RkNegative", sheet_8(rk(0, 0, static_cast<std::uint32_t>(-7 * 4) | 2)), "-7:n"},
    {"RkHundredth", sheet_8(rk(0, 0, 12345U << 2 | 3)), "123.45:n"},
    {"RkDouble", sheet_8(rk(0, 0, rk_of(0.5))), "0.5:n"},
    {"RkDoubleHundredth", sheet_8(rk(0, 0, rk_of(150.0) | 1)), "1.5:n"},
    {"MultipleRk", sheet_8(record(0x00BD, u16(0) + u16(1) + u16(0) + u32(4 | 2) + u16(3) + u32(rk_of(0.5)) + u16(2)) + number_8(1, 0, 1)),
     "|1:n|50%:n/1:n"},
    {"Label", sheet_8(label_8(0, 0, "\xE8") + record(0x0204, at(0, 1) + wide_string(u"\u010D\U0001F600"))), "\u00E8|\u010D\U0001F600"},
    {"LabelWithoutFlags", sheet_8(record(0x0204, at(0, 0) + byte_string("Ana", 2))), "Ana"},
    {"LoneSurrogates", sheet_8(record(0x0204, at(0, 0) + u16(4) + u8(1) + u16(0xD83D) + u16('a') + u16(0xDE00) + u16(0xD83D))),
     "\uFFFDa\uFFFD\uFFFD"},
    {"RichLabel", sheet_8(record(0x00D6, at(0, 0) + narrow_string("rich") + u16(1) + u32(0))), "rich"},
    {"SharedLabel", sheet_8(record(0x00FD, at(0, 0) + u32(1)), sst(2, narrow_string("a") + narrow_string("b"))), "b"},
    {"SharedLabelThatIsNotThere", sheet_8(record(0x00FD, at(0, 0) + u32(2)), sst(2, narrow_string("a") + narrow_string("b"))),
     "!FILE_DAMAGED"},
    {"Booleans", sheet_8(record(0x0205, at(0, 0) + u8(1) + u8(0)) + record(0x0205, at(0, 1) + u8(0) + u8(0))), "TRUE:b|FALSE:b"},
    {"Errors",
     sheet_8(error_8(0, 0x00) + error_8(1, 0x07) + error_8(2, 0x0F) + error_8(3, 0x17) + error_8(4, 0x1D) + error_8(5, 0x24) +
             error_8(6, 0x2A) + error_8(7, 0x2B) + error_8(8, 0x63)),
     "#NULL!:e|#DIV/0!:e|#VALUE!:e|#REF!:e|#NAME?:e|#NUM!:e|#N/A:e|#GETTING_DATA:e|#UNKNOWN!:e"},
    {"Blanks", sheet_8(record(0x0201, at(0, 0)) + label_8(0, 2, "c") + record(0x00BE, u16(9) + u16(0) + u16(0) + u16(0) + u16(1))), "||c"},
    {"EmptyTextsAtTheEnd", sheet_8(label_8(0, 0, "a") + label_8(5, 0, "") + record(0x00FD, at(6, 0) + u32(0)), sst(1, narrow_string(""))),
     "a"},
    {"LeftOutRows", sheet_8(label_8(2, 1, "x")), "//|x"},
    {"ColumnIv", sheet_8(label_8(0, 255, "iv")), std::string(255, '|') + "iv"},
    {"BeyondColumnIv", sheet_8(label_8(0, 256, "iw")), "!FILE_DAMAGED"},
    {"CellCutOff", sheet_8(record(0x0203, at(0, 0) + "1234")), "!FILE_DAMAGED"},
    {"EmptyCell", sheet_8(record(0x00FD, "")), "!FILE_DAMAGED"},
    {"TextCutOff", sheet_8(record(0x0204, at(0, 0) + u16(9) + u8(0) + "abc")), "!FILE_DAMAGED"},
    {"TextCutOffBeforeItsCount", sheet_8(record(0x0204, at(0, 0) + "\1")), "!FILE_DAMAGED"},
    {"MultipleRkCutOff", sheet_8(record(0x00BD, u16(0) + u16(1) + u16(2))), "!FILE_DAMAGED"},
    {"MultipleRkBeyondColumnIv", sheet_8(record(0x00BD, u16(0) + u16(255) + std::string(12, '\0') + u16(256))), "!FILE_DAMAGED"},
    {"Dates", sheet_8(number_8(0, 0, 30741, 1) + number_8(0, 1, 45418.5, 2) + number_8(0, 2, 0.5, 3) + number_8(0, 3, 0.25, 4)),
     "1984-02-29:d|2024-05-06T12:00:00:D|50%:n|06:00:00:t"},
    {"DatesFrom1904", sheet_8(number_8(0, 0, 29279, 1), record(0x0022, u16(1))), "1984-02-29:d"},
    {"NumberInATextCell", sheet_8(number_8(0, 0, 385911234567.0, 5)), "385911234567"},
    {"UnknownXf", sheet_8(number_8(0, 0, 30741, 99)), "30741:n"},
    {"FormatThatMakesNoSense",
     sheet_8(number_8(0, 0, 1, 6), format_8(200, "yyyy") + record(0x041E, u16(201) + u16(9)) + record(0x041E, "a")), "1:n"},
};

std::vector<Case> const formulas_8 = {
    {"Number", sheet_8(formula(at(0, 0), f64(1.5)) + formula(at(0, 1, 1), f64(30741))), "1.5:n|1984-02-29:d"},
    {"Text", sheet_8(formula(at(0, 0), special(0, 0)) + string_8("text") + label_8(0, 1, "b")), "text|b"},
    {"TextBehindASharedFormula", sheet_8(formula(at(0, 0), special(0, 0)) + record(0x04BC, "shared") + string_8("text")), "text"},
    {"TextBehindAnArray", sheet_8(formula(at(0, 0), special(0, 0)) + record(0x0221, "array") + string_8("text")), "text"},
    {"TextBehindATable", sheet_8(formula(at(0, 0), special(0, 0)) + record(0x0236, "table") + string_8("text")), "text"},
    {"TextThatDoesNotCome", sheet_8(formula(at(0, 0), special(0, 0)) + label_8(0, 1, "b") + string_8("stray") + label_8(0, 2, "c")),
     "|b|c"},
    {"TextBehindBlanks",
     sheet_8(formula(at(0, 0), special(0, 0)) + record(0x00BE, u16(0) + u16(1) + u16(0) + u16(0) + u16(2)) + string_8("stray")), ""},
    {"TextThatDoesNotComeAtTheEnd", sheet_8(formula(at(0, 0), special(0, 0))), ""},
    {"LongText",
     sheet_8(formula(at(0, 0), special(0, 0)) + record(0x0207, u16(5) + u8(0) + "ab") + record(0x003C, u8(1) + wide(u"\u010Dd")) +
             record(0x003C, u8(0) + "e") + label_8(0, 1, "b")),
     "ab\u010Dde|b"},
    {"Boolean", sheet_8(formula(at(0, 0), special(1, 1)) + formula(at(0, 1), special(1, 0))), "TRUE:b|FALSE:b"},
    {"Error", sheet_8(formula(at(0, 0), special(2, 0x07)) + formula(at(0, 1), special(2, 0x2A))), "#DIV/0!:e|#N/A:e"},
    {"EmptyText", sheet_8(formula(at(0, 0), special(3, 0)) + label_8(0, 1, "b")), "|b"},
    {"CutOff", sheet_8(record(0x0006, at(0, 0) + "123")), "!FILE_DAMAGED"},
};

std::string chart(std::string const& inside = "") { return begin_8(0x0020) + label_8(0, 0, "chart") + inside + eof; }

std::vector<Case> const structures_8 = {
    {"ChartInASheet", sheet_8(label_8(0, 0, "a") + chart() + label_8(0, 1, "b")), "a|b"},
    {"ChartInAChart", sheet_8(label_8(0, 0, "a") + chart(chart()) + label_8(0, 1, "b")), "a|b"},
    {"ChartBetweenFormulaAndText", sheet_8(formula(at(0, 0), special(0, 0)) + chart() + string_8("text")), "text"},
    {"NoEndOfTheSheet", workbook("", {{.records = label_8(0, 0, "a") + begin_8(0x0020)}}), "!FILE_DAMAGED"},
    {"ColumnByColumn",
     sheet_8(label_8(0, 0, "a") + label_8(1, 0, "b") + label_8(2, 0, "c") + label_8(0, 1, "x") + label_8(1, 1, "y") + label_8(2, 1, "z")),
     "a|x/b|y/c|z"},
    {"FromBelow", sheet_8(label_8(2, 1, "c") + label_8(2, 0, "b") + number_8(0, 0, 1)), "1:n//b|c"},
    {"TwiceInOnePlace",
     sheet_8(label_8(0, 0, "old") + label_8(0, 1, "b") + label_8(0, 0, "new") + label_8(1, 0, "c") + label_8(0, 0, "newest")),
     "newest|b/c"},
    {"SheetThatDoesNotBegin", begin_8(5) + record(0x0085, u32(0xFFFF) + u8(0) + u8(0) + u8(1) + u8(0) + "S") + eof, "!FILE_DAMAGED"},
    {"SheetThatBeginsElsewhere", begin_8(5) + record(0x0085, u32(20) + u8(0) + u8(0) + u8(1) + u8(0) + "S") + eof, "!FILE_DAMAGED"},
    {"NoSheet", begin_8(5) + eof, "!FILE_KIND"},
    {"NoEndOfTheGlobals", begin_8(5) + record(0x0085, u32(0) + u8(0) + u8(0) + u8(1) + u8(0) + "S"), "!FILE_DAMAGED"},
    {"ListOfSheetsCutOff", begin_8(5) + record(0x0085, u32(0)) + eof, "!FILE_DAMAGED"},
    {"SheetWithoutGlobals", begin_8(0x10) + sst(1, narrow_string("a")) + record(0x00FD, at(0, 0) + u32(0)) + eof, "a"},
    {"ChartWithoutGlobals", begin_8(0x20) + eof, "!FILE_KIND"},
    {"Xor", workbook(record(0x002F, u16(0) + u16(1) + u16(2)), {{}}), "!FILE_ENCRYPTED"},
    {"Rc4", workbook(record(0x002F, u16(1) + u16(1) + u16(1) + std::string(48, 'x')), {{}}), "!FILE_ENCRYPTED"},
    {"Empty", "", "!FILE_DAMAGED"},
    {"NoBeginning", label_8(0, 0, "a"), "!FILE_DAMAGED"},
    {"UnknownKind", begin_8(0x0999) + eof, "!FILE_DAMAGED"},
};

/// The text of both sides of the SST's boundaries: each body is a record, the first an SST, the others CONTINUE.
std::string shared(unsigned count, std::vector<std::string> const& bodies)
{
    std::string records = sst(count, bodies.front());
    std::string labels;
    for (std::size_t body = 1; body < bodies.size(); ++body) { records += record(0x003C, bodies[body]); }
    for (unsigned label = 0; label < count; ++label) { labels += record(0x00FD, at(0, label) + u32(label)); }
    return workbook(records, {{.records = labels}});
}
std::string const furigana = wide(u"タナカ");
std::string const phonetic_name = u16(2) + u8(0x05) + u32(furigana.size()) + wide(u"田中") + furigana;
std::string const rich_phonetic = u16(3) + u8(0x0C) + u16(2) + u32(4) + "abc" + std::string(8, 'r') + "ext!";

std::vector<Case> const shared_strings = {
    {"Plain", shared(2, {narrow_string("Ana") + wide_string(u"Čop")}), "Ana|Čop"},
    {"PhoneticLeftOut", shared(2, {phonetic_name + narrow_string("b")}), "田中|b"},
    {"RunsAndPhoneticLeftOut", shared(2, {rich_phonetic + narrow_string("b")}), "abc|b"},
    {"SplitBetweenStrings", shared(2, {narrow_string("a"), narrow_string("b")}), "a|b"},
    {"SplitInNarrowCharacters", shared(2, {u16(4) + u8(0) + "ab", u8(0) + "cd" + narrow_string("e")}), "abcd|e"},
    {"NarrowThenWide", shared(2, {u16(4) + u8(0) + "ab", u8(1) + wide(u"čd") + narrow_string("e")}), "abčd|e"},
    {"WideThenNarrow", shared(2, {u16(4) + u8(1) + wide(u"čb"), u8(0) + "cd" + narrow_string("e")}), "čbcd|e"},
    {"SplitInAPair", shared(2, {u16(3) + u8(1) + wide(u"\xD83D"), u8(1) + wide(u"\xDE00!") + narrow_string("e")}), "😀!|e"},
    {"PairCutByNarrow", shared(1, {u16(2) + u8(1) + wide(u"\xD83D"), u8(0) + "a"}), "\uFFFDa"},
    {"SplitInAUnit", shared(2, {u16(2) + u8(1) + u16('a') + "\x0D", u8(1) + "\x01" + narrow_string("e")}), "ač|e"},
    {"SplitBeforeCharacters", shared(2, {u16(2) + u8(0), u8(0) + "ab" + narrow_string("e")}), "ab|e"},
    {"SplitInTheCount", shared(2, {u8(2), u8(0) + u8(0) + "ab" + narrow_string("e")}), "ab|e"},
    {"SplitInTheRichHeader", shared(2, {rich_phonetic.substr(0, 4), rich_phonetic.substr(4) + narrow_string("b")}), "abc|b"},
    {"SplitInTheRuns", shared(2, {rich_phonetic.substr(0, 15), rich_phonetic.substr(15) + narrow_string("b")}), "abc|b"},
    {"SplitInThePhonetic", shared(2, {phonetic_name.substr(0, 13), phonetic_name.substr(13) + narrow_string("b")}), "田中|b"},
    {"EmptyContinue", shared(2, {narrow_string("a"), "", narrow_string("b")}), "a|b"},
    {"ManyPieces", shared(1, {u16(4) + u8(0) + "a", u8(0) + "b", u8(1) + u16('c'), u8(0) + "d"}), "abcd"},
    {"CharactersMissing", shared(1, {u16(9) + u8(0) + "abc"}), "!FILE_DAMAGED"},
    {"PhoneticMissing", shared(1, {u16(1) + u8(4) + u32(0xFFFFFFFF) + "a"}), "!FILE_DAMAGED"},
    {"CountThatLies",
     workbook(record(0x00FC, u32(0xFFFFFFFF) + u32(0xFFFFFFFF) + narrow_string("a")), {{.records = record(0x00FD, at(0, 0) + u32(0))}}),
     "a"},
    {"CountCutOff", workbook(record(0x00FC, u32(1) + "\1"), {{}}), "!FILE_DAMAGED"},
};

std::string old(unsigned begin, std::string const& records)
{
    return record(static_cast<std::uint16_t>(begin), u16(0) + u16(0x10)) + records + eof;
}
std::string label_5(unsigned column, std::string const& text) { return record(0x0204, at(0, column) + byte_string(text, 2)); }
std::string paged(unsigned code_page, std::string const& text)
{
    return workbook(record(0x0042, u16(code_page)), {{.records = label_5(0, text)}}, 5);
}
std::string const format_4_day = record(0x041E, u16(0) + byte_string("General", 1)) + record(0x041E, u16(0) + byte_string("d-mmm-yy", 1));
std::string const format_3_day = record(0x001E, byte_string("General", 1)) + record(0x001E, byte_string("d-mmm-yy", 1));

std::vector<Case> const older = {
    {"Biff5Cells",
     workbook(record(0x041E, u16(164) + byte_string("yyyy-mm-dd", 1)) + record(0x00E0, std::string(16, '\0')) +
                  record(0x00E0, u16(0) + u16(164) + u32(0)),
              {{.records = label_5(0, "a") + record(0x00D6, at(0, 1) + byte_string("rich", 2) + u8(1) + u16(0)) + number_8(0, 2, 30741, 1) +
                           formula(at(0, 3), special(0, 0)) + record(0x0207, byte_string("text", 2)) + rk(0, 4, 7U << 2 | 2)}},
              5),
     "a|rich|1984-02-29:d|text|7:n"},
    {"Biff5Xor", workbook(record(0x002F, u32(1)), {{}}, 5), "!FILE_ENCRYPTED"},
    {"MacRoman", paged(10000, "\x8E\xEA"), "éÍ"},
    {"ExcelsMacRoman", paged(0x8000, "\x8E"), "é"},
    {"ShiftJis", paged(932, "\x93\x63\x92\x86\xB6\xFB\xFC"), "田中ｶ髙"},
    {"Gbk", paged(936, "\xCD\xF5\x95\x4E"), "王昇"},
    {"Uhc", paged(949, "\xB1\xE8\x8C\x63"), "김똠"},
    {"Big5", paged(950, "\xA4\xFD"), "王"},
    {"Windows1250", paged(1250, "\x8A\x69me"), "Šime"},
    {"Windows1251", paged(1251, "\xC0"), "А"},
    {"Dos852", paged(852, "\xE6"), "Š"},
    {"NoCodePage", workbook("", {{.records = label_5(0, "\xE9") + label_5(1, "\xC4\x8D")}}, 5), "é|č"},
    {"UnknownCodePage", paged(9, "a\xE9"), "a\uFFFD"},
    {"Biff2",
     old(0x0009, record(0x0004, at_2(0, 0) + byte_string("a", 1)) + record(0x0002, at_2(0, 1) + u16(65535)) +
                     record(0x0003, at_2(0, 2) + f64(1.5)) + record(0x0005, at_2(0, 3) + u8(1) + u8(0)) +
                     record(0x0005, at_2(0, 4) + u8(0x2A) + u8(1)) + record(0x0006, at_2(0, 5) + f64(2.5) + u8(0)) +
                     record(0x0006, at_2(0, 6) + special(0, 0) + u8(0)) + record(0x0007, byte_string("text", 1))),
     "a|65535:n|1.5:n|TRUE:b|#N/A:e|2.5:n|text"},
    {"Biff2BuiltInDate", old(0x0009, record(0x0003, at_2(0, 0, 0, 12) + f64(30741))), "1984-02-29:d"},
    {"Biff2NamedDate", old(0x0009, format_3_day + record(0x0002, at_2(0, 0, 0, 1) + u16(30741))), "1984-02-29:d"},
    {"Biff2Xf",
     old(0x0009,
         format_3_day + record(0x0043, u32(0)) + record(0x0043, u16(0) + u8(1) + u8(0)) + record(0x0002, at_2(0, 0, 1) + u16(30741))),
     "1984-02-29:d"},
    {"Biff2WideXf",
     old(0x0009, format_3_day + record(0x0043, u32(0)) + record(0x0043, u16(0) + u8(1) + u8(0)) + record(0x0044, u16(1)) +
                     record(0x0002, at_2(0, 0, 63) + u16(30741))),
     "1984-02-29:d"},
    {"Biff2MacRoman", old(0x0009, record(0x0042, u16(0x8000)) + record(0x0004, at_2(0, 0) + byte_string("\x8E", 1))), "é"},
    {"Biff2From1904", old(0x0009, record(0x0022, u16(1)) + record(0x0003, at_2(0, 0, 0, 12) + f64(29279))), "1984-02-29:d"},
    {"Biff2Xor", old(0x0009, record(0x002F, u32(1))), "!FILE_ENCRYPTED"},
    {"Biff3",
     old(0x0209, format_3_day + record(0x0243, std::string(12, '\0')) + record(0x0243, u8(0) + u8(1) + std::string(10, '\0')) +
                     label_5(0, "a") + rk(0, 1, 30741U << 2 | 2, 1) + record(0x0206, at(0, 2) + f64(1.5) + u16(0)) +
                     record(0x0206, at(0, 3) + special(0, 0) + u16(0)) + record(0x0207, byte_string("text", 2))),
     "a|1984-02-29:d|1.5:n|text"},
    {"Biff4",
     old(0x0409, format_4_day + record(0x0443, std::string(12, '\0')) + record(0x0443, u8(0) + u8(1) + std::string(10, '\0')) +
                     label_5(0, "a") + rk(0, 1, 30741U << 2 | 2, 1) + record(0x0406, at(0, 2) + special(2, 7) + u16(0))),
     "a|1984-02-29:d|#DIV/0!:e"},
    {"Biff4Chart", record(0x0409, u16(0) + u16(0x20)) + eof, "!FILE_KIND"},
    {"ZeroVersion", record(0x0809, u16(0) + u16(0x10) + u32(0)) + label_5(0, "a") + number_8(0, 1, 7) + eof, "a|7:n"},
};

class XlsRecords : public testing::TestWithParam<Case> {};
TEST_P(XlsRecords, ReadAs) { EXPECT_EQ(read(GetParam().bytes), GetParam().expected); }
auto const name_of_case = [](auto const& one) { return std::string{one.param.name}; };
INSTANTIATE_TEST_SUITE_P(Cells, XlsRecords, testing::ValuesIn(cells_8), name_of_case);
INSTANTIATE_TEST_SUITE_P(Formulas, XlsRecords, testing::ValuesIn(formulas_8), name_of_case);
INSTANTIATE_TEST_SUITE_P(Structures, XlsRecords, testing::ValuesIn(structures_8), name_of_case);
INSTANTIATE_TEST_SUITE_P(SharedStrings, XlsRecords, testing::ValuesIn(shared_strings), name_of_case);
INSTANTIATE_TEST_SUITE_P(OlderFormats, XlsRecords, testing::ValuesIn(older), name_of_case);

TEST(XlsWorkbook, ListsItsSheetsWithKindAndVisibility)
{
    std::string const bytes = workbook("", {{.name = "Open", .records = label_8(0, 0, "1")},
                                            {.name = "Hidden", .records = label_8(0, 0, "2"), .visibility = 1},
                                            {.name = "VeryHidden", .visibility = 2},
                                            {.name = "Chart", .type = 2, .kind = 0x20},
                                            {.name = "Macros", .type = 1, .kind = 0x40},
                                            {.name = "Last", .records = label_8(0, 0, "6")}});
    auto const book = open_xls(std::shared_ptr<ByteSource const>{memory_source(compound(bytes))});
    ASSERT_TRUE(book) << book.error().message;
    std::string list;
    for (Sheet const& sheet : (*book)->sheets()) {
        list += sheet.name + (sheet.hidden ? "-hidden" : "") + (sheet.kind == Sheet::Kind::rows ? " " : "-other ");
    }
    EXPECT_EQ(list, "Open Hidden-hidden VeryHidden-hidden Chart-other Macros-other Last ");
    EXPECT_EQ(rows_of(**book, 0), "1");
    EXPECT_EQ(rows_of(**book, 1), "2");
    EXPECT_EQ(rows_of(**book, 5), "6");
    EXPECT_EQ(rows_of(**book, 5), "6"); // any number of times
}

TEST(XlsWorkbook, NamesOfSheetsAreTextOfTheLastCodePage)
{
    std::string const settings =
        record(0x0042, u16(1252)) + record(0x041E, u16(164) + byte_string("0 \xE8", 1)) + record(0x0042, u16(1250));
    auto const book = open_xls(std::shared_ptr<ByteSource const>{memory_source(workbook(settings, {{.name = "\xC8"}}, 5))});
    ASSERT_TRUE(book) << book.error().message;
    EXPECT_EQ((*book)->sheets()[0].name, "Č");
}

TEST(XlsWorkbook, ReadsTheSheetsOfABiff4Workbook)
{
    auto const inner = [](std::string const& name, std::string const& records) {
        std::string const sheet = old(0x0409, records);
        return record(0x008F, u32(sheet.size()) + byte_string(name, 1)) + sheet;
    };
    std::string const dated = format_4_day + record(0x0443, u8(0) + u8(1) + std::string(10, '\0')) + rk(0, 0, 30741U << 2 | 2);
    std::string const bytes =
        record(0x0409, u16(0) + u16(0x100)) + record(0x0042, u16(1250)) + inner("\xC8", label_5(0, "\xC8")) + inner("B", dated) + eof;
    auto const book = open_xls(std::shared_ptr<ByteSource const>{memory_source(bytes)});
    ASSERT_TRUE(book) << book.error().message;
    ASSERT_EQ((*book)->sheets().size(), 2U);
    EXPECT_EQ((*book)->sheets()[0].name, "Č");
    EXPECT_EQ(rows_of(**book, 0), "Č");
    EXPECT_EQ(rows_of(**book, 1), "1984-02-29:d");
}

TEST(XlsWorkbook, TellsFormatDateSystemAndCodePage)
{
    auto const found = [](std::string const& bytes) {
        auto const book = open_xls(std::shared_ptr<ByteSource const>{memory_source(bytes)});
        std::string text;
        for (Finding const& finding : (*book)->findings()) { text += finding.what + "=" + finding.value + "; "; }
        return text;
    };
    EXPECT_EQ(found(workbook(record(0x0022, u16(1)), {{}})), "format=Excel 97-2003 workbook (BIFF8); date system=1904; ");
    EXPECT_EQ(found(paged(932, "a")), "format=Excel 5.0/95 workbook (BIFF5/7); date system=1900; encoding=windows-31j; ");
    EXPECT_EQ(found(old(0x0009, "")), "format=Excel 2 worksheet (BIFF2); date system=1900; encoding=windows-1252; ");
}

} // namespace
} // namespace muster::xls_test
