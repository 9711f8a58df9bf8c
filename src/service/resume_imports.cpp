#include "history/retention.hpp"
#include "service/import_acts.hpp"

#include <array>
#include <utility>

namespace muster {

namespace {

constexpr std::array unfinished{ImportState::uploaded,  ImportState::analyzing,   ImportState::queued,
                                ImportState::importing, ImportState::taking_back, ImportState::undoing};
/// Those whose receipt a crash may have left out.
constexpr std::array ended{ImportState::completed, ImportState::completed_with_errors, ImportState::failed, ImportState::cancelled};

Result<std::vector<ImportJob>> imports_in(Workplace const& place, std::span<ImportState const> states, ImportId id)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    TRY_ASSIGN(auto const all, transaction->imports().in_state(states));
    std::vector<ImportJob> jobs;
    for (auto const& [account, job] : all) {
        if (account == place.account && (id.value == 0 || id == job.id)) { jobs.push_back(job); }
    }
    return jobs;
}

/// An analysis that fails leaves the upload, with the reason.
Result<void> analyze_to_the_end(Workplace const& place, ImportJob const& job, ProgressTaker const& progress, ResumeAnswer& answer)
{
    TRY_ASSIGN(auto const request, find_request(place, job.id));
    if (!request) { return remove_import(place.store, place.account, job.id); } // nobody knows what was asked for
    Result<ImportJob> analysed = run_analysis(place, job, AnalyzeFrom::file, progress);
    if (!analysed && is_passing(analysed.error())) { return std::move(analysed).error(); }
    ImportJob after = analysed ? *std::move(analysed) : without_analysis(job, analysed.error());
    TRY(save_import(place, after));
    answer.finished.push_back(std::move(after));
    return {};
}

Result<void> go_on(Workplace const& place, ImportJob const& job, ProgressTaker const& progress, ResumeAnswer& answer)
{
    switch (job.state) {
    case ImportState::uploaded:
        if (job.file_size > 0) { return {}; } // it waits for whoever uploaded it
        return remove_import(place.store, place.account, job.id);
    case ImportState::analyzing: return analyze_to_the_end(place, job, progress, answer);
    case ImportState::undoing: {
        TRY(complete_receipt(place, job));
        TRY(run_undo(place, job, progress));
        TRY_ASSIGN(ImportJob undone, load_import(place, job.id));
        answer.finished.push_back(std::move(undone));
        return {};
    }
    default: break;
    }
    if (!job.consented) { return {}; }
    Result<ImportJob> run = run_commit(place, job, progress);
    if (!run && run.error().kind == ErrorKind::drifted) { // told by its state: READY again, with the reason
        TRY_ASSIGN(ImportJob ready, load_import(place, job.id));
        answer.finished.push_back(std::move(ready));
        return {};
    }
    if (!run) { return std::move(run).error(); }
    answer.finished.push_back(*std::move(run));
    return {};
}

} // namespace

Result<ResumeAnswer> resume_imports(Workplace const& place, ImportId id, ProgressTaker const& progress)
{
    if (id.value != 0) { TRY(load_import(place, id)); }
    ResumeAnswer answer;
    TRY_ASSIGN(auto const jobs, imports_in(place, unfinished, id));
    Result<void> trouble{}; // of the first import that could not go on; it must not keep the others
    for (ImportJob const& job : jobs) {
        Result<void> gone_on = go_on(place, job, progress, answer);
        if (!gone_on && trouble) { trouble = std::move(gone_on).error().while_doing("Import " + std::to_string(job.id.value)); }
    }
    TRY_ASSIGN(auto const without_receipt, imports_in(place, ended, id));
    for (ImportJob const& job : without_receipt) {
        if (job.result_hash.empty()) { TRY(complete_receipt(place, job)); }
    }
    TRY(std::move(trouble));
    return answer;
}

} // namespace muster
