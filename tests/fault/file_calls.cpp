// The calls of the system that change files, defined here so that this program and the libraries it loads come by.
#include "fault/file_calls.hpp"

#include "fault/disk.hpp"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <linux/limits.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace muster::fault {

namespace {

/// The calls of this thread go to the system: what watches files uses files itself.
thread_local bool is_watching = false;

enum class Kind : std::uint8_t { write, growth, other };
enum class Verdict : std::uint8_t { pass, half, fail };

std::string path_of(int file)
{
    char path[PATH_MAX];
    std::string const link = "/proc/self/fd/" + std::to_string(file);
    ssize_t const size = ::readlink(link.c_str(), path, sizeof path);
    return size > 0 ? std::string{path, static_cast<std::size_t>(size)} : std::string{};
}

std::string path_of(int folder, char const* name)
{
    if (name[0] == '/') { return name; }
    return (folder == AT_FDCWD ? path_of(::open(".", O_PATH | O_CLOEXEC)) : path_of(folder)) + "/" + name;
}

class Watch {
public:
    bool is_on() const { return on_.load(std::memory_order_acquire) && !is_watching; }

    void begin(FilePlan plan)
    {
        plan_ = std::move(plan);
        counts_ = {};
        disk_ = {};
        on_.store(true, std::memory_order_release);
    }
    FileCounts end()
    {
        on_.store(false, std::memory_order_release);
        return counts_;
    }

    template <class Call>
    ssize_t write(int file, void const* bytes, std::size_t size, off_t offset, Call call)
    {
        Turn const turn{*this};
        std::string const path = path_of(file);
        if (!is_ours(path)) { return call(size); }
        if (path.ends_with("/muster.db-wal")) { ++counts_.log_writes; }
        Verdict const verdict = decide(Kind::write);
        if (verdict == Verdict::fail) { return -1; }
        if (verdict == Verdict::half && size > 1) { size /= 2; }
        if (loses_power()) { disk_.will_change(file); }
        ssize_t const count = call(size);
        if (count > 0 && loses_power()) { disk_.wrote(file, offset, {static_cast<char const*>(bytes), static_cast<std::size_t>(count)}); }
        return count;
    }

    template <class Call>
    int resize(int file, off_t size, Call call)
    {
        Turn const turn{*this};
        if (!is_ours(path_of(file))) { return call(); }
        struct stat found {};
        bool const grows = ::fstat(file, &found) == 0 && found.st_size < size;
        if (decide(grows ? Kind::growth : Kind::other) != Verdict::pass) { return -1; }
        if (loses_power()) { disk_.will_change(file); }
        int const code = call();
        if (code == 0 && loses_power()) { disk_.resized(file, size); }
        return code;
    }

    template <class Call>
    int sync(int file, Call call)
    {
        Turn const turn{*this};
        std::string const path = path_of(file);
        if (!is_ours(path)) { return call(); }
        if (decide(Kind::other) != Verdict::pass) { return -1; }
        int const code = call();
        if (code == 0 && loses_power()) { disk_.synced(file, path); }
        return code;
    }

    /// Creating a file or folder: `note` tells the disk when it is there.
    template <class Call, class Note>
    auto make(std::string const& path, Call call, Note note) -> decltype(call())
    {
        Turn const turn{*this};
        if (!is_ours(path)) { return call(); }
        if (decide(Kind::growth) != Verdict::pass) { return failed<decltype(call())>(); }
        auto const made = call();
        if (made != failed<decltype(call())>() && loses_power()) { note(disk_); }
        return made;
    }

    /// Renaming or removing: `note` tells the disk before.
    template <class Call, class Note>
    int name(std::string const& path, Call call, Note note)
    {
        Turn const turn{*this};
        if (!is_ours(path) || ::faccessat(AT_FDCWD, path.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) != 0) { return call(); }
        if (decide(Kind::other) != Verdict::pass) { return -1; }
        if (loses_power()) { note(disk_); }
        return call();
    }

private:
    /// One call at a time, and what it uses is not watched.
    class Turn {
    public:
        explicit Turn(Watch& watch) : lock_{watch.mutex_} { is_watching = true; }
        Turn(Turn const&) = delete;
        Turn& operator=(Turn const&) = delete;
        ~Turn() { is_watching = false; }

