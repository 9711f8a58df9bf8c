#include "reading/xls/gathered_cells.hpp"

#include "reading/xls/workbook_damage.hpp"

#include <algorithm>

namespace muster {

namespace {

/// Rows that the format can number.
constexpr std::size_t row_limit = 65'536;
/// Places of a sheet: with more cells a file repeats them, and bounded memory would ask for pass after pass.
constexpr std::size_t cell_limit = row_limit * 256;

/// An entry of the order: place, and in the lower half the number of the kept cell, of which a pass has far fewer than 2^32.
constexpr unsigned kept_number_bits = 32;
std::uint32_t kept_number(std::uint64_t entry) { return static_cast<std::uint32_t>(entry); }

std::uint32_t place_of(FoundCell const& cell) { return std::uint32_t{cell.row} << 16U | cell.column; }

} // namespace

Result<SheetSurvey> survey_sheet(CellSource& cells)
{
    SheetSurvey survey;
    survey.row_bytes.resize(row_limit);
    FoundCell cell;
    std::uint32_t behind = 0; // the first place that is in order
    for (std::size_t count = 0; count <= cell_limit; ++count) {
        TRY_ASSIGN(bool const more, cells.next(cell));
        if (!more) { return survey; }
        std::uint32_t const place = place_of(cell);
        survey.in_order = survey.in_order && place >= behind;
        behind = place + 1;
        survey.row_count = std::max(survey.row_count, std::uint32_t{cell.row} + 1);
        bool const copied = cell.type == FoundCell::Type::text && !cell.lasting;
        survey.row_bytes[cell.row] += sizeof(FoundCell) + sizeof(std::size_t) + (copied ? cell.text.size() : 0);
    }
    return damaged_workbook("it has more cells than a sheet can have");
}

Result<bool> GatheredCells::next(FoundCell& cell)
{
    while (next_ == order_.size()) {
        if (next_row_ >= survey_.row_count) { return false; }
        TRY(gather());
    }
    Kept const& kept = kept_[kept_number(order_[next_++])];
    cell = kept.cell;
    if (cell.type == FoundCell::Type::text && !cell.lasting) {
        cell.text = std::string_view{arena_}.substr(kept.text_begin, cell.text.size());
    }
    return true;
}

// As many rows from next_row_ on as fit, at least one; gives the row behind them.
std::uint32_t GatheredCells::choose_rows()
{
    std::uint32_t row = next_row_;
    std::uint64_t bytes = 0;
    while (row < survey_.row_count && (row == next_row_ || bytes + survey_.row_bytes[row] <= window_)) {
        bytes += survey_.row_bytes[row++];
    }
    return row;
}

Result<void> GatheredCells::gather()
{
    if (survey_.row_bytes[next_row_] > usual_window) { return damaged_workbook("a row in it has more cells than a row can have"); }
    std::uint32_t const end_row = choose_rows();
    kept_.clear();
    arena_.clear();
    next_ = 0;
    TRY_ASSIGN(auto const cells, CellReader::create(stream_, place_, strings_));
    FoundCell cell;
    while (true) {
        TRY_ASSIGN(bool const more, cells->next(cell));
        if (!more) { break; }
        if (cell.row < next_row_ || cell.row >= end_row) { continue; }
        if (cell.type != FoundCell::Type::text) { cell.text = {}; } // an earlier cell's, which does not outlive the pass
        kept_.push_back({cell, arena_.size()});
        if (cell.type == FoundCell::Type::text && !cell.lasting) { arena_.append(cell.text); }
    }
    sort();
    next_row_ = end_row;
    return {};
}

// Of the cells in one place the one that was found last stands last and is kept.
void GatheredCells::sort()
{
    order_.clear();
    for (std::size_t number = 0; number < kept_.size(); ++number) {
        order_.push_back(std::uint64_t{place_of(kept_[number].cell)} << kept_number_bits | number);
    }
    std::sort(order_.begin(), order_.end());
    auto const same_place = [](std::uint64_t a, std::uint64_t b) { return a >> kept_number_bits == b >> kept_number_bits; };
    // Of equal neighbours unique() keeps the first: seen from behind that is the last.
    auto const first = std::unique(order_.rbegin(), order_.rend(), same_place).base();
    order_.erase(order_.begin(), first);
}

} // namespace muster
