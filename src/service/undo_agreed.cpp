#include "committing/undo.hpp"
#include "history/import_file.hpp"
#include "service/chunk_size.hpp"
#include "service/import_acts.hpp"

#include <utility>

namespace muster {

namespace {

UndoOrder make_order(Workplace const& place, ImportId id, std::string by)
{
    UndoOrder order{.target = place.target};
    order.account = place.account;
    order.import = id;
    order.by = std::move(by);
    order.chunk = chunk_size(order.chunk);
    return order;
}

CommitProgress as_undoing(ProgressTaker const& progress)
{
    if (!progress) {
        return [](std::int64_t, std::int64_t) { return Result<void>{}; };
    }
    return [&progress](std::int64_t done, std::int64_t of) { return progress({"undoing", done, of}); };
}

} // namespace

Result<UndoReport> preview_undoing(Workplace const& place, ImportId id, ProgressTaker const& progress)
{
    TRY(load_import(place, id));
    return preview_undo(place.store, make_order(place, id, {}), as_undoing(progress));
}

Result<ImportJob> order_undo(Workplace const& place, ImportId id, std::string const& by)
{
    TRY_ASSIGN(ImportJob job, load_import(place, id));
    TRY(complete_receipt(place, std::move(job))); // undoing takes the log's values away that the receipt needs
    TRY(import_file::write_text(place.store, id, import_file::undo_by, by));
    return begin_undo(place.store, place.account, id);
}

Result<UndoReport> run_undo(Workplace const& place, ImportJob const& job, ProgressTaker const& progress)
{
    TRY_ASSIGN(auto const by, import_file::find_text(place.store, job.id, import_file::undo_by));
    return undo_import(place.store, make_order(place, job.id, by.value_or(job.by)), as_undoing(progress));
}

Result<UndoReport> undo_agreed(Workplace const& place, ImportId id, std::string const& by, ProgressTaker const& progress)
{
    TRY_ASSIGN(ImportJob const job, order_undo(place, id, by));
    return run_undo(place, job, progress);
}

} // namespace muster
