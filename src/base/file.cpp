#include "base/file.hpp"

#include "base/assert.hpp"
#include "base/extend_file.hpp"
#include "base/system_call.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <new>
#include <system_error>
#include <utility>
#include <vector>

namespace muster {

namespace {

/// An open file that is closed at the end.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_{number} {}
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }

    int number() const { return number_; }
    bool is_open() const { return number_ >= 0; }
    /// Whether closing it reported no late failure of a write. Never repeated: on Linux the number is free even after EINTR.
    bool close()
    {
        int const number = std::exchange(number_, -1);
        return number < 0 || ::close(number) == 0 || errno == EINTR;
    }

private:
    int number_;
};

std::string system_message(int number) { return std::generic_category().message(number); }

/// The Error for what the system says about a path. The one table of errno for files; `action` is what failed: "opened", "written".
Error trouble(int number, std::string const& path, std::string const& action)
{
    std::string const what = path + " cannot be " + action + ": ";
    switch (number) {
    case ENOENT:
    case ENOTDIR: return {ErrorKind::not_found, "FILE_NOT_FOUND", what + "there is no such file or folder. Check the path."};
    case EACCES:
    case EPERM: return {ErrorKind::denied, "FILE_DENIED", what + "permission is denied. Change its permissions, or choose another place."};
    case EROFS: return {ErrorKind::denied, "FILE_DENIED", what + "the file system is read-only. Choose another place."};
    case EISDIR: return {ErrorKind::unreadable, "NOT_A_FILE", what + "it is a folder. Name a file."};
    case ENAMETOOLONG:
    case EINVAL:
    case ELOOP: return {ErrorKind::invalid_input, "BAD_PATH", what + system_message(number) + ". Choose another path."};
    case EEXIST:
        return {ErrorKind::conflict, "FILE_EXISTS", what + "a file of that name stands in its place. Remove it, or choose another name."};
    case ENOTEMPTY: return {ErrorKind::conflict, "FOLDER_NOT_EMPTY", what + "it is not empty. Choose another place."};
    case EBUSY:
    case EXDEV: return {ErrorKind::conflict, "MOUNT_POINT", what + "it is a mount point. Choose a folder in it."};
    case ENOSPC:
    case EDQUOT: return {ErrorKind::unavailable, "DISK_FULL", what + "there is no space left. Free some space on that disk and try again."};
    case EFBIG:
        return {ErrorKind::too_large, "FILE_TOO_LARGE",
                what + "it would be larger than the file system or a limit allows. Choose another place."};
    case EMFILE:
    case ENFILE:
        return {ErrorKind::unavailable, "TOO_MANY_FILES",
                what + "too many files are open. Raise the limit (ulimit -n) or try again later."};
    default: return {ErrorKind::unavailable, "DISK_FAILED", what + system_message(number) + ". Check the disk and try again."};
    }
}

Result<void> check_path(std::string const& path)
{
    if (path.empty()) { return Error{ErrorKind::invalid_input, "BAD_PATH", "The path of a file is empty. Name a file."}; }
    if (path.find('\0') != std::string::npos) {
        return Error{ErrorKind::invalid_input, "BAD_PATH", "A path contains a zero byte, which no file can have. Choose another path."};
    }
    return {};
}

std::string folder_of(std::string const& path)
{
    std::size_t const slash = path.rfind('/');
    if (slash == std::string::npos) { return "."; }
    return slash == 0 ? "/" : path.substr(0, slash);
}

/// Makes the names in a folder durable: a file or folder is only when the folder that holds it is.
Result<void> sync_folder(std::string const& folder)
{
    Descriptor const opened{without_interruption([&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); })};
    if (!opened.is_open()) {
        // A folder may allow files to be made in it and yet not be read: then it cannot be synced, and the file is there.
        if (errno == EACCES) { return {}; }
        return trouble(errno, folder, "opened");
    }
    bool const synced = without_interruption([&] { return ::fsync(opened.number()); }) == 0;
    if (!synced && errno != EINVAL) { return trouble(errno, folder, "written"); } // EINVAL: a file system without it
    return {};
}

class FileSource final : public ByteSource {
public:
    FileSource(Descriptor file, std::string path, std::uint64_t size) : file_{std::move(file)}, path_{std::move(path)}, size_{size} {}

    Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const override
    {
        if (offset >= size_) { return std::size_t{0}; } // also keeps an offset beyond off_t from the system
        std::size_t const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - offset));
        std::size_t got = 0;
        while (got < wanted) {
            auto const place = static_cast<off_t>(offset + got);
            ssize_t const count = without_interruption([&] { return ::pread(file_.number(), into.data() + got, wanted - got, place); });
            if (count < 0) { return trouble(errno, path_, "read"); }
            if (count == 0) { break; } // somebody made it shorter
            got += static_cast<std::size_t>(count);
        }
        return got;
    }
    std::uint64_t size() const override { return size_; }

private:
    Descriptor file_;
    std::string path_;
    std::uint64_t size_;
};

