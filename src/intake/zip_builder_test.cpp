#include "intake/zip_builder_test.hpp"

#include "base/assert.hpp"
#include "intake/inflater.hpp"

#include <isa-l/igzip_lib.h>

#include <memory>

namespace muster {

namespace {

using namespace std::string_literals;

enum class Last : std::uint8_t { no, yes };

std::string packed_piece(std::string_view bytes, Last last)
{
    std::string packed(bytes.size() * 2 + 1'024, '\0');
    std::string level_buffer(ISAL_DEF_LVL1_DEFAULT, '\0');
    auto const stream = std::make_unique<isal_zstream>();
    isal_deflate_init(stream.get());
    stream->level = 1;
    stream->level_buf = reinterpret_cast<std::uint8_t*>(level_buffer.data());
    stream->level_buf_size = static_cast<std::uint32_t>(level_buffer.size());
    stream->end_of_stream = last == Last::yes ? 1 : 0;
    stream->flush = last == Last::yes ? NO_FLUSH : FULL_FLUSH;
    stream->next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(bytes.data()));
    stream->avail_in = static_cast<std::uint32_t>(bytes.size());
    stream->next_out = reinterpret_cast<std::uint8_t*>(packed.data());
    stream->avail_out = static_cast<std::uint32_t>(packed.size());
    int const outcome = isal_deflate(stream.get());
    MUSTER_ASSERT(outcome == COMP_OK && stream->avail_in == 0 && stream->avail_out > 0);
    packed.resize(packed.size() - stream->avail_out);
    return packed;
}

/// What is the same in the local header and in the directory, in 32 bits.
std::string common(TestEntry const& entry, std::uint64_t packed, std::uint64_t unpacked, std::uint32_t checksum)
{
    std::uint64_t const flags = entry.flags | (entry.sizes_behind ? 8U : 0U);
    return in_little_endian(20, 2) + in_little_endian(flags, 2) + in_little_endian(entry.method, 2) + in_little_endian(0, 4) +
           in_little_endian(checksum, 4) + in_little_endian(packed, 4) + in_little_endian(unpacked, 4);
}

std::string zip64_field(std::vector<std::uint64_t> const& values)
{
    std::string field = in_little_endian(1, 2) + in_little_endian(8 * values.size(), 2);
    for (std::uint64_t const value : values) { field += in_little_endian(value, 8); }
    return field;
}

void append(std::string& file, std::string& directory, TestEntry const& entry)
{
    std::string const bytes = entry.packed.value_or(entry.method == 8 ? deflated(entry.bytes) : entry.bytes);
    std::uint64_t const packed = entry.declared_packed.value_or(bytes.size());
    std::uint64_t const unpacked = entry.declared.value_or(entry.bytes.size());
    std::uint32_t const checksum = entry.checksum.value_or(checksum_after(0, entry.bytes));
    std::uint64_t const header_at = entry.header_at.value_or(file.size());
    std::uint64_t const full = 0xFFFFFFFF;
    std::string const local_name = entry.local_name.value_or(entry.name);
    std::string const extra = entry.extra + (entry.in_zip64 ? zip64_field({unpacked, packed, header_at}) : "");
    std::string const local_extra = entry.local_extra.value_or(entry.extra) + (entry.in_zip64 ? zip64_field({unpacked, packed}) : "");
    auto const sizes = [&](std::uint64_t size) { return entry.in_zip64 ? full : size; };
    std::string const in_directory = common(entry, sizes(packed), sizes(unpacked), checksum);
    std::string const local = entry.sizes_behind ? common(entry, 0, 0, 0) : in_directory;
    file += "PK\x03\x04"s + local + in_little_endian(local_name.size(), 2) + in_little_endian(local_extra.size(), 2) + local_name +
            local_extra + bytes;
    if (entry.sizes_behind) {
        file += "PK\x07\x08"s + in_little_endian(checksum, 4) + in_little_endian(packed, 4) + in_little_endian(unpacked, 4);
    }
    directory += "PK\x01\x02"s + in_little_endian(20 + 256U * entry.system, 2) + in_directory + in_little_endian(entry.name.size(), 2) +
                 in_little_endian(extra.size(), 2) + in_little_endian(0, 6) + in_little_endian(entry.attributes, 4) +
                 in_little_endian(sizes(header_at), 4) + entry.name + extra;
}

} // namespace

std::string in_little_endian(std::uint64_t value, std::size_t width)
{
    std::string bytes;
    for (; width > 0; --width, value >>= 8) { bytes.push_back(static_cast<char>(value & 0xFF)); }
    return bytes;
}

std::string deflated(std::string_view bytes) { return packed_piece(bytes, Last::yes); }

std::string deflated_again_and_again(std::string_view bytes, std::size_t times)
{
    std::string const piece = packed_piece(bytes, Last::no);
    std::string all;
    for (std::size_t time = 0; time < times; ++time) { all += piece; }
    return all + deflated("");
}

std::string zip_file(std::vector<TestEntry> const& entries, TestEnvelope const& envelope)
{
    std::string file;
    std::string directory;
    for (TestEntry const& entry : entries) { append(file, directory, entry); }
    std::uint64_t const directory_at = file.size();
    std::uint64_t const count = envelope.count.value_or(entries.size());
    file += directory + envelope.between;
    auto const unless_zip64 = [&](std::uint64_t value, std::size_t width) {
        return in_little_endian(envelope.zip64_end ? ~std::uint64_t{} : value, width);
    };
    if (envelope.zip64_end) {
        std::uint64_t const record_at = file.size();
        file += "PK\x06\x06"s + in_little_endian(44, 8) + in_little_endian(45, 2) + in_little_endian(45, 2) +
                in_little_endian(envelope.disk, 4) + in_little_endian(0, 4) + in_little_endian(count, 8) + in_little_endian(count, 8) +
                in_little_endian(directory.size(), 8) + in_little_endian(directory_at, 8);
        file += "PK\x06\x07"s + in_little_endian(0, 4) + in_little_endian(record_at, 8) + in_little_endian(1, 4);
    }
    file += "PK\x05\x06"s + unless_zip64(envelope.disk, 2) + unless_zip64(0, 2) + unless_zip64(count, 2) + unless_zip64(count, 2) +
            unless_zip64(directory.size(), 4) + unless_zip64(directory_at, 4) + in_little_endian(envelope.comment.size(), 2) +
            envelope.comment;
    return envelope.front + file;
}

std::string zip_of_names(std::vector<std::string> const& names)
{
    std::vector<TestEntry> entries;
    for (std::string const& name : names) { entries.push_back({.name = name, .method = 0}); }
    return zip_file(entries);
}

} // namespace muster
