#include "reading/layout/table_rows.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace muster {

namespace {

/// A batch is full with so many rows or bytes: some passes over it stay in the second-level cache.
constexpr std::size_t rows_per_batch = 4'096;
constexpr std::size_t bytes_per_batch = std::size_t{1} << 20;
/// Blank rows that are held in memory until a filled one follows.
constexpr std::size_t most_held_rows = 65'536;
/// Rows below a possible title row that are looked at.
constexpr std::size_t rows_ahead = 10;
constexpr std::size_t examples_kept = 5;

void count(std::int64_t& counter, std::vector<RowNumber>& examples, RowNumber row)
{
    ++counter;
    if (examples.size() < examples_kept) { examples.push_back(row); }
}

std::string listed(std::vector<RowNumber> const& rows, std::int64_t all)
{
    std::string text;
    for (RowNumber const row : rows) { text += (text.empty() ? "" : ", ") + std::to_string(row.value); }
    return all > static_cast<std::int64_t>(rows.size()) ? text + ", ..." : text;
}

} // namespace

Result<bool> TableRows::take(RowBatch& batch)
{
    if (ahead_next_ < ahead_.size()) {
        batch.append(ahead_, ahead_next_++);
        return true;
    }
    return source_->next(batch);
}

Result<void> TableRows::look_ahead()
{
    if (ahead_next_ == ahead_.size()) {
        ahead_.clear();
        ahead_next_ = 0;
    }
    while (ahead_.size() < ahead_next_ + rows_ahead) {
        TRY_ASSIGN(bool const more, source_->next(ahead_));
        if (!more) { break; }
    }
    return {};
}

bool TableRows::repeats_titles(RowBatch const& batch, std::size_t row) const
{
    if (shape_.titles.empty() || batch.entry(row).cell_count < shape_.titles.size()) { return false; }
    if (batch.cell(row, 0).text.find(shape_.titles.front()) == std::string_view::npos) { return false; } // nearly every row ends here
    for (std::size_t column = 0; column < shape_.titles.size(); ++column) {
        if (text::trim(batch.cell(row, column).text) != shape_.titles[column]) { return false; }
    }
    return filled_width(batch, row) <= shape_.titles.size();
}

// The last row of the batch follows a blank one: does it begin another table? This table's own titles again do not.
Result<bool> TableRows::starts_further_table(RowBatch const& batch)
{
    std::size_t const row = batch.size() - 1;
    if (shape_.extent == TableShape::Extent::whole_file) { return false; }
    if (repeats_titles(batch, row) || title_likeness(batch, row, {}).against >= 3) { return false; }
    TRY(look_ahead());
    RowBatch probe;
    probe.append(batch, row);
    for (std::size_t next = ahead_next_; next < ahead_.size(); ++next) { probe.append(ahead_, next); }
    std::size_t const titles = titles_of_rows_below(probe, 0);
    if (titles == probe.size() || repeats_titles(probe, titles) || !is_strange(probe, titles, shape_.profile, shape_.columns)) {
        return false;
    }
    further_tables_.push_back(probe.entry(titles).number);
    return true;
}

// Does the last row of the batch have the titles again with others? Files that were put together without a blank line have that.
Result<bool> TableRows::has_other_titles(RowBatch const& batch)
{
    if (!changes_titles(batch, batch.size() - 1, shape_.titles)) { return false; }
    TRY(look_ahead());
    RowBatch::Entry const& row = batch.entry(batch.size() - 1);
    bool const agrees = ahead_next_ < ahead_.size() && ahead_.entry(ahead_next_).cell_count == row.cell_count;
    if (agrees) { further_tables_.push_back(row.number); }
    return agrees;
}

Result<void> TableRows::take_outside(RowBatch& batch)
{
    std::size_t const row = batch.size() - 1;
    bool const blank = batch.entry(row).blank;
    if (!blank && outside_blank_) { TRY(starts_further_table(batch)); }
    bool const titles = batch.entry(row).number <= further_tables_.back(); // of the latest table, or a line above them
    summary_.rows_outside += blank || titles ? 0 : 1;
    outside_blank_ = blank;
    batch.truncate(row);
    return {};
}

void TableRows::judge_length(RowBatch& batch)
{
    std::size_t const row = batch.size() - 1;
    RowBatch::Entry const entry = batch.entry(row);
    bool const surplus = entry.cell_count > shape_.columns && filled_width(batch, row) > shape_.columns;
    if (shape_.lengths == TableShape::Lengths::tell_nothing) {
        if (surplus) { count(rows_beyond_, beyond_, entry.number); }
        return;
    }
    if (entry.cell_count < shape_.columns) {
        batch.add_fault(RowFault::too_few_cells);
        count(summary_.short_rows, summary_.short_examples, entry.number);
    }
    if (surplus) {
        batch.add_fault(RowFault::too_many_cells);
        count(summary_.long_rows, summary_.long_examples, entry.number);
    } else if (entry.cell_count > shape_.columns) {
        count(rows_padded_, padded_, entry.number);
    }
}

