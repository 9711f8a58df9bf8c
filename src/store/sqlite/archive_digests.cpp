#include "store/sqlite/archive_digests.hpp"

#include <algorithm>

namespace muster::sqlite {

namespace {

constexpr std::size_t digest_length = 64;
constexpr std::string_view between = "  "; // sha256sum's: a digest, a space, and a space for text

Error damaged_list(std::string const& what)
{
    return {ErrorKind::unreadable, "ARCHIVE_DAMAGED", "The archive is damaged: " + what + ". Take another archive."};
}

} // namespace

std::string ArchiveDigests::text() const
{
    std::string list;
    for (auto const& [name, digest] : digests_) { list.append(digest).append(between).append(name).append("\n"); }
    return list;
}

Result<void> ArchiveDigests::compare(std::string_view list) const
{
    auto missing = digests_;
    while (!list.empty()) {
        std::string_view const line = list.substr(0, list.find('\n'));
        list.remove_prefix(std::min(line.size() + 1, list.size()));
        if (line.size() <= digest_length + between.size() || line.substr(digest_length, between.size()) != between) {
            return damaged_list("its list of digests makes no sense");
        }
        std::string const name{line.substr(digest_length + between.size())};
        auto const found = missing.find(name);
        if (found == missing.end()) { return damaged_list("the file " + name + " is not in it"); }
        if (found->second != line.substr(0, digest_length)) { return damaged_list("the file " + name + " is not as it was written"); }
        missing.erase(found);
    }
    if (!missing.empty()) { return damaged_list("its list of digests lacks the file " + missing.begin()->first); }
    return {};
}

} // namespace muster::sqlite
