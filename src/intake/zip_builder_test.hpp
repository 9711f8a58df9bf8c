#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// One file of an archive that a test makes, right unless a member says otherwise.
struct TestEntry {
    std::string name{};
    std::string bytes{};
    std::uint16_t method{8};
    std::uint16_t flags{};
    std::string extra{};                     ///< in front and in the directory
    std::uint32_t attributes{};              ///< external ones
    std::uint8_t system{};                   ///< that made the archive: 0 DOS, 3 Unix
    bool in_zip64{};                         ///< sizes and place in the ZIP64 field
    bool sizes_behind{};                     ///< in a data descriptor, zero in the local header
    std::optional<std::string> packed{};     ///< instead of what packing gives
    std::optional<std::uint64_t> declared{}; ///< unpacked bytes in both headers
    std::optional<std::uint64_t> declared_packed{};
    std::optional<std::uint32_t> checksum{};
    std::optional<std::uint64_t> header_at{}; ///< in the directory
    std::optional<std::string> local_name{};  ///< in front of the bytes
    std::optional<std::string> local_extra{};
};

/// What is around the entries.
struct TestEnvelope {
    std::string front{};
    std::string comment{};
    std::string between{}; ///< directory and end record
    bool zip64_end{};
    std::uint16_t disk{};
    std::optional<std::uint64_t> count{};
};

/// A ZIP file.
std::string zip_file(std::vector<TestEntry> const& entries, TestEnvelope const& envelope = {});
/// With empty files of these names.
std::string zip_of_names(std::vector<std::string> const& names);

/// A raw deflate stream. Pieces from one call may follow each other before the end.
std::string deflated(std::string_view bytes);
/// `times` times the same bytes, from one packed piece: makes bombs in no time.
std::string deflated_again_and_again(std::string_view bytes, std::size_t times);

/// The whole number in `width` bytes, lowest first.
std::string in_little_endian(std::uint64_t value, std::size_t width);

} // namespace muster
