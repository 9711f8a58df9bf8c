#include "reading/xls/compound_file.hpp"
#include "reading/xls/gathered_cells.hpp"
#include "reading/xls/xls_builder_test.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace muster::xls_test {
namespace {

std::string const small_book =
    workbook(sst(1, narrow_string("shared")), {{.records = record(0x00FD, at(0, 0) + u32(0)) + label_8(1, 1, "b")}});
std::string const small_rows = "shared/|b";

/// A workbook of at least so many bytes with one cell a row.
std::string large_book(std::size_t size)
{
    std::string records;
    for (unsigned row = 0; records.size() < size; ++row) {
        records += label_8(row, 0, "row " + std::to_string(row)) + record(0x00E5, std::string(8'000, 'm'));
    }
    return workbook("", {{.records = records}});
}
void patch(std::string& bytes, std::size_t place, std::string const& with) { bytes.replace(place, with.size(), with); }

TEST(CompoundFile, FindsTheWorkbookInAnyCaseAndPrefersTheNewerOne)
{
    std::string const other = workbook("", {{.records = label_8(0, 0, "old")}}, 8);
    EXPECT_EQ(read(compound(small_book, "WORKBOOK")), small_rows);
    EXPECT_EQ(read(compound(small_book, "book")), small_rows);
    EXPECT_EQ(read(CompoundBuilder{{{"Book", other, ""}, {"Workbook", small_book, ""}}}.build()), small_rows);
    EXPECT_EQ(read(CompoundBuilder{{{"Workbook", other, "MBD1"}, {"Workbook", small_book, ""}}}.build()),
              small_rows); // an embedded document's
    EXPECT_EQ(read(CompoundBuilder{{{"Workbook", other, "MBD1"}}}.build()), "!FILE_KIND");
}

TEST(CompoundFile, RefusesWhatHoldsNoWorkbookByName)
{
    EXPECT_EQ(read(CompoundBuilder{{{"WordDocument", "text", ""}}}.build()), "!FILE_KIND");
    auto const sentence = [](std::string const& bytes) {
        auto const book = open_xls(std::shared_ptr<ByteSource const>{memory_source(bytes)});
        return book ? std::string{} : std::string{name_of(book.error().kind)} + ": " + book.error().message;
    };
    std::string const advice =
        "). Open it in a spreadsheet program, take the password off (also a password for writing or for the structure), "
        "save it and import it again.";
    EXPECT_EQ(sentence(CompoundBuilder{{{"EncryptionInfo", "i", ""}, {"EncryptedPackage", "p", ""}}}.build()),
              "unsupported: The workbook is protected with a password (encryption of .xlsx files" + advice);
    EXPECT_EQ(sentence(compound(workbook(record(0x002F, u16(1)), {{}}))),
              "unsupported: The workbook is protected with a password (RC4 encryption" + advice);
    EXPECT_EQ(sentence(compound(workbook(record(0x002F, u16(0)), {{}}))),
              "unsupported: The workbook is protected with a password (XOR encryption" + advice);
}

TEST(CompoundFile, ReadsBothVersionsMiniStreamsAndListsOfTables)
{
    for (unsigned const shift : {9U, 12U}) {
        EXPECT_EQ(read(CompoundBuilder{{{"Workbook", small_book, ""}, {"Other", std::string(9'000, 'o'), ""}}, shift}.build()), small_rows);
        std::string const large = large_book(100'000);
        EXPECT_EQ(read(CompoundBuilder{{{"Other", std::string(300, 'o'), ""}, {"Workbook", large, ""}}, shift}.build()), read(large))
            << shift;
    }
    std::string const large = large_book(16'000'000); // 245 tables, two sectors with lists of them
    CompoundBuilder builder{{{"Workbook", large, ""}}};
    std::string const bytes = builder.build();
    ASSERT_NE(builder.places().list_sector, 0xFFFFFFFE);
    EXPECT_EQ(read(bytes), read(large));
}

struct Damage {
    char const* name;
    void (*harm)(std::string& bytes, CompoundPlaces const& places);
};
/// What is done to a file whose workbook lies in the mini stream.
std::vector<Damage> const harmful = {
    {"LoopInTheMiniTable", [](std::string& bytes, CompoundPlaces const& places) { patch(bytes, places.mini_table, u32(0)); }},
    {"MiniSectorThatIsNotThere", [](std::string& bytes, CompoundPlaces const& places) { patch(bytes, places.mini_table, u32(70'000)); }},
    {"LoopInTheDirectory",
     [](std::string& bytes, CompoundPlaces const& places) {
         patch(bytes, places.tables + places.directory_sector * 4, u32(places.directory_sector));
     }},
    {"SectorBeyondTheFile",
     [](std::string& bytes, CompoundPlaces const& places) { patch(bytes, places.tables + places.directory_sector * 4, u32(5'000)); }},
    {"FreeSectorInAChain",
     [](std::string& bytes, CompoundPlaces const& places) { patch(bytes, places.tables + places.directory_sector * 4, u32(0xFFFFFFFF)); }},
    {"DirectoryBeyondTheFile", [](std::string& bytes, CompoundPlaces const&) { patch(bytes, 48, u32(5'000)); }},
    {"NoDirectory", [](std::string& bytes, CompoundPlaces const&) { patch(bytes, 48, u32(0xFFFFFFFE)); }},
    {"TableBeyondTheFile", [](std::string& bytes, CompoundPlaces const&) { patch(bytes, 76, u32(5'000)); }},
    {"NoTable", [](std::string& bytes, CompoundPlaces const&) { patch(bytes, 76, u32(0xFFFFFFFF)); }},
    {"BigEndian", [](std::string& bytes, CompoundPlaces const&) { patch(bytes, 28, u16(0xFEFF)); }},
    {"NoSectorSize", [](std::string& bytes, CompoundPlaces const&) { patch(bytes, 30, u16(0)); }},
    {"HugeSectors", [](std::string& bytes, CompoundPlaces const&) { patch(bytes, 30, u16(60)); }},
    {"HugeMiniSectors", [](std::string& bytes, CompoundPlaces const&) { patch(bytes, 32, u16(10)); }},
    {"NoMiniTable", [](std::string& bytes, CompoundPlaces const&) { patch(bytes, 60, u32(0xFFFFFFFE)); }},
    {"NoMiniStream", [](std::string& bytes, CompoundPlaces const& places) { patch(bytes, places.directory + 116, u32(0xFFFFFFFE)); }},
    {"MiniStreamCutOff", [](std::string& bytes, CompoundPlaces const& places) { patch(bytes, places.directory + 120, u32(64)); }},
    {"StreamThatBeginsBeyond",
     [](std::string& bytes, CompoundPlaces const& places) { patch(bytes, places.directory + 128 + 116, u32(900)); }},
    {"StreamTooShort", [](std::string& bytes, CompoundPlaces const& places) { patch(bytes, places.directory + 128 + 120, u32(100)); }},
    {"StreamEmpty", [](std::string& bytes, CompoundPlaces const& places) { patch(bytes, places.directory + 128 + 120, u32(0)); }},
};
TEST(CompoundFile, DamageIsAnError)
{
    for (Damage const& damage : harmful) {
        CompoundBuilder builder{{{"Workbook", small_book, ""}}};
        std::string bytes = builder.build();
        ASSERT_EQ(read(bytes), small_rows);
        damage.harm(bytes, builder.places());
        EXPECT_EQ(read(bytes), "!FILE_DAMAGED") << damage.name;
    }
}

TEST(CompoundFile, WhatIsHarmlessIsReadAllTheSame)
{
    std::vector<Damage> const harmless = {
        {"RubbishBehindTheEnd", [](std::string& bytes, CompoundPlaces const&) { bytes += std::string(100'000, 'r'); }},
        {"CountOfTablesThatLies", [](std::string& bytes, CompoundPlaces const&) { patch(bytes, 44, u32(0xFFFFFFF0)); }},
        {"CountOfListsThatLies", [](std::string& bytes, CompoundPlaces const&) { patch(bytes, 72, u32(0xFFFFFFF0)); }},
        {"SiblingsInACircle",
         [](std::string& bytes, CompoundPlaces const& places) {
             patch(bytes, places.directory + 128 + 68, u32(1));
             patch(bytes, places.directory + 128 + 72, u32(0));
         }},
        {"SiblingThatIsNotThere",
         [](std::string& bytes, CompoundPlaces const& places) { patch(bytes, places.directory + 128 + 72, u32(0x7FFFFFFF)); }},
        {"NameLengthThatLies",
         [](std::string& bytes, CompoundPlaces const& places) { patch(bytes, places.directory + 128 + 64, u16(0xFFFF)); }},
        {"RootThatIsCalledOtherwise", [](std::string& bytes, CompoundPlaces const& places) { patch(bytes, places.directory, u16('X')); }},
    };
    for (Damage const& damage : harmless) {
        CompoundBuilder builder{{{"Workbook", small_book, ""}}};
        std::string bytes = builder.build();
        damage.harm(bytes, builder.places());
        EXPECT_EQ(read(bytes), small_rows) << damage.name;
    }
}

TEST(CompoundFile, TheUpperHalfOfASizeCountsFromVersion4On)
{
    for (unsigned const shift : {9U, 12U}) {
        CompoundBuilder builder{{{"Other", std::string(300, 'o'), ""}, {"Workbook", small_book, ""}}, shift};
        std::string bytes = builder.build();
        patch(bytes, builder.places().directory + 256 + 124, u32(0xABCD));
        EXPECT_EQ(read(bytes), shift == 9 ? small_rows : "!FILE_DAMAGED") << shift;
    }
}

TEST(CompoundFile, DamageOfLargeStreamsIsAnError)
{
    std::string const large = large_book(16'000'000);
    CompoundBuilder builder{{{"Workbook", large, ""}}};
    std::string const good = builder.build();
    CompoundPlaces const& places = builder.places();
    std::string bytes = good;
    patch(bytes, places.tables + 100 * 4, u32(7)); // back to a sector that the chain has been in
    EXPECT_EQ(read(bytes), "!FILE_DAMAGED");
    bytes = good;
    patch(bytes, places.list + 127 * 4, u32(places.list_sector)); // a list that is its own next
    EXPECT_EQ(read(bytes), "!FILE_DAMAGED");
    patch(bytes, places.list, std::string(127 * 4, '\xFF')); // and lists nothing
    EXPECT_EQ(read(bytes), "!FILE_DAMAGED");
    bytes = good;
    patch(bytes, places.list + 5 * 4, u32(0x00FFFFFF)); // a table beyond the file
    EXPECT_EQ(read(bytes), "!FILE_DAMAGED");
    bytes = good;
    patch(bytes, places.directory + 128 + 120, u32(0xFFFFFFFF)); // longer than the file: the chain decides
    EXPECT_EQ(read(bytes), read(large));
}

// Wherever a file is cut off, it is refused, unless nothing of the stream is missing.
TEST(CompoundFile, CutOffAnywhereIsAnError)
{
    std::string const large = large_book(30'000);
    for (std::string const& stream : {small_book, large}) {
        std::string const whole = read(stream);
        std::string const bytes = compound(stream);
        for (std::size_t length = 0; length < bytes.size(); length += 101) {
            std::string const seen = read(bytes.substr(0, length));
            EXPECT_TRUE(seen == "!FILE_DAMAGED" || seen == whole) << length << " " << seen.substr(0, 80);
            if (length < stream.size()) { EXPECT_EQ(seen, "!FILE_DAMAGED") << length; }
        }
    }
}

TEST(RecordStream, CutOffAnywhereIsAnError)
{
    std::string const bare =
        record(0x0009, u16(0) + u16(0x10)) + record(0x0004, at_2(0, 0) + byte_string("abc", 1)) + record(0x0002, at_2(1, 1) + u16(7)) + eof;
    ASSERT_EQ(read(bare), "abc/|7:n");
    for (std::string const& bytes : {bare, small_book}) {
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            EXPECT_EQ(read(bytes.substr(0, length)), "!FILE_DAMAGED") << length;
        }
    }
}

/// A file whose disk fails at the n-th reading.
class FailingSource final : public ByteSource {
public:
    FailingSource(std::string const& bytes, int good) : bytes_{memory_source(bytes)}, good_{good} {}
    Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const override
    {
        if (good_-- <= 0) { return Error{ErrorKind::unavailable, "DISK", "The disk does not answer."}; }
        return bytes_->read_at(offset, into);
    }
    std::uint64_t size() const override { return bytes_->size(); }

private:
    std::unique_ptr<ByteSource> bytes_;
    mutable int good_;
};

TEST(XlsWorkbook, TroubleOfTheDiskIsNotCalledDamage)
{
    std::string const bytes = compound(workbook(format_8(164, "yyyy"), {{.records = label_8(0, 0, "a") + label_8(0, 0, "b")}}));
    std::string seen;
    int good = 0;
    for (; good < 100 && seen != "b"; ++good) {
        auto const book = open_xls(std::make_shared<FailingSource>(bytes, good));
        seen = book ? rows_of(**book) : "!" + book.error().code;
        EXPECT_TRUE(seen == "!DISK" || seen == "b") << good << " " << seen;
    }
    EXPECT_GT(good, 8); // header, tables, directory, mini stream, globals, two passes
    EXPECT_LT(good, 100);
}

TEST(RecordStream, RecordsMayCrossThePiecesInWhichTheyAreRead)
{
    std::string records;
    std::string expected;
    for (unsigned row = 0; row < 300; ++row) { // 600 kB in records of odd lengths
        std::string const text(1 + row * 37 % 2'000, static_cast<char>('a' + row % 26));
        records += label_8(row, 0, text) + record(0x00E5, std::string(row * 13 % 999, 'm'));
        expected += (row > 0 ? "/" : "") + text;
    }
    EXPECT_EQ(read(workbook("", {{.records = records}})), expected);
}

/// Cells of 200 rows in a mixed order, some places written twice, with texts and numbers.
std::string mixed_sheet()
{
    std::vector<unsigned> order(2'000);
    std::iota(order.begin(), order.end(), 0U);
    std::shuffle(order.begin(), order.end(), std::mt19937{7});
    std::string records;
    for (unsigned const cell : order) { records += label_8(cell / 10, cell % 10, "old"); }
    for (unsigned const cell : order) {
        unsigned const row = cell / 10;
        unsigned const column = cell % 10;
        if (column == 3) {
            records += record(0x00FD, at(row, column) + u32(0));
        } else {
            records += column == 4 ? number_8(row, column, cell) : label_8(row, column, "c" + std::to_string(cell));
        }
    }
    return records;
}
std::string sorted_rows()
{
    std::string expected;
    for (unsigned cell = 0; cell < 2'000; ++cell) {
        std::string const number = std::to_string(cell);
        expected += cell == 0 ? "" : cell % 10 == 0 ? "/" : "|";
        expected += cell % 10 == 3 ? "shared" : cell % 10 == 4 ? number + ":n" : "c" + number;
    }
    return expected;
}

TEST(GatheredCells, AreInOrderHoweverManyPassesTheyTake)
{
    std::string const bytes = workbook(sst(1, narrow_string("shared")), {{.records = mixed_sheet()}});
    EXPECT_EQ(read(bytes), sorted_rows());
    std::shared_ptr<ByteSource const> const stream{memory_source(bytes)};
    auto const globals = read_globals(stream);
    ASSERT_TRUE(globals);
    std::string first;
    for (std::uint64_t const window : {std::uint64_t{1}, std::uint64_t{5'000}, GatheredCells::usual_window}) {
        auto const pass = CellReader::create(stream, globals->sheets[0], globals->strings);
        auto survey = survey_sheet(**pass);
        ASSERT_TRUE(survey);
        EXPECT_FALSE(survey->in_order);
        EXPECT_EQ(survey->row_count, 200U);
        GatheredCells cells{stream, globals->sheets[0], globals->strings, *survey, window};
        std::string seen;
        FoundCell cell;
        while (*cells.next(cell)) {
            seen += std::to_string(cell.row) + "," + std::to_string(cell.column) + " " + std::string{cell.text} + ";";
        }
        if (first.empty()) { first = seen; }
        EXPECT_EQ(seen, first) << window;
    }
    EXPECT_TRUE(first.starts_with("0,0 c0;0,1 c1;0,2 c2;0,3 shared;0,4 "));
}

TEST(GatheredCells, RefuseARowWithMoreThanARowCanHave)
{
    std::string records;
    for (unsigned copy = 0; copy < 9'000; ++copy) { records += record(0x0204, at(0, 0) + u16(8'000) + u8(0) + std::string(8'000, 'x')); }
    EXPECT_EQ(read(workbook("", {{.records = records}})), "!FILE_DAMAGED");
}

} // namespace
} // namespace muster::xls_test
