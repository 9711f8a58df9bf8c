#include "reading/row.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace muster {

void RowBatch::clear()
{
    arena_.clear();
    cells_.clear();
    rows_.clear();
}

void RowBatch::begin_row(RowNumber number, std::int64_t line)
{
    rows_.push_back({.number = number, .line = line, .first_cell = static_cast<std::uint32_t>(cells_.size())});
}

void RowBatch::add_cell(std::string_view text, CellKind kind)
{
    std::size_t const start = arena_.size();
    arena_.append(text);
    end_cell(start, kind);
}

void RowBatch::end_cell(std::size_t start, CellKind kind)
{
    cells_.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(arena_.size() - start), kind});
}

void RowBatch::add_fault(RowFault fault) { rows_.back().faults = rows_.back().faults | fault; }

void RowBatch::end_row()
{
    Entry& row = rows_.back();
    row.cell_count = static_cast<std::uint32_t>(cells_.size()) - row.first_cell;
    row.blank = true;
    for (std::size_t cell = row.first_cell; cell < cells_.size(); ++cell) {
        Slot const& slot = cells_[cell];
        if (slot.length == 0) { continue; }
        auto const first = static_cast<unsigned char>(arena_[slot.offset]);
        bool const plainly_filled = first > ' ' && first < 0x7F;
        if (plainly_filled || !text::is_blank(std::string_view{arena_}.substr(slot.offset, slot.length))) {
            row.blank = false;
            return;
        }
    }
}

void RowBatch::fit_row(std::size_t width)
{
    Entry& row = rows_.back();
    std::size_t const end = row.first_cell + width;
    while (cells_.size() > end) {
        Slot const& last = cells_.back();
        if (!text::is_blank(std::string_view{arena_}.substr(last.offset, last.length))) { break; }
        cells_.pop_back();
    }
    if (cells_.size() < end) { cells_.resize(end, Slot{.offset = static_cast<std::uint32_t>(arena_.size())}); }
    row.cell_count = static_cast<std::uint32_t>(cells_.size()) - row.first_cell;
}

void RowBatch::truncate(std::size_t row)
{
    if (row >= rows_.size()) { return; }
    std::size_t const first_cell = rows_[row].first_cell;
    if (first_cell < cells_.size()) { arena_.resize(row == 0 ? 0 : std::min<std::size_t>(arena_.size(), cells_[first_cell].offset)); }
    cells_.resize(first_cell);
    rows_.resize(row);
}

void RowBatch::append(RowBatch const& other, std::size_t row)
{
    Entry const& from = other.entry(row);
    begin_row(from.number, from.line);
    for (std::size_t column = 0; column < from.cell_count; ++column) {
        Cell const cell = other.cell(row, column);
        add_cell(cell.text, cell.kind);
    }
    rows_.back().faults = from.faults;
    end_row();
}

} // namespace muster
