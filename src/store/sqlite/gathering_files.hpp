#pragma once

namespace muster::sqlite {

/// Registers, once, a way for SQLite to reach its files that gathers adjacent writes of the write-ahead log and passes them on together:
/// SQLite writes the log frame by frame in two calls each, and a call costs as much as the copying of its page. What is gathered is passed
/// on before anything can depend on it: before a sync, a look at the file's size, a read that meets it. So a failed write may be told by
/// the sync that follows it, which no commit is without. Everything else is as the system's own way does it, and both can be used for one
/// file at the same time.
/// Writes of the database itself, which only copying the log makes, are never gathered: nothing that SQLite heeds need follow the last of
/// them. Where somebody still reads, it counts the log as copied without a sync, and looks at the writes' own results alone.
/// Gives the name for sqlite3_open_v2; null when it cannot be registered, which names SQLite's own. Any thread.
char const* gathering_files() noexcept;

} // namespace muster::sqlite
