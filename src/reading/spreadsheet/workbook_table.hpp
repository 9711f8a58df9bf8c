#pragma once

#include "reading/spreadsheet/workbook.hpp"
#include "reading/table.hpp"

#include <memory>
#include <string>
#include <vector>

namespace muster {

/// open_table() for workbooks: the sheet that the user named (by its name, or its place from 1), or the first that can be seen and has
/// rows; its titles and first row are found as in text files. Errors: invalid_input (a choice that a workbook does not know, an unknown
/// sheet), unreadable (nothing in it), and what the workbook's rows answer.
Result<std::unique_ptr<Table>> open_workbook_table(std::shared_ptr<Workbook const> workbook, FileKind kind, ReadingChoices const& choices,
                                                   std::vector<std::string> const& named_titles);

} // namespace muster
