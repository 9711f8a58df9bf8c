#pragma once

#include "intake/zip_archive.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What one part says of another (ECMA-376 part 2, 9.3).
struct Relationship {
    std::string id{};
    std::string type{}; ///< the last piece of its URI: "worksheet", "sharedStrings", "styles"
    std::string part{}; ///< the other part's name within the package, without a slash in front
};

/// An Office Open XML package: an archive of parts that relate to each other. Safe to use from several threads.
class Package {
public:
    /// `limit` is the most bytes that a part may unpack to. Errors: the archive's.
    static Result<Package> open(std::shared_ptr<ByteSource const> file, std::uint64_t limit);

    bool holds(std::string const& part) const { return archive_->find(part) != nullptr; }
    /// What a part unpacks to as declared; 0 for one that is missing.
    std::uint64_t size_of(std::string const& part) const;
    /// Errors: unreadable (it is missing), the archive's.
    Result<std::unique_ptr<ZipStream>> part(std::string const& name) const;
    /// Of a part, or with an empty name of the package itself; none when there is no file of them. External ones are left out.
    Result<std::vector<Relationship>> relationships_of(std::string const& part) const;
    std::uint64_t limit() const { return limit_; }

private:
    Package(std::shared_ptr<ZipArchive const> archive, std::uint64_t limit) : archive_{std::move(archive)}, limit_{limit} {}
    /// The name that the archive knows: as it stands, or with its %20 and kin decoded.
    std::string known_name(std::string name) const;

    std::shared_ptr<ZipArchive const> archive_;
    std::uint64_t limit_;
};

/// The folder that a part stands in, with a slash at its end; empty for the package's root.
std::string folder_of(std::string_view part);
/// The name of a part that a relationship in `folder` names: relative or, with a slash in front, absolute; "." and ".." resolved.
std::string resolve_target(std::string_view folder, std::string_view target);

} // namespace muster