    private:
        std::scoped_lock<std::mutex> lock_;
    };

    template <class Made>
    static Made failed()
    {
        if constexpr (std::is_pointer_v<Made>) {
            return nullptr;
        } else {
            return -1;
        }
    }

    bool is_ours(std::string_view path) const { return path.starts_with(plan_.folder); }
    bool loses_power() const { return plan_.trouble == FileTrouble::power_lost || plan_.trouble == FileTrouble::power_lost_some; }

    Verdict decide(Kind kind)
    {
        ++counts_.calls;
        bool const is_full = counts_.reached && plan_.trouble == FileTrouble::disk_full && kind != Kind::other;
        bool const is_chosen = counts_.calls == plan_.at;
        counts_.reached = counts_.reached || is_chosen;
        if (is_full) { errno = ENOSPC; }
        if (is_full || !is_chosen) { return is_full ? Verdict::fail : Verdict::pass; }
        switch (plan_.trouble) {
        case FileTrouble::none: break;
        case FileTrouble::io_error: errno = EIO; return Verdict::fail;
        case FileTrouble::disk_full: errno = ENOSPC; return kind == Kind::write ? Verdict::half : Verdict::fail;
        case FileTrouble::power_lost: lose_power(Survival::nothing);
        case FileTrouble::power_lost_some: lose_power(Survival::some);
        }
        return Verdict::pass;
    }

    /// A thread that is still using memory mapped from a file (SQLite's index of the log) sees the file become shorter. In a real cut it
    /// would have stopped by now, so it does.
    [[noreturn]] void lose_power(Survival survival)
    {
        ::signal(SIGBUS, [](int) {
            for (;;) { ::pause(); }
        });
        disk_.lose_power(survival, plan_.seed);
        ::_exit(status_of_power_cut);
    }

    std::atomic<bool> on_{};
    std::mutex mutex_{};
    FilePlan plan_{};
    FileCounts counts_{};
    Disk disk_{};
};

/// Never destroyed: files are written after main as well.
Watch& watch()
{
    static Watch& only = *new Watch;
    return only;
}

int open_raw(int folder, char const* name, int flags, mode_t mode)
{
    return static_cast<int>(::syscall(SYS_openat, folder, name, flags, mode));
}

int open_watched(int folder, char const* name, int flags, mode_t mode)
{
    auto const call = [&] { return open_raw(folder, name, flags, mode); };
    bool const may_create = (flags & O_CREAT) != 0;
    if (!watch().is_on() || !may_create || ::faccessat(folder, name, F_OK, 0) == 0) { return call(); }
    std::string const path = path_of(folder, name);
    return watch().make(path, call, [&](Disk& disk) { disk.made_file(path); });
}

} // namespace

void watch_files(FilePlan plan) { watch().begin(std::move(plan)); }
FileCounts leave_files() { return watch().end(); }

namespace {

ssize_t write_watched(int file, void const* bytes, std::size_t size, off_t offset)
{
    auto const call = [&](std::size_t part) { return static_cast<ssize_t>(::syscall(SYS_pwrite64, file, bytes, part, offset)); };
    return watch().is_on() ? watch().write(file, bytes, size, offset, call) : call(size);
}

int resize_watched(int file, off_t size)
{
    auto const call = [&] { return static_cast<int>(::syscall(SYS_ftruncate, file, size)); };
    return watch().is_on() ? watch().resize(file, size, call) : call();
}

int sync_watched(int file, long number)
{
    auto const call = [&] { return static_cast<int>(::syscall(number, file)); };
    return watch().is_on() ? watch().sync(file, call) : call();
}

int remove_watched(int folder, char const* name, int flags)
{
    auto const call = [&] { return static_cast<int>(::syscall(SYS_unlinkat, folder, name, flags)); };
    if (!watch().is_on()) { return call(); }
    std::string const path = path_of(folder, name);
    return watch().name(path, call, [&](Disk& disk) {
        struct stat found {};
        if ((flags & AT_REMOVEDIR) != 0) {
            disk.removed_folder(path);
        } else if (::stat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode)) { // a folder's removal as a file fails by itself
            disk.will_remove_file(path);
        }
    });
}

} // namespace

} // namespace muster::fault

