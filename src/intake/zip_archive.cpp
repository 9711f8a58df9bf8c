#include "intake/zip_archive.hpp"

#include "base/assert.hpp"
#include "base/text.hpp"
#include "intake/byte_pieces.hpp"
#include "intake/zip_directory.hpp"
#include "intake/zip_names.hpp"
#include "intake/zip_stream.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace muster {

namespace {

struct Method {
    std::uint16_t number;
    std::string_view name;
};
/// APPNOTE 4.4.5.
constexpr auto other_methods = std::to_array<Method>({
    {1, "Shrink"}, {2, "Reduce"}, {3, "Reduce"},          {4, "Reduce"},     {5, "Reduce"},    {6, "Implode"},    {9, "Deflate64"},
    {12, "bzip2"}, {14, "LZMA"},  {16, "IBM z/OS CMPSC"}, {18, "IBM TERSE"}, {19, "IBM LZ77"}, {20, "Zstandard"}, {93, "Zstandard"},
    {94, "MP3"},   {95, "XZ"},    {96, "JPEG"},           {97, "WavPack"},   {98, "PPMd"},
});

Error unknown_method(ZipEntry const& entry)
{
    auto const known =
        std::find_if(other_methods.begin(), other_methods.end(), [&](Method const& method) { return method.number == entry.method; });
    std::string const number = "method " + std::to_string(entry.method);
    std::string const name = known == other_methods.end() ? number : std::string{known->name} + " (" + number + ")";
    return {ErrorKind::unsupported, "ZIP_METHOD",
            "'" + shown_name(entry.name) + "' is packed by " + name +
                ", which is not read here. Choose the unpacked file itself, or pack "
                "it as an ordinary ZIP file (Deflate)."};
}

Error too_large(ZipEntry const& entry, std::uint64_t limit)
{
    return {ErrorKind::too_large, "ZIP_TOO_LARGE",
            "'" + shown_name(entry.name) + "' has " + in_megabytes(entry.unpacked) + " when it is unpacked, and at most " +
                in_megabytes(limit) + " are taken. Split it into several files."};
}

/// A part of another source.
class Window final : public ByteSource {
public:
    Window(std::shared_ptr<ByteSource const> whole, std::uint64_t begin, std::uint64_t size)
        : whole_{std::move(whole)}, begin_{begin}, size_{size}
    {
    }

    Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const override
    {
        if (offset >= size_) { return std::size_t{0}; }
        return whole_->read_at(begin_ + offset, into.first(static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - offset))));
    }
    std::uint64_t size() const override { return size_; }

private:
    std::shared_ptr<ByteSource const> whole_;
    std::uint64_t begin_;
    std::uint64_t size_;
};

Result<void> read_to_end(ZipStream& stream)
{
    std::string piece(std::size_t{256} << 10, '\0'); // within a core's cache
    while (true) {
        TRY_ASSIGN(std::size_t const got, stream.read(piece));
        if (got < piece.size()) { return {}; }
    }
}

} // namespace

ZipArchive::ZipArchive(std::shared_ptr<ByteSource const> file, std::vector<ZipEntry> entries, std::uint64_t directory_at)
    : file_{std::move(file)}, entries_{std::move(entries)}, directory_at_{directory_at}
{
}

Result<std::shared_ptr<ZipArchive const>> ZipArchive::open(std::shared_ptr<ByteSource const> file)
{
    TRY_ASSIGN(ZipDirectory directory, read_zip_directory(*file, "The archive"));
    return std::shared_ptr<ZipArchive const>{new ZipArchive{std::move(file), std::move(directory.entries), directory.at}};
}

ZipEntry const* ZipArchive::find(std::string_view name) const
{
    auto const without_slash = [](std::string_view path) { return path.starts_with('/') ? path.substr(1) : path; };
    auto const found = std::find_if(entries_.begin(), entries_.end(), [&](ZipEntry const& entry) {
        return text::equal_ascii_caseless(without_slash(entry.name), without_slash(name));
    });
    return found == entries_.end() ? nullptr : &*found;
}

Result<std::uint64_t> ZipArchive::find_bytes(ZipEntry const& entry, std::uint64_t limit) const
{
    if (entry.encrypted) { return encrypted_entry(entry); }
    if (entry.method != zip_stored && entry.method != zip_deflated) { return unknown_method(entry); }
    if (entry.unpacked > limit) { return too_large(entry, limit); }
    if (entry.method == zip_stored && entry.packed != entry.unpacked) {
        return damaged_archive(subject_of(entry), "its sizes contradict each other");
    }
    std::uint64_t end = directory_at_;
    for (ZipEntry const& other : entries_) {
        if (other.header_at > entry.header_at) { end = std::min(end, other.header_at); }
    }
    return find_packed_bytes(*file_, entry, end);
}

Result<std::unique_ptr<ZipStream>> ZipArchive::unpack(ZipEntry const& entry, std::uint64_t limit) const
{
    TRY_ASSIGN(std::uint64_t const begin, find_bytes(entry, limit));
    return make_zip_stream(file_, entry, begin);
}

Result<std::shared_ptr<ByteSource const>> ZipArchive::read_in_place(ZipEntry const& entry, std::uint64_t limit) const
{
    MUSTER_ASSERT(entry.method == zip_stored);
    TRY_ASSIGN(std::uint64_t const begin, find_bytes(entry, limit));
    TRY(read_to_end(*make_zip_stream(file_, entry, begin)));
    return std::make_shared<Window>(file_, begin, entry.packed);
}

} // namespace muster
