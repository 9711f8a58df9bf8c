#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace muster::sqlite {

/// What a server leaves beside the lock for commands of its own machine (app/local_way.hpp). Taking the lock removes it: one that a killed
/// server has left opens nothing, and must not be believed to.
inline constexpr std::string_view token_file = "token";

/// Adds to the holder's name in `lock` where it serves. For the process that holds the lock. Error unavailable, denied LOCK_FAILED.
Result<void> name_address(std::string const& folder, std::string const& address);

/// The right to write in a data directory: flock on its file `lock`, which names the holder. Given back when the object goes or the
/// process ends, however it ends.
class FolderLock {
public:
    /// locked (STORE_LOCKED) with the holder's process id and host when somebody else has it.
    static Result<FolderLock> take(std::string const& folder);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int file) : file_{file} {}
    int file_;
};

} // namespace muster::sqlite