using namespace muster::fault; // NOLINT(google-build-using-namespace): what follows cannot stand in the namespace

extern "C" {

int open(char const* name, int flags, ...) // NOLINT(cert-dcl50-cpp): POSIX's
{
    va_list rest;
    va_start(rest, flags);
    mode_t const mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_watched(AT_FDCWD, name, flags, mode);
}

int open64(char const* name, int flags, ...) // NOLINT(cert-dcl50-cpp): POSIX's
{
    va_list rest;
    va_start(rest, flags);
    mode_t const mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_watched(AT_FDCWD, name, flags, mode);
}

ssize_t pwrite(int file, void const* bytes, size_t size, off_t offset) { return write_watched(file, bytes, size, offset); }
ssize_t pwrite64(int file, void const* bytes, size_t size, off64_t offset) { return write_watched(file, bytes, size, offset); }

ssize_t write(int file, void const* bytes, size_t size)
{
    auto const call = [&](std::size_t part) { return static_cast<ssize_t>(::syscall(SYS_write, file, bytes, part)); };
    return watch().is_on() ? watch().write(file, bytes, size, ::lseek(file, 0, SEEK_CUR), call) : call(size);
}

int ftruncate(int file, off_t size) noexcept { return resize_watched(file, size); }
int ftruncate64(int file, off64_t size) noexcept { return resize_watched(file, size); }
int fsync(int file) { return sync_watched(file, SYS_fsync); }
int fdatasync(int file) { return sync_watched(file, SYS_fdatasync); }

int unlink(char const* name) noexcept { return remove_watched(AT_FDCWD, name, 0); }
int rmdir(char const* name) noexcept { return remove_watched(AT_FDCWD, name, AT_REMOVEDIR); }
int unlinkat(int folder, char const* name, int flags) noexcept { return remove_watched(folder, name, flags); }
int remove(char const* name) noexcept
{
    struct stat found {};
    bool const is_folder = ::lstat(name, &found) == 0 && S_ISDIR(found.st_mode);
    return remove_watched(AT_FDCWD, name, is_folder ? AT_REMOVEDIR : 0);
}

int rename(char const* from, char const* to) noexcept
{
    auto const call = [&] { return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0)); };
    return watch().is_on() ? watch().name(from, call, [&](Disk& disk) { disk.will_rename(from, to); }) : call();
}

int mkdir(char const* name, mode_t mode) noexcept
{
    auto const call = [&] { return static_cast<int>(::syscall(SYS_mkdirat, AT_FDCWD, name, mode)); };
    if (!watch().is_on() || ::access(name, F_OK) == 0) { return call(); }
    return watch().make(name, call, [&](Disk& disk) { disk.made_folder(name); });
}

int mkostemp(char* name, int flags)
{
    constexpr int tries = 100;
    static std::atomic<unsigned> number{};
    char* const end = name + std::string_view{name}.size() - 6; // the six X
    for (int turn = 0; turn < tries; ++turn) {
        char digits[7];
        std::snprintf(digits, sizeof digits, "%06u", (static_cast<unsigned>(::getpid()) * 131 + ++number) % 1'000'000);
        std::char_traits<char>::copy(end, digits, 6);
        int const file = open_watched(AT_FDCWD, name, O_RDWR | O_CREAT | O_EXCL | flags, 0600);
        if (file >= 0 || errno != EEXIST) { return file; }
    }
    return -1;
}

} // extern "C"
