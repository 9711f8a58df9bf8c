#pragma once

#include "reading/row.hpp"
#include "reading/table.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace muster {

/// Rows at the beginning of a file (or around the rows that the user named), as the tokenizer gives them.
struct RowSample {
    RowBatch rows{};
    std::size_t usual_cells{}; ///< of the dialect; 0 where rows do not agree
    bool separator_line{};     ///< the first row is Excel's "sep=;"
    bool whole_file{};
};

/// Where titles and contents are.
struct Layout {
    std::int64_t first_header_row{}; ///< 0: none
    std::int64_t last_header_row{};
    std::int64_t first_data_row{1};
    std::vector<Column> columns{};
    std::vector<Finding> findings{}; ///< preamble, header row, first row
};

/// Finds titles and the first row of contents. Preamble rows (notes, blank lines, a separator line) above are passed over; up to
/// three title rows are joined; where no row looks like titles there are none. `named_titles`: if all of them stand in one row,
/// that row alone is the title row. Errors: invalid_input, for a row the file does not have.
Result<Layout> find_layout(RowSample const& sample, ReadingChoices const& choices, std::vector<std::string> const& named_titles);

} // namespace muster
