#pragma once

#include "reading/row_source.hpp"
#include "reading/xlsx/cell_writer.hpp"
#include "reading/xlsx/package.hpp"

#include <memory>
#include <string>

namespace muster {

/// What all readers of a workbook share.
struct WorkbookParts {
    Package package;
    CellMeaning meaning{};
};

/// The rows of the sheet in `part`, those that the file leaves out as blank ones; the last is the last with a filled cell.
Result<std::unique_ptr<RowSource>> open_sheet_rows(std::shared_ptr<WorkbookParts const> parts, std::string part, XmlMachine machine);

} // namespace muster
