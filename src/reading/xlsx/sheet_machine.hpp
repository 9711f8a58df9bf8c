#pragma once

#include "reading/row.hpp"
#include "reading/xlsx/cell_writer.hpp"
#include "reading/xlsx/package.hpp"
#include "reading/xlsx/part_scanner.hpp"

#include <memory>
#include <string>

namespace muster {

/// Gives the filled rows of a sheet, each with its number, in rising order; those without a filled cell are passed over. One thread.
class SheetMachine {
public:
    SheetMachine() = default;
    SheetMachine(SheetMachine const&) = delete;
    SheetMachine& operator=(SheetMachine const&) = delete;
    virtual ~SheetMachine() = default;

    enum class Step : std::uint8_t {
        row,    ///< one was appended
        end,    ///< there is none
        strange ///< this machine does not know on; nothing was appended
    };
    /// Errors: unreadable, too_large.
    virtual Result<Step> next(RowBatch& batch) = 0;
};

/// The machine for plain XML; the meaning must outlive it, `part` names the sheet's part in errors.
std::unique_ptr<SheetMachine> make_sheet_scanner(std::unique_ptr<ZipStream> stream, std::string part, CellMeaning const& meaning,
                                                 WindowSize window = {});
/// The machine for any XML, which never answers strange.
std::unique_ptr<SheetMachine> make_sheet_parser(std::unique_ptr<ZipStream> stream, std::string const& part, CellMeaning const& meaning);

} // namespace muster
