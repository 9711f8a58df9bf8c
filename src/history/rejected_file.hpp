#pragma once

#include "base/problem.hpp"
#include "history/row_log.hpp"
#include "reading/table.hpp"
#include "tables/table_writer.hpp"

#include <functional>

namespace muster {

using Explain = std::function<Problem(StoredProblem const&)>;

/// The rows of which nothing was taken, as a table in the shape of the upload, with the columns `Reason code` and `Reason` added: correct,
/// and import again. Every row of a rejected record is there, in the file's order; a row's reasons are all told. Without titles in the
/// upload there are none here. Cells beyond the table's width stand behind the reasons, so that nothing is lost and nothing shifts.
/// The table is the upload read as it was for the import; the log is at its start. Finishes `into` and gives how many rows.
Result<std::int64_t> write_rejected(Table const& table, RowLog& log, Explain const& explain, TableWriter& into);

} // namespace muster