class FileSink final : public ByteSink {
public:
    FileSink(Descriptor file, std::string written, std::string path)
        : file_{std::move(file)}, written_{std::move(written)}, path_{std::move(path)}
    {
    }
    ~FileSink() override
    {
        if (!written_.empty()) { ::unlink(written_.c_str()); }
    }

    Result<void> write(std::string_view bytes) override
    {
        MUSTER_ASSERT(file_.is_open());
        while (!bytes.empty()) {
            ssize_t const count = without_interruption([&] { return ::write(file_.number(), bytes.data(), bytes.size()); });
            if (count < 0) { return trouble(errno, path_, "written"); }
            size_ += static_cast<std::uint64_t>(count);
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        write_behind();
        return {};
    }
    std::uint64_t size() const override { return size_; }

    Result<void> finish() override
    {
        MUSTER_ASSERT(file_.is_open());
        if (without_interruption([&] { return ::fsync(file_.number()); }) < 0) { return trouble(errno, path_, "written"); }
        if (!file_.close()) { return trouble(errno, path_, "written"); }
        if (::rename(written_.c_str(), path_.c_str()) < 0) { return trouble(errno, path_, "written"); }
        written_.clear();
        return sync_folder(folder_of(path_));
    }

private:
    /// Lets the disk begin with what was written, so that finish() has little left to wait for. What goes wrong is told there.
    void write_behind()
    {
        constexpr std::uint64_t piece = 4 * 1'024 * 1'024; // the disk takes it in one go
        if (size_ - behind_ < piece) { return; }
        static_cast<void>(
            ::sync_file_range(file_.number(), static_cast<off_t>(behind_), static_cast<off_t>(size_ - behind_), SYNC_FILE_RANGE_WRITE));
        behind_ = size_;
    }

    Descriptor file_;
    std::string written_; ///< the name beside `path_` that has the bytes; empty once renamed
    std::string path_;
    std::uint64_t size_{};
    std::uint64_t behind_{}; ///< up to where the disk has begun
};

/// Where a new file of that name goes: through a symbolic link to what it names, so that the link stays.
Result<std::string> place_of(std::string const& path)
{
    struct stat found {};
    if (::stat(path.c_str(), &found) < 0) {
        if (errno == ENOENT) { return path; }
        return trouble(errno, path, "written");
    }
    if (S_ISDIR(found.st_mode)) { return trouble(EISDIR, path, "written"); }
    if (!S_ISREG(found.st_mode)) {
        return Error{ErrorKind::unsupported, "NOT_A_FILE", path + " cannot be replaced: it is a device or pipe. Name a regular file."};
    }
    std::error_code failure;
    std::filesystem::path const resolved = std::filesystem::canonical(path, failure);
    if (failure) { return trouble(failure.value(), path, "written"); }
    return resolved.string();
}

class MemorySource final : public ByteSource {
public:
    explicit MemorySource(std::string bytes) : bytes_{std::move(bytes)} {}

    Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const override
    {
        if (offset >= bytes_.size()) { return std::size_t{0}; }
        return bytes_.copy(into.data(), into.size(), static_cast<std::size_t>(offset));
    }
    std::uint64_t size() const override { return bytes_.size(); }

private:
    std::string bytes_;
};

class MemorySink final : public ByteSink {
public:
    explicit MemorySink(std::string& into) : into_{into}, start_{into.size()} {}
    ~MemorySink() override
    {
        if (!finished_) { into_.resize(std::min(start_, into_.size())); }
    }

    Result<void> write(std::string_view bytes) override
    {
        MUSTER_ASSERT(!finished_);
        into_ += bytes;
        size_ += bytes.size();
        return {};
    }
    std::uint64_t size() const override { return size_; }
    Result<void> finish() override
    {
        finished_ = true;
        return {};
    }

private:
    std::string& into_;
    std::size_t start_;
    std::uint64_t size_{};
    bool finished_{};
};

/// Makes one folder; fine when there is one already.
Result<void> make_one_folder(std::string const& path, unsigned mode)
{
    if (::mkdir(path.c_str(), static_cast<mode_t>(mode)) == 0) { return sync_folder(folder_of(path)); }
    int const failure = errno;
    struct stat found {};
    if (::stat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode)) { return {}; }
    return trouble(failure, path, "created");
}

/// What stays behind is the system's to clean up, and a destructor has nobody to tell.
void remove_folder(std::string const& path) noexcept
{
    if (path.empty() || ::rmdir(path.c_str()) == 0) { return; } // an empty one goes without asking for memory
    try {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    } catch (std::bad_alloc const&) { // NOLINT(bugprone-empty-catch): as above
    }
}

} // namespace

Result<std::unique_ptr<ByteSource>> open_file(std::string const& path)
{
    TRY(check_path(path));
    // Without O_NONBLOCK opening a pipe would wait for its other end; regular files do not know the flag.
    Descriptor file{without_interruption([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); })};
    struct stat found {};
    if (!file.is_open() || ::fstat(file.number(), &found) < 0) { return trouble(errno, path, "opened"); }
    if (S_ISDIR(found.st_mode)) { return trouble(EISDIR, path, "opened"); }
    if (!S_ISREG(found.st_mode)) {
        return Error{ErrorKind::unreadable, "NOT_A_FILE", path + " cannot be read: it is a device or pipe. Name a regular file."};
    }
    return std::make_unique<FileSource>(std::move(file), path, static_cast<std::uint64_t>(found.st_size));
}

