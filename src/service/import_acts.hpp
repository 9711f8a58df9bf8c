#pragma once

#include "service/analysis_request.hpp"
#include "service/workplace.hpp"

#include <cstdint>
#include <string>

namespace muster {

/// The use cases of imports, a file each; what they promise stands at the door's methods of these names.

Result<ReadAnswer> read_file(ReadRequest const& request, std::function<Result<void>(Reading const&)> const& begin,
                             std::function<Result<bool>(RowBatch const&)> const& rows, Unpacking const& unpacking);

/// Takes the bytes into the blob of a new import and gives the job, UPLOADED, for the caller to save: until then it counts as an upload
/// that never came to its end. An upload that is refused leaves nothing.
Result<ImportJob> take_in_upload(Workplace const& place, IncomingFile const& file, std::string const& by, ProgressTaker const& progress);
/// Keeps what is asked of an upload's analysis and saves the job ANALYZING. With an idempotency key that an earlier import was ordered by:
/// that import (its id is another one), or conflict IDEMPOTENCY_KEY_REUSED when something else is asked for. As checked_request.
Result<ImportJob> order_analysis(Workplace const& place, ImportJob job, AnalysisRequest request);
/// Where an analysis begins.
enum class AnalyzeFrom : std::uint8_t {
    file, ///< everything is read again
    rows, ///< the rows stand as they were read and mapped; matching and planning are new
};
/// Runs the analysis that was ordered and gives the job, READY, for the caller to save.
Result<ImportJob> run_analysis(Workplace const& place, ImportJob job, AnalyzeFrom from, ProgressTaker const& progress);
/// Takes away an import that failed before it was READY. What cannot be removed now stays for resume and the retention: why the
/// import failed is what has to be told.
void forget_import(Workplace const& place, ImportId id);
/// The job of an analysis that came to no end: UPLOADED, with the reason.
ImportJob without_analysis(ImportJob job, Error const& why);
/// Whether trying again later may help.
bool is_passing(Error const& error);
Result<ImportJob> analyze_import(Workplace const& place, ImportRequest const& request, ProgressTaker const& progress);
Result<ImportJob> choose_again(Workplace const& place, ImportId id, Choices const& choices, ProgressTaker const& progress);
/// Checks what a READY import is committed under and stores the consent: it is QUEUED. One that was started with the same hash is given
/// as it stands. Errors: conflict PLAN_OUTDATED, IMPORT_STATE; denied ON_ERROR_FAIL.
Result<ImportJob> agree_to_commit(Workplace const& place, ImportId id, std::string const& plan_hash);
/// Ends a QUEUED import that has not begun, CANCELLED, nothing applied.
Result<ImportJob> cancel_queued(Workplace const& place, ImportId id);
Result<ImportJob> commit_agreed(Workplace const& place, ImportId id, std::string const& plan_hash, ProgressTaker const& progress);
Result<UndoReport> preview_undoing(Workplace const& place, ImportId id, ProgressTaker const& progress);
/// Keeps who orders it, and marks the import UNDOING. Error conflict IMPORT_STATE.
Result<ImportJob> order_undo(Workplace const& place, ImportId id, std::string const& by);
/// Carries out an undo that was ordered, in the name of who ordered it.
Result<UndoReport> run_undo(Workplace const& place, ImportJob const& job, ProgressTaker const& progress);
Result<UndoReport> undo_agreed(Workplace const& place, ImportId id, std::string const& by, ProgressTaker const& progress);
Result<ResumeAnswer> resume_imports(Workplace const& place, ImportId id, ProgressTaker const& progress);
Result<std::vector<ImportJob>> import_history(Workplace const& place);
Result<void> list_rows(Workplace const& place, ImportId id, RowQuery const& query, std::function<Result<void>(RowView const&)> const& take);
/// Reads the file again up to that row. Errors: not_found IMPORT_NOT_FOUND, also when its time is over, and ROW_NOT_FOUND.
Result<FileRow> row_in_file(Workplace const& place, ImportId id, RowNumber wanted);
Result<DifferenceView> record_difference(Workplace const& place, ImportId id, std::int64_t record);
Result<void> write_outcome_file(Workplace const& place, ImportId id, OutcomeFile file, TableFormat format, ByteSink& into);
Result<void> write_upload_file(Workplace const& place, ImportId id, ByteSink& into);
Result<Receipt> import_receipt(Workplace const& place, ImportId id);
Result<VerifyAnswer> verify_receipt(Workplace const& place, ImportId id);
Result<void> discard_uncommitted(Workplace const& place, ImportId id);

/// Goes on with a job that was consented to, to its end, and leaves its receipt.
Result<ImportJob> run_commit(Workplace const& place, ImportJob const& job, ProgressTaker const& progress);
/// Makes the receipt of an ended import that has none yet, and takes away what only committing needed. What a crash left out.
Result<ImportJob> complete_receipt(Workplace const& place, ImportJob job);

} // namespace muster
