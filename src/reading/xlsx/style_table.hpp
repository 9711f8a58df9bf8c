#pragma once

#include "reading/spreadsheet/number_format.hpp"
#include "reading/xlsx/package.hpp"

#include <string>
#include <vector>

namespace muster {

/// What each of a workbook's cell styles makes of a number, in their order (ECMA-376 part 1, 18.8.10, cellXfs, and 18.8.31, numFmts).
/// Errors: unreadable.
Result<std::vector<NumberStyle>> read_style_table(Package const& package, std::string const& part);

} // namespace muster
