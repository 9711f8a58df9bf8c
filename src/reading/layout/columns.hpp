#pragma once

#include "reading/layout/shape.hpp"
#include "reading/row.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace muster {

/// What the cells of a column look like over some rows.
struct ColumnProfile {
    std::array<std::size_t, 10> shapes{}; ///< counts by Shape
    std::size_t filled{};
    std::vector<std::string> values{}; ///< the first few texts, to see whether a title comes again as a value
    /// The shape of at least seven in ten filled cells, or odd when there is none.
    Shape prevailing() const;
};

/// Profiles of the columns over the rows from `first` on that are not blank, at most `limit` of them. Rows that say the same as the
/// one before `first` are titles that come again, and give no values.
std::vector<ColumnProfile> profile_columns(RowBatch const& rows, std::size_t first, std::size_t limit);

/// How much a row looks like the titles of the rows below it.
struct TitleLikeness {
    std::size_t filled{};
    std::size_t known_words{}; ///< cells with a word of title_words.hpp
    std::size_t contrasts{};   ///< words above a column of numbers, dates, addresses
    std::size_t against{};     ///< cells that look like contents
    bool identifiers{};        ///< every cell is written like first_name, and the cells below are not
    bool titles() const;       ///< the verdict
    /// A clause for people: "3 of 4 cells are usual titles, 2 stand above numbers or dates".
    std::string evidence() const;
};
TitleLikeness title_likeness(RowBatch const& rows, std::size_t row, std::vector<ColumnProfile> const& below);

/// The row with the titles of another table that begins at `row`, which follows a blank one: that row, or one of the next two when
/// notes of a single cell stand above it. It must look like the titles of the rows below it, up to the next blank one. rows.size()
/// when there is none.
std::size_t titles_of_rows_below(RowBatch const& rows, std::size_t row);
/// Whether those titles would be strange as a row of the table so far, whose profile and number of columns are given.
bool is_strange(RowBatch const& rows, std::size_t titles, std::vector<ColumnProfile> const& table, std::size_t columns);

/// Whether a row has at least half of these titles again, the first in its place, and some more or less: rows below it would be read
/// under wrong titles.
bool changes_titles(RowBatch const& rows, std::size_t row, std::vector<std::string> const& titles);

/// Cells that are not blank, and the place behind the last of them.
std::size_t filled_cells(RowBatch const& rows, std::size_t row);
std::size_t filled_width(RowBatch const& rows, std::size_t row);

} // namespace muster
