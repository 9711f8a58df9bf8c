#pragma once

#include "base/bytes.hpp"
#include "reading/spreadsheet/workbook.hpp"

#include <memory>

namespace muster {

/// Opens an Excel workbook of the binary formats: BIFF8 and BIFF5/7 in a compound file (MS-CFB, MS-XLS), BIFF2, 3 and 4 as bare streams
/// of records. Errors: unreadable (damaged, cut off), unsupported (encrypted, a form that is not read: named), too_large.
Result<std::unique_ptr<Workbook>> open_xls(std::shared_ptr<ByteSource const> file);

} // namespace muster
