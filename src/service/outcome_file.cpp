#include "history/person_table.hpp"
#include "history/rejected_file.hpp"
#include "service/explain_import.hpp"
#include "service/import_acts.hpp"
#include "service/import_table.hpp"
#include "service/imported_records.hpp"
#include "service/update_file.hpp"
#include "tables/table_writer.hpp"

namespace muster {

namespace {

Result<void> write_rejected_file(Workplace const& place, ImportJob const& job, TableWriter& into)
{
    TRY_ASSIGN(Recipe const recipe, read_recipe(job.recipe));
    TRY_ASSIGN(auto const table, open_import_table(place, job, recipe));
    TRY_ASSIGN(Explainer const explainer, make_explainer(place, job));
    TRY_ASSIGN(auto const log, RowLog::open(place.store, place.account, job, RowLog::Problems::with));
    TRY(write_rejected(*table, *log, [&](StoredProblem const& problem) { return explainer.explain(problem); }, into));
    return {};
}

/// Calls `take(LoggedRow, Record)` for the first row of every record with the outcome.
template <class Take>
Result<void> each_record(Workplace const& place, ImportJob const& job, ImportedRecords& records, Outcome outcome, Take take)
{
    TRY_ASSIGN(auto const log, RowLog::open(place.store, place.account, job, RowLog::Problems::without));
    LoggedRow row;
    Record record;
    for (;;) {
        TRY_ASSIGN(bool const more, log->next(row));
        if (!more) { return {}; }
        if (row.outcome != outcome || row.entry.record == RowEntry::no_record) { continue; }
        TRY(records.read(row.entry.record, record));
        TRY(take(row, record));
    }
}

/// A record that names no type makes a person of the standard one; of a person that was there already it says nothing.
std::string_view type_name(ImportedRecords const& records, Record const& record, Outcome outcome)
{
    if (outcome == Outcome::created) { return name_of(records.type_of(record)); }
    return record.type ? name_of(*record.type) : std::string_view{};
}

PersonCells cells_of(ImportedRecords const& records, Record const& record, Outcome outcome)
{
    PersonCells cells{type_name(records, record, outcome), &record.values, &record.contacts, {}};
    cells.tags.assign(record.tags.begin(), record.tags.end());
    return cells;
}

/// Created and unchanged records: where they stand in the file, whom they are now, and what the file gave, normalised.
Result<void> write_records(Workplace const& place, ImportJob const& job, Outcome outcome, TableWriter& into)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    TRY_ASSIGN(ImportedRecords records, ImportedRecords::open(place, job, *transaction));
    PersonColumns columns{place.target, records.attributes()};
    TRY(each_record(place, job, records, outcome, [&](LoggedRow const&, Record const& record) -> Result<void> {
        columns.add(cells_of(records, record, outcome));
        return {};
    }));
    std::vector<std::string> const titles = columns.titles();
    std::vector<std::string_view> cells{"Row", "Person"};
    cells.insert(cells.end(), titles.begin(), titles.end());
    TRY(into.titles(cells));
    std::string tags;
    TRY(each_record(place, job, records, outcome, [&](LoggedRow const& row, Record const& record) {
        std::string const number = std::to_string(row.entry.row);
        std::string const person = row.record.profile.value == 0 ? std::string{} : std::to_string(row.record.profile.value);
        cells.assign({number, person});
        columns.append_cells(cells_of(records, record, outcome), cells, tags);
        return into.row(cells);
    }));
    return into.finish();
}

} // namespace

std::string_view name_of(OutcomeFile file)
{
    switch (file) {
    case OutcomeFile::rejected: return "rejected";
    case OutcomeFile::created: return "created";
    case OutcomeFile::updated: return "updated";
    case OutcomeFile::unchanged: return "unchanged";
    }
    return "";
}

Result<void> write_outcome_file(Workplace const& place, ImportId id, OutcomeFile file, TableFormat format, ByteSink& into)
{
    TRY_ASSIGN(ImportJob const job, load_import(place, id));
    TRY(check_analysed(job));
    TRY_ASSIGN(auto const table, table_writer(format, into, place.folder));
    switch (file) {
    case OutcomeFile::rejected: return write_rejected_file(place, job, *table);
    case OutcomeFile::created: return write_records(place, job, Outcome::created, *table);
    case OutcomeFile::updated: return write_update_file(place, job, *table);
    case OutcomeFile::unchanged: return write_records(place, job, Outcome::unchanged, *table);
    }
    return {};
}

} // namespace muster
