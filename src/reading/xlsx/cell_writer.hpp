#pragma once

#include "reading/row.hpp"
#include "reading/spreadsheet/number_cell.hpp"
#include "reading/xlsx/shared_texts.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What a workbook's cells are read with.
struct CellMeaning {
    SharedTexts texts{};
    std::vector<NumberStyle> styles{}; ///< by the cell's style number
    DateSystem dates{DateSystem::from_1900};
};

/// What the value of a cell is (ECMA-376 part 1, 18.18.11, ST_CellType).
enum class CellType : std::uint8_t { number, shared_text, formula_text, inline_text, boolean, error, date, unknown };

CellType type_of(std::string_view attribute);

/// What a cell's start tag says.
struct CellTag {
    CellType type{CellType::number};
    std::uint32_t style{};
    std::uint32_t column{}; ///< 0-based
};

/// Excel's limits ("Excel specifications and limits"): a sheet ends at XFD1048576.
inline constexpr std::uint32_t most_sheet_columns = 16'384;
inline constexpr std::int64_t most_sheet_rows = 1'048'576;

/// The column of a reference such as "AB12"; nothing a sheet has when it is none.
std::uint32_t column_of_reference(std::string_view reference);
/// "AB" for 27.
std::string name_of_column(std::uint32_t column);
/// The row number of an r attribute; 0 when it is none.
std::int64_t row_of_attribute(std::string_view text);
/// The number of an s attribute; what is none names no style.
std::uint32_t style_of_attribute(std::string_view text);

/// Why a sheet's cells make no rows.
enum class CellFault : std::uint8_t {
    none,
    no_reference, ///< its r attribute is no place of a sheet
    no_row,       ///< the row's is none
    backwards,    ///< it stands left of its predecessor, or on it
    row_backwards,
    no_such_text ///< it names a shared text that is not there
};

/// Writes a sheet's cells into rows: what both machines do alike. Cells without text take no place, but to keep others in their column.
class CellWriter {
public:
    explicit CellWriter(CellMeaning const& meaning) : meaning_{meaning} {}

    /// Opens a row of the batch. A number of 0: the one behind its predecessor.
    CellFault begin_row(RowBatch& batch, std::int64_t number);
    /// Closes it; `filled` is false when nothing is in it, and the batch is as before.
    CellFault end_row(bool& filled);
    /// Takes a row back that will be read again.
    void forget_row();

    /// The column of a cell that does not tell its own.
    std::uint32_t next_column() const { return next_column_; }
    /// Writes a cell. `value` is its v, in plain characters; from `start` on the batch's arena holds the text of its inline string.
    CellFault write(CellTag const& tag, std::string_view value, std::size_t start);

    std::int64_t row() const { return row_; }

private:
    bool end_cell(CellTag const& tag, std::size_t start, CellKind kind);
    CellKind append_value(CellTag const& tag, std::string_view value, std::string& into) const;
    CellKind append_number_text(CellTag const& tag, std::string_view value, std::string& into) const;

    CellMeaning const& meaning_;
    RowBatch* batch_{};
    std::int64_t row_{};        ///< of the row under way, or the last one
    std::int64_t row_before_{}; ///< its predecessor
    std::int64_t last_filled_row_{};
    std::uint32_t next_column_{};
    std::uint32_t written_{}; ///< cells of the row that are in the batch
};

/// The sentence about a fault. `part` is the sheet's.
Error cell_error(CellFault fault, std::string const& part, std::int64_t row, std::uint32_t column);

} // namespace muster