Result<std::unique_ptr<ByteSink>> create_file(std::string const& path, unsigned mode)
{
    TRY(check_path(path));
    TRY_ASSIGN(std::string place, place_of(path));
    if (place.back() == '/') { return trouble(EISDIR, path, "written"); }
    // A short name of its own, because the file's own may be as long as names can be.
    std::string beside = folder_of(place) + "/.muster-XXXXXX";
    Descriptor file{without_interruption([&] { return ::mkostemp(beside.data(), O_CLOEXEC); })};
    if (!file.is_open()) { return trouble(errno, path, "created"); }
    int const descriptor = file.number();
    auto sink = std::make_unique<FileSink>(std::move(file), std::move(beside), std::move(place));
    if (::fchmod(descriptor, static_cast<mode_t>(mode)) < 0) { return trouble(errno, path, "created"); }
    return sink;
}

Result<std::string> read_all(ByteSource const& source, std::uint64_t limit)
{
    if (source.size() > limit) {
        return Error{ErrorKind::too_large, "FILE_TOO_LARGE",
                     "It has " + std::to_string(source.size()) + " bytes, and at most " + std::to_string(limit) +
                         " are taken. Make it smaller."};
    }
    std::string bytes(static_cast<std::size_t>(source.size()), '\0');
    TRY_ASSIGN(std::size_t const got, source.read_at(0, bytes));
    bytes.resize(got);
    return bytes;
}

std::unique_ptr<ByteSource> memory_source(std::string bytes) { return std::make_unique<MemorySource>(std::move(bytes)); }

std::unique_ptr<ByteSink> memory_sink(std::string& into) { return std::make_unique<MemorySink>(into); }

Result<void> extend_file(std::string const& path, std::uint64_t offset, ByteSource const& bytes)
{
    TRY(check_path(path));
    int const flags = O_WRONLY | O_CLOEXEC | (offset == 0 ? O_CREAT : 0);
    Descriptor file{without_interruption([&] { return ::open(path.c_str(), flags, 0600); })};
    if (!file.is_open()) { return trouble(errno, path, "written"); }
    struct stat found {};
    if (::fstat(file.number(), &found) < 0) { return trouble(errno, path, "written"); }
    if (static_cast<std::uint64_t>(found.st_size) < offset) {
        return Error{ErrorKind::unreadable, "FILE_CUT", path + " has lost bytes that were written to it. Write it again from its start."};
    }
    if (without_interruption([&] { return ::ftruncate(file.number(), static_cast<off_t>(offset)); }) < 0) {
        return trouble(errno, path, "written");
    }
    std::vector<char> window(std::size_t{256} * 1'024);
    for (std::uint64_t read = 0;;) {
        TRY_ASSIGN(std::size_t const got, bytes.read_at(read, window));
        if (got == 0) { break; }
        for (std::size_t written = 0; written < got;) {
            auto const place = static_cast<off_t>(offset + read + written);
            ssize_t const count =
                without_interruption([&] { return ::pwrite(file.number(), window.data() + written, got - written, place); });
            if (count < 0) { return trouble(errno, path, "written"); }
            written += static_cast<std::size_t>(count);
        }
        read += got;
    }
    if (without_interruption([&] { return ::fsync(file.number()); }) < 0) { return trouble(errno, path, "written"); }
    if (!file.close()) { return trouble(errno, path, "written"); }
    return offset == 0 ? sync_folder(folder_of(path)) : Result<void>{};
}

Result<void> make_folder(std::string const& path, unsigned mode)
{
    TRY(check_path(path));
    for (std::size_t slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1)) {
        TRY(make_one_folder(path.substr(0, slash), mode));
    }
    return make_one_folder(path, mode);
}

Result<void> move_folder(std::string const& from, std::string const& into)
{
    TRY(check_path(into));
    if (::rename(from.c_str(), into.c_str()) < 0) { return trouble(errno, into, "replaced"); }
    return sync_folder(folder_of(into));
}

Result<TemporaryFolder> TemporaryFolder::create(std::string const& under)
{
    std::string parent = under;
    if (parent.empty()) {
        std::error_code failure;
        parent = std::filesystem::temp_directory_path(failure).string();
        if (failure) {
            return Error{ErrorKind::unavailable, "NO_TEMPORARY_FOLDER",
                         "The place for temporary files (TMPDIR, or else /tmp) is no folder. Set TMPDIR to a folder."};
        }
    }
    TRY(check_path(parent));
    std::string path = parent + "/muster-XXXXXX";
    if (::mkdtemp(path.data()) == nullptr) { return trouble(errno, parent + "/muster-*", "created"); }
    return TemporaryFolder{std::move(path)};
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept : path_{std::exchange(other.path_, {})} {}

TemporaryFolder& TemporaryFolder::operator=(TemporaryFolder&& other) noexcept
{
    std::swap(path_, other.path_);
    return *this;
}

TemporaryFolder::~TemporaryFolder() { remove_folder(path_); }

} // namespace muster
