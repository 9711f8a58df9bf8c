#include "intake/zip_directory.hpp"

#include "intake/byte_pieces.hpp"
#include "intake/inflater.hpp"
#include "intake/zip_end_record.hpp"
#include "intake/zip_names.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace muster {

namespace {

using namespace std::string_view_literals;

/// No workbook and no archive of tables has nearly as many.
constexpr std::uint64_t entry_limit = 100'000;
/// Bytes of the directory: 120 per entry for name and extra fields. Names may become three times as long in UTF-8, and are in memory.
constexpr std::uint64_t directory_limit = std::uint64_t{16} << 20;
/// A signature of the whole directory that may follow its entries (APPNOTE 4.3.13).
constexpr std::string_view signature_mark = "PK\x05\x05";
constexpr std::size_t entry_size = 46;
constexpr std::size_t local_size = 30;
constexpr std::uint64_t in_zip64 = 0xFFFFFFFF;

constexpr std::uint16_t encrypted_flags = 1U << 0 | 1U << 6 | 1U << 13; // by password, strong, with its directory
constexpr std::uint16_t sizes_follow = 1U << 3;
constexpr std::uint16_t method_of_aes = 99;

Error too_many_entries(std::string_view subject)
{
    return {ErrorKind::too_large, "ZIP_TOO_LARGE",
            std::string{subject} + " holds too many files; at most 100,000 are taken. Pack only the file with the table into it."};
}

/// One entry's bytes in the directory, in its parts.
struct WrittenEntry {
    std::string_view fixed;
    std::string_view name;
    std::string_view extra;

    std::uint64_t field(std::size_t at, std::size_t width) const { return little_endian(fixed, at, width); }
};

/// Takes the values that do not fit into 32 bits from the ZIP64 field, where they stand in this order. False when it is too short.
/// Without the field a value is the highest of 32 bits itself.
bool take_from_zip64(ZipEntry& entry, std::string_view extra)
{
    std::string_view field = extra_field(extra, 0x0001);
    if (field.empty()) { return true; }
    for (std::uint64_t* value : {&entry.unpacked, &entry.packed, &entry.header_at}) {
        if (*value != in_zip64) { continue; }
        if (field.size() < 8) { return false; }
        *value = little_endian(field, 0, 8);
        field.remove_prefix(8);
    }
    return true;
}

/// Folders end with a slash; links, and folders too, have a mode where the archive was made on a Unix system. (What was packed from a
/// pipe has the mode of one, and is a file.)
bool is_no_file(ZipEntry const& entry, WrittenEntry const& written)
{
    std::uint64_t const system = written.field(5, 1);
    std::uint64_t const attributes = written.field(38, 4);
    constexpr std::uint64_t dos_folder = 0x10;
    std::uint64_t const mode_kind = attributes >> 16 & 0170000;
    constexpr std::uint64_t folder = 0040000;
    constexpr std::uint64_t link = 0120000;
    bool const unix_like = system == 3 || system == 19;
    return entry.name.ends_with('/') || (unix_like && (mode_kind == folder || mode_kind == link)) ||
           ((attributes & dos_folder) != 0 && entry.unpacked == 0);
}

Result<ZipEntry> read_entry(WrittenEntry const& written, std::string_view subject)
{
    ZipEntry entry{.name = zip_name(written.name, written.extra),
                   .packed = written.field(20, 4),
                   .unpacked = written.field(24, 4),
                   .header_at = written.field(42, 4),
                   .checksum = static_cast<std::uint32_t>(written.field(16, 4)),
                   .method = static_cast<std::uint16_t>(written.field(10, 2)),
                   .name_checksum = checksum_after(0, written.name)};
    if (!take_from_zip64(entry, written.extra)) { return damaged_archive(subject, "the size of a file in it is missing"); }
    entry.encrypted = (written.field(8, 2) & encrypted_flags) != 0 || entry.method == method_of_aes;
    entry.folder = is_no_file(entry, written);
    constexpr std::uint64_t disk_in_zip64 = 0xFFFF;
    if (std::uint64_t const disk = written.field(34, 2); disk != 0 && disk != disk_in_zip64) { return split_archive(subject); }
    return entry;
}

Result<WrittenEntry> next_entry(std::string_view directory, std::string_view subject)
{
    std::string_view const fixed = directory.substr(0, entry_size);
    if (fixed.size() < entry_size) { return damaged_archive(subject, "its directory ends in the middle"); }
    std::size_t const name = little_endian(fixed, 28, 2);
    std::size_t const extra = little_endian(fixed, 30, 2);
    if (name + extra + little_endian(fixed, 32, 2) > directory.size() - entry_size) {
        return damaged_archive(subject, "its directory ends in the middle");
    }
    return WrittenEntry{fixed, directory.substr(entry_size, name), directory.substr(entry_size + name, extra)};
}

/// Bytes that an entry takes at least: local headers have the same name, and perhaps other extra fields.
struct Extent {
    std::uint64_t begin;
    std::uint64_t end;
};

Result<void> check_extents(std::vector<Extent>& extents, std::uint64_t directory_at, std::string_view subject)
{
    std::sort(extents.begin(), extents.end(), [](Extent const& a, Extent const& b) { return a.begin < b.begin; });
    for (std::size_t at = 0; at < extents.size(); ++at) {
        std::uint64_t const next = at + 1 < extents.size() ? extents[at + 1].begin : directory_at;
        if (extents[at].end > directory_at) { return damaged_archive(subject, "a file in it would lie outside the archive"); }
        if (extents[at].end > next) { return damaged_archive(subject, "files in it overlap"); }
    }
    return {};
}

/// How much of the file an entry takes; what reaches beyond any file ends at the highest number.
Extent extent_of(ZipEntry const& entry, std::size_t name_length)
{
    std::uint64_t const header = local_size + name_length;
    std::uint64_t const most = std::numeric_limits<std::uint64_t>::max();
    bool const fits = entry.packed < most - header && entry.header_at < most - header - entry.packed;
    return {entry.header_at, fits ? entry.header_at + header + entry.packed : most};
}

/// Whether the end record's count is that of the directory; without ZIP64 it has 16 bits, and some programs let it overflow.
bool counts_agree(ZipEnd const& end, std::size_t count)
{
    return end.zip64 ? end.entries == count : (end.entries & 0xFFFF) == (count & 0xFFFF);
}

} // namespace

