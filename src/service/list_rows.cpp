#include "base/text.hpp"
#include "history/row_log.hpp"
#include "service/explain_import.hpp"
#include "service/import_acts.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

bool has_code(LoggedRow const& row, ProblemCode code)
{
    return row.code == code ||
           std::any_of(row.problems.begin(), row.problems.end(), [&](StoredProblem const& problem) { return problem.code == code; });
}

bool contains_text(RowView const& row, std::string const& folded)
{
    return std::any_of(row.problems.begin(), row.problems.end(), [&](Problem const& problem) {
        return text::fold(problem.value).find(folded) != std::string::npos || text::fold(problem.column).find(folded) != std::string::npos;
    });
}

/// The cheap conditions, before sentences are made.
bool may_be_wanted(LoggedRow const& row, RowQuery const& query)
{
    if (row.entry.row <= query.after.value) { return false; }
    if (query.outcome && row.outcome != *query.outcome) { return false; }
    if (query.profile.value != 0 && row.record.profile != query.profile) { return false; }
    return !query.code || has_code(row, *query.code);
}

} // namespace

RowView view_of(LoggedRow const& row, Explainer const& explainer)
{
    RowView view;
    view.row = RowNumber{row.entry.row};
    view.line = row.entry.line;
    view.outcome = row.outcome;
    view.code = row.code;
    if (row.entry.record != RowEntry::no_record) { view.record = row.entry.record; }
    view.profile = row.record.profile;
    for (StoredProblem const& problem : row.problems) { view.problems.push_back(explainer.explain(problem)); }
    return view;
}

Result<Explainer> make_explainer(Workplace const& place, ImportJob const& job)
{
    TRY_ASSIGN(StoredReading reading, read_stored_reading(job.reading));
    TRY_ASSIGN(auto const groups, read_problem_groups(job.problems));
    return Explainer{place.target, groups, std::move(reading.columns)};
}

Result<void> list_rows(Workplace const& place, ImportId id, RowQuery const& query, std::function<Result<void>(RowView const&)> const& take)
{
    TRY_ASSIGN(ImportJob const job, load_import(place, id));
    TRY(check_analysed(job));
    TRY_ASSIGN(Explainer const explainer, make_explainer(place, job));
    TRY_ASSIGN(auto const log, RowLog::open(place.store, place.account, job, RowLog::Problems::with));
    std::string const folded = text::fold(query.text);
    LoggedRow row;
    for (std::size_t given = 0; query.limit == 0 || given < query.limit;) {
        TRY_ASSIGN(bool const more, log->next(row));
        if (!more) { break; }
        if (!may_be_wanted(row, query)) { continue; }
        RowView const view = view_of(row, explainer);
        if (!folded.empty() && !contains_text(view, folded)) { continue; }
        TRY(take(view));
        ++given;
    }
    return {};
}

Result<void> check_analysed(ImportJob const& job)
{
    if (job.state != ImportState::uploaded && job.state != ImportState::analyzing && !job.plan_hash.empty()) { return {}; }
    return Error{ErrorKind::conflict, "IMPORT_STATE",
                 "Import " + std::to_string(job.id.value) + " has no finished plan. Choose again, or analyse the file again."};
}

} // namespace muster
