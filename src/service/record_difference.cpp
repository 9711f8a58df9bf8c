#include "history/import_file.hpp"
#include "service/explain_import.hpp"
#include "service/import_acts.hpp"
#include "service/imported_records.hpp"
#include "service/names.hpp"
#include "service/replay_plan.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

/// The first row of a record, with what is told about it.
Result<RowView> first_row(Workplace const& place, ImportJob const& job, std::uint32_t record)
{
    TRY_ASSIGN(Explainer const explainer, make_explainer(place, job));
    TRY_ASSIGN(auto const log, RowLog::open(place.store, place.account, job, RowLog::Problems::with));
    LoggedRow row;
    for (;;) {
        TRY_ASSIGN(bool const more, log->next(row));
        if (!more) { break; }
        if (row.entry.record == record && row.entry.outcome == Outcome::none) { return view_of(row, explainer); }
    }
    return Error{ErrorKind::not_found, "RECORD_NOT_FOUND",
                 "Import " + std::to_string(job.id.value) + " has no record " + std::to_string(record) + "."};
}

/// Before the commit: by planning over the store as it is.
Result<void> foresee(Workplace const& place, ImportJob const& job, Transaction& transaction, std::uint32_t record, DifferenceView& view)
{
    TRY_ASSIGN(auto const known, transaction.catalogue().tags(place.account));
    TRY_ASSIGN(StoredReading const reading, read_stored_reading(job.reading));
    TagNames tags{known};
    TRY_ASSIGN(auto const records, records_met_together(place.store, job.id, record));
    TRY(PlanReplay::run(place, job, transaction, records, tags, [&](RecordInput const& input, AppliedRecord& applied) -> Result<void> {
        if (input.ordinal != record) { return {}; }
        view.matched = std::move(applied.matched);
        view.change = applied.applied.outcome == Outcome::created ? creation_of(place.target, applied.applied.after)
                                                                  : std::move(applied.applied.change);
        return {};
    }));
    for (TagNames::NewTag const& fresh : tags.used()) { view.names.tags.emplace(fresh.provisional, fresh.name); }
    view.names.attributes.insert(view.names.attributes.end(), reading.new_attributes.begin(), reading.new_attributes.end());
    return {};
}

/// After it: a creation is the record itself; everything else stands in the history.
Result<void> recall(Workplace const& place, ImportJob const& job, Transaction& transaction, std::uint32_t record, DifferenceView& view)
{
    ProfileId const profile = view.row.profile;
    if (profile.value == 0) { return {}; } // nothing was written, or the person was erased
    if (view.row.outcome == Outcome::created) {
        TRY_ASSIGN(ImportedRecords records, ImportedRecords::open(place, job, transaction));
        TRY_ASSIGN(Profile const created, records.as_created(record));
        view.change = creation_of(place.target, created);
        view.change.profile = profile;
        view.change.at = job.started_at;
        view.change.by = job.by;
        view.change.import = job.id;
        view.change.record = record;
        view.change.row = view.row.row;
        return {};
    }
    view.matched.push_back(profile);
    std::vector<std::pair<std::int64_t, Change>> changes;
    TRY(transaction.changes().of_profile(place.account, place.target, profile, changes));
    auto const own = std::find_if(changes.begin(), changes.end(), [&](auto const& entry) {
        return entry.second.import == job.id && entry.second.record == record && entry.second.kind != Change::Kind::undone;
    });
    if (own == changes.end()) { return {}; }
    view.change = std::move(own->second);
    for (Profile const& absorbed : view.change.absorbed) { view.matched.push_back(absorbed.id); }
    std::sort(view.matched.begin(), view.matched.end());
    return {};
}

} // namespace

Result<DifferenceView> record_difference(Workplace const& place, ImportId id, std::int64_t record)
{
    TRY_ASSIGN(ImportJob const job, load_import(place, id));
    TRY(check_analysed(job));
    if (record < 0 || record >= job.planned.records) {
        return Error{ErrorKind::not_found, "RECORD_NOT_FOUND",
                     "Import " + std::to_string(id.value) + " has " + std::to_string(job.planned.records) + " records, from 0."};
    }
    auto const ordinal = static_cast<std::uint32_t>(record);
    DifferenceView view;
    TRY_ASSIGN(view.row, first_row(place, job, ordinal));
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    TRY_ASSIGN(view.names, load_names(place, *transaction));
    bool const written = has_begun(job) && (has_ended(job) || record < job.next_record);
    TRY(written ? recall(place, job, *transaction, ordinal, view) : foresee(place, job, *transaction, ordinal, view));
    return view;
}

} // namespace muster
