#pragma once

#include "reading/delimited/dialect.hpp"

#include <cstddef>
#include <string_view>

namespace muster {

/// What became of a sample when it was cut with one dialect.
struct Trial {
    Dialect dialect{};
    std::size_t rows{};     ///< records that are not empty lines
    std::size_t cells{};    ///< most usual number of cells, 2 or more; 1 where no record has more
    std::size_t first{};    ///< index of the first record with that number, among the non-empty ones
    std::size_t agreeing{}; ///< records with that number
    std::size_t quoted{};   ///< cells that were quoted
    std::size_t faults{};   ///< records with stray quotes
    std::size_t most{};     ///< largest number of cells
    double whole{};         ///< share of cells from there on that look whole
    double telling{};       ///< share of cells that are numbers, dates, addresses and the like
    double score{};         ///< 0: does not divide the text
    double agreement() const { return rows > first ? static_cast<double>(agreeing) / static_cast<double>(rows - first) : 0; }
};

/// Cuts the sample. The text must be cut behind a line end, or be the whole file.
Trial try_dialect(std::string_view text, Dialect dialect);

/// Whether every delimiter in the sample is doubled, so that the cells between are all empty.
bool is_doubled(std::string_view text, Trial const& trial);

/// Whether every delimiter is followed by exactly one space, before quotes too: then the space belongs to the delimiter.
bool is_spaced(std::string_view text, Trial const& trial);

} // namespace muster
