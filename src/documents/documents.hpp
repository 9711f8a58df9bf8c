#pragma once

#include "service/door.hpp"

#include <string>

namespace muster {

/// The answers of the use cases as JSON: the API, --json and the remote door use these and nothing else, so that they cannot differ.
/// doc/json.md describes the shapes. All give compact UTF-8 documents without a line end unless a layout is asked for.

/// id, state, planHash, file, target, reading, recipe, problems, counts (and planned), times, tags, reason, receipt hashes.
std::string import_document(ImportJob const& job);
std::string history_document(std::span<ImportJob const> jobs);
/// How a file was understood, in the shape of an import's `reading` (service/reading_notes.hpp), without the columns' fields.
std::string reading_document(ReadAnswer const& answer);
std::string row_document(RowView const& row);
std::string difference_document(DifferenceView const& difference);
std::string undo_document(ImportJob const& job, UndoReport const& report);
std::string receipt_document(Receipt const& receipt);
std::string verify_document(VerifyAnswer const& answer);
/// One person in the People API's v2 shape, with nickName and the true origin, without version.
std::string person_document(Profile const& profile, Names const& names);
/// The whole of a stored profile with every value as its canonical text, so that nothing is lost on the way to another program: id, type,
/// version, times with their fractions, who, values and contacts with their fields (of custom attributes with name and type), tags.
std::string stored_profile_document(Profile const& profile, Names const& names);
std::string activity_document(ActivityView const& activity);
std::string tags_document(std::span<TagView const> tags);
std::string tag_view_document(TagView const& tag);
std::string attributes_document(std::span<Attribute const> attributes);
std::string recipe_document(StoredRecipe const& recipe);
std::string recipes_document(std::span<StoredRecipe const> recipes);
std::string check_document(std::span<CheckFinding const> findings);
/// {"error":{"kind","code","message"}}
std::string error_document(Error const& error);

} // namespace muster
