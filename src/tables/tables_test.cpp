#include "base/file.hpp"
#include "base/formula_guard.hpp"
#include "tables/sheet_text.hpp"
#include "tables/table_writer.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>

#include <csignal>
#include <filesystem>
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

std::ptrdiff_t files_in(std::string const& folder)
{
    return std::distance(std::filesystem::directory_iterator{folder}, std::filesystem::directory_iterator{});
}

class Xlsx : public testing::Test {
protected:
    Xlsx() : folder_{*TemporaryFolder::create()} {}
    std::unique_ptr<TableWriter> writer(ByteSink& sink) { return *xlsx_writer(sink, Guard::formulas, folder_.path()); }
    std::string written(std::vector<Row> const& rows)
    {
        TextSink sink;
        auto const table = writer(sink);
        for (Row const& row : rows) {
            std::vector<std::string_view> const cells{row.begin(), row.end()};
            EXPECT_TRUE(&row == &rows.front() ? table->titles(cells) : table->row(cells));
        }
        EXPECT_TRUE(table->finish());
        EXPECT_FALSE(sink.finished) << "the sink is the caller's to finish";
        return sink.written;
    }
    static void expect_too_large(Result<void> const& result, std::string_view what)
    {
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().kind, ErrorKind::too_large);
        EXPECT_NE(result.error().message.find(what), std::string::npos) << result.error().message;
        EXPECT_NE(result.error().message.find("CSV"), std::string::npos) << "what to do";
    }

    TemporaryFolder folder_;
};

TEST_F(Xlsx, EqualTablesAreEqualBytesAndOthersAreNot)
{
    std::vector<Row> const rows{{"phone", "name"}, {"385911234567", "Željko"}, {"", ""}, {"=1+1", "山田\r\n"}};
    std::string const once = written(rows);
    EXPECT_TRUE(once.starts_with("PK\x03\x04"));
    EXPECT_EQ(once, written(rows));
    EXPECT_NE(once, written({rows[0], rows[1], rows[3]}));
    EXPECT_TRUE(written({}).starts_with("PK"));
    EXPECT_TRUE(written({{}}).starts_with("PK"));
}

TEST_F(Xlsx, LeavesNothingBehindWhetherItIsFinishedOrNot)
{
    std::ptrdiff_t const descriptors = files_in("/proc/self/fd");
    TextSink sink;
    {
        auto const table = writer(sink);
        EXPECT_EQ(files_in(folder_.path()), 1);
        std::string_view const cells[]{"a", "b"};
        ASSERT_TRUE(table->row(cells));
    }
    EXPECT_TRUE(sink.written.empty());
    static_cast<void>(written({{"a"}, {"b"}}));
    static_cast<void>(written({}));
    EXPECT_EQ(files_in(folder_.path()), 0);
    EXPECT_EQ(files_in("/proc/self/fd"), descriptors);
}

