#pragma once

#include "reading/spreadsheet/number_cell.hpp"
#include "reading/spreadsheet/workbook.hpp"
#include "reading/xlsx/package.hpp"

#include <string>
#include <vector>

namespace muster {

/// What the main part of a package says (ECMA-376 part 1, 18.2), its relationships resolved.
struct WorkbookPart {
    std::string name{}; ///< of the part itself
    std::vector<Sheet> sheets{};
    std::vector<std::string> sheet_parts{}; ///< for each sheet
    std::string texts_part{};               ///< shared strings; empty when there are none
    std::string styles_part{};              ///< empty when there is none
    DateSystem dates{DateSystem::from_1900};
};

/// Errors: unreadable (no workbook in it, no worksheet, a sheet's part is missing), unsupported (a binary workbook).
Result<WorkbookPart> read_workbook_part(Package const& package);

} // namespace muster
