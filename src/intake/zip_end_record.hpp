#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <string_view>

namespace muster {

/// What an entry of the directory and a packed file's own header begin with (APPNOTE 4.3.12, 4.3.7).
namespace zip_mark {
inline constexpr std::string_view entry = "PK\x01\x02";
inline constexpr std::string_view local = "PK\x03\x04";
} // namespace zip_mark

/// What a ZIP file's end record and its ZIP64 companion say (APPNOTE 4.3.14 to 4.3.16), and where things really are.
struct ZipEnd {
    std::uint64_t directory_at{};   ///< in this file
    std::uint64_t directory_size{}; ///< bytes
    std::uint64_t entries{};        ///< without ZIP64 only its lower 16 bits can be trusted
    std::uint64_t front{};          ///< bytes in front of the archive; offsets in the directory do not count them
    bool zip64{};
};

/// Errors: unreadable when it is missing or contradicts itself, unsupported for one of several disks.
Result<ZipEnd> find_zip_end(ByteSource const& file, std::string_view subject);

/// The sentence for an archive that goes over several files.
Error split_archive(std::string_view subject);

} // namespace muster
