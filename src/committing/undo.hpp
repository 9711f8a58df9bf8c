#pragma once

#include "committing/commit.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Why something of an import could not be taken back as a whole.
enum class UndoConflict : std::uint8_t {
    kept_created,     ///< a created profile that somebody changed since: it stays, without this import's tag
    field_changed,    ///< a field that somebody changed since keeps the later value
    identifier_taken, ///< an identifier that another profile holds by now stays there
    stays_merged,     ///< a profile that would be split off without any identifier
    absorbed_later,   ///< a later merge absorbed it: to be undone only after that merge
    profile_gone,     ///< deleted since
    last_identifier,  ///< an identifier that the import gave, without which the profile would have none by now: it stays
};
std::string_view name_of(UndoConflict conflict); ///< KEPT_CREATED, FIELD_CHANGED, ...

struct UndoFinding {
    UndoConflict conflict{};
    ProfileId profile{};
    FieldId field{};       ///< of field_changed and identifier_taken; otherwise 0
    std::int64_t record{}; ///< ordinal of the record in the import
};

/// What undoing does, or would do.
struct UndoReport {
    std::int64_t removed{};  ///< created profiles that go
    std::int64_t restored{}; ///< updated and promoted ones that get old values back
    std::int64_t split{};    ///< merged ones that live again
    std::int64_t untagged{}; ///< profiles that only lose the import's own tags
    std::int64_t kept{};     ///< created profiles that stay
    std::int64_t fields_restored{};
    std::int64_t conflicts{}; ///< all of them; `findings` keeps the first findings_kept
    std::int64_t tags_removed{}, attributes_removed{};
    static constexpr std::size_t findings_kept = 1'000;
    std::vector<UndoFinding> findings{};
};

struct UndoOrder {
    Target const& target;
    AccountId account{};
    ImportId import{};
    std::string by{};
    std::uint32_t chunk{20'000}; ///< changes per transaction: each loads a profile with its whole history; five times as many creations
};

/// What an undo would do: it is done in one transaction that is thrown away, so writers wait that long, and `progress` must not write
/// to the store. Writes nothing. The job must be COMPLETED, COMPLETED_WITH_ERRORS, CANCELLED or FAILED with chunks done (and UNDOING:
/// what is left). Otherwise conflict IMPORT_STATE.
Result<UndoReport> preview_undo(Store& store, UndoOrder const& order, CommitProgress const& progress);

/// Whether an import has written something that can be taken back, or is being taken back.
bool may_be_undone(ImportJob const& job);

/// Marks an import as UNDOING, which a restart goes on with; one that is so already stays as it is. Gives the job. Error conflict
/// IMPORT_STATE as above.
Result<ImportJob> begin_undo(Store& store, AccountId account, ImportId import);

/// Takes an import back, or goes on with an UNDOING one, chunk by chunk, each a transaction with its progress mark: created profiles
/// removed, changed ones restored field by field, merged ones split, own tags taken, then tags and attributes that the import created
/// removed where unused. Values are compared, not versions. Ends UNDONE; the report is the whole one, also after a restart, and is
/// stored in the job as JSON.
Result<UndoReport> undo_import(Store& store, UndoOrder const& order, CommitProgress const& progress);

/// The report as JSON (names as in UndoReport, in the API's spelling: fieldsRestored) and back; an empty text is an empty report.
std::string write_undo_report(UndoReport const& report);
Result<UndoReport> read_undo_report(std::string_view text);

} // namespace muster
