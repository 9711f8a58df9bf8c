#pragma once

#include "service/workplace.hpp"

namespace muster {

/// The use cases of imports, a file each; what they promise stands at the door's methods of these names.

Result<ReadAnswer> read_file(ReadRequest const& request, std::function<Result<void>(Reading const&)> const& begin,
                             std::function<Result<bool>(RowBatch const&)> const& rows, Unpacking const& unpacking);

/// Takes the bytes into the blob of a new import, which is stored ANALYZING. An upload that is refused leaves nothing.
Result<ImportJob> take_in_upload(Workplace const& place, ImportRequest const& request, ProgressTaker const& progress);
/// Takes away an import that failed before it was READY. What cannot be removed now stays for resume and the retention: why the
/// import failed is what has to be told.
void forget_import(Workplace const& place, ImportId id);
Result<ImportJob> analyze_import(Workplace const& place, ImportRequest const& request, ProgressTaker const& progress);
Result<ImportJob> choose_again(Workplace const& place, ImportId id, Choices const& choices, ProgressTaker const& progress);
Result<ImportJob> commit_agreed(Workplace const& place, ImportId id, std::string const& plan_hash, ProgressTaker const& progress);
Result<UndoReport> preview_undoing(Workplace const& place, ImportId id, ProgressTaker const& progress);
Result<UndoReport> undo_agreed(Workplace const& place, ImportId id, std::string const& by, ProgressTaker const& progress);
Result<ResumeAnswer> resume_imports(Workplace const& place, ImportId id, ProgressTaker const& progress);
Result<std::vector<ImportJob>> import_history(Workplace const& place);
Result<void> list_rows(Workplace const& place, ImportId id, RowQuery const& query, std::function<Result<void>(RowView const&)> const& take);
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
