#include "intake/zip_end_record.hpp"

#include "intake/byte_pieces.hpp"
#include "intake/zip_directory.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace muster {

namespace {

constexpr std::string_view end_mark = "PK\x05\x06";
constexpr std::string_view zip64_end_mark = "PK\x06\x06";
constexpr std::string_view zip64_locator_mark = "PK\x06\x07";
constexpr std::string_view split_mark = "PK\x07\x08";
constexpr std::size_t end_size = 22;
constexpr std::size_t zip64_end_size = 56;
constexpr std::size_t zip64_locator_size = 20;
/// The record with the longest comment.
constexpr std::size_t tail_size = end_size + 0xFFFF;

/// The record's own words.
struct EndRecord {
    std::uint64_t at; ///< of the first record behind the directory
    std::uint64_t disk;
    std::uint64_t directory_disk;
    std::uint64_t entries_here;
    std::uint64_t entries;
    std::uint64_t size;
    std::uint64_t offset;
    bool zip64;
};

/// Places of what may be the end record, likely ones first: those whose comment ends with the file, then those with bytes behind it.
/// The comment may contain the mark itself, therefore from the end on.
std::vector<std::size_t> likely_ends(std::string_view tail)
{
    std::vector<std::size_t> exact;
    std::vector<std::size_t> loose;
    for (std::size_t at = tail.rfind(end_mark); at != std::string_view::npos; at = at == 0 ? at - 1 : tail.rfind(end_mark, at - 1)) {
        if (tail.size() - at < end_size) { continue; }
        std::size_t const end = at + end_size + little_endian(tail, at + 20, 2);
        if (end == tail.size()) { exact.push_back(at); }
        if (end < tail.size()) { loose.push_back(at); }
    }
    exact.insert(exact.end(), loose.begin(), loose.end());
    return exact;
}

Result<bool> stands_at(ByteSource const& file, std::uint64_t offset, std::string_view mark)
{
    TRY_ASSIGN(std::string const bytes, read_piece(file, offset, mark.size()));
    return bytes == mark;
}

/// Where the ZIP64 end record is: where its locator says, or, with bytes in front of the archive, right before the locator.
Result<std::optional<std::uint64_t>> find_zip64_end(ByteSource const& file, std::string_view locator, std::uint64_t locator_at)
{
    std::uint64_t const said = little_endian(locator, 8, 8);
    if (said < locator_at) {
        TRY_ASSIGN(bool const there, stands_at(file, said, zip64_end_mark));
        if (there) { return std::optional{said}; }
    }
    if (locator_at >= zip64_end_size) {
        TRY_ASSIGN(bool const there, stands_at(file, locator_at - zip64_end_size, zip64_end_mark));
        if (there) { return std::optional{locator_at - zip64_end_size}; }
    }
    return std::optional<std::uint64_t>{};
}

/// Where the 32-bit record has no room for a value, the ZIP64 record has it.
void take_from_zip64(EndRecord& record, std::string_view bytes)
{
    auto const take = [&](std::uint64_t& value, std::uint64_t full, std::size_t at, std::size_t width) {
        if (value == full) { value = little_endian(bytes, at, width); }
    };
    take(record.disk, 0xFFFF, 16, 4);
    take(record.directory_disk, 0xFFFF, 20, 4);
    take(record.entries_here, 0xFFFF, 24, 8);
    take(record.entries, 0xFFFF, 32, 8);
    take(record.size, 0xFFFFFFFF, 40, 8);
    take(record.offset, 0xFFFFFFFF, 48, 8);
}

Result<EndRecord> read_end_record(ByteSource const& file, std::string_view bytes, std::uint64_t at, std::string_view subject)
{
    auto const field = [&](std::size_t from, std::size_t width) { return little_endian(bytes, from, width); };
    EndRecord record{at, field(4, 2), field(6, 2), field(8, 2), field(10, 2), field(12, 4), field(16, 4), false};
    if (at < zip64_locator_size) { return record; }
    TRY_ASSIGN(std::string const locator, read_piece(file, at - zip64_locator_size, zip64_locator_size));
    if (locator.size() < zip64_locator_size || !locator.starts_with(zip64_locator_mark)) { return record; }
    if (little_endian(locator, 16, 4) > 1) { return split_archive(subject); }
    TRY_ASSIGN(auto const zip64_at, find_zip64_end(file, locator, at - zip64_locator_size));
    if (!zip64_at) { return damaged_archive(subject, "its directory is not where it should be"); }
    TRY_ASSIGN(std::string const zip64, read_piece(file, *zip64_at, zip64_end_size));
    if (zip64.size() < zip64_end_size) { return damaged_archive(subject, "its directory is not where it should be"); }
    record.at = *zip64_at;
    record.zip64 = record.entries == 0xFFFF;
    take_from_zip64(record, zip64);
    return record;
}

/// Finds the directory that a record speaks of. It ends where the record begins; when offset and size say otherwise, there are bytes
/// in front of the archive, or, rarely, bytes between directory and record.
Result<ZipEnd> locate(ByteSource const& file, EndRecord const& record, std::string_view subject)
{
    if (record.disk != 0 || record.directory_disk != 0 || record.entries_here != record.entries) { return split_archive(subject); }
    if (record.offset > record.at || record.size > record.at - record.offset) {
        return damaged_archive(subject, "its directory is not where it should be");
    }
    std::uint64_t front = record.at - record.offset - record.size;
    bool const empty = record.entries == 0 && record.size == 0;
    TRY_ASSIGN(bool const behind_front, stands_at(file, record.offset + front, zip_mark::entry));
    if (!behind_front && !empty) {
        TRY_ASSIGN(bool const as_said, stands_at(file, record.offset, zip_mark::entry));
        if (!as_said) { return damaged_archive(subject, "its directory is not where it should be"); }
        front = 0;
    }
    // What begins as an archive and ends as a later one was cut off within an archive that it holds.
    TRY_ASSIGN(bool const another, stands_at(file, 0, zip_mark::local));
    if (front > 0 && another) { return cut_off_archive(subject); }
    return ZipEnd{record.offset + front, record.size, record.entries, front, record.zip64};
}

Result<ZipEnd> read_end(ByteSource const& file, std::string_view bytes, std::uint64_t at, std::string_view subject)
{
    TRY_ASSIGN(EndRecord const record, read_end_record(file, bytes, at, subject));
    return locate(file, record, subject);
}

} // namespace

Error split_archive(std::string_view subject)
{
    return {ErrorKind::unsupported, "ZIP_SPLIT",
            std::string{subject} + " is one part of an archive that goes over several files. Unpack it with the program that made it and "
                                   "choose the file inside."};
}

Result<ZipEnd> find_zip_end(ByteSource const& file, std::string_view subject)
{
    std::uint64_t const tail_at = file.size() > tail_size ? file.size() - tail_size : 0;
    TRY_ASSIGN(std::string const tail, read_piece(file, tail_at, static_cast<std::size_t>(file.size() - tail_at)));
    std::optional<Error> trouble;
    for (std::size_t const at : likely_ends(tail)) {
        auto end = read_end(file, std::string_view{tail}.substr(at), tail_at + at, subject);
        if (end) { return end; }
        if (!trouble) { trouble = end.error(); }
    }
    if (trouble) { return *std::move(trouble); }
    TRY_ASSIGN(bool const first_of_several, stands_at(file, 0, split_mark));
    return first_of_several ? split_archive(subject) : cut_off_archive(subject);
}

} // namespace muster
