#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace muster::sqlite {

/// The folder in a data directory for what lives no longer than one command. What is in it may be removed by whoever has the lock.
inline constexpr std::string_view work_folder = "/.muster-work";

/// Writes a data directory into one archive, a tar file (POSIX ustar, base-256 sizes above 8 GiB) with muster.db and blobs/, replacing a
/// file of that name only when the archive is complete. Holds the directory's lock, so that database and files agree. Errors: not_found
/// STORE_MISSING; locked STORE_LOCKED while another process writes; unavailable, denied.
Result<void> back_up(std::string const& folder, std::string const& archive);

/// Makes a data directory out of such an archive: unpacked beside it, checked whether it opens and is whole, and put in its place.
/// Errors: conflict STORE_EXISTS when the directory holds a store or anything else; unreadable ARCHIVE_DAMAGED; as opening a store.
Result<void> restore(std::string const& archive, std::string const& folder);

} // namespace muster::sqlite
