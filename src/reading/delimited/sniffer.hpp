#pragma once

#include "reading/delimited/dialect.hpp"
#include "reading/table.hpp"

#include <string_view>
#include <vector>

namespace muster {

/// The beginning of a file's text, cut behind a line end unless it is the whole file.
struct TextSample {
    std::string_view text{};
    bool whole_file{};
};

/// A dialect, and for each part of it who decided and why.
struct Sniffed {
    Dialect dialect{};
    std::vector<Finding> findings{}; ///< delimiter, quote, escape, line end
    bool separator_line{};           ///< the first record is Excel's "sep=;" and no row of the table
};

/// Finds the dialect of a text. Every delimiter is tried with every quote; the sample is cut into cells and scored by how many rows
/// from the table's beginning on agree on their number of cells, how many cells there are, and how many look whole (shape.hpp).
/// After van den Burg, Nazabal and Sutton, "Wrangling messy CSV files by detecting row and type patterns" (2019), with suffixes
/// instead of all rows, so that a preamble does not count. What the user chose is not questioned.
Result<Sniffed> sniff_dialect(TextSample sample, ReadingChoices const& choices);

/// The word for a delimiter or quote: "comma", "tab", "'^'".
std::string name_of_character(std::string_view character);

} // namespace muster