Error cut_off_archive(std::string_view subject)
{
    return {ErrorKind::unreadable, "FILE_DAMAGED",
            std::string{subject} + " is cut off: the end, with the list of what is in it, is missing. Get the whole file again."};
}

Error damaged_archive(std::string_view subject, std::string_view why)
{
    return {ErrorKind::unreadable, "FILE_DAMAGED",
            std::string{subject} + " is damaged: " + std::string{why} + ". Get the file again, or pack or save it again."};
}

std::string subject_of(ZipEntry const& entry) { return "'" + shown_name(entry.name) + "' in the archive"; }

Error encrypted_entry(ZipEntry const& entry)
{
    return {ErrorKind::unsupported, "ZIP_ENCRYPTED",
            "'" + shown_name(entry.name) +
                "' is protected with a password. Unpack the archive and choose the file itself, or pack it "
                "without a password."};
}

Result<ZipDirectory> read_zip_directory(ByteSource const& file, std::string_view subject)
{
    TRY_ASSIGN(ZipEnd const end, find_zip_end(file, subject));
    if (end.entries > entry_limit || end.directory_size > directory_limit) { return too_many_entries(subject); }
    TRY_ASSIGN(std::string const bytes, read_piece(file, end.directory_at, static_cast<std::size_t>(end.directory_size)));
    ZipDirectory directory{.at = end.directory_at};
    std::vector<Extent> extents;
    std::string_view rest = bytes;
    while (rest.starts_with(zip_mark::entry)) {
        TRY_ASSIGN(WrittenEntry const written, next_entry(rest, subject));
        TRY_ASSIGN(ZipEntry entry, read_entry(written, subject));
        if (entry.header_at > file.size()) { return damaged_archive(subject, "a file in it would lie outside the archive"); }
        entry.header_at += end.front;
        extents.push_back(extent_of(entry, written.name.size()));
        directory.entries.push_back(std::move(entry));
        if (directory.entries.size() > entry_limit) { return too_many_entries(subject); }
        rest.remove_prefix(entry_size + written.name.size() + written.extra.size() + written.field(32, 2));
    }
    if (!rest.empty() && !rest.starts_with(signature_mark)) { return damaged_archive(subject, "its directory cannot be read"); }
    if (!counts_agree(end, directory.entries.size())) { return damaged_archive(subject, "its directory names another number of files"); }
    TRY(check_extents(extents, directory.at, subject));
    return directory;
}

Result<std::uint64_t> find_packed_bytes(ByteSource const& file, ZipEntry const& entry, std::uint64_t end)
{
    std::string const subject = subject_of(entry);
    TRY_ASSIGN(std::string const header, read_piece(file, entry.header_at, local_size));
    if (header.size() < local_size || !header.starts_with(zip_mark::local)) {
        return damaged_archive(subject, "it is not where the archive's directory says");
    }
    auto const field = [&](std::size_t at, std::size_t width) { return little_endian(header, at, width); };
    std::size_t const name_length = field(26, 2);
    std::uint64_t const begin = entry.header_at + local_size + name_length + field(28, 2);
    TRY_ASSIGN(std::string const name, read_piece(file, entry.header_at + local_size, name_length));
    auto const differs = [&](std::size_t at, std::uint64_t value) { return field(at, 4) != value && field(at, 4) != in_zip64; };
    // Programs that write the sizes behind the bytes say so, or leave them zero without saying so.
    bool const sized = (field(6, 2) & sizes_follow) == 0 && (field(14, 4) != 0 || field(18, 4) != 0 || field(22, 4) != 0);
    bool const other_sizes = sized && (field(14, 4) != entry.checksum || differs(18, entry.packed) || differs(22, entry.unpacked));
    if (checksum_after(0, name) != entry.name_checksum || field(8, 2) != entry.method || other_sizes) {
        return damaged_archive(subject, "what stands before it contradicts the archive's directory");
    }
    if ((field(6, 2) & encrypted_flags) != 0) { return encrypted_entry(entry); }
    if (begin > end || entry.packed > end - begin) { return damaged_archive(subject, "it would reach into the file behind it"); }
    return begin;
}

} // namespace muster
