#pragma once

#include "reading/row_source.hpp"
#include "reading/table.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace muster {

/// A sheet as the workbook lists it.
struct Sheet {
    enum class Kind : std::uint8_t {
        rows, ///< a worksheet
        other ///< a chart, a dialog or a macro sheet: it has no rows
    };
    std::string name{};
    Kind kind{Kind::rows};
    bool hidden{}; ///< hidden or very hidden: not chosen unless the user names it
};

/// A workbook whose list of sheets has been read. rows() may be called any number of times and from several threads; each reader starts
/// at the sheet's first row and keeps bounded memory, the workbook's shared strings aside, which are kept once.
class Workbook {
public:
    Workbook() = default;
    Workbook(Workbook const&) = delete;
    Workbook& operator=(Workbook const&) = delete;
    virtual ~Workbook() = default;
    /// In the workbook's order.
    virtual std::vector<Sheet> const& sheets() const = 0;
    /// The rows of a sheet of kind rows, 0-based. Row n of the sheet is the n-th that the source gives: rows that are left out in the file
    /// come as blank ones, so that numbers are the ones a spreadsheet program shows; behind the last row with a filled cell it may end
    /// at once. Cells stand in their columns; left-out ones are blank; trailing blank ones may be left out. No row has a fault.
    virtual Result<std::unique_ptr<RowSource>> rows(std::size_t sheet) const = 0;
    /// What is known of the file: format (by version), code page, date system, ...
    virtual std::vector<Finding> const& findings() const = 0;
};

} // namespace muster
