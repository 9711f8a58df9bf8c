#pragma once

#include "base/keyed_hash.hpp"
#include "store/sqlite/connection.hpp"

namespace muster::sqlite {

/// Brings the store's file to this program's schema: numbered migrations, forward only, each in a transaction of its own. The caller
/// holds the data directory's lock. unsupported when the file is of a newer version.
Result<void> migrate(Connection& connection);

/// For a reader, which cannot migrate: unavailable when the file has an older schema, unsupported when it has a newer one.
Result<void> require_current_schema(Connection& connection);

/// The key drawn by the first migration.
Result<HashKey> load_hash_key(Connection& connection);

} // namespace muster::sqlite
