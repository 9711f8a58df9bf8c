#include "committing/commit.hpp"
#include "committing/rematch.hpp"
#include "history/import_file.hpp"
#include "history/receipt.hpp"
#include "history/record_outcomes.hpp"
#include "service/chunk_size.hpp"
#include "service/import_acts.hpp"
#include "service/plan_import.hpp"
#include "service/reading_notes.hpp"

#include <utility>

namespace muster {

namespace {

Result<CommitFiles> open_commit_files(Store& store, ImportId import)
{
    CommitFiles files;
    TRY_ASSIGN(files.spill, store.blobs().open(import, import_file::spill));
    TRY_ASSIGN(files.rows, store.blobs().open(import, import_file::rows));
    TRY_ASSIGN(files.groups, store.blobs().open(import, import_file::groups));
    TRY_ASSIGN(files.members, store.blobs().open(import, import_file::members));
    TRY_ASSIGN(files.keys, store.blobs().open(import, import_file::keys));
    TRY_ASSIGN(files.planned, store.blobs().open(import, import_file::planned));
    return files;
}

/// All of it comes from what is stored, so that going on after a crash is the same as never having stopped.
Result<CommitOrder> make_order(Workplace const& place, ImportJob const& job, Recipe const& recipe)
{
    TRY_ASSIGN(StoredReading const reading, read_stored_reading(job.reading));
    CommitOrder order{.target = place.target};
    order.account = place.account;
    order.import = job.id;
    TRY_ASSIGN(order.files, open_commit_files(place.store, job.id));
    order.on_duplicate = recipe.choices.on_duplicate;
    order.on_ambiguous = recipe.choices.on_ambiguous;
    order.on_error = recipe.choices.on_error;
    order.on_drift = recipe.choices.on_drift;
    order.default_type = recipe.choices.default_type;
    order.tag_mode = recipe.choices.tag_mode;
    order.tags = recipe.choices.tags;
    for (AttributeField const& attribute : reading.new_attributes) { order.new_attributes.emplace_back(attribute.name, attribute.type); }
    order.folder = place.folder;
    order.chunk = chunk_size(order.chunk);
    return order;
}

Error outdated(ImportJob const& job)
{
    return {ErrorKind::conflict, "PLAN_OUTDATED",
            "The plan of import " + std::to_string(job.id.value) +
                " is not the one that was agreed to: it was changed, or the choices were. Look at it as it is now and confirm that."};
}

Result<void> check_errors(ImportJob const& job, Choices const& choices)
{
    std::int64_t const rejected = job.planned.rows_rejected + job.planned.records_rejected;
    if (choices.on_error == OnError::skip || rejected == 0) { return {}; }
    bool const one = rejected == 1;
    std::string const subject = one ? "1 row or record is" : std::to_string(rejected) + " rows or records are";
    std::string const pronoun = one ? "it" : "them";
    return Error{ErrorKind::denied, "ON_ERROR_FAIL",
                 subject + " rejected, and the import is to fail then. Nothing was written. Correct " + pronoun +
                     " (the rejected file tells what is wrong), or choose to skip " + pronoun + "."};
}

Result<ImportJob> consent(Workplace const& place, ImportJob job, std::string const& plan_hash)
{
    if (job.plan_hash != plan_hash) { return outdated(job); }
    TRY_ASSIGN(Recipe const recipe, read_recipe(job.recipe));
    TRY(check_errors(job, recipe.choices));
    job.consented = true;
    job.state = ImportState::queued;
    job.reason.clear();
    TRY(save_import(place, job));
    return job;
}

/// Makes the plan that an interrupted choosing has left out.
Result<void> ensure_plan(Workplace const& place, ImportId id, ProgressTaker const& progress)
{
    TRY_ASSIGN(ImportJob job, load_import(place, id));
    if (job.state != ImportState::ready || !job.plan_hash.empty()) { return {}; }
    TRY_ASSIGN(Recipe const recipe, read_recipe(job.recipe));
    TRY(plan_import(place, job, recipe, progress));
    return save_import(place, job);
}

/// The store had changed and the choice was to stop: the import waits with the plan as it is now.
Result<ImportJob> plan_after_drift(Workplace const& place, ImportJob job, Recipe const& recipe, ProgressTaker const& progress)
{
    job.consented = false;
    job.plan_hash.clear();
    TRY(save_import(place, job));
    TRY(plan_import(place, job, recipe, progress));
    if (!job.reason.starts_with("PLAN_DRIFTED")) { job.reason = "PLAN_DRIFTED: the store changed between plan and commit."; }
    TRY(save_import(place, job));
    return Error{ErrorKind::drifted, "PLAN_DRIFTED",
                 "The store changed between plan and commit, and the choice was to stop then. Nothing was written. Import " +
                     std::to_string(job.id.value) + " is READY again with a new plan; look at it and commit it."};
}

/// Whether trying again, or going on later, may help.
bool may_pass(ErrorKind kind)
{
    return kind == ErrorKind::unavailable || kind == ErrorKind::locked || kind == ErrorKind::cancelled || kind == ErrorKind::too_large;
}

/// A commit that could not even begin waits for another look instead of being tried again by every resume.
Result<void> withdraw_consent(Workplace const& place, ImportId id, Error const& why)
{
    if (may_pass(why.kind)) { return {}; }
    TRY_ASSIGN(ImportJob job, load_import(place, id));
    if (job.state != ImportState::queued) { return {}; }
    job.state = ImportState::ready;
    job.consented = false;
    job.reason = why.code + ": " + why.message;
    return save_import(place, job);
}

} // namespace

Result<ImportJob> complete_receipt(Workplace const& place, ImportJob job)
{
    if (!has_ended(job) || !job.result_hash.empty()) { return job; }
    TRY_ASSIGN(job.result_hash, result_hash(place.store, place.account, job));
    TRY(save_import(place, job));
    TRY(import_file::remove_needed_until_end(place.store, job.id));
    return job;
}

Result<ImportJob> run_commit(Workplace const& place, ImportJob const& job, ProgressTaker const& progress)
{
    TRY_ASSIGN(Recipe const recipe, read_recipe(job.recipe));
    TRY_ASSIGN(CommitOrder const order, make_order(place, job, recipe));
    auto const tell = [&progress](std::int64_t done, std::int64_t of) -> Result<void> {
        return progress ? progress({"importing", done, of}) : Result<void>{};
    };
    Result<ImportJob> run = commit_import(place.store, order, tell);
    if (!run) {
        TRY(withdraw_consent(place, job.id, run.error()));
        return run;
    }
    ImportJob ended = *std::move(run);
    if (ended.state == ImportState::ready) { return plan_after_drift(place, std::move(ended), recipe, progress); }
    return complete_receipt(place, std::move(ended));
}

Result<ImportJob> agree_to_commit(Workplace const& place, ImportId id, std::string const& plan_hash)
{
    TRY_ASSIGN(ImportJob job, load_import(place, id));
    switch (job.state) {
    case ImportState::uploaded:
    case ImportState::analyzing:
        return Error{ErrorKind::conflict, "IMPORT_STATE",
                     "Import " + std::to_string(id.value) + " has not been analysed to its end. Analyse the file again."};
    case ImportState::ready: return consent(place, std::move(job), plan_hash);
    case ImportState::queued:
    case ImportState::importing:
    case ImportState::taking_back:
    case ImportState::completed:
    case ImportState::completed_with_errors:
    case ImportState::failed:
    case ImportState::cancelled:
    case ImportState::undoing:
    case ImportState::undone: break;
    }
    if (job.plan_hash != plan_hash) { return outdated(job); }
    return job; // the run that this hash started
}

Result<ImportJob> cancel_queued(Workplace const& place, ImportId id)
{
    TRY_ASSIGN(ImportJob job, load_import(place, id));
    if (job.state != ImportState::queued) { return job; }
    job.state = ImportState::cancelled;
    job.consented = false;
    job.finished_at = place.now();
    job.counts = counts_of_rows(job.planned);
    job.counts.records = job.counts.not_applied = job.planned.records;
    TRY(save_import(place, job));
    return complete_receipt(place, std::move(job));
}

Result<ImportJob> commit_agreed(Workplace const& place, ImportId id, std::string const& plan_hash, ProgressTaker const& progress)
{
    TRY(ensure_plan(place, id, progress));
    TRY_ASSIGN(ImportJob job, agree_to_commit(place, id, plan_hash));
    switch (job.state) {
    case ImportState::queued:
    case ImportState::importing:
    case ImportState::taking_back: return run_commit(place, job, progress);
    default: return complete_receipt(place, std::move(job));
    }
}

} // namespace muster
