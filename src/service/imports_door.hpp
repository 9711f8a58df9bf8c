#pragma once

#include "service/import_runs.hpp"
#include "service/preview_upload.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace muster {

/// An import as it stands, with what is being done with it.
struct ImportView {
    ImportJob job{};
    std::optional<JobView> work{};             ///< what waits or runs in the background
    std::optional<Error> trouble{};            ///< why the last work came to no end, while the server runs
    std::optional<AnalysisRequest> request{};  ///< what is asked of the analysis
    std::optional<UndoPreview> undo_preview{}; ///< the last one that was asked for, while the server runs
};

/// What is to be different about an import that is not committed; everything absent stays.
struct ImportChange {
    std::optional<ReadingChoices> reading{};
    std::optional<std::vector<ColumnMapping>> columns{};
    std::optional<ImportRequest::AutoMap> auto_map{};
    std::optional<Choices> choices{};
    std::string seen{}; ///< digest_of what was asked for when this was made out of it; empty: whatever is asked for now
};

/// The use cases of imports for one account of a running server. What takes long is ordered here and done in the background (ImportRuns);
/// the acts are the same that the local door runs to their end. Errors are those of the door's methods (service/door.hpp); conflict
/// IMPORT_STATE also when something else is being done with the import. Any thread; small, made for each call.
class ImportsDoor {
public:
    ImportsDoor(ImportRuns& runs, AccountId account) : runs_{runs}, account_{account} {}

    /// Takes a file in: UPLOADED. A file that cannot be read is refused and leaves nothing.
    Result<UploadPreview> upload(IncomingFile const& file, std::string const& by);
    /// How an upload is read: as is asked for, or under other reading choices, which are only tried.
    Result<UploadPreview> preview(ImportId id, std::optional<ReadingChoices> const& choices);
    /// Orders the analysis of an upload: ANALYZING. The same order again answers with the import as it stands. With a key that another
    /// import was ordered by: that import, and the new upload goes; conflict IDEMPOTENCY_KEY_REUSED when something else is asked for.
    Result<ImportView> order_analysis(ImportId id, AnalysisRequest const& request, std::string const& idempotency_key);
    /// Changes what is asked of an import before it is committed. One whose analysis was ordered is analysed again, by as much as the
    /// change needs, and what runs for the earlier wish is given up. Error conflict IMPORT_CHANGED when something else is asked for now
    /// than what the change was made out of; nothing is changed then.
    Result<ImportView> change(ImportId id, ImportChange const& change);
    /// Agrees to a plan: QUEUED. The same hash again answers with the run that it started.
    Result<ImportView> order_commit(ImportId id, std::string const& plan_hash, std::string const& idempotency_key);
    /// UNDOING.
    Result<ImportView> order_undo(ImportId id, std::string const& by);
    /// The view has it when no work is shown any more.
    Result<ImportView> order_undo_preview(ImportId id);
    /// Ends an analysis (UPLOADED again), a queued import (CANCELLED) or a running one after its chunk. An undo goes on.
    Result<ImportView> cancel(ImportId id);
    /// Removes an import that was never committed.
    Result<void> discard(ImportId id);

    Result<ImportView> show(ImportId id) const;
    /// Only what waits or runs: cheap enough to be asked several times a second.
    std::optional<JobView> work(ImportId id) const { return runs_.queue_.find(key(id)); }
    /// Waits until nothing is being done with the import, or the time is over.
    Result<ImportView> wait(ImportId id, std::chrono::milliseconds longest) const;
    /// Newest first: those with an id below `before` (0: all), without uploads that have not come to their end.
    Result<std::vector<ImportJob>> list(ImportId before, std::size_t limit) const;

    Result<void> rows(ImportId id, RowQuery const& query, std::function<Result<void>(RowView const&)> const& take) const;
    Result<FileRow> row_in_file(ImportId id, RowNumber wanted) const;
    Result<DifferenceView> difference(ImportId id, std::int64_t record) const;
    Result<void> outcome_file(ImportId id, OutcomeFile file, TableFormat format, ByteSink& into) const;
    /// The file as it came. Error not_found.
    Result<std::shared_ptr<ByteSource const>> upload_file(ImportId id) const;
    Result<Receipt> receipt(ImportId id) const;
    Result<VerifyAnswer> verify(ImportId id) const;

    Result<std::vector<StoredRecipe>> recipes() const;
    Result<StoredRecipe> save_recipe(Recipe const& recipe, std::string const& fingerprint);
    Result<Recipe> recipe(std::string const& name) const;
    Result<void> delete_recipe(std::string const& name);
    /// Recipes by their ids, as catalogue_acts.hpp says.
    Result<StoredRecipe> create_recipe(Recipe const& recipe, std::string const& fingerprint);
    Result<StoredRecipe> replace_recipe(std::int64_t id, Recipe const& recipe, std::string const& fingerprint);
    Result<void> delete_recipe(std::int64_t id);

private:
    JobKey key(ImportId id) const { return {account_, id}; }
    Workplace place() const { return runs_.place(account_); }
    Result<ImportView> view(ImportJob job) const;
    Result<ImportView> order(ImportJob job, AnalysisRequest request);
    Result<ImportView> analyze_changed(ImportJob job, AnalysisRequest const& before, AnalysisRequest after);
    std::string_view work_kind(ImportId id) const;
    Result<void> require_idle(ImportId id) const;

    ImportRuns& runs_;
    AccountId account_{};
};

} // namespace muster
