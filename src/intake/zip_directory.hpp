#pragma once

#include "base/bytes.hpp"
#include "intake/zip_archive.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// The central directory of a ZIP file.
struct ZipDirectory {
    std::vector<ZipEntry> entries{}; ///< in its order
    std::uint64_t at{};              ///< where it begins; every entry ends before it
};

/// Finds and reads the directory, and checks that no two entries share bytes. `subject` begins the sentences of errors: "'a.zip'".
/// Errors: those of ZipArchive::open.
Result<ZipDirectory> read_zip_directory(ByteSource const& file, std::string_view subject);

/// Where an entry's packed bytes begin: behind its local header, which must repeat what the directory says. `end` is where the next
/// thing in the file begins. Errors: unreadable for contradictions, unsupported when only the local header says encrypted.
Result<std::uint64_t> find_packed_bytes(ByteSource const& file, ZipEntry const& entry, std::uint64_t end);

/// The sentences for an archive that is not whole, or that contradicts itself.
Error cut_off_archive(std::string_view subject);
Error damaged_archive(std::string_view subject, std::string_view why);
/// How sentences call an entry.
std::string subject_of(ZipEntry const& entry);
/// For an entry behind a password.
Error encrypted_entry(ZipEntry const& entry);

} // namespace muster
