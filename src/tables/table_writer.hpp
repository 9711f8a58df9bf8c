#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace muster {

/// Writes a table that leaves Muster, row by row, with bounded memory. Cells are well-formed UTF-8. One thread.
class TableWriter {
public:
    TableWriter() = default;
    TableWriter(TableWriter const&) = delete;
    TableWriter& operator=(TableWriter const&) = delete;
    virtual ~TableWriter() = default;
    /// The row of titles, at most one and before all others.
    virtual Result<void> titles(std::span<std::string_view const> cells) { return row(cells); }
    virtual Result<void> row(std::span<std::string_view const> cells) = 0;
    /// Completes the table; the sink stays the caller's to finish.
    virtual Result<void> finish() = 0;
};

enum class Guard : std::uint8_t {
    formulas, ///< cells that a spreadsheet program would take for a formula get one ' in front (base/formula_guard.hpp)
    none,     ///< cells as they are
};

/// RFC 4180 in UTF-8 without BOM, comma, LF at row ends; cells with comma, quote, CR or LF are quoted, quotes doubled. A row of one
/// empty cell is written as "" so that it is not a blank line; a row without cells is one. The sink must outlive the writer.
std::unique_ptr<TableWriter> csv_writer(ByteSink& sink, Guard guard);

/// An Office Open XML workbook with one sheet, which Excel, LibreOffice and the importer read. Every cell is text and stays text when it
/// is edited, so that no spreadsheet program spoils telephone numbers, ids or dates; titles are bold and stay in sight. Characters that
/// XML forbids stand as _xHHHH_ (ECMA-376 part 1, 22.4.2.4), as Excel writes them. Equal tables give equal bytes. The sheet rests in
/// temporary files of `folder` (empty: the system's place) until finish(), which writes all of it. The sink must outlive the writer.
/// Errors: too_large XLSX_TOO_LARGE for what no sheet holds (1,048,576 rows, 16,384 columns, 32,767 UTF-16 units in a cell, 4 GiB),
/// unavailable DISK_FULL and what the folder and the sink give.
Result<std::unique_ptr<TableWriter>> xlsx_writer(ByteSink& sink, Guard guard, std::string const& folder = {});

enum class TableFormat : std::uint8_t { csv, xlsx };
/// The format that the end of a file's name says, in any case: `.csv`, `.xlsx`.
std::optional<TableFormat> table_format_of(std::string_view file_name);
/// A table for people outside: in that format, with the guard. `folder` is for temporary files.
Result<std::unique_ptr<TableWriter>> table_writer(TableFormat format, ByteSink& sink, std::string const& folder = {});

} // namespace muster
