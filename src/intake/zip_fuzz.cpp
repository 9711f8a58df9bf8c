// libFuzzer target: the bytes are an upload. Its contents, and every entry of an archive in pieces of different sizes, are read to the
// end. Whatever is given has the declared size and checksum; nothing may crash, hang or go over the limit.

#include "base/file.hpp"
#include "intake/contents.hpp"
#include "intake/inflater.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace muster;

constexpr std::uint64_t limit = std::uint64_t{1} << 18;

void check(bool condition)
{
    if (!condition) { std::abort(); }
}

void read_contents(std::shared_ptr<ByteSource const> const& upload)
{
    auto const contents = open_contents(upload, "people.zip", {.limit = limit});
    if (!contents) {
        check(contents.error().message.ends_with("."));
        return;
    }
    check(contents->kind != FileKind::zip && contents->left_out.size() <= contents->others);
    if (contents->entry.empty()) { return; }
    auto const bytes = read_all(*contents->bytes, limit);
    check(bytes && bytes->size() == contents->bytes->size());
}

/// What an entry gives; empty when it cannot be unpacked.
std::string unpacked(ZipArchive const& archive, ZipEntry const& entry, std::size_t piece_size)
{
    auto const stream = archive.unpack(entry, limit);
    if (!stream) { return {}; }
    std::string all;
    std::string piece(piece_size, '\0');
    while (true) {
        auto const got = (*stream)->read(piece);
        if (!got) {
            check(!(*stream)->read(piece));
            return {};
        }
        all.append(piece, 0, *got);
        check(all.size() <= limit);
        if (*got < piece.size()) { break; }
    }
    check(all.size() == entry.unpacked && checksum_after(0, all) == entry.checksum);
    return all;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::shared_ptr<ByteSource const> const upload =
        memory_source(std::string{reinterpret_cast<char const*>(bytes), size}); // NOLINT: bytes as they come
    read_contents(upload);
    auto const archive = ZipArchive::open(upload);
    if (!archive) { return 0; }
    for (ZipEntry const& entry : (*archive)->entries()) {
        check((*archive)->find(entry.name) != nullptr);
        std::size_t const odd = 1 + size % 4'099;
        check(unpacked(**archive, entry, odd) == unpacked(**archive, entry, std::size_t{1} << 16));
    }
    return 0;
}
