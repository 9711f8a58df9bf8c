#pragma once

#include "base/bytes.hpp"
#include "store/store.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace muster::import_file {

/// The blobs of one import and how long each is needed. All die with the import's retention at the latest.
inline constexpr char const* upload = "upload";     ///< the bytes as they came: downloads, the rejects file, reading again
inline constexpr char const* request = "request";   ///< what is asked of the analysis, so that a restart can go on with it
inline constexpr char const* spill = "spill";       ///< valid rows in canonical form: planning, committing, differences of created ones
inline constexpr char const* rows = "rows";         ///< RowEntry
inline constexpr char const* groups = "groups";     ///< Group
inline constexpr char const* members = "members";   ///< Member
inline constexpr char const* problems = "problems"; ///< of cells and rows, in the file's order
inline constexpr char const* grouping_problems = "record-problems"; ///< found while rows were brought together, by row
inline constexpr char const* plan_problems = "plan-problems";       ///< found by planning, by row; made anew with every plan
inline constexpr char const* digests = "digests";                   ///< a salted digest of every row: receipt and verify
inline constexpr char const* keys = "keys";                         ///< identifiers' keys: only until the commit is over
inline constexpr char const* hits = "hits";                         ///< whom records meet: only until the commit is over
inline constexpr char const* planned = "planned"; ///< PlannedRecord: only until the commit is over, then the outcomes' log counts
inline constexpr char const* undo_by = "undo-by"; ///< who ordered the undo, so that a restart goes on in the same name

/// What nothing asks for once an import has ended: matching is over, and its outcomes stand in the log.
inline constexpr std::array<char const*, 3> needed_until_end{keys, hits, planned};

/// Removes those; a file that is gone already is fine.
Result<void> remove_needed_until_end(Store& store, ImportId import);

/// A short text as a blob of an import, and back; nothing when there is none.
Result<void> write_text(Store& store, ImportId import, char const* name, std::string_view text);
Result<std::optional<std::string>> find_text(Store& store, ImportId import, char const* name);

} // namespace muster::import_file
