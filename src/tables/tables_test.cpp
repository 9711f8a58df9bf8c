#include "base/formula_guard.hpp"
#include "tables/table_writer.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace muster {
namespace {

using Row = std::vector<std::string>;

class TextSink final : public ByteSink {
public:
    Result<void> write(std::string_view bytes) override
    {
        if (written.size() + bytes.size() > capacity) { return Error{ErrorKind::unavailable, "DISK_FULL", "The disk is full."}; }
        written += bytes;
        ++writes;
        return {};
    }
    std::uint64_t size() const override { return written.size(); }
    Result<void> finish() override
    {
        finished = true;
        return {};
    }
    std::string written{};
    std::size_t capacity{1U << 30U};
    int writes{};
    bool finished{};
};

std::string csv(std::vector<Row> const& rows, Guard guard = Guard::none)
{
    TextSink sink;
    auto const writer = csv_writer(sink, guard);
    for (Row const& row : rows) {
        std::vector<std::string_view> const cells{row.begin(), row.end()};
        EXPECT_TRUE(writer->row(cells));
    }
    EXPECT_TRUE(writer->finish());
    EXPECT_FALSE(sink.finished) << "the sink is the caller's to finish";
    return sink.written;
}

/// RFC 4180 with LF row ends, written for this test alone.
std::vector<Row> parse(std::string const& text)
{
    std::vector<Row> rows;
    Row row;
    std::string cell;
    enum class State { start, plain, quoted, quote_in_quoted } state{State::start};
    auto const end_cell = [&] {
        row.push_back(std::exchange(cell, {}));
        state = State::start;
    };
    for (char const byte : text) {
        if (state == State::quoted) {
            if (byte == '"') {
                state = State::quote_in_quoted;
            } else {
                cell += byte;
            }
        } else if (byte == ',') {
            end_cell();
        } else if (byte == '\n') {
            end_cell();
            rows.push_back(std::exchange(row, {}));
        } else if (byte == '"') {
            EXPECT_NE(state, State::plain) << "a quote in an unquoted cell";
            if (state == State::quote_in_quoted) { cell += '"'; }
            state = State::quoted;
        } else {
            EXPECT_NE(state, State::quote_in_quoted) << "text behind a closing quote";
            cell += byte;
            state = State::plain;
        }
    }
    EXPECT_TRUE(row.empty() && cell.empty() && state == State::start) << "the last row has no end";
    return rows;
}

TEST(CsvWriter, QuotesOnlyWhatNeedsIt)
{
    struct Case {
        Row row;
        std::string_view expected;
    };
    std::vector<Case> const cases{
        {{"a", "b"}, "a,b\n"},
        {{"a,b", "c"}, "\"a,b\",c\n"},
        {{"say \"yes\""}, "\"say \"\"yes\"\"\"\n"},
        {{"\""}, "\"\"\"\"\n"},
        {{"line\nbreak", "cr\rin"}, "\"line\nbreak\",\"cr\rin\"\n"},
        {{"semi;colon", "tab\there", " spaces ", "'"}, "semi;colon,tab\there, spaces ,'\n"},
        {{"", "", ""}, ",,\n"},
        {{""}, "\"\"\n"},
        {{"Ivić", "山田", "😀"}, "Ivić,山田,😀\n"},
        {{"=1+1", "-5"}, "=1+1,-5\n"},
    };
    for (Case const& one : cases) { EXPECT_EQ(csv({one.row}), one.expected); }
}

TEST(CsvWriter, GuardsWhatASpreadsheetWouldTakeForAFormula)
{
    struct Case {
        std::string cell;
        std::string_view expected;
    };
    std::vector<Case> const cases{
        {"=1+1", "'=1+1\n"},
        {"+385911234567", "'+385911234567\n"},
        {"-5", "'-5\n"},
        {"@name", "'@name\n"},
        {"'=already", "''=already\n"},
        {"\xEF\xBC\x9D"
         "1",
         "'\xEF\xBC\x9D"
         "1\n"},
        {"\ttab", "'\ttab\n"},
        {"\nline", "\"'\nline\"\n"},
        {"=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\n"},
        {"a=b", "a=b\n"},
        {"O'Neil", "O'Neil\n"},
        {"'", "'\n"},
        {"385911234567", "385911234567\n"},
    };
    for (Case const& one : cases) { EXPECT_EQ(csv({{one.cell}}, Guard::formulas), one.expected); }
}

TEST(CsvWriter, RowsComeBackFromAnIndependentReader)
{
    constexpr std::string_view alphabet[]{"a", ",", "\"", "\n", "\r", "'", "=", "+", "ž", "字", " ", ";", "\t", "0"};
    std::mt19937 random{20'261'124};
    std::vector<Row> rows(3'000);
    for (Row& row : rows) {
        row.resize(1 + random() % 7);
        for (std::string& cell : row) {
            for (std::size_t left = random() % 9; left > 0; --left) { cell += alphabet[random() % std::size(alphabet)]; }
        }
    }
    EXPECT_EQ(parse(csv(rows)), rows);

    std::vector<Row> guarded = parse(csv(rows, Guard::formulas));
    std::size_t changed = 0;
    ASSERT_EQ(guarded.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        ASSERT_EQ(guarded[i].size(), rows[i].size());
        for (std::size_t column = 0; column < rows[i].size(); ++column) {
            changed += guarded[i][column] != rows[i][column] ? 1U : 0U;
            EXPECT_EQ(without_guard(guarded[i][column]), rows[i][column]);
        }
    }
    EXPECT_GT(changed, 1'000U);
}

TEST(CsvWriter, WritesInLargePiecesAndHandsTroubleOn)
{
    TextSink sink;
    auto const writer = csv_writer(sink, Guard::none);
    std::string const long_cell(1'000, 'x');
    std::vector<std::string_view> const cells{long_cell, long_cell};
    for (int i = 0; i < 500; ++i) { ASSERT_TRUE(writer->row(cells)); }
    ASSERT_TRUE(writer->finish());
    EXPECT_EQ(sink.written.size(), 500U * 2'002U);
    EXPECT_LT(sink.writes, 20);
    EXPECT_GT(sink.writes, 5) << "memory must stay bounded";

    TextSink full;
    full.capacity = 10;
    auto const failing = csv_writer(full, Guard::none);
    ASSERT_TRUE(failing->row(cells));
    Result<void> const result = failing->finish();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, "DISK_FULL");
}

} // namespace
} // namespace muster
