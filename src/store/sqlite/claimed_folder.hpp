#pragma once

#include "store/sqlite/folder_lock.hpp"

#include <string>
#include <utility>

namespace muster::sqlite {

/// A folder of a fixed name for what lives no longer than one run, claimed by the file `lock` in it. What a killed run left in it goes with
/// the next claim; the folder goes with this value.
class ClaimedFolder {
public:
    /// Makes the folder and empties it. Errors: locked (STORE_LOCKED) while another run has it; denied, unavailable.
    static Result<ClaimedFolder> claim(std::string path);
    /// Removes a folder that a killed run left. One that somebody has, or that cannot be removed, stays.
    static void clear_abandoned(std::string const& path) noexcept;

    ClaimedFolder(ClaimedFolder&& other) noexcept : path_{std::exchange(other.path_, {})}, lock_{std::move(other.lock_)} {}
    ClaimedFolder& operator=(ClaimedFolder&&) = delete;
    ~ClaimedFolder();
    std::string const& path() const { return path_; }

private:
    ClaimedFolder(std::string path, FolderLock lock) : path_{std::move(path)}, lock_{std::move(lock)} {}
    std::string path_; ///< empty once moved from
    FolderLock lock_;
};

} // namespace muster::sqlite