TEST_F(Xlsx, RefusesWhatASheetCannotHoldAndNamesTheRow)
{
    TextSink sink;
    auto const table = writer(sink);
    std::string long_text;
    for (int i = 0; i < 32'767; ++i) { long_text += "ž"; }
    ASSERT_TRUE(table->row(std::vector<std::string_view>{"x", long_text}));
    long_text += "ž";
    expect_too_large(table->row(std::vector<std::string_view>{"x", long_text}), "row 2, column 2 is longer than the 32,767 characters");
    std::string pairs; // each takes two of Excel's characters
    for (int i = 0; i < 16'384; ++i) { pairs += "😀"; }
    expect_too_large(table->row(std::vector<std::string_view>{pairs}), "row 2, column 1");
    expect_too_large(table->row(std::vector<std::string_view>{"=" + long_text.substr(2)}), "row 2, column 1"); // with the guard
    expect_too_large(table->row(std::vector<std::string_view>(16'385, "x")), "Row 2 has more cells than the 16,384");
    EXPECT_TRUE(table->row(std::vector<std::string_view>(16'384, "x")));
}

TEST_F(Xlsx, RefusesMoreRowsThanASheetHolds)
{
    TextSink sink;
    auto const table = writer(sink);
    std::string_view const cells[]{"x"};
    for (int row = 0; row < 1'048'576; ++row) { ASSERT_TRUE(table->row(cells)); }
    expect_too_large(table->row(cells), "more rows than the 1,048,576");
    ASSERT_TRUE(table->finish());
    EXPECT_LT(sink.written.size(), 20'000'000U);
}

TEST_F(Xlsx, HandsTroubleOn)
{
    TextSink full;
    full.capacity = 100;
    auto const table = writer(full);
    ASSERT_TRUE(table->row(std::vector<std::string_view>{"x"}));
    Result<void> const result = table->finish();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, "DISK_FULL");

    auto const nowhere = xlsx_writer(full, Guard::none, folder_.path() + "/missing");
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().kind, ErrorKind::not_found);

    auto const damaged = writer(full)->row(std::vector<std::string_view>{"\xFF"});
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().kind, ErrorKind::internal);
}

TEST_F(Xlsx, IsNotCutShortByAFullDisk)
{
    struct rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    auto const signal_before = std::signal(SIGXFSZ, SIG_IGN);
    struct rlimit const small{64 * 1'024, before.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
    TextSink sink;
    auto const table = writer(sink);
    std::string const cell(1'000, 'x');
    Result<void> result;
    for (int row = 0; row < 200 && result; ++row) { result = table->row(std::vector<std::string_view>{cell}); }
    EXPECT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, signal_before);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, "DISK_FULL");
    EXPECT_TRUE(sink.written.empty());
}

TEST(SheetText, EscapesWhatXmlForbidsAndWhatLooksEscaped)
{
    struct Case {
        std::string_view text, expected;
    };
    constexpr std::string_view with_null{"a\0b", 3};
    std::vector<Case> const cases{
        {"plain <&> text", "plain <&> text"},
        {"tab\tand\nline", "tab\tand\nline"},
        {"\r\n", "_x000D_\n"},
        {"\x01\x1F", "_x0001__x001F_"},
        {with_null, "a_x0000_b"},
        {"_x0041_", "_x005F_x0041_"},
        {"_x00e4_", "_x005F_x00e4_"},
        {"_x0041_x0042_", "_x005F_x0041_x005F_x0042_"},
        {"_x004_ _x00G1_ _X0041_ _x", "_x004_ _x00G1_ _X0041_ _x"},
        {"\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD", "_xFFFE__xFFFF_\xEF\xBF\xBD"},
        {"Ž\x7F\xC2\x80", "Ž\x7F\xC2\x80"},
    };
    for (Case const& one : cases) {
        std::string escaped;
        append_sheet_text(escaped, one.text);
        EXPECT_EQ(escaped, one.expected);
    }
}

TEST(SheetText, IsCountedAsExcelCounts)
{
    EXPECT_EQ(utf16_length(""), 0U);
    EXPECT_EQ(utf16_length("abc"), 3U);
    EXPECT_EQ(utf16_length("Ž字"), 2U);
    EXPECT_EQ(utf16_length("😀a"), 3U);
}

TEST(TableFormat, IsSaidByTheEndOfAName)
{
    EXPECT_EQ(table_format_of("people.xlsx"), TableFormat::xlsx);
    EXPECT_EQ(table_format_of("/some.where/PEOPLE.XLSX"), TableFormat::xlsx);
    EXPECT_EQ(table_format_of("people.xlsx.csv"), TableFormat::csv);
    EXPECT_EQ(table_format_of("people.xls"), std::nullopt);
    EXPECT_EQ(table_format_of("xlsx"), std::nullopt);
    EXPECT_EQ(table_format_of("/folder.xlsx/people"), std::nullopt);
    EXPECT_EQ(table_format_of(""), std::nullopt);
}

} // namespace
} // namespace muster
