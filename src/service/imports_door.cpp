#include "service/imports_door.hpp"

#include "history/import_file.hpp"
#include "history/retention.hpp"
#include "service/catalogue_acts.hpp"
#include "service/idempotency.hpp"
#include "service/suggest_mapping.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace muster {

namespace {

Error wrong_state(ImportJob const& job, std::string const& wanted)
{
    return {ErrorKind::conflict, "IMPORT_STATE",
            "Import " + std::to_string(job.id.value) + " is " + std::string{name_of(job.state)} + ". " + wanted};
}

bool is_whole_upload(ImportJob const& job) { return job.state != ImportState::uploaded || job.file_size > 0; }

/// A request as it is before anybody has asked for something: what is certain is mapped.
AnalysisRequest untouched_request() { return {{}, ImportRequest::AutoMap::yes, {}}; }

/// An import; one whose upload has not come to its end, or that is going, is none.
Result<ImportJob> load_whole(Workplace const& place, ImportId id)
{
    TRY_ASSIGN(ImportJob job, load_import(place, id));
    if (is_whole_upload(job)) { return job; }
    return Error{ErrorKind::not_found, "IMPORT_NOT_FOUND", "There is no import " + std::to_string(id.value) + "."};
}

Result<AnalysisRequest> request_of(Workplace const& place, ImportId id)
{
    TRY_ASSIGN(auto request, find_request(place, id));
    return std::move(request).value_or(untouched_request());
}

void apply(ImportChange const& change, AnalysisRequest& request)
{
    if (change.reading) { request.recipe.reading = *change.reading; }
    if (change.columns) { request.recipe.columns = *change.columns; }
    if (change.auto_map) { request.auto_map = *change.auto_map; }
    if (change.choices) { request.recipe.choices = *change.choices; }
}

} // namespace

std::string_view ImportsDoor::work_kind(ImportId id) const
{
    auto const job = work(id);
    return job ? job->kind : std::string_view{};
}

Result<void> ImportsDoor::require_idle(ImportId id) const
{
    std::string_view const kind = work_kind(id);
    if (kind.empty()) { return {}; }
    return Error{ErrorKind::conflict, "IMPORT_STATE",
                 "Import " + std::to_string(id.value) + " is being worked on (" + std::string{kind} + "). Wait until that has ended."};
}

Result<ImportView> ImportsDoor::view(ImportJob job) const
{
    ImportView view;
    view.work = work(job.id);
    // its work may have ended since it was loaded: where none is left, the import is told as it stands after it
    if (!view.work) { TRY_ASSIGN(job, load_whole(place(), job.id)); }
    view.trouble = runs_.find_trouble(key(job.id));
    view.undo_preview = runs_.find_preview(key(job.id));
    TRY_ASSIGN(view.request, find_request(place(), job.id));
    view.job = std::move(job);
    return view;
}

Result<UploadPreview> ImportsDoor::upload(IncomingFile const& file, std::string const& by)
{
    TRY_ASSIGN(ImportJob const job, take_in_upload(place(), file, by, {}));
    Result<UploadPreview> preview = preview_upload(place(), job, {}, {});
    Result<void> const saved = preview ? save_import(place(), job) : Result<void>{};
    if (preview && saved) { return preview; }
    forget_import(place(), job.id);
    return preview ? saved.error() : preview.error();
}

Result<UploadPreview> ImportsDoor::preview(ImportId id, std::optional<ReadingChoices> const& choices)
{
    TRY_ASSIGN(ImportJob const job, load_whole(place(), id));
    TRY_ASSIGN(AnalysisRequest const request, request_of(place(), id));
    return preview_upload(place(), job, choices.value_or(request.recipe.reading), named_titles(request.recipe));
}

Result<ImportView> ImportsDoor::order_analysis(ImportId id, AnalysisRequest const& request, std::string const& idempotency_key)
{
    TRY_ASSIGN(AnalysisRequest checked, checked_request(place(), request));
    checked.ordered_as = digest_of(checked);
    auto const held = runs_.hold(key(id));
    TRY_ASSIGN(ImportJob job, load_whole(place(), id));
    if (job.state != ImportState::uploaded) {
        TRY_ASSIGN(auto const before, find_request(place(), id));
        if (before && before->ordered_as == checked.ordered_as) { return view(std::move(job)); }
        if (!idempotency_key.empty() && job.idempotency_key == idempotency_key) { return key_reused(); }
        return wrong_state(job, "Its analysis was ordered already; change it instead.");
    }
    job.idempotency_key = idempotency_key;
    return order(std::move(job), std::move(checked));
}

