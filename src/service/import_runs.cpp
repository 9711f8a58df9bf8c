#include "service/import_runs.hpp"

#include "history/retention.hpp"
#include "service/catalogue_acts.hpp"

#include <exception>
#include <new>
#include <utility>

namespace muster {

namespace {

constexpr std::array left_over{ImportState::uploaded, ImportState::analyzing, ImportState::ready,
                               ImportState::queued,   ImportState::importing, ImportState::taking_back,
                               ImportState::undoing,  ImportState::completed, ImportState::completed_with_errors,
                               ImportState::failed,   ImportState::cancelled};
/// Previews of undos that are kept: they are asked for again when they are gone.
constexpr std::size_t most_previews = 256;
/// Troubles that are kept: whoever waits asks at once, and the sentence stands in the import too.
constexpr std::size_t most_troubles = 1'024;

bool is_about_to_write(ImportState state)
{
    return state == ImportState::queued || state == ImportState::importing || state == ImportState::taking_back;
}

LocalDoorOrder surroundings_of(ImportRunsOrder const& order)
{
    LocalDoorOrder made;
    made.store = order.store;
    made.folder = order.folder;
    made.upload_limit = order.upload_limit;
    made.unpacked_limit = order.unpacked_limit;
    made.clock = order.clock;
    return made;
}

ProgressTaker taker(JobTeller& teller)
{
    return [&teller](Progress const& progress) { return teller.tell(progress.stage, progress.done, progress.of); };
}

/// What a use case throws (there is no memory, a defect of a library) ends its job only.
template <class Work>
auto guarded(Work work) -> decltype(work())
{
    try {
        return work();
    } catch (std::bad_alloc const&) {
        return Error{ErrorKind::unavailable, "MEMORY_SHORT", "There is not enough memory for this now."};
    } catch (std::exception const& thrown) {
        return Error{ErrorKind::internal, "JOB_DIED", std::string{"The work ended with a defect of the program: "} + thrown.what()};
    }
}

bool is_stopping(Error const& error) { return error.code == "SERVER_STOPPING" || error.code == "JOB_SUPERSEDED"; }

} // namespace

ImportRuns::ImportRuns(ImportRunsOrder order) : order_{std::move(order)}, surroundings_{surroundings_of(order_)}, queue_{order_.queue}
{
    MUSTER_ASSERT(order_.store != nullptr);
}

Workplace ImportRuns::place(AccountId account) const
{
    return {*order_.store, person_target(), account, order_.folder, order_.upload_limit, surroundings_};
}

std::unique_lock<std::mutex> ImportRuns::hold(JobKey key) const
{
    auto const which = static_cast<std::size_t>(key.import.value) % holds_.size();
    return std::unique_lock{holds_[which]};
}

Result<void> ImportRuns::submit(JobKey key, std::string_view kind, JobQueue::OnBusy on_busy)
{
    bool const reads_only = kind == import_work::analysis || kind == import_work::plan || kind == import_work::removal;
    JobOrder order;
    order.key = key;
    order.lane = reads_only ? Lane::analysing : Lane::writing;
    order.kind = kind;
    order.run = [this, key, kind](JobTeller& teller) { return run(key, kind, teller); };
    forget_trouble(key);
    return queue_.submit(std::move(order), on_busy);
}

JobEnd ImportRuns::run(JobKey key, std::string_view kind, JobTeller& teller)
{
    JobEnd end = run_kind(key, kind, teller);
    keep_trouble(key, end);
    return end;
}

JobEnd ImportRuns::run_kind(JobKey key, std::string_view kind, JobTeller& teller)
{
    if (kind == import_work::analysis) { return analyze(key, AnalyzeFrom::file, teller); }
    if (kind == import_work::plan) { return analyze(key, AnalyzeFrom::rows, teller); }
    if (kind == import_work::commit) { return commit(key, teller); }
    if (kind == import_work::undo) { return undo(key, teller); }
    if (kind == import_work::undo_preview) { return preview_undo(key, teller); }
    if (kind == import_work::receipt) {
        return end_of(key, guarded([&]() -> Result<void> {
                          TRY_ASSIGN(ImportJob job, load_import(place(key.account), key.import));
                          TRY(complete_receipt(place(key.account), std::move(job)));
                          return {};
                      }));
    }
    MUSTER_ASSERT(kind == import_work::removal);
    Result<void> const removed = guarded([&] { return remove_import(*order_.store, key.account, key.import); });
    return end_of(key, removed);
}

/// Whether it is tried again: what was consented to and what can pass.
JobEnd ImportRuns::end_of(JobKey key, Result<void> const& done) const
{
    if (done) { return {}; }
    Error const& error = done.error();
    if (is_stopping(error)) { return {JobEnd::Next::none, error}; }
    Result<ImportJob> const job = guarded([&] { return load_import(place(key.account), key.import); });
    bool const waits = job ? is_about_to_write(job->state) || job->state == ImportState::undoing : job.error().kind != ErrorKind::not_found;
    return {waits || is_passing(error) ? JobEnd::Next::again : JobEnd::Next::none, error};
}

JobEnd ImportRuns::analyze(JobKey key, AnalyzeFrom from, JobTeller& teller)
{
    Workplace const here = place(key.account);
    Result<ImportJob> const before = guarded([&] { return load_import(here, key.import); });
    if (!before) { return {is_passing(before.error()) ? JobEnd::Next::again : JobEnd::Next::none, before.error()}; }
    Result<ImportJob> const analysed = guarded([&]() -> Result<ImportJob> {
        TRY_ASSIGN(ImportJob ready, run_analysis(here, *before, from, taker(teller)));
        TRY(teller.tell("planning", 1, 1)); // the last moment at which it can be stopped
        return ready;
    });
    if (!analysed && is_stopping(analysed.error())) { return {JobEnd::Next::none, analysed.error()}; }
    auto const held = hold(key);
    if (teller.is_superseded()) { return {}; }
    Result<void> const saved =
        guarded([&] { return save_import(here, analysed ? *analysed : without_analysis(*before, analysed.error())); });
    if (!saved) { return {JobEnd::Next::again, saved.error()}; }
    return analysed ? JobEnd{} : JobEnd{JobEnd::Next::none, analysed.error()};
}

JobEnd ImportRuns::commit(JobKey key, JobTeller& teller)
{
    return end_of(key, guarded([&]() -> Result<void> {
                      TRY_ASSIGN(ImportJob const job, load_import(place(key.account), key.import));
                      if (job.state == ImportState::ready && job.plan_hash.empty()) { return make_missing_plan(key.account, job); }
                      if (!is_about_to_write(job.state) || !job.consented) { return {}; } // it was cancelled
                      Result<void> const wanted = teller.tell("importing", job.next_record, job.planned.records);
                      if (!wanted && wanted.error().kind == ErrorKind::cancelled && job.state == ImportState::queued) {
                          TRY(cancel_queued(place(key.account), key.import));
                          return {};
                      }
                      TRY(run_commit(place(key.account), job, taker(teller)));
                      return {};
                  }));
}

/// What was left out when the new plan after a drift could not be made at once.
Result<void> ImportRuns::make_missing_plan(AccountId account, ImportJob const& job) const
{
    TRY_ASSIGN(ImportJob const ready, run_analysis(place(account), job, AnalyzeFrom::rows, {}));
    return save_import(place(account), ready);
}

JobEnd ImportRuns::undo(JobKey key, JobTeller& teller)
{
    forget_preview(key);
    return end_of(key, guarded([&]() -> Result<void> {
                      TRY_ASSIGN(ImportJob job, load_import(place(key.account), key.import));
                      if (job.state != ImportState::undoing) { return {}; }
                      TRY_ASSIGN(job, complete_receipt(place(key.account), std::move(job)));
                      TRY(run_undo(place(key.account), job, taker(teller)));
                      return {};
                  }));
}

/// Not tried again: whoever wants to know asks again.
JobEnd ImportRuns::preview_undo(JobKey key, JobTeller& teller)
{
    Result<UndoReport> report = guarded([&] { return preview_undoing(place(key.account), key.import, taker(teller)); });
    if (!report && is_stopping(report.error())) { return {JobEnd::Next::none, report.error()}; }
    UndoPreview preview;
    preview.at = order_.clock();
    JobEnd end;
    if (report) {
        preview.report = *std::move(report);
    } else {
        end.trouble = preview.trouble = report.error();
    }
    keep_preview(key, std::move(preview));
    return end;
}

void ImportRuns::keep_preview(JobKey key, UndoPreview preview)
{
    std::scoped_lock const lock{told_mutex_};
    if (previews_.size() >= most_previews && !previews_.contains(key)) { previews_.erase(previews_.begin()); }
    previews_[key] = std::move(preview);
}

std::optional<UndoPreview> ImportRuns::find_preview(JobKey key) const
{
    std::scoped_lock const lock{told_mutex_};
    auto const found = previews_.find(key);
    return found == previews_.end() ? std::nullopt : std::optional{found->second};
}

void ImportRuns::forget_preview(JobKey key)
{
    std::scoped_lock const lock{told_mutex_};
    previews_.erase(key);
}

/// Before the work ends for those who watch it.
void ImportRuns::keep_trouble(JobKey key, JobEnd const& end)
{
    if (!end.trouble || end.next == JobEnd::Next::again || is_stopping(*end.trouble)) { return; }
    std::scoped_lock const lock{told_mutex_};
    if (troubles_.size() >= most_troubles && !troubles_.contains(key)) { troubles_.erase(troubles_.begin()); }
    troubles_[key] = *end.trouble;
}

std::optional<Error> ImportRuns::find_trouble(JobKey key) const
{
    std::scoped_lock const lock{told_mutex_};
    auto const found = troubles_.find(key);
    return found == troubles_.end() ? std::nullopt : std::optional{found->second};
}

void ImportRuns::forget_trouble(JobKey key)
{
    std::scoped_lock const lock{told_mutex_};
    troubles_.erase(key);
}

Result<void> ImportRuns::resume()
{
    std::vector<std::pair<AccountId, ImportJob>> jobs;
    {
        TRY_ASSIGN(auto const transaction, order_.store->begin(Store::Access::read));
        TRY_ASSIGN(jobs, transaction->imports().in_state(left_over));
    }
    for (auto const& [account, job] : jobs) { TRY(resume_one(account, job)); }
    return {};
}

Result<void> ImportRuns::resume_one(AccountId account, ImportJob const& job)
{
    JobKey const key{account, job.id};
    switch (job.state) {
    case ImportState::uploaded: return job.file_size == 0 ? submit(key, import_work::removal) : Result<void>{};
    case ImportState::ready:
        if (!job.plan_hash.empty()) { return {}; }
        return submit(key, import_work::plan); // choosing was interrupted
    case ImportState::analyzing: return submit(key, import_work::analysis);
    case ImportState::queued:
    case ImportState::importing:
    case ImportState::taking_back: return job.consented ? submit(key, import_work::commit) : Result<void>{};
    case ImportState::undoing: return submit(key, import_work::undo);
    case ImportState::completed:
    case ImportState::completed_with_errors:
    case ImportState::failed:
    case ImportState::cancelled: return job.result_hash.empty() ? submit(key, import_work::receipt) : Result<void>{};
    case ImportState::undone: break;
    }
    return {};
}

Result<std::int64_t> ImportRuns::expire()
{
    TRY_ASSIGN(auto const accounts, list_accounts(*order_.store));
    std::int64_t removed = 0;
    for (Account const& account : accounts) {
        TRY_ASSIGN(auto const expired, expired_imports(*order_.store, account.id, order_.clock()));
        for (ImportId const import : expired) {
            JobKey const key{account.id, import};
            auto const held = hold(key);
            if (queue_.find(key)) { continue; } // it is worked on
            TRY(remove_import(*order_.store, account.id, import));
            forget_preview(key);
            ++removed;
        }
    }
    return removed;
}

} // namespace muster
