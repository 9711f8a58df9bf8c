#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace muster {

/// How a quote is written inside a quoted cell.
enum class Escape : std::uint8_t {
    doubled,  ///< ""
    backslash ///< \", and \\ for a backslash; a doubled quote is understood too
};

/// How a text file separates cells. Line ends need no choice: CR, LF and CRLF all end a record, in any mixture.
struct Dialect {
    std::string delimiter{","}; ///< UTF-8, at least one byte, no quote and no line end in it
    char quote{'"'};            ///< 0: cells are never quoted
    Escape escape{Escape::doubled};
    /// Cells that most records have; 0 where there is no such number. Only damaged quotes are judged by it, see RecordScanner.
    std::size_t usual_cells{};
    auto operator<=>(Dialect const&) const = default;
};

/// A quoted cell with line breaks in it may be this long. It bounds how far ahead an opening quote looks for its partner.
inline constexpr std::size_t longest_quoted_cell = std::size_t{1} << 20;
/// A record may be this long: a cell limit of 10 MB documents fits, a file that is one line does not.
inline constexpr std::size_t longest_record = std::size_t{16} << 20;
/// A record may have this many cells: as many as a spreadsheet has columns.
inline constexpr std::size_t most_cells = 16'384;

} // namespace muster
