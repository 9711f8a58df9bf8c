#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace muster::sqlite {

/// Folders in a data directory for what lives no longer than one command. What is in the first may be removed by whoever has the store's
/// lock; the second is backup's, which does not have it (ClaimedFolder).
inline constexpr std::string_view work_folder = "/.muster-work";
inline constexpr std::string_view backup_folder = "/.muster-backup";
/// What restore adds to the name of a data directory while it makes it.
inline constexpr std::string_view restore_suffix = ".muster-restore";

/// The database's file in a data directory and in an archive.
inline constexpr std::string_view database_name = "muster.db";
/// In front of blobs' names in both.
inline constexpr std::string_view blob_folder = "blobs/";

/// Told every few milliseconds how far a stage is ("copying", "packing", "unpacking"), in bytes; its Error ends the act, which leaves
/// nothing.
using ArchiveWatch = std::function<Result<void>(std::string_view stage, std::int64_t done, std::int64_t of)>;

/// Writes a data directory as it is at one moment into one archive, replacing a file of that name only when the archive is complete: a tar
/// file (POSIX ustar, base-256 sizes above 8 GiB) with muster.db, blobs/ and the digests of all. Takes no lock of the store's: another
/// process may write meanwhile, and is not held up. Files of an analysis that is under way are left out, they would be made anew. Needs
/// room for the database in the data directory. Errors: not_found STORE_MISSING; locked while another backup runs; unavailable
/// BACKUP_RESTLESS; the watch's; denied, unavailable.
Result<void> back_up(std::string const& folder, std::string const& archive, ArchiveWatch const& watch);

/// Makes a data directory out of such an archive: unpacked beside it while every file is held against its digest, checked whether it opens
/// and is whole, and put in its place at once. Interrupted at any moment it leaves the place as it was; what it has unpacked goes with the
/// next restore to the same place. Errors: locked while a process has the directory, or another restore makes it; conflict STORE_EXISTS
/// when it holds a store or anything else; unreadable ARCHIVE_DAMAGED; the watch's; as opening a store.
Result<void> restore(std::string const& archive, std::string const& folder, ArchiveWatch const& watch);

} // namespace muster::sqlite
