#include "reading/delimited/tokenizer.hpp"

#include "base/file.hpp"
#include "reading/delimited/quote_repair.hpp"

#include <gtest/gtest.h>

#include <random>

namespace muster {
namespace {

/// Rows as text: number, line, faults and cells of each.
std::string tokens(std::string const& text, Dialect const& dialect, Machine machine, std::size_t window)
{
    auto stream = TextStream::open(std::shared_ptr<ByteSource const>{memory_source(text)}, Encoding{}, window);
    Tokenizer tokenizer{std::move(*stream), dialect, machine};
    RowBatch batch;
    while (true) {
        auto const more = tokenizer.next(batch);
        if (!more) { return more.error().code; }
        if (!*more) { break; }
    }
    std::string all;
    for (std::size_t row = 0; row < batch.size(); ++row) {
        auto const& entry = batch.entry(row);
        all += std::to_string(entry.number.value) + "@" + std::to_string(entry.line) + "!" + std::to_string(int(entry.faults)) +
               (entry.blank ? "b" : "");
        for (std::size_t column = 0; column < entry.cell_count; ++column) { all += "[" + std::string{batch.cell(row, column).text} + "]"; }
        all += "\n";
    }
    return all;
}

/// Text made of the characters that matter, with some rows as they usually are.
std::string odd_text(std::mt19937& random)
{
    static constexpr std::string_view pieces[] = {
        "a",   "bc", ",",  ",", ",",  "\"", "\"",   "\"\"", "\n",      "\n",          "\r\n",
        "\r",  " ",  "\t", ";", "||", "\\", "\\\"", "é",    "x,y,z\n", "\"q\",r,s\n", "\"l\nm\",n,o\r\n",
        "\xFF"};
    std::string text;
    std::size_t const length = random() % 60;
    for (std::size_t piece = 0; piece < length; ++piece) { text += pieces[random() % std::size(pieces)]; }
    return text;
}

TEST(Tokenizer, BothMachinesAndAllWindowsGiveTheSameRows)
{
    std::mt19937 random{20261124};
    Dialect const dialects[] = {{},
                                {.usual_cells = 3},
                                {.delimiter = ";", .usual_cells = 2},
                                {.quote = 0},
                                {.delimiter = "\t", .quote = '\''},
                                {.delimiter = " ", .usual_cells = 3},
                                {.delimiter = "||", .usual_cells = 3},
                                {.delimiter = ", ", .usual_cells = 3},
                                {.escape = Escape::backslash, .usual_cells = 3}};
    for (int round = 0; round < 6'000; ++round) {
        std::string const text = odd_text(random);
        Dialect const& dialect = dialects[random() % std::size(dialects)];
        std::string const truth = tokens(text, dialect, Machine::plain, 1 << 16);
        ASSERT_EQ(tokens(text, dialect, Machine::indexed, 1 << 16), truth) << text;
        ASSERT_EQ(tokens(text, dialect, Machine::indexed, 1 + random() % 9), truth) << text;
        ASSERT_EQ(tokens(text, dialect, Machine::plain, 1 + random() % 9), truth) << text;
    }
}

TEST(Tokenizer, LongTextCrossesManyWindows)
{
    std::string text;
    for (int row = 0; row < 20'000; ++row) { text += std::to_string(row) + ",\"quoted, " + std::to_string(row * 7) + "\",plain\r\n"; }
    std::string const truth = tokens(text, {.usual_cells = 3}, Machine::plain, 1 << 22);
    EXPECT_EQ(tokens(text, {.usual_cells = 3}, Machine::indexed, 1'000), truth);
    EXPECT_EQ(tokens(text, {.usual_cells = 3}, Machine::indexed, standard_window), truth);
    EXPECT_NE(truth.find("20000@20000!0[19999][quoted, 139993][plain]"), std::string::npos);
}

TEST(Tokenizer, CountsLinesOfRecords)
{
    EXPECT_EQ(tokens("a,\"b\nc\rd\r\ne\"\n\nf\n", {}, Machine::indexed, 64), "1@1!0[a][b\nc\rd\r\ne]\n2@5!0b\n3@6!0[f]\n");
}

TEST(Tokenizer, AnOpeningQuoteDoesNotSwallowTheFile)
{
    std::string text = "a,\"b,c\n";
    for (int row = 0; row < 100'000; ++row) { text += "x,y,z\n"; }
    std::string const rows = tokens(text, {.usual_cells = 3}, Machine::indexed, standard_window);
    EXPECT_EQ(rows.substr(0, rows.find('\n')), "1@1!4[a][\"b][c]");
    EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 100'001);
}

TEST(Tokenizer, AQuoteDoesNotFindAPartnerManyRowsLater)
{
    std::string const text = "a,\"b,c,d\nx,y,z,w\nx,y,z,w\ne,f\",g,h\nx,y,z,w\n";
    std::string const rows = tokens(text, {.usual_cells = 4}, Machine::indexed, 64);
    EXPECT_EQ(rows, "1@1!4[a][\"b][c][d]\n2@2!0[x][y][z][w]\n3@3!0[x][y][z][w]\n4@4!4[e][f\"][g][h]\n5@5!0[x][y][z][w]\n");
}

TEST(Tokenizer, AnAddressOverLinesStaysOneCell)
{
    std::string const rows = tokens("Ana,\"Ilica 1\n10000, Zagreb\"\nIvo,x\n", {.usual_cells = 2}, Machine::indexed, 64);
    EXPECT_EQ(rows, "1@1!0[Ana][Ilica 1\n10000, Zagreb]\n2@3!0[Ivo][x]\n");
}

std::string repaired(std::string_view line, std::size_t wanted)
{
    std::vector<CellSpan> cells;
    bool const fits = repair_quotes(line, 0, line.size(), {}, wanted, cells);
    std::string text = fits ? "" : "!";
    for (CellSpan const& cell : cells) {
        std::string value;
        append_text(line, cell, {}, value);
        text += "[" + value + "]";
    }
    return text;
}

TEST(QuoteRepair, TakesTheReadingWithTheUsualCells)
{
    EXPECT_EQ(repaired("a,\"b,c", 3), "[a][\"b][c]");
    EXPECT_EQ(repaired("\"a\",\"b,\"c\"", 3), "[a][\"b][c]");
    EXPECT_EQ(repaired("\"a\",\"\"b\",\"c\"", 3), "[a][\"b][c]");
    EXPECT_EQ(repaired("\"a\",\"b\"\",\"c\"", 3), "[a][b\"][c]");
    EXPECT_EQ(repaired("\"He said \"x\", then left\",z", 2), "[He said \"x\", then left][z]");
    EXPECT_EQ(repaired("a,\"b, c\",d\"", 3), "[a][b, c][d\"]");
    EXPECT_EQ(repaired("a,\"b", 5), "![a][\"b]");
}

TEST(QuoteRepair, GivesUpOnAbsurdLinesWithoutLosingText)
{
    std::string line;
    for (int cell = 0; cell < 5'000; ++cell) { line += "\"x\"y,"; }
    std::vector<CellSpan> cells;
    EXPECT_TRUE(repair_quotes(line, 0, line.size(), {}, 5'001, cells));
}

} // namespace
} // namespace muster
