#include "reading/layout/sample.hpp"

#include <algorithm>

namespace muster {

namespace {

/// Rows of the beginning that are looked at, and how much text of theirs.
constexpr std::size_t sample_rows = 1'000;
constexpr std::size_t kept_at_most = std::size_t{4} << 20;
/// Rows above the ones the user named that are looked at for titles.
constexpr std::int64_t rows_above = 3;

} // namespace

Result<void> take_sample(RowSource& source, ReadingChoices const& choices, RowSample& sample)
{
    std::int64_t from = std::min(choices.first_row.value_or(1), choices.header_row.value_or(choices.first_row.value_or(1)));
    from = from <= static_cast<std::int64_t>(sample_rows / 2) ? 1 : from - rows_above;
    std::int64_t const until =
        std::max({from, choices.first_row.value_or(1), choices.header_row.value_or(1)}) + static_cast<std::int64_t>(sample_rows);
    std::size_t kept_bytes = 0;
    while (true) {
        std::size_t const row = sample.rows.size();
        TRY_ASSIGN(bool const more, source.next(sample.rows));
        sample.whole_file = !more;
        if (!more) { break; }
        std::int64_t const number = sample.rows.entry(row).number.value;
        if (number < from) {
            sample.rows.truncate(row);
            continue;
        }
        kept_bytes = sample.rows.bytes();
        if (number >= until || kept_bytes > kept_at_most) { break; }
    }
    return {};
}

TableShape shape_of_table(RowSample const& sample, Layout const& layout, ReadingChoices const& choices)
{
    TableShape shape{.first_data_row = layout.first_data_row, .columns = layout.columns.size()};
    if (choices.header_row == 0 && choices.first_row == 1) { shape.extent = TableShape::Extent::whole_file; }
    std::size_t first = 0;
    while (first < sample.rows.size() && sample.rows.entry(first).number.value < layout.first_data_row) { ++first; }
    shape.profile = profile_columns(sample.rows, first, sample_rows);
    if (layout.first_header_row > 0 && layout.first_header_row == layout.last_header_row) {
        for (Column const& column : layout.columns) { shape.titles.push_back(column.title); }
        while (!shape.titles.empty() && shape.titles.back().empty()) { shape.titles.pop_back(); }
        for (std::size_t row = 0; row < first; ++row) {
            if (sample.rows.entry(row).number.value == layout.first_header_row) { shape.cells = sample.rows.entry(row).cell_count; }
        }
    }
    return shape;
}

bool holds_nothing(RowSample const& sample)
{
    for (std::size_t row = sample.separator_line ? 1 : 0; row < sample.rows.size(); ++row) {
        if (!sample.rows.entry(row).blank) { return false; }
    }
    return sample.whole_file;
}

} // namespace muster
