#include "reading/reading_test.hpp"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <random>

namespace muster {
namespace {

using reading_test::Outcome;
using reading_test::read;

enum class Titles : std::uint8_t { one_row, two_rows, none };
enum class Damage : std::uint8_t { none, short_row, long_row, opening_quote, closing_quote_missing, quote_too_many };

/// One way to spoil a clean table when it is written.
struct Pollution {
    std::string delimiter{};
    char quote{};
    bool quote_all{}; // every cell, or those that need it
    bool backslash{};
    std::string line_end{};
    std::string encoding{};
    std::string mark{};
    int preamble{}; // lines of notes, a blank line behind them
    int blank_inside{};
    int blank_at_end{};
    Titles titles{};
    Damage damage{};
    std::size_t damaged_row{};
    std::size_t damaged_cell{};

    std::string describe() const
    {
        auto const number = [](auto value) { return std::to_string(static_cast<int>(value)); };
        return "delimiter " + delimiter + " quote " + quote + (quote_all ? " all" : " minimal") + (backslash ? " backslash" : "") +
               " line end " + number(line_end.size()) + number(line_end[0]) + " " + encoding + " mark " + number(mark.size()) +
               " preamble " + number(preamble) + " blanks " + number(blank_inside) + "+" + number(blank_at_end) + " titles " +
               number(titles) + " damage " + number(damage) + " in " + number(damaged_row) + "," + number(damaged_cell);
    }
};

using Row = std::vector<std::string>;

std::vector<Row> clean_rows(Pollution const& way)
{
    std::string const d = way.delimiter;
    std::string const q{way.quote};
    return {{"Ana", "Horvat", "ana@example.com", "+385911234501", "1990-01-05", "Trg 1" + d + " Zagreb"},
            {"Željko", "Šarić", "zeljko@example.com", "+385911234502", "1985-11-30", "the " + q + "boss" + q + d + " retired"},
            {"Ivo", "Novak", "ivo@example.com", "+385911234503", "2001-07-14", "two\nlines" + d + " here"},
            {"Eva", "Kovačević", "eva@example.com", "+385911234504", "1979-03-02", ""},
            {"Đuro", "Žanić", "duro@example.com", "+385911234505", "1966-09-21", "plain"},
            {"Lea", "Matić", "lea@example.com", "+385911234506", "1994-12-08", "Ulica 5" + d + " kat 2" + d + " Split"},
            {"Marko", "Perić", "marko@example.com", "+385911234507", "1988-05-17", "x"},
            {"Petra", "Babić", "petra@example.com", "+385911234508", "1999-02-28", "last"}};
}

std::string written(std::string const& cell, Pollution const& way, bool always)
{
    bool const needed = cell.find_first_of(way.delimiter + way.quote + "\r\n") != std::string::npos;
    if (!needed && !way.quote_all && !always) { return cell; }
    std::string text{way.quote};
    for (char const c : cell) {
        if (c == way.quote) { text += way.backslash ? '\\' : way.quote; }
        text += c;
    }
    return text + way.quote;
}

std::string written(Row const& row, Pollution const& way)
{
    std::string line;
    for (std::size_t cell = 0; cell < row.size(); ++cell) { line += (cell > 0 ? way.delimiter : "") + written(row[cell], way, false); }
    return line + way.line_end;
}

/// The damaged row as text; `row` becomes what must be read, `fault` what must be reported.
std::string damaged(Row& row, Pollution const& way, RowFault& fault)
{
    std::string line;
    std::string& cell = row[way.damaged_cell];
    switch (way.damage) {
    case Damage::none: return written(row, way);
    case Damage::short_row:
        row.pop_back();
        fault = RowFault::too_few_cells;
        return written(row, way);
    case Damage::long_row:
        row.emplace_back("surplus");
        fault = RowFault::too_many_cells;
        return written(row, way);
    case Damage::opening_quote:
    case Damage::closing_quote_missing:
    case Damage::quote_too_many: break;
    }
    fault = RowFault::stray_quote;
    for (std::size_t index = 0; index < row.size(); ++index) {
        std::string text = written(row[index], way, way.damage != Damage::opening_quote && index == way.damaged_cell);
        if (index == way.damaged_cell && way.damage == Damage::closing_quote_missing) { text.pop_back(); }
        if (index == way.damaged_cell && way.damage != Damage::closing_quote_missing) { text = way.quote + text; }
        line += (index > 0 ? way.delimiter : "") + text;
    }
    cell = way.quote + cell;
    return line + way.line_end;
}

std::string encode(std::string const& utf8, std::string const& encoding)
{
    std::string bytes(utf8.size() * 4 + 16, '\0');
    UErrorCode status = U_ZERO_ERROR;
    int32_t const length = ucnv_convert(encoding.c_str(), "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()), utf8.data(),
                                        static_cast<int32_t>(utf8.size()), &status);
    bytes.resize(static_cast<std::size_t>(length));
    return bytes;
}

struct Expected {
    std::string file{};
    std::string titles{};
    std::string cells{};
    std::string numbers{};
};

Expected write(Pollution const& way)
{
    Expected expected;
    std::string text;
    int row_number = 0;
    for (int note = 0; note < way.preamble; ++note, ++row_number) { text += "Customers, note " + std::to_string(note + 1) + way.line_end; }
    if (way.preamble > 0) {
        text += way.line_end;
        ++row_number;
    }
    Row const titles{"Name", "Surname", "Email", "Phone", "Birth", "Note"};
    Row const more{"first", "last", "private", "mobile", "date", "text"};
    expected.titles = way.titles == Titles::none      ? "#1|#2|#3|#4|#5|#6"
                      : way.titles == Titles::one_row ? "Name|Surname|Email|Phone|Birth|Note"
                                                      : "Name first|Surname last|Email private|Phone mobile|Birth date|Note text";
    if (way.titles != Titles::none) {
        text += written(titles, way);
        ++row_number;
    }
    if (way.titles == Titles::two_rows) {
        text += written(more, way);
        ++row_number;
    }
    std::vector<Row> rows = clean_rows(way);
    for (std::size_t index = 0; index < rows.size(); ++index) {
        RowFault fault = RowFault::none;
        text += index == way.damaged_row ? damaged(rows[index], way, fault) : written(rows[index], way);
        expected.numbers += (index > 0 ? " " : "") + std::to_string(++row_number);
        expected.numbers += fault == RowFault::too_few_cells    ? "s"
                            : fault == RowFault::too_many_cells ? "l"
                            : fault == RowFault::stray_quote    ? "q"
                                                                : "";
        expected.cells += index > 0 ? "/" : "";
        for (std::size_t cell = 0; cell < rows[index].size(); ++cell) { expected.cells += (cell > 0 ? "|" : "") + rows[index][cell]; }
        for (int blank = 0; index == 4 && blank < way.blank_inside; ++blank) {
            text += way.line_end;
            expected.numbers += " " + std::to_string(++row_number);
            expected.cells += "/";
        }
    }
    for (int blank = 0; blank < way.blank_at_end; ++blank) { text += way.line_end; }
    expected.file = way.mark + encode(text, way.encoding);
    return expected;
}

Pollution drawn(std::mt19937& random)
{
    auto const any = [&](auto const& list) { return list[random() % std::size(list)]; };
    std::string const delimiters[] = {",", ";", "\t", "|"};
    std::string const line_ends[] = {"\n", "\r\n", "\r"};
    std::pair<std::string, std::string> const encodings[] = {
        {"UTF-8", ""},    {"UTF-8", "\xEF\xBB\xBF"}, {"UTF-16LE", "\xFF\xFE"}, {"UTF-16BE", "\xFE\xFF"},
        {"UTF-16LE", ""}, {"windows-1250", ""},      {"ISO-8859-2", ""}};
    Titles const titles[] = {Titles::one_row, Titles::one_row, Titles::two_rows, Titles::none};
    Damage const damages[] = {Damage::none,          Damage::none,          Damage::short_row,
                              Damage::long_row,      Damage::opening_quote, Damage::closing_quote_missing,
                              Damage::quote_too_many};
    auto const [encoding, mark] = any(encodings);
    Pollution way{.delimiter = any(delimiters),
                  .quote = random() % 4 == 0 ? '\'' : '"',
                  .quote_all = random() % 2 == 0,
                  .backslash = random() % 3 == 0,
                  .line_end = any(line_ends),
                  .encoding = encoding,
                  .mark = mark,
                  .preamble = static_cast<int>(random() % 3),
                  .blank_inside = static_cast<int>(random() % 3 / 2),
                  .blank_at_end = static_cast<int>(random() % 3),
                  .titles = any(titles),
                  .damage = any(damages),
                  .damaged_row = 3 + random() % 5,
                  .damaged_cell = random() % 4};
    return way;
}

TEST(Pollution, EveryMixtureIsReadBackWithoutOptions)
{
    std::mt19937 random{20261124};
    int wrong = 0;
    for (int round = 0; round < 2'000 && wrong < 12; ++round) {
        Pollution const way = drawn(random);
        Expected const expected = write(way);
        Outcome const outcome = read(expected.file);
        bool const right =
            outcome.titles() == expected.titles && outcome.cells() == expected.cells && outcome.numbers() == expected.numbers;
        wrong += right ? 0 : 1;
        EXPECT_TRUE(right) << way.describe() << "\n"
                           << outcome.titles() << " expected " << expected.titles << "\n"
                           << outcome.cells() << "\nexpected\n"
                           << expected.cells << "\n"
                           << outcome.numbers() << " expected " << expected.numbers;
    }
}

} // namespace
} // namespace muster
