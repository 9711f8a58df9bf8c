#include "intake/temporary_bytes.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace muster {

namespace {

/// Small enough to stay in a core's cache between unpacking and writing.
constexpr std::size_t piece_size = std::size_t{256} << 10;

template <class Call>
auto without_interruption(Call call)
{
    auto result = call();
    while (result < 0 && errno == EINTR) { result = call(); }
    return result;
}

/// What the system says about unpacking into `folder`.
Error trouble(int number, std::string const& folder)
{
    std::string const what = "The archive cannot be unpacked in " + folder + ": ";
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

/// An open file that no folder names any more.
class TemporaryBytes final : public ByteSource {
public:
    TemporaryBytes(int descriptor, std::string folder) : descriptor_{descriptor}, folder_{std::move(folder)} {}
    ~TemporaryBytes() override { ::close(descriptor_); }

    Result<void> write(std::string_view bytes)
    {
        while (!bytes.empty()) {
            ssize_t const count = without_interruption([&] { return ::write(descriptor_, bytes.data(), bytes.size()); });
            if (count < 0) { return trouble(errno, folder_); }
            size_ += static_cast<std::uint64_t>(count);
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return {};
    }

    Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const override
    {
        if (offset >= size_) { return std::size_t{0}; }
        auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - offset));
        std::size_t got = 0;
        while (got < wanted) {
            auto const place = static_cast<off_t>(offset + got);
            ssize_t const count = without_interruption([&] { return ::pread(descriptor_, into.data() + got, wanted - got, place); });
            if (count < 0) { return trouble(errno, folder_); }
            if (count == 0) { break; }
            got += static_cast<std::size_t>(count);
        }
        return got;
    }
    std::uint64_t size() const override { return size_; }

private:
    int descriptor_;
    std::string folder_;
    std::uint64_t size_{};
};

Result<std::shared_ptr<TemporaryBytes>> create(std::string folder)
{
    if (folder.empty()) {
        std::error_code failure;
        folder = std::filesystem::temp_directory_path(failure).string();
        if (failure) { return trouble(ENOENT, "TMPDIR"); }
    }
    std::string path = folder + "/.muster-XXXXXX";
    int const descriptor = without_interruption([&] { return ::mkostemp(path.data(), O_CLOEXEC); });
    if (descriptor < 0) { return trouble(errno, folder); }
    auto bytes = std::make_shared<TemporaryBytes>(descriptor, folder);
    if (::unlink(path.c_str()) < 0) { return trouble(errno, folder); }
    return bytes;
}

} // namespace

Result<std::shared_ptr<ByteSource const>> unpack_to_disk(ZipStream& stream, std::string const& folder)
{
    TRY_ASSIGN(auto const bytes, create(folder));
    std::string piece(piece_size, '\0');
    while (true) {
        TRY_ASSIGN(std::size_t const got, stream.read(piece));
        TRY(bytes->write(std::string_view{piece}.substr(0, got)));
        if (got < piece.size()) { break; }
    }
    return std::shared_ptr<ByteSource const>{bytes};
}

} // namespace muster
