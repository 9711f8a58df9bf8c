#pragma once

#include "store/sqlite/connection.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace muster::sqlite {

/// Told after every step how many bytes of how many are copied; its Error ends the copying.
using CopyWatch = std::function<Result<void>(std::int64_t done, std::int64_t of)>;

/// Copies a database into a new file, page by page, in steps of some milliseconds (SQLite's online backup). The connection is in a reading
/// transaction, and the copy is of its moment: others go on writing, and SQLite never begins anew for them. The copy is not durable.
/// Errors: as the store's; the watch's.
Result<void> copy_online(Connection& from, std::string const& into, CopyWatch const& watch);

} // namespace muster::sqlite
