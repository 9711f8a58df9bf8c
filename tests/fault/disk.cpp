#include "fault/disk.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <filesystem>
#include <random>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace muster::fault {

namespace {

namespace fs = std::filesystem;

/// What a drive writes as a whole.
constexpr std::size_t sector = 512;

std::pair<dev_t, ino_t> inode_of(int file)
{
    struct stat found {};
    MUSTER_ASSERT(::fstat(file, &found) == 0);
    return {found.st_dev, found.st_ino};
}

std::string bytes_of(int file)
{
    struct stat found {};
    MUSTER_ASSERT(::fstat(file, &found) == 0);
    std::string bytes(static_cast<std::size_t>(found.st_size), '\0');
    for (std::size_t got = 0; got < bytes.size();) {
        ssize_t const count = ::pread(file, bytes.data() + got, bytes.size() - got, static_cast<off_t>(got));
        MUSTER_ASSERT(count > 0);
        got += static_cast<std::size_t>(count);
    }
    return bytes;
}

void replace_bytes(int file, std::string_view bytes)
{
    MUSTER_ASSERT(::ftruncate(file, static_cast<off_t>(bytes.size())) == 0);
    for (std::size_t put = 0; put < bytes.size();) {
        ssize_t const count = ::pwrite(file, bytes.data() + put, bytes.size() - put, static_cast<off_t>(put));
        MUSTER_ASSERT(count > 0);
        put += static_cast<std::size_t>(count);
    }
}

/// A descriptor through which the file can be read and written again, whatever `file` was opened for. Never closed: closing would give
/// up the locks that SQLite holds on the same file.
int kept_open(std::string const& path)
{
    int const file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    MUSTER_ASSERT(file >= 0);
    return file;
}

std::string folder_of(std::string const& path) { return path.substr(0, path.rfind('/')); }

} // namespace

void Disk::will_change(int file)
{
    Unsafe& unsafe = files_[inode_of(file)];
    if (unsafe.file >= 0 && !unsafe.steps.empty()) { return; }
    if (unsafe.file < 0) { unsafe.file = kept_open("/proc/self/fd/" + std::to_string(file)); }
    unsafe.synced = bytes_of(unsafe.file);
}

void Disk::wrote(int file, off_t offset, std::string_view bytes)
{
    files_[inode_of(file)].steps.push_back({offset, std::string{bytes}, false});
}

void Disk::resized(int file, off_t size) { files_[inode_of(file)].steps.push_back({size, {}, true}); }

void Disk::synced(int file, std::string const& path)
{
    if (auto const known = files_.find(inode_of(file)); known != files_.end()) { known->second.steps.clear(); }
    std::erase_if(names_, [&path](Name const& name) { return folder_of(name.path) == path; });
}

void Disk::made_file(std::string const& path) { names_.push_back({Name::Kind::file_made, path, {}, -1}); }
void Disk::made_folder(std::string const& path) { names_.push_back({Name::Kind::folder_made, path, {}, -1}); }
void Disk::will_remove_file(std::string const& path) { names_.push_back({Name::Kind::file_removed, path, {}, kept_open(path)}); }
void Disk::removed_folder(std::string const& path) { names_.push_back({Name::Kind::folder_removed, path, {}, -1}); }

void Disk::will_rename(std::string const& from, std::string const& to)
{
    MUSTER_ASSERT(folder_of(from) == folder_of(to));
    bool const replaces = ::access(to.c_str(), F_OK) == 0;
    names_.push_back({Name::Kind::renamed, from, to, replaces ? kept_open(to) : -1});
}

void Disk::take_back(Name const& name) const
{
    auto const restore = [&name](std::string const& path) {
        int const file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (file >= 0) { replace_bytes(file, bytes_of(name.victim)); } // its folder may be gone: then the file is too
    };
    std::error_code ignored; // what a later change has moved away is not there to be taken back
    switch (name.kind) {
    case Name::Kind::file_made: fs::remove(name.path, ignored); break;
    case Name::Kind::folder_made: fs::remove_all(name.path, ignored); break;
    case Name::Kind::file_removed: restore(name.path); break;
    case Name::Kind::folder_removed: fs::create_directory(name.path, ignored); break;
    case Name::Kind::renamed:
        fs::rename(name.to, name.path, ignored);
        if (name.victim >= 0) { restore(name.to); }
        break;
    }
}

void Disk::lose_power(Survival survival, std::uint64_t seed)
{
    std::mt19937_64 chance{seed};
    auto const survives = [&] { return survival == Survival::some && (chance() & 1) != 0; };
    for (auto& [inode, unsafe] : files_) {
        if (unsafe.steps.empty()) { continue; }
        std::string bytes = unsafe.synced;
        for (Step const& step : unsafe.steps) {
            auto const offset = static_cast<std::size_t>(step.offset);
            if (step.is_size && survives()) { bytes.resize(offset); }
            for (std::size_t piece = 0; piece < step.bytes.size(); piece += sector) {
                if (!survives()) { continue; }
                std::string const written = step.bytes.substr(piece, sector);
                if (bytes.size() < offset + piece + written.size()) { bytes.resize(offset + piece + written.size()); }
                bytes.replace(offset + piece, written.size(), written);
            }
        }
        replace_bytes(unsafe.file, bytes);
    }
    std::map<std::string, bool> reached; // folders of which an older name is lost: the younger ones are then, too
    std::vector<bool> lost;
    for (Name const& name : names_) {
        bool& all_later = reached[folder_of(name.path)];
        all_later = all_later || !survives();
        lost.push_back(all_later);
    }
    for (std::size_t place = names_.size(); place-- > 0;) {
        if (lost[place]) { take_back(names_[place]); }
    }
}

} // namespace muster::fault