/// The import is held by the caller.
Result<ImportView> ImportsDoor::order(ImportJob job, AnalysisRequest request)
{
    std::string_view const kind = work_kind(job.id);
    bool const is_ending = kind == import_work::analysis || kind == import_work::plan; // an analysis that was cancelled
    if (!is_ending) { TRY(require_idle(job.id)); }
    ImportId const id = job.id;
    TRY_ASSIGN(ImportJob ordered, muster::order_analysis(place(), std::move(job), std::move(request)));
    if (ordered.id != id) {
        TRY(remove_import(place().store, account_, id));
        return view(std::move(ordered));
    }
    TRY(runs_.submit(key(id), import_work::analysis, JobQueue::OnBusy::supersede));
    return view(std::move(ordered));
}

Result<ImportView> ImportsDoor::change(ImportId id, ImportChange const& change)
{
    auto const held = runs_.hold(key(id));
    TRY_ASSIGN(ImportJob job, load_whole(place(), id));
    switch (job.state) {
    case ImportState::uploaded:
    case ImportState::analyzing:
    case ImportState::ready: break;
    default: return wrong_state(job, "It changes only before it is committed.");
    }
    TRY_ASSIGN(AnalysisRequest const before, request_of(place(), id));
    if (!change.seen.empty() && change.seen != digest_of(before)) {
        return Error{ErrorKind::conflict, "IMPORT_CHANGED",
                     "Somebody has changed the import at the same moment. Look at it and try again."};
    }
    AnalysisRequest after = before;
    apply(change, after);
    TRY_ASSIGN(after, checked_request(place(), std::move(after)));
    if (!before.ordered_as.empty()) { return analyze_changed(std::move(job), before, std::move(after)); }
    TRY(keep_request(place(), id, after));
    return view(std::move(job));
}

/// The rows as they were mapped serve when they stand (the import is READY, or being planned only) and the change is about what comes
/// after them.
Result<ImportView> ImportsDoor::analyze_changed(ImportJob job, AnalysisRequest const& before, AnalysisRequest after)
{
    std::string_view const kind = work_kind(job.id);
    bool const busy = !kind.empty();
    bool const rows_stand = busy ? kind == import_work::plan : job.state == ImportState::ready;
    std::string_view const wanted = rows_stand && reads_rows_alike(before, after) ? import_work::plan : import_work::analysis;
    if (kind == import_work::removal) { return wrong_state(job, "It is being removed."); }
    TRY(keep_request(place(), job.id, after));
    job.state = ImportState::analyzing;
    job.plan_hash.clear(); // no plan of an earlier wish can be agreed to
    job.reason.clear();
    TRY(save_import(place(), job));
    TRY(runs_.submit(key(job.id), wanted, JobQueue::OnBusy::supersede));
    return view(std::move(job));
}

Result<ImportView> ImportsDoor::order_commit(ImportId id, std::string const& plan_hash, std::string const& idempotency_key)
{
    auto const held = runs_.hold(key(id));
    std::string_view const kind = work_kind(id);
    if (kind != import_work::commit && kind != import_work::receipt) { TRY(require_idle(id)); }
    TRY_ASSIGN(ImportJob job, load_whole(place(), id));
    if (job.state == ImportState::ready && job.plan_hash == plan_hash) { TRY(keep_commit_key(place(), id, idempotency_key)); }
    TRY_ASSIGN(job, agree_to_commit(place(), id, plan_hash));
    bool const goes_on = job.state == ImportState::queued || job.state == ImportState::importing || job.state == ImportState::taking_back;
    if (goes_on && kind.empty()) { TRY(runs_.submit(key(id), import_work::commit)); }
    return view(std::move(job));
}

Result<ImportView> ImportsDoor::order_undo(ImportId id, std::string const& by)
{
    auto const held = runs_.hold(key(id));
    TRY_ASSIGN(ImportJob job, load_whole(place(), id));
    std::string_view const kind = work_kind(id);
    if (kind == import_work::undo) { return view(std::move(job)); }
    if (kind != import_work::undo_preview) { TRY(require_idle(id)); }
    TRY_ASSIGN(job, muster::order_undo(place(), id, by));
    TRY(runs_.submit(key(id), import_work::undo, JobQueue::OnBusy::supersede));
    return view(std::move(job));
}

Result<ImportView> ImportsDoor::order_undo_preview(ImportId id)
{
    auto const held = runs_.hold(key(id));
    TRY_ASSIGN(ImportJob job, load_whole(place(), id));
    if (work_kind(id) == import_work::undo_preview) { return view(std::move(job)); }
    TRY(require_idle(id));
    if (!may_be_undone(job)) { return wrong_state(job, "Only an import that has written something can be undone."); }
    runs_.forget_preview(key(id));
    TRY(runs_.submit(key(id), import_work::undo_preview));
    return view(std::move(job));
}

