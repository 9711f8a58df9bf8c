#include "store/sqlite/schema.hpp"

#include "store/sqlite/delivery_schema.hpp"

#include <array>
#include <cstring>
#include <string>

namespace muster::sqlite {

namespace {

/// Names of tables have an underscore, which no target's name has, because a target's table has its name (profile_table.cpp).
/// Row keys of profiles are account and id in one number (profile_table.hpp), those of identifiers account and the beginning of a key
/// (identifier_index.hpp); everything else has its account as a column.
/// AUTOINCREMENT where a number must never be used again: import ids name folders, sequences are cursors.
constexpr char const* migration_1 = R"(
CREATE TABLE store_setting(name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
CREATE TABLE account_list(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE);
CREATE TABLE account_counter(
    account INTEGER NOT NULL REFERENCES account_list(id), name TEXT NOT NULL, value INTEGER NOT NULL,
    PRIMARY KEY (account, name)) WITHOUT ROWID;
CREATE TABLE account_identifier(leaf INTEGER PRIMARY KEY, entries BLOB NOT NULL);
CREATE TABLE recent_identifier(leaf INTEGER PRIMARY KEY, entries BLOB NOT NULL);
CREATE TABLE account_tag(
    id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL REFERENCES account_list(id),
    name TEXT NOT NULL, folded TEXT NOT NULL, created_by INTEGER NOT NULL, created_at INTEGER NOT NULL,
    UNIQUE (account, folded));
CREATE TABLE account_attribute(
    id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL REFERENCES account_list(id), target INTEGER NOT NULL,
    name TEXT NOT NULL, folded TEXT NOT NULL, type INTEGER NOT NULL, created_by INTEGER NOT NULL,
    UNIQUE (account, target, folded));
CREATE TABLE account_recipe(
    id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL REFERENCES account_list(id),
    name TEXT NOT NULL, folded TEXT NOT NULL, fingerprint TEXT NOT NULL, recipe TEXT NOT NULL,
    UNIQUE (account, folded));
CREATE TABLE tag_member(
    account INTEGER NOT NULL, tag INTEGER NOT NULL, target INTEGER NOT NULL, block INTEGER NOT NULL,
    count INTEGER NOT NULL, members BLOB NOT NULL,
    PRIMARY KEY (account, tag, target, block)) WITHOUT ROWID;
CREATE TABLE profile_change(
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, target INTEGER NOT NULL, profile INTEGER NOT NULL,
    kind INTEGER NOT NULL, version INTEGER NOT NULL, changed_at INTEGER NOT NULL, changed_from INTEGER NOT NULL, changed_by TEXT NOT NULL,
    import INTEGER NOT NULL, record INTEGER NOT NULL, row INTEGER NOT NULL, packed BLOB NOT NULL);
CREATE INDEX change_of_profile ON profile_change(account, target, profile);
CREATE INDEX change_of_import ON profile_change(account, import) WHERE import <> 0;
CREATE TABLE profile_merged(
    account INTEGER NOT NULL, target INTEGER NOT NULL, profile INTEGER NOT NULL, merged_into INTEGER NOT NULL,
    PRIMARY KEY (account, target, profile)) WITHOUT ROWID;
CREATE TABLE import_job(
    id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL REFERENCES account_list(id), target INTEGER NOT NULL,
    state INTEGER NOT NULL, file_name TEXT NOT NULL, file_size INTEGER NOT NULL, file_digest BLOB NOT NULL, uploaded_by TEXT NOT NULL,
    uploaded_at INTEGER NOT NULL, started_at INTEGER NOT NULL, finished_at INTEGER NOT NULL,
    recipe TEXT NOT NULL, reading TEXT NOT NULL, problems TEXT NOT NULL, plan_hash TEXT NOT NULL, result_hash TEXT NOT NULL,
    reason TEXT NOT NULL, planned BLOB NOT NULL, counts BLOB NOT NULL, consented INTEGER NOT NULL, idempotency_key TEXT NOT NULL,
    first_id INTEGER NOT NULL, id_count INTEGER NOT NULL, next_record INTEGER NOT NULL, undo_mark INTEGER NOT NULL,
    own_tags BLOB NOT NULL, created_tags BLOB NOT NULL, created_attributes BLOB NOT NULL, undo_report TEXT NOT NULL);
CREATE INDEX import_of_account ON import_job(account);
CREATE TABLE import_outcome(
    account INTEGER NOT NULL, import INTEGER NOT NULL, first_record INTEGER NOT NULL, packed BLOB NOT NULL,
    UNIQUE (account, import, first_record));
INSERT INTO account_list(id, name, folded) VALUES (1, 'default', 'default');
)";

/// Who may come in. Users belong to no account, memberships say which they are in; secrets are digests (store/access_records.hpp).
constexpr char const* migration_2 = R"(
CREATE TABLE access_user(
    id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, password_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL, password_changed_at INTEGER NOT NULL);
CREATE TABLE access_member(
    account INTEGER NOT NULL REFERENCES account_list(id), user INTEGER NOT NULL, role INTEGER NOT NULL,
    PRIMARY KEY (account, user)) WITHOUT ROWID;
CREATE INDEX member_of_user ON access_member(user);
CREATE TABLE access_session(
    token BLOB PRIMARY KEY, account INTEGER NOT NULL REFERENCES account_list(id), user INTEGER NOT NULL,
    created_at INTEGER NOT NULL, used_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX session_of_user ON access_session(user);
CREATE TABLE access_link(
    token BLOB PRIMARY KEY, user INTEGER NOT NULL, purpose INTEGER NOT NULL, created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX link_of_user ON access_link(user);
CREATE TABLE access_key(
    id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL REFERENCES account_list(id), name TEXT NOT NULL,
    prefix TEXT NOT NULL, secret BLOB NOT NULL UNIQUE, scopes INTEGER NOT NULL, created_by TEXT NOT NULL, created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL, revoked_at INTEGER NOT NULL, used_at INTEGER NOT NULL);
CREATE INDEX key_of_account ON access_key(account);
)";

/// Commits are known again by their key, too, and both keys are found without reading the other imports.
constexpr char const* migration_4 = R"(
ALTER TABLE import_job ADD COLUMN commit_key TEXT NOT NULL DEFAULT '';
ALTER TABLE import_job ADD COLUMN commit_key_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX import_of_key ON import_job(account, idempotency_key) WHERE idempotency_key <> '';
CREATE INDEX import_of_commit_key ON import_job(account, commit_key) WHERE commit_key <> '';
)";

/// Append only: a number that a released program has written stays what it was.
constexpr std::array migrations{migration_1, migration_2, delivery_migration, migration_4};
constexpr auto newest_schema = static_cast<std::int64_t>(migrations.size());

Result<std::int64_t> schema_of(Connection& connection)
{
    TRY_ASSIGN(Statement statement, connection.prepare("SELECT user_version FROM pragma_user_version"));
    std::int64_t const version = statement.next() ? statement.integer(0) : 0;
    TRY(statement.finish());
    return version;
}

Error newer_store()
{
    return {ErrorKind::unsupported, "STORE_NEWER", "The store was written by a newer version of muster. Use that version, or a newer one."};
}

Result<void> draw_hash_key(Connection& connection)
{
    HashKey const key = HashKey::draw();
    TRY_ASSIGN(Statement statement, connection.prepare("INSERT INTO store_setting(name, value) VALUES ('hash_key', ?)"));
    statement.bind_blob({reinterpret_cast<char const*>(key.bytes.data()), key.bytes.size()}); // NOLINT: plain bytes
    return statement.run();
}

Result<void> apply_migration(Connection& connection, std::int64_t number)
{
    TRY(connection.execute(migrations[static_cast<std::size_t>(number - 1)]));
    if (number == 1) { TRY(draw_hash_key(connection)); }
    return connection.execute(("PRAGMA user_version = " + std::to_string(number)).c_str());
}

} // namespace

Result<void> migrate(Connection& connection)
{
    TRY_ASSIGN(std::int64_t const schema, schema_of(connection));
    if (schema > newest_schema) { return newer_store(); }
    for (std::int64_t number = schema + 1; number <= newest_schema; ++number) {
        TRY(connection.execute("BEGIN IMMEDIATE"));
        Result<void> done = apply_migration(connection, number);
        if (done) { done = connection.execute("COMMIT"); }
        if (!done) {
            if (connection.in_transaction()) { static_cast<void>(connection.execute("ROLLBACK")); }
            return std::move(done).error().while_doing("bringing the store to version " + std::to_string(number));
        }
    }
    return {};
}

Result<void> require_current_schema(Connection& connection)
{
    TRY_ASSIGN(std::int64_t const schema, schema_of(connection));
    if (schema > newest_schema) { return newer_store(); }
    if (schema == newest_schema) { return {}; }
    return Error{ErrorKind::unavailable, "STORE_OLDER",
                 "The store was written by an older version of muster. Run a command that writes once, which brings it up to date."};
}

Result<HashKey> load_hash_key(Connection& connection)
{
    TRY_ASSIGN(Statement statement, connection.prepare("SELECT value FROM store_setting WHERE name = 'hash_key'"));
    HashKey key;
    bool const found = statement.next() && statement.blob(0).size() == key.bytes.size();
    if (found) { std::memcpy(key.bytes.data(), statement.blob(0).data(), key.bytes.size()); }
    TRY(statement.finish());
    if (!found) { return Error{ErrorKind::unreadable, "STORE_DAMAGED", "The store has lost its key. Restore it from a backup."}; }
    return key;
}

} // namespace muster::sqlite
