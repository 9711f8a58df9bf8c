#pragma once

#include "intake/zip_archive.hpp"
#include "reading/spreadsheet/workbook.hpp"

namespace muster {

/// Which machine reads the sheets' XML. Both give the same cells; tests compare them.
enum class XmlMachine : std::uint8_t {
    scanner, ///< our scanner for the plain case, expat for a part that has anything else in it
    expat
};

/// Opens an Office Open XML workbook (ECMA-376, transitional and strict). `limit` is the most bytes that its parts may unpack to
/// together. Errors: unreadable (a damaged archive, a part that is missing or no XML), unsupported (encrypted), too_large.
Result<std::unique_ptr<Workbook>> open_xlsx(std::shared_ptr<ByteSource const> file, std::uint64_t limit = standard_unpacked_limit,
                                            XmlMachine machine = XmlMachine::scanner);

} // namespace muster
