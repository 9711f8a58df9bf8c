#include "history/row_log.hpp"

#include "history/import_file.hpp"
#include "mapping/mapper.hpp"

#include <algorithm>
#include <utility>

namespace muster {

bool is_found_by_planning(ProblemCode code)
{
    return code == ProblemCode::ambiguous_match || code == ProblemCode::too_many_contacts || code == ProblemCode::external_id_replaced;
}

Result<std::unique_ptr<RowLog>> RowLog::open(Store& store, AccountId account, ImportJob const& job, Problems problems)
{
    TRY_ASSIGN(auto rows, store.blobs().open(job.id, import_file::rows));
    TRY_ASSIGN(auto outcomes, RecordOutcomes::load(store, account, job));
    std::unique_ptr<RowLog> log{new RowLog{std::move(rows), std::move(outcomes)}};
    if (problems == Problems::without) { return log; }
    for (char const* name : {import_file::problems, import_file::grouping_problems, import_file::plan_problems}) {
        TRY_ASSIGN(auto source, store.blobs().open(job.id, name));
        ProblemStream stream{ProblemReader{std::move(source)}, {}, false};
        TRY_ASSIGN(stream.more, stream.reader.next(stream.ahead));
        log->streams_.push_back(std::move(stream));
    }
    return log;
}

Result<void> RowLog::read_problems(RowNumber row, std::vector<StoredProblem>& into)
{
    for (ProblemStream& stream : streams_) {
        while (stream.more && stream.ahead.row <= row) {
            if (stream.ahead.row == row) { into.push_back(std::move(stream.ahead)); }
            TRY_ASSIGN(stream.more, stream.reader.next(stream.ahead));
        }
    }
    return {};
}

/// What the plan found is not told when the commit found otherwise; what only the commit found is told without its particulars.
void RowLog::keep_what_holds(LoggedRow& row) const
{
    std::erase_if(row.problems,
                  [&](StoredProblem const& problem) { return is_found_by_planning(problem.code) && problem.code != row.code; });
    bool const told =
        std::any_of(row.problems.begin(), row.problems.end(), [&](StoredProblem const& problem) { return problem.code == row.code; });
    if (!told && row.code != ProblemCode::none) {
        row.problems.push_back({RowNumber{row.entry.row}, row.code, CellProblem::no_column, {}});
    }
}

Result<bool> RowLog::next(LoggedRow& into)
{
    if (index_ >= rows_.size()) { return false; }
    TRY_ASSIGN(RowEntry const* const entry, rows_.at(index_));
    ++index_;
    into.entry = *entry;
    into.outcome = entry->outcome;
    into.code = entry->code;
    into.record = {};
    into.problems.clear();
    bool const first_of_record = entry->outcome == Outcome::none;
    if (entry->record != RowEntry::no_record) {
        TRY_ASSIGN(into.record, outcomes_.at(entry->record));
        if (first_of_record) {
            into.outcome = into.record.outcome;
            into.code = into.record.code;
        }
    }
    if (streams_.empty()) { return true; }
    TRY(read_problems(RowNumber{into.entry.row}, into.problems));
    keep_what_holds(into);
    if (first_of_record && into.outcome == Outcome::rejected) { rejected_records_[into.entry.record] = into.problems; }
    return true;
}

std::vector<StoredProblem> const& RowLog::problems_of_record(std::uint32_t record) const
{
    static std::vector<StoredProblem> const none;
    auto const place = rejected_records_.find(record);
    return place == rejected_records_.end() ? none : place->second;
}

} // namespace muster