void TableRows::accept(RowBatch& batch)
{
    std::size_t const row = batch.size() - 1;
    RowBatch::Entry const& entry = batch.entry(row);
    summary_.rows = entry.number.value - shape_.first_data_row + 1;
    if (entry.cell_count != shape_.columns) { judge_length(batch); }
    if (has(entry.faults, RowFault::stray_quote)) { count(summary_.stray_quotes, summary_.quote_examples, entry.number); }
    if (has(entry.faults, RowFault::undecodable)) { count(summary_.undecodable, summary_.undecodable_examples, entry.number); }
    if (repeats_titles(batch, row)) { count(repeated_, repeated_titles_, entry.number); }
}

// Decides about the batch's last row, which belongs to the table unless another one begins with it.
Result<void> TableRows::settle(RowBatch& batch)
{
    if (suspense_) {
        // what follows the titles over a blank line is their table, however strange: else nothing of it would be read
        bool further = false;
        if (summary_.rows > 0) { TRY_ASSIGN(further, starts_further_table(batch)); }
        if (further) {
            outside_ = true;
            batch.truncate(pending_);
            suspense_ = false;
            return {};
        }
        summary_.blank += static_cast<std::int64_t>(batch.size() - 1 - pending_);
        suspense_ = false;
    }
    std::size_t const row = batch.size() - 1;
    bool const first_title = !shape_.titles.empty() && batch.cell(row, 0).text == shape_.titles.front();
    if (first_title && batch.entry(row).cell_count != shape_.cells) {
        TRY_ASSIGN(bool const changes, has_other_titles(batch));
        if (changes) {
            outside_ = true;
            batch.truncate(row);
            return {};
        }
    }
    accept(batch);
    return {};
}

Result<void> TableRows::fill(RowBatch& batch)
{
    while (batch.size() < rows_per_batch + held_.size() && batch.bytes() < bytes_per_batch + held_.bytes()) {
        std::size_t const row = batch.size();
        TRY_ASSIGN(bool const more, take(batch));
        if (!more) {
            ended_ = true;
            return {};
        }
        RowBatch::Entry const& entry = batch.entry(row);
        if (entry.number.value < shape_.first_data_row) {
            batch.truncate(row);
        } else if (outside_) {
            TRY(take_outside(batch));
        } else if (!entry.blank) {
            TRY(settle(batch));
        } else if (entry.number.value < last_filled_) {
            ++summary_.blank;
        } else if (!suspense_) {
            suspense_ = true;
            pending_ = row;
        }
    }
    return {};
}

Result<void> TableRows::hold_back(RowBatch& batch)
{
    if (batch.size() - pending_ > most_held_rows && !looked_for_last_) {
        looked_for_last_ = true;
        TRY_ASSIGN(auto const again, reopen_());
        RowBatch one;
        for (bool more = true; more; one.clear()) {
            TRY_ASSIGN(more, again->next(one));
            if (more && !one.entry(0).blank) { last_filled_ = one.entry(0).number.value; }
        }
    }
    if (batch.entry(batch.size() - 1).number.value < last_filled_) { // all of them lie inside the table
        summary_.blank += static_cast<std::int64_t>(batch.size() - pending_);
        suspense_ = false;
        return {};
    }
    if (!looked_for_last_) {
        for (std::size_t row = pending_; row < batch.size(); ++row) { held_.append(batch, row); }
    }
    batch.truncate(pending_);
    return {};
}

Result<void> TableRows::next(RowBatch& batch)
{
    batch.clear();
    while (batch.empty() && !ended_) {
        for (std::size_t row = 0; row < held_.size(); ++row) { batch.append(held_, row); }
        pending_ = 0;
        suspense_ = suspense_ && !batch.empty();
        TRY(fill(batch));
        held_.clear();
        if (suspense_ && ended_) { batch.truncate(pending_); }
        if (suspense_ && !ended_) { TRY(hold_back(batch)); }
    }
    if (ended_ && batch.empty()) { finish(); }
    return {};
}

void TableRows::finish()
{
    summary_.findings.clear();
    for (RowNumber const row : further_tables_) {
        bool const first = summary_.findings.empty();
        summary_.findings.push_back({first ? "second table" : "further table", std::to_string(row.value), Finding::By::detected,
                                     "other titles stand in row " + std::to_string(row.value) + "; the rows from there on are left out"});
    }
    if (repeated_ > 0) {
        summary_.findings.push_back({"repeated titles", listed(repeated_titles_, repeated_), Finding::By::detected,
                                     "the titles stand again among the rows; they are read as rows"});
    }
    // where it is the rule it is how the file is written; elsewhere it may be a delimiter too many in the middle
    if (rows_padded_ > 0 && 2 * rows_padded_ <= summary_.rows) {
        summary_.findings.push_back({"delimiter too many", listed(padded_, rows_padded_), Finding::By::detected,
                                     "these rows end in a blank cell more than there are columns; look whether their values stand in the "
                                     "right columns"});
    }
    if (rows_beyond_ > 0) {
        summary_.findings.push_back({"cells beside the table", listed(beyond_, rows_beyond_), Finding::By::detected,
                                     "these rows have something to the right of the table's columns; it is left out"});
    }
}

} // namespace muster
