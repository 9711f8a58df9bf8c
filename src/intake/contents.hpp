#pragma once

#include "base/bytes.hpp"
#include "intake/upload.hpp"
#include "intake/zip_archive.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace muster {

/// How archives are unpacked.
struct Unpacking {
    std::uint64_t limit{standard_unpacked_limit}; ///< bytes
    std::string folder{};                         ///< where a temporary file may lie while it is used; empty: the system's place
};

/// The file with the table: the upload itself, or the one inside a ZIP archive.
struct Contents {
    std::shared_ptr<ByteSource const> bytes{};
    std::string name{};
    FileKind kind{FileKind::delimited};  ///< never zip
    std::string entry{};                 ///< its name in the archive; empty when the upload was no archive
    std::vector<std::string> left_out{}; ///< names of the archive's other files of supported kinds, at most 10
    std::size_t others{};                ///< how many other files there are, folders, dot files and __MACOSX not counted
};

/// Recognises an upload and, when it is an archive, unpacks the first regular file of a supported kind in directory order; folders, dot
/// files and __MACOSX are passed over. Names are only shown, never used as paths. A stored entry is read in place, others go into a
/// temporary file without a name. Errors, each with a sentence: what recognise() refuses, encrypted and nested archives, an archive
/// without a table, what ZipArchive refuses, too_large above the limit.
Result<Contents> open_contents(std::shared_ptr<ByteSource const> upload, std::string_view name, Unpacking const& unpacking);

} // namespace muster
