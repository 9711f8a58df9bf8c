#include "store/sqlite/folder_lock.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace muster::sqlite {

namespace {

constexpr std::size_t longest_host_name = 255;

std::string host_name()
{
    std::array<char, longest_host_name + 1> name{};
    return gethostname(name.data(), longest_host_name) == 0 ? std::string{name.data()} : std::string{"an unknown host"};
}

/// The holder as it wrote itself into the file; empty when it has not yet.
std::string holder(int file)
{
    std::array<char, 512> text{};
    ssize_t const size = pread(file, text.data(), text.size(), 0);
    std::string_view const line{text.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
    return std::string{line.substr(0, line.find('\n'))};
}

Error failed(std::string const& path, int code)
{
    ErrorKind const kind = code == EACCES || code == EPERM || code == EROFS ? ErrorKind::denied : ErrorKind::unavailable;
    return {kind, "LOCK_FAILED", "The lock " + path + " cannot be taken: " + std::strerror(code) + "."}; // NOLINT: read at once
}

/// `serves`: what follows; empty where nothing is served.
bool write_holder(int file, std::string const& serves)
{
    std::string const line = "process " + std::to_string(getpid()) + " on " + host_name() + serves + "\n";
    return ftruncate(file, 0) == 0 && pwrite(file, line.data(), line.size(), 0) == static_cast<ssize_t>(line.size());
}

} // namespace

Result<FolderLock> FolderLock::take(std::string const& folder)
{
    std::string const path = folder + "/lock";
    int const file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600); // NOLINT: variadic by POSIX
    if (file < 0) { return failed(path, errno); }
    FolderLock lock{file};
    while (flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR) { continue; }
        if (errno != EWOULDBLOCK) { return failed(path, errno); }
        std::string const by = holder(file);
        return Error{ErrorKind::locked, "STORE_LOCKED",
                     "The data directory " + folder + " is in use by " + (by.empty() ? std::string{"another process"} : by) +
                         ". Wait until it has finished, or stop it."};
    }
    if (!write_holder(file, {})) { return failed(path, errno); }
    static_cast<void>(unlink((folder + "/" + std::string{token_file}).c_str())); // mostly there is none
    return lock;
}

Result<void> name_address(std::string const& folder, std::string const& address)
{
    std::string const path = folder + "/lock";
    int const file = open(path.c_str(), O_WRONLY | O_CLOEXEC); // NOLINT: variadic by POSIX
    if (file < 0) { return failed(path, errno); }
    bool const written = write_holder(file, ", which serves " + address);
    int const code = errno;
    close(file);
    return written ? Result<void>{} : failed(path, code);
}

FolderLock::FolderLock(FolderLock&& other) noexcept : file_{std::exchange(other.file_, -1)} {}

FolderLock::~FolderLock()
{
    if (file_ >= 0) { close(file_); } // flock ends with the descriptor
}

} // namespace muster::sqlite
