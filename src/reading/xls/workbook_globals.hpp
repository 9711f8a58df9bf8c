#pragma once

#include "reading/spreadsheet/workbook.hpp"
#include "reading/xls/shared_strings.hpp"
#include "reading/xls/workbook_settings.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace muster {

/// A sheet, where its records begin, and what its cells need.
struct SheetPlace {
    Sheet sheet{};
    std::uint64_t begin{}; ///< of its BOF record in the stream
    std::shared_ptr<WorkbookSettings const> settings{};
};

/// Everything of a workbook but the cells. Immutable once read.
struct WorkbookGlobals {
    Biff version{Biff::eight};
    std::shared_ptr<WorkbookSettings const> settings{}; ///< the workbook's, or those of its first sheet where only sheets have them
    std::vector<SheetPlace> sheets{};
    SharedStrings strings{};
};

/// Reads the list of sheets and what comes before them: the globals of BIFF5 and BIFF8, a BIFF4 workbook with its sheets one behind
/// another, or a single sheet of any generation without globals. Errors: unreadable; unsupported (encrypted, no sheet in it); too_large.
Result<WorkbookGlobals> read_globals(std::shared_ptr<ByteSource const> const& stream);

} // namespace muster
