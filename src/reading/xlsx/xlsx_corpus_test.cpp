#include "reading/spreadsheet/corpus_test.hpp"
#include "reading/xlsx/cell_writer.hpp"
#include "reading/xlsx/sheet_machine.hpp"
#include "reading/xlsx/workbook_part.hpp"
#include "reading/xlsx/xlsx_reading_test.hpp"

#include <filesystem>
#include <set>

namespace muster::xlsx_test {
namespace {

using corpus_test::as_csv;
using corpus_test::contents;
std::filesystem::path const corpus = corpus_test::folder_of("xlsx");

std::set<std::filesystem::path> workbooks()
{
    std::set<std::filesystem::path> found;
    for (auto const& entry : std::filesystem::directory_iterator{corpus}) {
        if (entry.path().extension() == ".xlsx") { found.insert(entry.path()); }
    }
    return found;
}

TEST(XlsxCorpus, ReadsWhatOtherProgramsWrote)
{
    std::size_t compared = 0;
    for (auto const& path : workbooks()) {
        for (XmlMachine const machine : {XmlMachine::scanner, XmlMachine::expat}) {
            auto const book = open_xlsx(memory_source(contents(path)), standard_unpacked_limit, machine);
            ASSERT_TRUE(book) << path << " " << book.error().message;
            for (std::size_t sheet = 0; sheet < (*book)->sheets().size(); ++sheet) {
                if ((*book)->sheets()[sheet].kind == Sheet::Kind::other) { continue; }
                EXPECT_EQ(as_csv(**book, sheet, corpus_test::BlankEnds::counted), contents(corpus_test::expected_of(path, sheet)))
                    << path << " " << sheet;
                ++compared;
            }
        }
    }
    EXPECT_GE(compared, 20U);
}

/// The filled rows that the scanner gives by itself, or what stopped it.
std::string scanned(Package const& package, std::string const& part, CellMeaning const& meaning, WindowSize window = {})
{
    auto const machine = make_sheet_scanner(*package.part(part), part, meaning, window);
    RowBatch batch;
    auto step = machine->next(batch);
    while (step && *step == SheetMachine::Step::row) { step = machine->next(batch); }
    if (!step) { return step.error().message; }
    if (*step == SheetMachine::Step::strange) { return "strange behind " + std::to_string(batch.size()) + " rows"; }
    std::string all;
    for (std::size_t row = 0; row < batch.size(); ++row) {
        all += std::to_string(batch.entry(row).number.value) + " ";
        for (std::size_t column = 0; column < batch.entry(row).cell_count; ++column) {
            all += (column > 0 ? "|" : "") + shown(batch.cell(row, column));
        }
        all += '\n';
    }
    return all;
}

/// Otherwise they would be read seven times as slowly, and no other test would tell.
TEST(XlsxCorpus, NeedsNoParserForWhatWellKnownProgramsWrite)
{
    for (auto const& path : workbooks()) {
        auto const package = Package::open(memory_source(contents(path)), standard_unpacked_limit);
        ASSERT_TRUE(package);
        auto const workbook = read_workbook_part(*package);
        ASSERT_TRUE(workbook);
        CellMeaning meaning;
        if (!workbook->texts_part.empty()) {
            auto texts = SharedTexts::read(*package, workbook->texts_part, XmlMachine::scanner);
            ASSERT_TRUE(texts);
            meaning.texts = *std::move(texts);
        }
        std::string const all = scanned(*package, workbook->sheet_parts[0], meaning);
        EXPECT_GT(std::ranges::count(all, '\n'), 1) << path << " " << all;
        for (std::size_t room = 32; room < 128; room += 7) {
            EXPECT_EQ(scanned(*package, workbook->sheet_parts[0], meaning, {.room = room, .ahead = room / 2}), all) << path << " " << room;
        }
    }
}

/// The way of the Open XML SDK, and with it of many programs of companies.
TEST(XlsxScanner, ReadsPrefixesWhereverTheWindowEnds)
{
    std::string rows, expected;
    for (int row = 2; row < 90; ++row) {
        std::string const number = std::to_string(row);
        rows += "<x:row r=\"" + number + "\"><x:c r=\"A" + number + "\" t=\"inlineStr\"><x:is><x:t>x:" + number + "</x:t></x:is></x:c>" +
                "<x:c r=\"C" + number + "\"><x:f>1</x:f><x:v>" + number + "</x:v></x:c><x:c /></x:row>\r\n";
        expected += number + " x:" + number + "||n:" + number + "\n";
    }
    std::string const part = "xl/worksheets/sheet1.xml";
    std::string const bytes =
        workbook({.sheet = declaration + "<x:worksheet xmlns:x=\"" + main_space + "\"><x:cols><x:col min='1'/></x:cols>" + "<x:sheetData>" +
                           rows + "</x:sheetData></x:worksheet>\n"});
    auto const package = Package::open(memory_source(bytes), standard_unpacked_limit);
    ASSERT_TRUE(package);
    EXPECT_EQ(scanned(*package, part, CellMeaning{}), expected);
    for (std::size_t room = 32; room < 200; ++room) {
        EXPECT_EQ(scanned(*package, part, CellMeaning{}, {.room = room, .ahead = 16 + room % 5}), expected) << room;
    }
    EXPECT_EQ(read(bytes), "1 \n" + expected);
}

} // namespace
} // namespace muster::xlsx_test
