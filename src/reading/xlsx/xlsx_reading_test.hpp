#pragma once

#include "base/file.hpp"
#include "base/text.hpp"
#include "reading/xlsx/xlsx_builder_test.hpp"
#include "reading/xlsx/xlsx_workbook.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

namespace muster::xlsx_test {

/// A letter for the kinds that are not text: "n:1", "d:2021-01-01".
inline std::string shown(Cell const& cell)
{
    constexpr std::string_view letters = " ndmtbe";
    return (cell.kind == CellKind::text ? "" : std::string{letters[std::size_t(cell.kind)]} + ":") + std::string{cell.text};
}

/// The rows of a sheet, "1 a|b" and a line end each; what goes wrong is the last line.
inline std::string rows_of(Workbook const& book, std::size_t sheet)
{
    auto const rows = book.rows(sheet);
    if (!rows) { return "? " + rows.error().message; }
    std::string all;
    RowBatch batch;
    for (;;) {
        batch.clear();
        auto const more = (*rows)->next(batch);
        if (!more) { return all + "? " + more.error().message; }
        if (!*more) { return all; }
        all += std::to_string(batch.entry(0).number.value) + " ";
        for (std::size_t column = 0; column < batch.entry(0).cell_count; ++column) {
            EXPECT_TRUE(text::is_utf8(batch.cell(0, column).text));
            all += (column > 0 ? "|" : "") + shown(batch.cell(0, column));
        }
        all += '\n';
    }
}

inline std::string read(std::string bytes, XmlMachine machine, std::size_t sheet = 0)
{
    auto const book = open_xlsx(std::shared_ptr<ByteSource const>{memory_source(std::move(bytes))}, standard_unpacked_limit, machine);
    return book ? rows_of(**book, sheet) : "! " + book.error().code + " " + book.error().message;
}

/// What both machines read.
inline std::string read(std::string const& bytes, std::size_t sheet = 0)
{
    std::string const scanned = read(bytes, XmlMachine::scanner, sheet);
    EXPECT_EQ(scanned, read(bytes, XmlMachine::expat, sheet));
    return scanned;
}

} // namespace muster::xlsx_test
