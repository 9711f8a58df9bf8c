#pragma once

#include "mapping/problem_file.hpp"
#include "service/workplace.hpp"

#include <vector>

namespace muster {

class Mapper;

/// What one pass over the file gives beside its files.
struct RowsAnswer {
    Counts counts{}; ///< the rows' side, and records
    ProblemTally tally{};
    ReadingSummary summary{};
};

/// One pass over a table: reading and mapping on one thread, grouping on the caller's. Leaves the files that import_file names (rows,
/// spill, groups, members, keys, problems, record problems, digests).
Result<RowsAnswer> map_rows(Workplace const& place, ImportId import, Table const& table, Mapper const& mapper, Recipe const& recipe,
                            ProgressTaker const& progress);

} // namespace muster
