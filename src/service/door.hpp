#pragma once

#include "base/bytes.hpp"
#include "committing/undo.hpp"
#include "mapping/recipe.hpp"
#include "mapping/suggestion.hpp"
#include "profile/change.hpp"
#include "profile/filter.hpp"
#include "reading/row.hpp"
#include "reading/table.hpp"
#include "store/import_job.hpp"
#include "store/store.hpp"
#include "tables/table_writer.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace muster {

/// What every door offers: one method a use case. The command line knows only this; the local door (service/local_door.hpp) runs the use
/// cases on a store, a remote one speaks to a server. Errors are sentences for the person at the screen. One thread.

/// How far a long act is. `stage` is uploading, opening, studying, reading, grouping, matching, planning, importing or undoing. An Error
/// of kind cancelled ends it at the next safe place.
struct Progress {
    std::string_view stage{};
    std::int64_t done{};
    std::int64_t of{}; ///< 0: not known yet
};
using ProgressTaker = std::function<Result<void>(Progress const&)>;

/// A file on its way in.
struct IncomingFile {
    std::shared_ptr<ByteSource const> bytes{};
    std::string name{}; ///< may carry folders; only the last part is kept
};

struct ReadRequest {
    IncomingFile file{};
    ReadingChoices choices{};
    std::vector<std::string> named_titles{};
};

struct ReadAnswer {
    Reading reading{};
    ReadingSummary summary{};
};

struct ImportRequest {
    IncomingFile file{};
    Recipe recipe{}; ///< reading choices, mapped columns and choices
    /// Whether columns that the recipe does not name take their certain suggestion.
    enum class AutoMap : std::uint8_t { no, yes } auto_map{AutoMap::no};
    std::string by{};
    std::string idempotency_key{}; ///< empty: none
};

/// One row of an import.
struct RowView {
    RowNumber row{};
    std::int64_t line{};
    Outcome outcome{Outcome::none}; ///< the record's for its first row; planned before the commit, actual after
    ProblemCode code{ProblemCode::none};
    std::int64_t record{-1};         ///< ordinal of its record; -1: none
    ProfileId profile{};             ///< 0: none
    std::vector<Problem> problems{}; ///< of its cells, warnings too, with sentences
};

/// A row as it stands in the file.
struct FileRow {
    RowNumber row{};
    std::int64_t line{};
    std::vector<std::string> cells{}; ///< as text, from left to right; there may be fewer or more than columns
};

struct RowQuery {
    std::optional<Outcome> outcome{};
    std::optional<ProblemCode> code{};
    std::string text{};     ///< part of a problem's value or column; empty: any
    ProfileId profile{};    ///< rows of the records that became this one; 0: any
    RowNumber after{};      ///< rows above this number only
    std::size_t limit{100}; ///< 0: all
};

/// The names of ids, for showing profiles.
struct Names {
    std::unordered_map<TagId, std::string> tags{};
    std::vector<AttributeField> attributes{}; ///< by field, ascending
};

/// What one record does to its profile, field by field.
struct DifferenceView {
    RowView row{};
    Change change{}; ///< of created ones: differences from nothing
    std::vector<ProfileId> matched{};
    Names names{};
};

enum class OutcomeFile : std::uint8_t { rejected, created, updated, unchanged };
std::string_view name_of(OutcomeFile file); ///< rejected, created, updated, unchanged

struct Receipt {
    ImportJob job{};
    std::string file_hash{}, recipe_hash{}, plan_hash{}, result_hash{}; ///< hexadecimal SHA-256
};

struct VerifyAnswer {
    bool holds{};
    std::string result_hash{}; ///< as computed now
    std::string detail{};      ///< a sentence
};

struct PersonQuery {
    std::string filter{}; ///< JSON of profile/filter.hpp; empty: all
    std::string tag{};    ///< only those with the tag; empty: all
    ImportId import{};    ///< only those whom records of this import are (created, updated, promoted or unchanged); 0: all
    ProfileId after{};
    std::size_t limit{0}; ///< 0: all
};

/// How one person is named: id, externalId, phone, email.
struct PersonKey {
    enum class Kind : std::uint8_t { id, external_id, phone, email } kind{Kind::id};
    std::string value{};
};
/// `42`, `id:42`, `externalId:A-7`, `phone:+385...`, `email:a@b.example`; without a prefix: digits are an id, a text with @ an email, a
/// leading plus a phone, everything else an external id.
Result<PersonKey> parse_person_key(std::string_view text);

struct PersonView {
    Profile profile{};
    Names names{};
};

struct ActivityView {
    std::vector<Change> changes{}; ///< oldest first
    ImportId created_by_import{};
    Names names{};
};

/// A batch of profiles, with the names that it needs.
using ProfilesTaker = std::function<Result<void>(std::span<Profile const>, Names const&)>;

struct TagView {
    Tag tag{};
    std::int64_t persons{};
};

