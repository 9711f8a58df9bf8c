#pragma once

#include "base/result.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace muster::sqlite {

class Connection;
class ProfileTable;

/// By the target's name.
using KnownTables = std::map<std::string, std::shared_ptr<ProfileTable const>, std::less<>>;

/// A prepared statement, borrowed from its connection until it goes. Texts and blobs that are bound must live until the statement is
/// reset or goes; texts and blobs that are read live until the next step.
class Statement {
public:
    using Cache = std::unordered_map<std::string, sqlite3_stmt*>;

    Statement(Connection& connection, Cache::node_type node) : connection_{&connection}, node_{std::move(node)} {}
    Statement(Statement&& other) noexcept = default;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    /// Bind the next parameter, from the first one on after reset().
    Statement& bind(std::int64_t value);
    Statement& bind(std::string_view text);
    Statement& bind_blob(std::string_view bytes);
    Statement& bind_null();

    /// Steps; true when there is a row. Trouble ends the rows too: finish() tells.
    bool next();
    /// The Error that ended the rows, if it was one. Resets, so that new values can be bound.
    Result<void> finish();
    /// Runs a statement that gives no rows (rows are passed over).
    Result<void> run();
    void reset();

    std::int64_t integer(int column) { return sqlite3_column_int64(raw(), column); }
    std::string_view text(int column);
    std::string_view blob(int column);
    bool is_null(int column) { return sqlite3_column_type(raw(), column) == SQLITE_NULL; }

private:
    sqlite3_stmt* raw() { return node_.mapped(); }
    void check(int code);

    Connection* connection_;
    Cache::node_type node_;
    int parameter_{};
    int trouble_{SQLITE_OK};
};

/// Rows that a virtual table gives to SQLite: `INSERT INTO t SELECT c0, c1 FROM muster_rows` runs without a call per row and value
/// into the interface (measured at 0.5-0.8 of prepared statements). Columns are named c0, c1, ...
class RowStream {
public:
    RowStream() = default;
    RowStream(RowStream const&) = delete;
    RowStream& operator=(RowStream const&) = delete;
    virtual ~RowStream() = default;
    /// Moves to the next row, to the first one at the first call; false at the end.
    virtual bool next() = 0;
    /// Gives a value of the row: sqlite3_result_*; texts and blobs must live until next().
    virtual void column(sqlite3_context* result, int index) noexcept = 0;

    static void give(sqlite3_context* result, std::int64_t value) { sqlite3_result_int64(result, value); }
    static void give(sqlite3_context* result, std::string_view text)
    {
        sqlite3_result_text64(result, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    static void give_blob(sqlite3_context* result, std::string_view bytes)
    {
        sqlite3_result_blob64(result, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(), SQLITE_STATIC);
    }
};

/// Columns of muster_rows: more than the widest target has.
inline constexpr int row_stream_columns = 64;

/// One connection to the database file. One thread at a time.
class Connection {
public:
    enum class Mode : std::uint8_t {
        write,
        read,
        copy_log, ///< only for copy_log(), beside the writing one
    };

    /// Opens the file (a writing one creates it) and sets it up.
    static Result<std::unique_ptr<Connection>> open(std::string const& path, Mode mode);
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    ~Connection();

    /// A statement for this text; texts that were used before are not compiled again.
    Result<Statement> prepare(std::string_view sql);
    /// Runs statements without values.
    Result<void> execute(char const* sql);
    /// Runs one statement without values that is used again and again, so it is compiled once.
    Result<void> run(std::string_view sql);
    /// Takes an open transaction back. Needs no memory, because it is what is left to be done when there is none; false when the
    /// transaction is still open.
    bool roll_back() noexcept;
    /// Runs an INSERT .. SELECT .. FROM muster_rows over the rows.
    Result<void> insert(std::string_view sql, RowStream& rows);

    /// Rows that the last INSERT, UPDATE or DELETE touched.
    std::int64_t changes() { return sqlite3_changes64(raw_); }
    std::int64_t last_row() { return sqlite3_last_insert_rowid(raw_); }
    /// Calls after each commit of this connection, on its thread, with the pages that the log then holds; no function: nobody. Whoever is
    /// called copies the log: SQLite does it no more by itself.
    void on_commit(std::function<void(std::int64_t)> act);
    /// Brings pages of the log into the database file, as many as no reader stands in the way of, and makes them safe. How many of the log
    /// are there; 0 when it fails, which loses nothing. Not within a transaction.
    std::int64_t copy_log() noexcept;
    bool in_transaction() { return sqlite3_get_autocommit(raw_) == 0; }
    /// What went wrong as an Error, without values.
    Error error(int code);
    /// Whether it says that a unique key (or primary key) exists already: a caller turns it into a conflict in its own words.
    static bool is_duplicate(Error const& error);
    /// Tables that this connection has seen with all their columns. A later transaction of it sees at least as much, so they stay.
    KnownTables& known_tables() { return known_tables_; }
    /// For SQLite's interfaces that work on connections as wholes; the connection keeps it.
    sqlite3* raw() { return raw_; }
    /// A problem of the database itself, as PRAGMA integrity_check tells it; empty when there is none.
    Result<std::string> integrity_problem();

private:
    friend class Statement;
    explicit Connection(sqlite3* raw) : raw_{raw} {}
    Result<void> set_up(Mode mode);

    sqlite3* raw_;
    sqlite3_stmt* rollback_{};
    RowStream* rows_{}; ///< what muster_rows reads now
    std::function<void(std::int64_t)> on_commit_{};
    Statement::Cache idle_{};
    KnownTables known_tables_{};
};

} // namespace muster::sqlite
