#include "base/temporary_file.hpp"

#include "base/system_call.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace muster {

namespace {

/// What the system says about writing in `folder`.
Error writing_trouble(int number, std::string const& folder, std::string const& purpose)
{
    std::string const what = purpose + " in " + folder + ": ";
    switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return {ErrorKind::unavailable, "DISK_FULL",
                what + "there is no space left. Free some space there, or set TMPDIR to another folder, and try again."};
    case ENOENT:
    case ENOTDIR: return {ErrorKind::not_found, "NO_TEMPORARY_FOLDER", what + "there is no such folder. Set TMPDIR to a folder."};
    case EACCES:
    case EPERM:
    case EROFS: return {ErrorKind::denied, "FILE_DENIED", what + "it cannot be written to. Set TMPDIR to another folder."};
    default:
        return {ErrorKind::unavailable, "DISK_FAILED", what + std::generic_category().message(number) + ". Check the disk and try again."};
    }
}

} // namespace

TemporaryFile::TemporaryFile(int descriptor, std::string folder, std::string purpose)
    : descriptor_{descriptor}, folder_{std::move(folder)}, purpose_{std::move(purpose)}
{
}

TemporaryFile::~TemporaryFile() { ::close(descriptor_); }

Result<std::shared_ptr<TemporaryFile>> TemporaryFile::create(std::string folder, std::string purpose)
{
    if (folder.empty()) {
        std::error_code failure;
        folder = std::filesystem::temp_directory_path(failure).string();
        if (failure) { return writing_trouble(ENOENT, "TMPDIR", purpose); }
    }
    std::string path = folder + "/.muster-XXXXXX";
    int const descriptor = without_interruption([&] { return ::mkostemp(path.data(), O_CLOEXEC); });
    if (descriptor < 0) { return writing_trouble(errno, folder, purpose); }
    auto file = std::make_shared<TemporaryFile>(descriptor, folder, purpose);
    if (::unlink(path.c_str()) < 0) { return writing_trouble(errno, folder, purpose); }
    return file;
}

Result<void> TemporaryFile::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        ssize_t const count = without_interruption([&] { return ::write(descriptor_, bytes.data(), bytes.size()); });
        if (count < 0) { return writing_trouble(errno, folder_, purpose_); }
        size_ += static_cast<std::uint64_t>(count);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

Result<std::size_t> TemporaryFile::read_at(std::uint64_t offset, std::span<char> into) const
{
    if (offset >= size_) { return std::size_t{0}; }
    auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - offset));
    std::size_t got = 0;
    while (got < wanted) {
        auto const place = static_cast<off_t>(offset + got);
        ssize_t const count = without_interruption([&] { return ::pread(descriptor_, into.data() + got, wanted - got, place); });
        if (count < 0) { return writing_trouble(errno, folder_, purpose_); }
        if (count == 0) { break; }
        got += static_cast<std::size_t>(count);
    }
    return got;
}

} // namespace muster
