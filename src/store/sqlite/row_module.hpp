#pragma once

#include "store/sqlite/connection.hpp"

namespace muster::sqlite {

/// Registers the virtual table muster_rows, which reads the stream that `*rows` points to when a statement starts. Gives SQLite's code.
/// `rows` must live as long as the connection.
int register_row_module(sqlite3* connection, RowStream** rows) noexcept;

} // namespace muster::sqlite
