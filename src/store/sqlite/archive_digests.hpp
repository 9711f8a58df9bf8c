#pragma once

#include "base/digest.hpp"
#include "base/result.hpp"

#include <map>
#include <string>
#include <string_view>

namespace muster::sqlite {

/// The digests of an archive's files, kept in the archive as its last file, in the form of sha256sum, so that `sha256sum -c` can hold an
/// unpacked archive against them, too.
class ArchiveDigests {
public:
    /// The list's own name in the archive.
    static constexpr std::string_view file_name = "sha256sums";

    /// False when there is a file of that name already.
    [[nodiscard]] bool add(std::string const& name, Sha256 const& digest) { return digests_.emplace(name, to_hex(digest)).second; }
    std::string text() const;
    /// Whether the files are those that the list names, with those digests. Error unreadable ARCHIVE_DAMAGED, naming the first that is not.
    Result<void> compare(std::string_view list) const;

private:
    std::map<std::string, std::string> digests_{}; ///< name -> hexadecimal
};

} // namespace muster::sqlite
