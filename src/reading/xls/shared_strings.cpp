#include "reading/xls/shared_strings.hpp"

#include <limits>

namespace muster {

Result<SharedStrings> SharedStrings::read(RecordStream& records, Record const& record)
{
    SharedStrings strings;
    ContinuedBody body{records, record.body};
    TRY(body.skip(4)); // how often all texts are named
    TRY_ASSIGN(std::uint32_t const count, body.number(4));
    for (std::uint32_t number = 0; number < count; ++number) {
        TRY_ASSIGN(bool const end, body.at_end());
        if (end) { break; }
        TRY(body.append_string(2, strings.arena_));
        if (strings.arena_.size() > std::numeric_limits<std::uint32_t>::max()) {
            return Error{ErrorKind::too_large, "WORKBOOK_TOO_LARGE",
                         "The texts of the workbook have more than 4 GiB. Save the sheet as .csv in several files."};
        }
        strings.ends_.push_back(static_cast<std::uint32_t>(strings.arena_.size()));
    }
    return strings;
}

} // namespace muster
