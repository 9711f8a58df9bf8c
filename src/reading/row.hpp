#pragma once

#include "base/number.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What the file itself says a cell is. Cells of text files are always text: nothing guesses while reading.
enum class CellKind : std::uint8_t {
    text,
    number,    ///< a number cell of a spreadsheet, written in plain digits
    date,      ///< YYYY-MM-DD
    date_time, ///< YYYY-MM-DDThh:mm:ss[.fff]
    time,      ///< hh:mm:ss
    boolean,   ///< TRUE or FALSE
    error,     ///< #N/A and kin
};

/// What is wrong with a row as such. Bits; several may hold.
enum class RowFault : std::uint8_t {
    none = 0,
    too_few_cells = 1,  ///< fewer than the table has columns: the missing ones read as blank
    too_many_cells = 2, ///< more, and a surplus one is not blank: what belongs where cannot be known
    stray_quote = 4,    ///< a quote that opens without a partner or stands where none belongs; taken as text
    undecodable = 8,    ///< bytes that the encoding does not know; U+FFFD stands in their place
};
constexpr RowFault operator|(RowFault a, RowFault b) { return RowFault(std::uint8_t(a) | std::uint8_t(b)); }
constexpr bool has(RowFault faults, RowFault one) { return (std::uint8_t(faults) & std::uint8_t(one)) != 0; }

struct Cell {
    std::string_view text{};
    CellKind kind{CellKind::text};
};

/// Some hundred to some thousand rows as they stand in the file, cells in one arena: no allocation per cell. Reused batch by batch.
/// Text is well-formed UTF-8, untrimmed, line breaks inside cells kept.
class RowBatch {
public:
    struct Entry {
        RowNumber number{};  ///< ordinal of the record in the file
        std::int64_t line{}; ///< text files: line of its start, from 1; workbooks: same as number
        std::uint32_t first_cell{};
        std::uint32_t cell_count{}; ///< the row's own length, not the table's
        RowFault faults{RowFault::none};
        bool blank{}; ///< every cell is empty or white space
    };

    void clear();
    std::size_t size() const { return rows_.size(); }
    bool empty() const { return rows_.empty(); }
    Entry const& entry(std::size_t row) const { return rows_[row]; }
    /// The cell of a column (0-based); a blank text cell beyond the row's end.
    Cell cell(std::size_t row, std::size_t column) const
    {
        Entry const& entry = rows_[row];
        if (column >= entry.cell_count) { return {}; }
        Slot const& slot = cells_[entry.first_cell + column];
        return {std::string_view{arena_}.substr(slot.offset, slot.length), slot.kind};
    }
    std::size_t bytes() const { return arena_.size(); }

    /// For readers: begin_row, then add_cell for each, left to right. Offsets are 32 bits: a batch holds less than 4 GiB.
    void begin_row(RowNumber number, std::int64_t line);
    void add_cell(std::string_view text, CellKind kind = CellKind::text);
    void add_fault(RowFault fault);
    /// Computes `blank`; call when the row's last cell is in.
    void end_row();
    /// For readers that write cells into the arena themselves (unescaping, decoding): append to arena(), then end_cell(start).
    std::string& arena() { return arena_; }
    void end_cell(std::size_t start, CellKind kind = CellKind::text);
    /// For readers that put a whole record into the arena at once: a text cell over bytes that already stand there.
    void place_cell(std::size_t offset, std::size_t length)
    {
        cells_.push_back({static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length), CellKind::text});
    }
    /// Gives the last row at least `width` cells by adding blank ones, and takes blank ones behind that away; call after end_row.
    void fit_row(std::size_t width);
    /// Forgets the rows from `row` on; used to take back a row that proved incomplete.
    void truncate(std::size_t row);
    /// Appends a copy of another batch's row, as it stands.
    void append(RowBatch const& other, std::size_t row);

private:
    struct Slot {
        std::uint32_t offset{};
        std::uint32_t length{};
        CellKind kind{};
    };
    std::string arena_{};
    std::vector<Slot> cells_{};
    std::vector<Entry> rows_{};
};

} // namespace muster
