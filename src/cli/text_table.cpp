#include "cli/text_table.hpp"

#include "cli/shown_text.hpp"

#include <algorithm>

namespace muster {

namespace {

/// Rows that the widths come from: more than any screen shows at once.
constexpr std::size_t looked_at = 1'000;
/// Cells that are kept for them: a table of many thousand columns must not fill the memory.
constexpr std::size_t cells_looked_at = 100'000;
/// A cell's most columns: several of them still fit beside each other.
constexpr std::size_t cell_width = 32;

} // namespace

Result<void> TextTable::titles(std::span<std::string const> cells) { return add(cells); }

Result<void> TextTable::row(std::span<std::string const> cells)
{
    ++rows_;
    return add(cells);
}

Result<void> TextTable::add(std::span<std::string const> cells)
{
    std::vector<std::string> cut;
    cut.reserve(cells.size());
    for (std::string const& cell : cells) { cut.push_back(shown_cut(cell, cell_width)); }
    if (started_) { return write(cut); }
    waiting_.push_back(std::move(cut));
    bool const enough = waiting_.size() >= looked_at || waiting_.size() * cells.size() >= cells_looked_at;
    return enough ? write_waiting() : Result<void>{};
}

Result<void> TextTable::write_waiting()
{
    for (std::vector<std::string> const& cells : waiting_) {
        if (widths_.size() < cells.size()) { widths_.resize(cells.size()); }
        for (std::size_t column = 0; column < cells.size(); ++column) {
            widths_[column] = std::max(widths_[column], display_width(cells[column]));
        }
    }
    started_ = true;
    for (std::vector<std::string> const& cells : waiting_) { TRY(write(cells)); }
    waiting_.clear();
    return {};
}

Result<void> TextTable::write(std::vector<std::string> const& cells)
{
    std::string line;
    for (std::size_t column = 0; column < cells.size(); ++column) {
        if (column > 0) { line += "  "; }
        line += padded(cells[column], column < widths_.size() ? widths_[column] : 0);
    }
    line.resize(line.find_last_not_of(' ') + 1); // npos + 1 is 0
    return out_.write(line + "\n");
}

Result<void> TextTable::finish() { return started_ ? Result<void>{} : write_waiting(); }

} // namespace muster
