#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace muster::sqlite {

/// The blobs of a store as they are at one moment, while others write and remove them: hard links in a folder of their own, which cost
/// neither time nor room and keep a file that goes meanwhile. Blobs are written beside their name and renamed (FileBlobs), so a file that
/// has its name never changes; where a file system has no links they are copied. One thread.
class BlobLinks {
public:
    /// `from` holds the blobs, `into` the links; both are on one file system. Neither has to be there yet.
    BlobLinks(std::string from, std::string into) : from_{std::move(from)}, into_{std::move(into)} {}

    /// Links what there is now, and gives up what has gone. Errors: denied, unavailable.
    Result<void> renew();
    /// The blobs ("7/upload") that have come, gone or been replaced since renew().
    Result<std::vector<std::string>> changed() const;
    /// The blobs that are linked, ascending by their text, so that equal stores give equal lists.
    std::vector<std::string> names() const;
    std::string path_of(std::string const& name) const { return into_ + '/' + name; }
    std::int64_t bytes_of(std::string const& name) const { return linked_.at(name).size; }

private:
    /// What tells a file from another that took its name.
    struct Stamp {
        ino_t inode{};
        off_t size{};
        std::int64_t seconds{}, nanoseconds{}; ///< of its last change
        bool operator==(Stamp const&) const = default;
    };
    using Stamps = std::map<std::string, Stamp>;

    Result<Stamps> scan() const;
    Result<void> scan_import(std::string const& import, Stamps& into) const;
    Result<void> link(std::string const& name);

    std::string from_, into_;
    Stamps linked_{};
};

/// The import that a blob belongs to, and its name there; the import is 0 when it is no blob's name.
struct BlobName {
    std::int64_t import{};
    std::string_view name{};
};
BlobName parse_blob_name(std::string_view name);

} // namespace muster::sqlite
