#pragma once

#include "base/bytes.hpp"

#include <memory>
#include <string>

namespace muster {

/// Opens a regular file for reading. Errors name the path and say what to do: not_found, denied, unreadable (a folder, a device).
Result<std::unique_ptr<ByteSource>> open_file(std::string const& path);

/// Creates a file (and replaces one of that name only at finish(), atomically: written beside it, synced, renamed, folder synced).
/// Mode is the permission bits of the new file.
Result<std::unique_ptr<ByteSink>> create_file(std::string const& path, unsigned mode = 0600);

/// The whole of a source as text; too_large above `limit` bytes.
Result<std::string> read_all(ByteSource const& source, std::uint64_t limit);

/// A source over bytes in memory that the source owns; for tests and small texts.
std::unique_ptr<ByteSource> memory_source(std::string bytes);

/// A sink into a string that outlives it; for tests and small outputs.
std::unique_ptr<ByteSink> memory_sink(std::string& into);

/// Creates a folder and its parents, durably. Fine when it exists.
Result<void> make_folder(std::string const& path, unsigned mode = 0700);

/// Gives a folder another name on its file system, durably and at once: whoever looks there sees all of it or nothing. What stands there
/// may be an empty folder. Errors: conflict FOLDER_NOT_EMPTY, FILE_EXISTS, MOUNT_POINT; denied, not_found, unavailable.
Result<void> move_folder(std::string const& from, std::string const& into);

/// A folder of its own under the system's place for temporary files (or `under`), removed with everything in it at the end.
class TemporaryFolder {
public:
    static Result<TemporaryFolder> create(std::string const& under = {});
    TemporaryFolder(TemporaryFolder&&) noexcept;
    TemporaryFolder& operator=(TemporaryFolder&&) noexcept;
    ~TemporaryFolder();
    std::string const& path() const { return path_; }

private:
    explicit TemporaryFolder(std::string path) : path_{std::move(path)} {}
    std::string path_;
};

} // namespace muster
