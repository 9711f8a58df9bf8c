#include "store/sqlite/tar.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace muster::sqlite {

namespace {

/// Places in a header block (POSIX.1-1988, ustar).
constexpr std::size_t block = 512, name_size = 100, mode_at = 100, owner_at = 108, group_at = 116, size_at = 124, size_size = 12,
                      time_at = 136, sum_at = 148, sum_size = 8, type_at = 156, magic_at = 257;
/// Bytes copied at once.
constexpr std::size_t window_size = std::size_t{256} * 1'024;
/// The largest size that eleven octal digits hold.
constexpr std::uint64_t largest_octal = 0'77777777777;

using Header = std::array<char, block>;

Error damaged(std::string const& what)
{
    return {ErrorKind::unreadable, "ARCHIVE_DAMAGED", "The archive is damaged or was not written by muster backup: " + what + "."};
}

void put_octal(Header& header, std::size_t at, std::size_t digits, std::uint64_t number)
{
    for (std::size_t place = digits; place > 0; --place, number >>= 3U) { header[at + place - 1] = static_cast<char>('0' + (number & 7U)); }
}

void put_size(Header& header, std::uint64_t size)
{
    if (size <= largest_octal) { return put_octal(header, size_at, size_size - 1, size); }
    header[size_at] = static_cast<char>(0x80);
    for (std::size_t place = size_size; place > 4; --place, size >>= 8U) { header[size_at + place - 1] = static_cast<char>(size & 0xFFU); }
}

std::uint64_t sum_of(Header const& header)
{
    std::uint64_t sum = 0;
    for (std::size_t at = 0; at < block; ++at) {
        bool const within = at >= sum_at && at < sum_at + sum_size; // counts as spaces
        sum += within ? std::uint64_t{' '} : static_cast<unsigned char>(header[at]);
    }
    return sum;
}

std::optional<std::uint64_t> read_octal(Header const& header, std::size_t at, std::size_t digits)
{
    std::uint64_t number = 0;
    for (std::size_t place = 0; place < digits; ++place) {
        char const digit = header[at + place];
        if (digit == '\0' || digit == ' ') { break; }
        if (digit < '0' || digit > '7') { return std::nullopt; }
        number = number * 8 + static_cast<std::uint64_t>(digit - '0');
    }
    return number;
}

std::optional<std::uint64_t> read_size(Header const& header)
{
    if ((static_cast<unsigned char>(header[size_at]) & 0x80U) == 0) { return read_octal(header, size_at, size_size); }
    std::uint64_t size = 0;
    for (std::size_t place = 4; place < size_size; ++place) { size = size * 256 + static_cast<unsigned char>(header[size_at + place]); }
    return size;
}

Header header_of(std::string_view name, std::uint64_t size)
{
    Header header{};
    std::copy(name.begin(), name.end(), header.begin());
    put_octal(header, mode_at, 7, 0600);
    put_octal(header, owner_at, 7, 0);
    put_octal(header, group_at, 7, 0);
    put_size(header, size);
    put_octal(header, time_at, 11, 0);
    header[type_at] = '0';
    std::memcpy(header.data() + magic_at,
                "ustar\0"
                "00",
                8);
    put_octal(header, sum_at, 6, sum_of(header));
    header[sum_at + 7] = ' ';
    return header;
}

std::uint64_t padding_of(std::uint64_t size) { return (block - size % block) % block; }

/// Copies `size` bytes; fails when the source ends before.
Result<void> copy(ByteSource const& source, std::uint64_t offset, std::uint64_t size, ByteSink* sink, TarWatch const& watch)
{
    std::vector<char> window(window_size);
    while (size > 0) {
        std::size_t const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size, window.size()));
        TRY_ASSIGN(std::size_t const got, source.read_at(offset, std::span{window.data(), wanted}));
        if (got == 0) { return damaged("it ends within a file"); }
        if (watch) { TRY(watch({window.data(), got})); }
        if (sink != nullptr) { TRY(sink->write({window.data(), got})); }
        offset += got;
        size -= got;
    }
    return {};
}

} // namespace

Result<void> TarWriter::add(std::string_view name, ByteSource const& source, TarWatch const& watch)
{
    MUSTER_ASSERT(!name.empty() && name.size() <= name_size);
    std::uint64_t const size = source.size();
    Header const header = header_of(name, size);
    TRY(sink_.write({header.data(), header.size()}));
    TRY(copy(source, 0, size, &sink_, watch));
    return sink_.write(std::string(padding_of(size), '\0'));
}

Result<void> TarWriter::finish() { return sink_.write(std::string(2 * block, '\0')); }

Result<void> read_tar(ByteSource const& archive, TarTarget const& target)
{
    Header header{};
    for (std::uint64_t offset = 0;;) {
        TRY_ASSIGN(std::size_t const got, archive.read_at(offset, header));
        if (got < block) { return damaged("it ends without an end mark"); }
        offset += block;
        if (std::all_of(header.begin(), header.end(), [](char byte) { return byte == '\0'; })) { return {}; }
        if (read_octal(header, sum_at, sum_size) != sum_of(header)) { return damaged("a header has a wrong check sum"); }
        std::optional<std::uint64_t> const size = read_size(header);
        if (!size || header[type_at] != '0' || *size > archive.size() - offset) { return damaged("a header makes no sense"); }
        std::string_view const name{header.data(), strnlen(header.data(), name_size)};
        TRY_ASSIGN(std::unique_ptr<ByteSink> const sink, target(name));
        TRY(copy(archive, offset, *size, sink.get(), {}));
        if (sink) { TRY(sink->finish()); }
        offset += *size + padding_of(*size);
    }
}

} // namespace muster::sqlite
