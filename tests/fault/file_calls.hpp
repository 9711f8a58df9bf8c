#pragma once

#include <cstdint>
#include <string>

namespace muster::fault {

/// What happens at the chosen call.
enum class FileTrouble : std::uint8_t {
    none,            ///< calls are only counted
    io_error,        ///< it fails with EIO, the next ones do not
    disk_full,       ///< from it on nothing can grow; a write still puts half of its bytes
    power_lost,      ///< the process ends, and what was not synced is lost
    power_lost_some, ///< the same, but some of it is not lost
};

/// Which call below which folder.
struct FilePlan {
    std::string folder{};
    FileTrouble trouble{FileTrouble::none};
    std::int64_t at{}; ///< from 1
    std::uint64_t seed{};
};

struct FileCounts {
    std::int64_t calls{};           ///< writes, syncs, new sizes, creations, renamings and removals
    std::int64_t log_writes{}; ///< those of them that wrote to SQLite's log: 0 would mean that the library goes another way
    bool reached{};                 ///< the chosen call came
};

/// With what a process ends that loses its power.
inline constexpr int status_of_power_cut = 99;

/// From now on calls below the folder are counted and the chosen one fails, in all threads.
void watch_files(FilePlan plan);
/// Calls go to the system again.
FileCounts leave_files();

} // namespace muster::fault
