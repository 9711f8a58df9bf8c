#pragma once

#include "remote/server_calls.hpp"
#include "service/door.hpp"

#include <functional>
#include <vector>

namespace muster::remote {

/// The use cases of imports through a server; what they promise stands at the door's methods of these names.

/// Errors also of the analysis itself; a file whose analysis comes to no plan leaves nothing.
Result<ImportJob> analyze(ServerCalls& calls, ImportRequest const& request, ProgressTaker const& progress);
Result<ImportJob> choose(ServerCalls& calls, ImportId id, Choices const& choices, ProgressTaker const& progress);
Result<ImportJob> commit(ServerCalls& calls, ImportId id, std::string const& plan_hash, ProgressTaker const& progress);
Result<UndoReport> undo_preview(ServerCalls& calls, ImportId id, ProgressTaker const& progress);
Result<UndoReport> undo(ServerCalls& calls, ImportId id, ProgressTaker const& progress);
/// A server goes on by itself: waits for what it has to do.
Result<ResumeAnswer> resume(ServerCalls& calls, ImportId id, ProgressTaker const& progress);

Result<ImportJob> show(ServerCalls& calls, ImportId id);
Result<std::vector<ImportJob>> history(ServerCalls& calls);
Result<void> rows(ServerCalls& calls, ImportId id, RowQuery const& query, std::function<Result<void>(RowView const&)> const& take);
Result<DifferenceView> difference(ServerCalls& calls, ImportId id, std::int64_t record);
Result<void> outcome_file(ServerCalls& calls, ImportId id, OutcomeFile file, TableFormat format, ByteSink& into);
Result<void> upload_file(ServerCalls& calls, ImportId id, ByteSink& into);
Result<Receipt> receipt(ServerCalls& calls, ImportId id);
Result<VerifyAnswer> verify(ServerCalls& calls, ImportId id);
Result<void> discard(ServerCalls& calls, ImportId id);

} // namespace muster::remote
