#pragma once

#include "base/result.hpp"

#include <string>

namespace muster {

/// Where a writing process sorts and keeps what passes: under the data directory, because there is room for what the store will get. What a
/// killed one left goes first, and what a killed backup left, too: it holds files whose time may be over. The store's lock is ours. The
/// name is one that nobody else gives a folder of theirs.
Result<std::string> make_work_folder(std::string const& folder);

} // namespace muster