Result<ImportView> ImportsDoor::cancel(ImportId id)
{
    auto const held = runs_.hold(key(id));
    TRY_ASSIGN(ImportJob job, load_whole(place(), id));
    std::string_view const kind = work_kind(id);
    bool const can_end = kind == import_work::analysis || kind == import_work::plan || kind == import_work::commit;
    if (!can_end) { return wrong_state(job, "There is nothing to cancel: only an analysis or an import that waits or runs can be."); }
    bool const has_not_begun = job.state == ImportState::queued || kind != import_work::commit;
    if (has_not_begun && runs_.queue_.withdraw(key(id))) {
        // a running job that was superseded by the withdrawn one saves nothing any more
        if (kind == import_work::commit) {
            TRY_ASSIGN(job, cancel_queued(place(), id));
        } else {
            job = without_analysis(std::move(job), {ErrorKind::cancelled, "CANCELLED", "It was stopped because somebody asked for it."});
            TRY(save_import(place(), job));
        }
    } else {
        runs_.queue_.cancel(key(id));
    }
    return view(std::move(job));
}

Result<void> ImportsDoor::discard(ImportId id)
{
    auto const held = runs_.hold(key(id));
    TRY_ASSIGN(ImportJob const job, load_whole(place(), id));
    std::string_view const kind = work_kind(id);
    if (kind.empty()) { return discard_uncommitted(place(), id); }
    if (kind != import_work::analysis && kind != import_work::plan) { return require_idle(id); }
    return runs_.submit(key(id), import_work::removal, JobQueue::OnBusy::supersede); // when the analysis has let go of the files
}

Result<ImportView> ImportsDoor::show(ImportId id) const
{
    auto const held = runs_.hold(key(id)); // so that state and work belong together
    TRY_ASSIGN(ImportJob job, load_whole(place(), id));
    return view(std::move(job));
}

Result<ImportView> ImportsDoor::wait(ImportId id, std::chrono::milliseconds longest) const
{
    runs_.queue_.wait(key(id), longest);
    return show(id);
}

Result<std::vector<ImportJob>> ImportsDoor::list(ImportId before, std::size_t limit) const
{
    TRY_ASSIGN(auto const transaction, place().store.begin(Store::Access::read));
    std::vector<ImportJob> whole;
    while (whole.size() < limit) {
        TRY_ASSIGN(auto page, transaction->imports().list(account_, before, limit - whole.size()));
        if (page.empty()) { break; }
        before = page.back().id;
        std::erase_if(page, std::not_fn(is_whole_upload));
        std::move(page.begin(), page.end(), std::back_inserter(whole));
    }
    return whole;
}

Result<void> ImportsDoor::rows(ImportId id, RowQuery const& query, std::function<Result<void>(RowView const&)> const& take) const
{
    return list_rows(place(), id, query, take);
}

Result<FileRow> ImportsDoor::row_in_file(ImportId id, RowNumber wanted) const { return muster::row_in_file(place(), id, wanted); }
Result<DifferenceView> ImportsDoor::difference(ImportId id, std::int64_t record) const { return record_difference(place(), id, record); }

Result<void> ImportsDoor::outcome_file(ImportId id, OutcomeFile file, TableFormat format, ByteSink& into) const
{
    return write_outcome_file(place(), id, file, format, into);
}

Result<std::shared_ptr<ByteSource const>> ImportsDoor::upload_file(ImportId id) const
{
    TRY(load_whole(place(), id));
    return place().store.blobs().open(id, import_file::upload);
}

Result<Receipt> ImportsDoor::receipt(ImportId id) const { return import_receipt(place(), id); }
Result<VerifyAnswer> ImportsDoor::verify(ImportId id) const { return verify_receipt(place(), id); }

Result<std::vector<StoredRecipe>> ImportsDoor::recipes() const { return list_recipes(place()); }
Result<StoredRecipe> ImportsDoor::save_recipe(Recipe const& recipe, std::string const& fingerprint)
{
    return store_recipe(place(), recipe, fingerprint);
}
Result<Recipe> ImportsDoor::recipe(std::string const& name) const { return load_recipe(place(), name); }
Result<void> ImportsDoor::delete_recipe(std::string const& name) { return delete_one_recipe(place(), name); }
Result<StoredRecipe> ImportsDoor::create_recipe(Recipe const& recipe, std::string const& fingerprint)
{
    return muster::create_recipe(place(), recipe, fingerprint);
}
Result<StoredRecipe> ImportsDoor::replace_recipe(std::int64_t id, Recipe const& recipe, std::string const& fingerprint)
{
    return muster::replace_recipe(place(), id, recipe, fingerprint);
}
Result<void> ImportsDoor::delete_recipe(std::int64_t id) { return delete_one_recipe(place(), id); }

} // namespace muster
