#pragma once

#include "base/result.hpp"

#include <string>

namespace muster::sqlite {

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