/// The recipe of a name, compared without case. Error not_found RECIPE_NOT_FOUND.
Result<StoredRecipe> find_recipe_of_name(std::span<StoredRecipe const> recipes, std::string const& name);

struct ResumeAnswer {
    std::vector<ImportJob> finished{}; ///< imports that were gone on with, as they ended
};

/// Imports shown in the history, as the product shows them.
inline constexpr std::size_t history_shown = 30;

class Door {
public:
    Door() = default;
    Door(Door const&) = delete;
    Door& operator=(Door const&) = delete;
    virtual ~Door() = default;

    // Files
    /// Reads a file without a store. `begin` once, then `rows` batch by batch until it answers false.
    virtual Result<ReadAnswer> read(ReadRequest const& request, std::function<Result<void>(Reading const&)> const& begin,
                                    std::function<Result<bool>(RowBatch const&)> const& rows) = 0;

    // Imports
    /// Takes the file in, reads, maps, checks and plans all of it. The import is stored, READY.
    virtual Result<ImportJob> analyze(ImportRequest const& request, ProgressTaker const& progress) = 0;
    /// Changes the choices of a READY import: matching and planning run again over the rows already analysed.
    virtual Result<ImportJob> choose(ImportId id, Choices const& choices, ProgressTaker const& progress) = 0;
    /// Commits a READY import with the hash of the plan that was agreed to; an import already started with it answers with the run (and
    /// goes on with it). Errors: conflict PLAN_OUTDATED, denied ON_ERROR_FAIL, drifted PLAN_DRIFTED (the import is READY again).
    virtual Result<ImportJob> commit(ImportId id, std::string const& plan_hash, ProgressTaker const& progress) = 0;
    virtual Result<UndoReport> undo_preview(ImportId id, ProgressTaker const& progress) = 0;
    virtual Result<UndoReport> undo(ImportId id, std::string const& by, ProgressTaker const& progress) = 0;
    /// Goes on with what a crash interrupted and was consented to: one import, or all (id 0).
    virtual Result<ResumeAnswer> resume(ImportId id, ProgressTaker const& progress) = 0;
    virtual Result<ImportJob> show(ImportId id) = 0;
    virtual Result<std::vector<ImportJob>> history() = 0; ///< the newest history_shown, newest first
    virtual Result<void> rows(ImportId id, RowQuery const& query, std::function<Result<void>(RowView const&)> const& take) = 0;
    virtual Result<DifferenceView> difference(ImportId id, std::int64_t record) = 0;
    virtual Result<void> outcome_file(ImportId id, OutcomeFile file, TableFormat format, ByteSink& into) = 0;
    virtual Result<void> upload_file(ImportId id, ByteSink& into) = 0;
    virtual Result<Receipt> receipt(ImportId id) = 0;
    virtual Result<VerifyAnswer> verify(ImportId id) = 0;
    virtual Result<void> discard_import(ImportId id) = 0; ///< one that was never committed

    // Persons
    virtual Result<void> persons(PersonQuery const& query, ProfilesTaker const& take) = 0;
    virtual Result<PersonView> person(PersonKey const& key) = 0;
    virtual Result<ActivityView> activity(PersonKey const& key) = 0;
    virtual Result<std::int64_t> delete_persons(std::span<PersonKey const> keys, std::string const& by) = 0;
    virtual Result<PersonView> merge_persons(std::span<PersonKey const> keys, std::string const& by) = 0;
    /// Persons as a table in the shape that imports again without change; gives their number.
    virtual Result<std::int64_t> export_persons(PersonQuery const& query, TableFormat format, ByteSink& into) = 0;
    virtual Result<std::int64_t> tag_persons(std::span<PersonKey const> keys, std::string const& tag, std::string const& by) = 0;
    virtual Result<std::int64_t> untag_persons(std::span<PersonKey const> keys, std::string const& tag, std::string const& by) = 0;

    // Tags, attributes, recipes
    virtual Result<std::vector<TagView>> tags() = 0;
    virtual Result<TagView> create_tag(std::string const& name) = 0;
    /// conflict TAG_IN_USE while a person has it.
    virtual Result<void> delete_tag(std::string const& name) = 0;
    virtual Result<std::vector<Attribute>> attributes() = 0;
    virtual Result<Attribute> create_attribute(std::string const& name, AttributeType type) = 0;
    virtual Result<void> delete_attribute(std::string const& name) = 0;
    virtual Result<std::vector<StoredRecipe>> recipes() = 0;
    virtual Result<StoredRecipe> save_recipe(Recipe const& recipe, std::string const& fingerprint) = 0;
    virtual Result<Recipe> recipe(std::string const& name) = 0;
    virtual Result<void> delete_recipe(std::string const& name) = 0;

    // Upkeep
    virtual Result<std::vector<CheckFinding>> check() = 0;
    virtual Result<std::vector<Account>> accounts() = 0;
    virtual Result<Account> create_account(std::string const& name) = 0;
};

} // namespace muster
