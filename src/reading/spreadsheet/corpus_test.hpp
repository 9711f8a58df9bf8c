#pragma once

#include "base/file.hpp"
#include "base/text.hpp"
#include "reading/spreadsheet/workbook.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace muster::corpus_test {

/// Where the workbooks of a kind lie that other programs wrote, each with what its rows must read as: NAME.csv, NAME.2.csv for its
/// second sheet.
inline std::filesystem::path folder_of(char const* kind)
{
    char const* const top = std::getenv("MUSTER_TOP"); // ctest sets it; by hand a test is run from the project's top
    return std::filesystem::path{top != nullptr ? top : "."} / "tests/corpus" / kind;
}

/// Where the expected rows of a workbook's sheet lie.
inline std::filesystem::path expected_of(std::filesystem::path workbook, std::size_t sheet)
{
    return workbook.replace_extension(sheet == 0 ? ".csv" : "." + std::to_string(sheet + 1) + ".csv");
}

inline std::string contents(std::filesystem::path const& path)
{
    auto const file = open_file(path.string());
    if (!file) { return "?" + file.error().message; }
    auto const bytes = read_all(**file, 1U << 20U);
    return bytes ? *bytes : "?" + bytes.error().message;
}

inline std::string quoted(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) { return std::string{text}; }
    std::string cell = "\"";
    for (char const c : text) { cell.append(c == '"' ? 2 : 1, c); }
    return cell + '"';
}

/// Whether blank cells at a row's end count: in the binary formats a program may store any number of them.
enum class BlankEnds : std::uint8_t { counted, left_out };

/// The sheet in the form of the expected file.
inline std::string as_csv(Workbook const& book, std::size_t sheet, BlankEnds ends)
{
    auto const rows = book.rows(sheet);
    if (!rows) { return "?" + rows.error().message; }
    std::string lines;
    RowBatch batch;
    for (;;) {
        batch.clear();
        auto const more = (*rows)->next(batch);
        if (!more) { return "?" + more.error().message; }
        if (!*more) { return lines; }
        std::size_t filled = batch.entry(0).cell_count;
        while (ends == BlankEnds::left_out && filled > 0 && batch.cell(0, filled - 1).text.empty()) { --filled; }
        for (std::size_t column = 0; column < filled; ++column) {
            EXPECT_TRUE(text::is_utf8(batch.cell(0, column).text));
            lines += (column > 0 ? "," : "") + quoted(batch.cell(0, column).text);
        }
        lines += '\n';
    }
}

} // namespace muster::corpus_test
