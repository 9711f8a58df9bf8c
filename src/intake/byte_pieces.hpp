#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// The whole number of `width` bytes (at most 8) at `at`, lowest byte first. They must be there.
inline std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t width)
{
    std::uint64_t value = 0;
    for (std::size_t byte = width; byte-- > 0;) { value = value << 8 | static_cast<unsigned char>(bytes[at + byte]); }
    return value;
}

/// Bytes from `offset`; fewer than `length` only at the end of the file. Errors: those of the source.
inline Result<std::string> read_piece(ByteSource const& file, std::uint64_t offset, std::size_t length)
{
    std::string piece(length, '\0');
    TRY_ASSIGN(std::size_t const got, file.read_at(offset, piece));
    piece.resize(got);
    return piece;
}

/// A size in words: "50 MB", "100 GB", or in bytes when it is no whole number of them.
inline std::string in_megabytes(std::uint64_t bytes)
{
    constexpr std::uint64_t megabyte = std::uint64_t{1} << 20;
    constexpr std::uint64_t gigabyte = std::uint64_t{1} << 30;
    if (bytes > 0 && bytes % gigabyte == 0) { return std::to_string(bytes / gigabyte) + " GB"; }
    if (bytes % megabyte == 0) { return std::to_string(bytes / megabyte) + " MB"; }
    return std::to_string(bytes) + " bytes";
}

} // namespace muster
