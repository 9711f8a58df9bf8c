#include "store/sqlite/connection.hpp"

#include "store/sqlite/gathering_files.hpp"
#include "store/sqlite/row_module.hpp"

#include <new>

namespace muster::sqlite {

namespace {

/// 8 KiB: 16 KiB is faster on an empty store, 4 KiB on one of 20 million persons; measured.
/// A checkpoint after 128 MB (log_pages) instead of 8 MB writes pages once that several chunks dirty.
/// secure_delete zeroes what is deleted on pages that are written anyway: deleted persons do not linger in the file's slack.
constexpr char const* writer_settings = "PRAGMA page_size = 8192;"
                                        "PRAGMA journal_mode = WAL;"
                                        "PRAGMA synchronous = FULL;"
                                        "PRAGMA foreign_keys = ON;"
                                        "PRAGMA secure_delete = FAST;"
                                        "PRAGMA wal_autocheckpoint = 16384;"
                                        "PRAGMA journal_size_limit = 134217728;";
/// 8 MB hold the inner pages of the trees of two million persons; what else is read comes from the system's cache, which all readers share.
constexpr char const* reader_settings = "PRAGMA query_only = ON;"
                                        "PRAGMA cache_size = -8192;";
/// The first statement reads the file's head, without which SQLite does not know that there is a log. A pass is synced as a commit is.
constexpr char const* copier_settings = "PRAGMA synchronous = FULL;"
                                        "SELECT 1 FROM sqlite_schema LIMIT 1;";

char const* settings_of(Connection::Mode mode)
{
    switch (mode) {
    case Connection::Mode::write: return writer_settings;
    case Connection::Mode::read: return reader_settings;
    case Connection::Mode::copy_log: break;
    }
    return copier_settings;
}

int flags_of(Connection::Mode mode)
{
    switch (mode) {
    case Connection::Mode::write: return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Connection::Mode::read: return SQLITE_OPEN_READONLY;
    case Connection::Mode::copy_log: break;
    }
    return SQLITE_OPEN_READWRITE;
}

/// How long to wait for another process that checkpoints or recovers, in milliseconds. Writers of this store queue in the process
/// and never meet here.
constexpr int busy_wait_ms = 5'000;

/// The code of the Error that is_duplicate() knows.
constexpr std::string_view duplicate_key = "STORE_DUPLICATE_KEY";

/// Room for all statements of the adapter, so that giving one back never allocates.
constexpr std::size_t idle_statements = 256;

/// Before the library is first used: its count of all memory is one lock for every thread that reads or writes, and nobody asks for it.
/// Refused, which changes nothing, where the library is in use already.
void forgo_memory_count()
{
    static int const once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(once);
}

} // namespace

Statement::~Statement()
{
    if (!node_) { return; }
    reset();
    auto const rejected = connection_->idle_.insert(std::move(node_)); // one of the same text may be idle already
    if (!rejected.inserted) { sqlite3_finalize(rejected.node.mapped()); }
}

void Statement::check(int code)
{
    if (code != SQLITE_OK && trouble_ == SQLITE_OK) { trouble_ = code; }
}

Statement& Statement::bind(std::int64_t value)
{
    check(sqlite3_bind_int64(raw(), ++parameter_, value));
    return *this;
}

Statement& Statement::bind(std::string_view text)
{
    check(sqlite3_bind_text64(raw(), ++parameter_, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind_blob(std::string_view bytes)
{
    check(sqlite3_bind_blob64(raw(), ++parameter_, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bind_null()
{
    check(sqlite3_bind_null(raw(), ++parameter_));
    return *this;
}

bool Statement::next()
{
    if (trouble_ != SQLITE_OK) { return false; }
    int const code = sqlite3_step(raw());
    if (code == SQLITE_ROW) { return true; }
    if (code != SQLITE_DONE) { trouble_ = code; }
    return false;
}

Result<void> Statement::finish()
{
    // Resetting tells what went wrong after the last step, too: that a text could not be brought into its form.
    check(sqlite3_reset(raw()));
    int const trouble = trouble_;
    reset();
    if (trouble != SQLITE_OK) { return connection_->error(trouble); }
    return {};
}

Result<void> Statement::run()
{
    while (next()) {}
    return finish();
}

void Statement::reset()
{
    sqlite3_reset(raw());
    parameter_ = 0;
    trouble_ = SQLITE_OK;
}

std::string_view Statement::text(int column)
{
    auto const* const bytes = reinterpret_cast<char const*>(sqlite3_column_text(raw(), column)); // NOLINT: SQLite's text is unsigned
    if (bytes != nullptr) { return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(raw(), column))}; }
    if (sqlite3_errcode(sqlite3_db_handle(raw())) == SQLITE_NOMEM) { check(SQLITE_NOMEM); } // not a NULL, but a text that needed memory
    return {};
}

std::string_view Statement::blob(int column)
{
    auto const* const bytes = static_cast<char const*>(sqlite3_column_blob(raw(), column));
    return bytes == nullptr ? std::string_view{} : std::string_view{bytes, static_cast<std::size_t>(sqlite3_column_bytes(raw(), column))};
}

Result<std::unique_ptr<Connection>> Connection::open(std::string const& path, Mode mode)
{
    forgo_memory_count();
    sqlite3* raw = nullptr;
    char const* const files = mode == Mode::write ? gathering_files() : nullptr;
    int const code = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_NOMUTEX | flags_of(mode), files);
    if (raw == nullptr) { throw std::bad_alloc{}; }
    std::unique_ptr<Connection> connection{new Connection{raw}};
    if (code != SQLITE_OK) { return connection->error(code).while_doing("opening " + path); }
    if (auto set_up = connection->set_up(mode); !set_up) { return std::move(set_up).error().while_doing("opening " + path); }
    return connection;
}

Result<void> Connection::set_up(Mode mode)
{
    sqlite3_extended_result_codes(raw_, 1);
    sqlite3_busy_timeout(raw_, busy_wait_ms);
    idle_.reserve(idle_statements);
    TRY(execute(settings_of(mode)));
    if (mode == Mode::write) {
        if (int const code = register_row_module(raw_, &rows_); code != SQLITE_OK) { return error(code); }
    }
    if (int const code = sqlite3_prepare_v3(raw_, "ROLLBACK", -1, SQLITE_PREPARE_PERSISTENT, &rollback_, nullptr); code != SQLITE_OK) {
        return error(code);
    }
    return {};
}

Connection::~Connection()
{
    for (auto const& [sql, statement] : idle_) { sqlite3_finalize(statement); }
    sqlite3_finalize(rollback_);
    sqlite3_close_v2(raw_);
}

Result<Statement> Connection::prepare(std::string_view sql)
{
    std::string key{sql};
    Statement::Cache::node_type node = idle_.extract(key);
    if (!node) {
        sqlite3_stmt* statement = nullptr;
        int const code =
            sqlite3_prepare_v3(raw_, key.c_str(), static_cast<int>(key.size() + 1), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        if (code != SQLITE_OK) { return error(code); }
        Statement::Cache single;
        single.emplace(std::move(key), statement);
        node = single.extract(single.begin());
    }
    return Result<Statement>{Statement{*this, std::move(node)}};
}

Result<void> Connection::execute(char const* sql)
{
    int const code = sqlite3_exec(raw_, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) { return error(code); }
    return {};
}

Result<void> Connection::run(std::string_view sql)
{
    TRY_ASSIGN(Statement statement, prepare(sql));
    return statement.run();
}

bool Connection::roll_back() noexcept
{
    if (in_transaction()) {
        sqlite3_step(rollback_);
        sqlite3_reset(rollback_);
    }
    return !in_transaction();
}

Result<void> Connection::insert(std::string_view sql, RowStream& rows)
{
    TRY_ASSIGN(Statement statement, prepare(sql));
    rows_ = &rows;
    Result<void> result = statement.run();
    rows_ = nullptr;
    return result;
}

bool Connection::is_duplicate(Error const& error) { return error.code == duplicate_key; }

Error Connection::error(int code)
{
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID) {
        return {ErrorKind::internal, std::string{duplicate_key}, "A row of the store exists already."};
    }
    if (code == SQLITE_CONSTRAINT_FOREIGNKEY) { // every foreign key of the schema is an account
        return {ErrorKind::not_found, "ACCOUNT_UNKNOWN", "There is no such account."};
    }
    switch (code & 0xFF) { // the low byte is the kind, the rest its detail
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {ErrorKind::unavailable, "STORE_BUSY", "The store is busy with another process. Try again in a moment."};
    case SQLITE_FULL:
        return {ErrorKind::unavailable, "DISK_FULL", "The disk is full: the store cannot grow. Free some space and try again."};
    case SQLITE_IOERR:
        return {ErrorKind::unavailable, "STORE_IO",
                "The disk under the store failed to read or write (code " + std::to_string(code) + "). Look at the disk, then try again."};
    case SQLITE_CANTOPEN:
        return {ErrorKind::unavailable, "STORE_UNREACHABLE",
                "The store's file cannot be opened. Check that the folder exists and may be used."};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorKind::unreadable, "STORE_DAMAGED", "The store's file is damaged or is no store. Restore it from a backup."};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorKind::denied, "STORE_READ_ONLY", "The store may not be written. Check the permissions of its folder and files."};
    case SQLITE_NOMEM: return {ErrorKind::unavailable, "OUT_OF_MEMORY", "There is not enough memory for the store. Try again later."};
    default:
        return {ErrorKind::internal, "STORE_FAILED",
                "The store failed: " + std::string{sqlite3_errmsg(raw_)} + " (code " + std::to_string(code) + ")."};
    }
}

void Connection::on_commit(std::function<void(std::int64_t)> act)
{
    on_commit_ = std::move(act);
    auto const call = [](void* own, sqlite3*, char const*, int pages) noexcept {
        auto const& told = static_cast<Connection*>(own)->on_commit_;
        if (told) { told(pages); }
        return SQLITE_OK;
    };
    sqlite3_wal_hook(raw_, call, this);
}

std::int64_t Connection::copy_log() noexcept
{
    int in_log = 0;
    int copied = 0;
    int const code = sqlite3_wal_checkpoint_v2(raw_, nullptr, SQLITE_CHECKPOINT_PASSIVE, &in_log, &copied);
    return code == SQLITE_OK && copied > 0 ? copied : 0;
}

Result<std::string> Connection::integrity_problem()
{
    TRY_ASSIGN(Statement statement, prepare("PRAGMA integrity_check(1)"));
    std::string answer = statement.next() ? std::string{statement.text(0)} : std::string{};
    TRY(statement.finish());
    if (answer == "ok") { answer.clear(); }
    return answer;
}

} // namespace muster::sqlite
