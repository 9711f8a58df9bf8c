#pragma once

#include "service/imports_door.hpp"

#include <optional>
#include <span>
#include <string>

namespace muster {

/// The answers of a server's imports as JSON, beside those that every door has (documents/documents.hpp).

/// An import's document with `work` (null: nothing is being done), `trouble` (why the last work came to no end; null: none), `request`
/// (what is asked of the analysis, null: nothing yet) and `undoPreview` (null: none was asked for). With a preview, how the file is read
/// under the request: upload_document as `preview`.
std::string import_view_document(ImportView const& view, UploadPreview const* preview = nullptr);
/// kind, state, ahead, cancelling, silentSeconds, tries, trouble, progress (stage, done, of, perSecond, secondsLeft); or null.
std::string work_document(std::optional<JobView> const& work);
/// What events tell of an import: id, state, reason, planHash, resultHash, startedAt, finishedAt, counts, work.
std::string state_document(ImportView const& view);
/// uploadId, state, file, by, uploadedAt, reading, columns (number, name, filled, examples, frequent, suggestion), firstRows, rows,
/// rowsLookedAt, whole, recipes.
std::string upload_document(UploadPreview const& preview);
/// One page of the history, newest first, and the id before which the next one goes on (null: there is none).
std::string import_page_document(std::span<ImportJob const> jobs, std::optional<ImportId> next);

} // namespace muster
