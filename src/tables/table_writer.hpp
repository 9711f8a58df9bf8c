#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace muster {

/// Writes a table that leaves Muster, row by row, with bounded memory. One thread.
class TableWriter {
public:
    TableWriter() = default;
    TableWriter(TableWriter const&) = delete;
    TableWriter& operator=(TableWriter const&) = delete;
    virtual ~TableWriter() = default;
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

} // namespace muster
