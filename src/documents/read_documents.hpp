#pragma once

#include "access/access_door.hpp"
#include "service/door.hpp"
#include "service/import_runs.hpp"
#include "json/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace muster {

/// The documents of this folder read back: writing what was read gives the same document. What a document does not tell (a hash, a mark of
/// progress) is empty. Errors: unavailable ANSWER_NOT_UNDERSTOOD when a member is missing or of another kind.

/// An import as a server tells it (import_view_document). Of one that has not run, `counts` are empty: the document shows the plan's.
struct ToldImport {
    ImportJob job{};
    enum class Work : std::uint8_t { none, waits_or_runs } work{Work::none};
    std::optional<Error> trouble{}; ///< why the last work came to no end, while the server remembers it
    std::optional<UndoPreview> undo_preview{};
};
Result<ToldImport> read_import_view(Json const& view);
/// One of import_document, or an entry of a history, which has less.
Result<ImportJob> read_import(Json const& import);
/// A page of the history: its imports.
Result<std::vector<ImportJob>> read_history(Json const& page);
/// What is being done with an import (work_document); nothing: none.
struct ToldWork {
    std::string stage{}; ///< empty: it waits
    std::int64_t done{}, of{};
};
Result<std::optional<ToldWork>> read_work(Json const& work);

/// A page of an import's rows, and where the next one goes on.
struct RowPage {
    std::vector<RowView> rows{};
    std::optional<RowNumber> next{};
};
Result<RowPage> read_rows(Json const& page);
Result<DifferenceView> read_difference(Json const& difference);
Result<Receipt> read_receipt(Json const& receipt);
Result<VerifyAnswer> read_verification(Json const& answer);
Result<ActivityView> read_activity(Json const& activity);

Result<std::vector<TagView>> read_tags(Json const& tags);
Result<TagView> read_tag(Json const& tag);
/// Ids are counted from 1 in the list's order.
Result<std::vector<Attribute>> read_attributes(Json const& attributes);
Result<Attribute> read_attribute(Json const& attribute);
Result<StoredRecipe> read_stored_recipe(Json const& recipe);
Result<std::vector<StoredRecipe>> read_stored_recipes(Json const& recipes);

/// In place of a hash, which no document holds: that there is a password.
inline constexpr std::string_view password_is_set = "set";
Result<AccountUser> read_user(Json const& user);
Result<std::vector<AccountUser>> read_users(Json const& users);
Result<AddedUser> read_added_user(Json const& added);
Result<IssuedLink> read_link(Json const& link);
Result<Account> read_account(Json const& account);
/// The account that a session, or a key, is in, and all that whoever has it may work in (session_document).
Result<Account> read_session_account(Json const& session);
Result<std::vector<Account>> read_session_accounts(Json const& session);
Result<std::vector<ApiKey>> read_api_keys(Json const& keys);
Result<CreatedApiKey> read_created_api_key(Json const& created);

/// {kind, code, message} of a trouble, or {kind, code, detail} of a problem document; nothing when it is neither.
std::optional<Error> find_error(Json const& document);

/// Reads stored profiles (stored_profile_document) and keeps the names that they come with, under ids of its own.
class ProfileReader {
public:
    Result<Profile> read(Json const& profile);
    Names const& names() const { return names_; }

private:
    FieldId field_of(std::string const& attribute, AttributeType type);
    TagId tag_of(std::string const& name);
    Names names_{};
    std::unordered_map<std::string, FieldId> fields_{};
    std::unordered_map<std::string, TagId> tags_{};
};

} // namespace muster
