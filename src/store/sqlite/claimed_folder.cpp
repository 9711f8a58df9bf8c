#include "store/sqlite/claimed_folder.hpp"

#include "base/file.hpp"

#include <filesystem>
#include <new>
#include <system_error>
#include <utility>

namespace muster::sqlite {

namespace {

namespace fs = std::filesystem;

/// All but the lock, which is held.
Result<void> empty(std::string const& folder)
{
    std::error_code code;
    for (fs::directory_iterator at{folder, code}; !code && at != fs::directory_iterator{}; at.increment(code)) {
        if (at->path().filename() != "lock") { fs::remove_all(at->path(), code); }
        if (code) { break; }
    }
    if (!code) { return {}; }
    return Error{ErrorKind::unavailable, "FOLDER_FAILED",
                 "The folder " + folder + " cannot be emptied: " + code.message() + ". Remove it."};
}

} // namespace

Result<ClaimedFolder> ClaimedFolder::claim(std::string path)
{
    TRY(make_folder(path));
    TRY_ASSIGN(FolderLock lock, FolderLock::take(path));
    ClaimedFolder claimed{std::move(path), std::move(lock)};
    TRY(empty(claimed.path_));
    return claimed;
}

void ClaimedFolder::clear_abandoned(std::string const& path) noexcept
{
    try {
        std::error_code ignored;
        if (!fs::is_directory(path, ignored)) { return; }
        Result<FolderLock> const lock = FolderLock::take(path);
        if (lock) { fs::remove_all(path, ignored); }
    } catch (std::bad_alloc const&) { // NOLINT(bugprone-empty-catch): the next start clears it
    }
}

ClaimedFolder::~ClaimedFolder()
{
    if (path_.empty()) { return; }
    try {
        std::error_code ignored; // nobody to tell; the next claim clears it
        fs::remove_all(path_, ignored);
    } catch (std::bad_alloc const&) { // NOLINT(bugprone-empty-catch): as above
    }
}

} // namespace muster::sqlite
