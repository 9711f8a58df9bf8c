#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Unpacked bytes of any one entry, and of a workbook's parts together, by default.
inline constexpr std::uint64_t standard_unpacked_limit = std::uint64_t{1} << 30;

/// The compression methods that are read (APPNOTE 4.4.5).
inline constexpr std::uint16_t zip_stored = 0;
inline constexpr std::uint16_t zip_deflated = 8;

/// One entry of a ZIP archive as its central directory describes it (APPNOTE 6.3.10).
struct ZipEntry {
    std::string name{};        ///< in UTF-8, whether it was written in UTF-8 or in CP437; '\' as '/'
    std::uint64_t packed{};    ///< bytes in the file
    std::uint64_t unpacked{};  ///< bytes as declared
    std::uint64_t header_at{}; ///< of its local header
    std::uint32_t checksum{};  ///< CRC-32 of the unpacked bytes
    std::uint16_t method{};    ///< zip_stored or zip_deflated; others cannot be read
    bool encrypted{};
    bool folder{};                 ///< or a link: no regular file
    std::uint32_t name_checksum{}; ///< CRC-32 of the name as it was written, which the local header must repeat
};

/// The bytes of an entry, from its first to its last. One thread.
class ZipStream {
public:
    ZipStream() = default;
    ZipStream(ZipStream const&) = delete;
    ZipStream& operator=(ZipStream const&) = delete;
    virtual ~ZipStream() = default;
    /// Fills `into` with the next bytes; fewer only at the end, 0 behind it. Error: unreadable (damaged, wrong checksum, more
    /// or fewer bytes than declared), with a sentence; the limit was held against the declared size before.
    virtual Result<std::size_t> read(std::span<char> into) = 0;
};

/// An archive whose directory has been read. Reading entries may go on in several threads.
class ZipArchive {
public:
    /// Reads the directory; ZIP64 and bytes in front of the archive are fine. Errors: unreadable for what is cut off or contradicts
    /// itself (a directory outside the file, overlapping entries), unsupported for one of several disks, too_large above 100,000 entries.
    static Result<std::shared_ptr<ZipArchive const>> open(std::shared_ptr<ByteSource const> file);

    /// In directory order.
    std::vector<ZipEntry> const& entries() const { return entries_; }
    /// The entry of that name, without regard to ASCII case and to a leading slash; null when there is none.
    ZipEntry const* find(std::string_view name) const;
    /// A stream over an entry of this archive. `limit` is the most it may give; an entry that declares more is refused at once. Errors:
    /// unsupported (encrypted, an unknown method), too_large, unreadable.
    Result<std::unique_ptr<ZipStream>> unpack(ZipEntry const& entry, std::uint64_t limit) const;
    /// The bytes of a stored entry where they are in the file, after one look at all of them. Errors: as unpack() and its stream.
    Result<std::shared_ptr<ByteSource const>> read_in_place(ZipEntry const& entry, std::uint64_t limit) const;

private:
    ZipArchive(std::shared_ptr<ByteSource const> file, std::vector<ZipEntry> entries, std::uint64_t directory_at);
    Result<std::uint64_t> find_bytes(ZipEntry const& entry, std::uint64_t limit) const;
    std::shared_ptr<ByteSource const> file_;
    std::vector<ZipEntry> entries_;
    std::uint64_t directory_at_;
};

} // namespace muster
