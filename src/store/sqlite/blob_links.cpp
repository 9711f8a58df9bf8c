#include "store/sqlite/blob_links.hpp"

#include "base/file.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <optional>
#include <system_error>

#include <sys/stat.h>
#include <unistd.h>

namespace muster::sqlite {

namespace {

namespace fs = std::filesystem;

Error trouble(std::string const& path, std::error_code const& code)
{
    bool const denied = code == std::errc::permission_denied || code == std::errc::operation_not_permitted;
    return {denied ? ErrorKind::denied : ErrorKind::unavailable, "BLOBS_UNREADABLE",
            path + " cannot be read or linked: " + code.message() + ". Run this as the user who runs the server, and look at the disk."};
}

bool is_gone(std::error_code const& code) { return code == std::errc::no_such_file_or_directory; }

bool is_blob_name(std::string_view name)
{
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char sign) { return (sign >= 'a' && sign <= 'z') || sign == '-'; });
}

std::optional<std::int64_t> parse_import(std::string_view text)
{
    std::int64_t number = 0;
    auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const whole = code == std::errc{} && end == text.data() + text.size() && number > 0 && text.front() != '0';
    return whole ? std::optional{number} : std::nullopt;
}

/// Removing what is not there any more is fine.
Result<void> remove_file(std::string const& path)
{
    if (::unlink(path.c_str()) == 0 || errno == ENOENT) { return {}; }
    return trouble(path, {errno, std::generic_category()});
}

} // namespace

BlobName parse_blob_name(std::string_view name)
{
    std::size_t const slash = name.find('/');
    if (slash == std::string_view::npos || !is_blob_name(name.substr(slash + 1))) { return {}; }
    return {parse_import(name.substr(0, slash)).value_or(0), name.substr(slash + 1)};
}

/// A folder that goes while it is read has no files.
Result<void> BlobLinks::scan_import(std::string const& import, Stamps& into) const
{
    std::error_code code;
    std::string const folder = from_ + '/' + import;
    fs::directory_iterator at{folder, code};
    for (; !code && at != fs::directory_iterator{}; at.increment(code)) {
        std::string const name = at->path().filename().string();
        struct stat found {};
        if (!is_blob_name(name) || ::stat(at->path().c_str(), &found) != 0 || !S_ISREG(found.st_mode)) { continue; }
        into.emplace(import + '/' + name, Stamp{found.st_ino, found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec});
    }
    if (code && !is_gone(code)) { return trouble(folder, code); }
    return {};
}

Result<BlobLinks::Stamps> BlobLinks::scan() const
{
    Stamps stamps;
    std::error_code code;
    fs::directory_iterator at{from_, code};
    for (; !code && at != fs::directory_iterator{}; at.increment(code)) {
        std::string const import = at->path().filename().string();
        if (parse_import(import)) { TRY(scan_import(import, stamps)); }
    }
    if (code && !is_gone(code)) { return trouble(from_, code); }
    return stamps;
}

/// The stamp of what is linked is the scan's only if nobody replaced the file in between; then the next look sees the difference.
Result<void> BlobLinks::link(std::string const& name)
{
    std::string const place = path_of(name);
    TRY(make_folder(place.substr(0, place.rfind('/'))));
    TRY(remove_file(place));
    std::string const original = from_ + '/' + name;
    std::error_code code;
    fs::create_hard_link(original, place, code);
    bool const has_no_links = code == std::errc::operation_not_permitted || code == std::errc::operation_not_supported ||
                              code == std::errc::function_not_supported || code == std::errc::too_many_links;
    if (has_no_links) {
        code.clear();
        fs::copy_file(original, place, code);
    }
    if (code && !is_gone(code)) { return trouble(original, code); }
    return {};
}

Result<void> BlobLinks::renew()
{
    TRY_ASSIGN(Stamps stamps, scan());
    for (auto const& [name, stamp] : linked_) {
        if (!stamps.contains(name)) { TRY(remove_file(path_of(name))); }
    }
    for (auto const& [name, stamp] : stamps) {
        auto const known = linked_.find(name);
        if (known == linked_.end() || known->second != stamp) { TRY(link(name)); }
    }
    linked_ = std::move(stamps);
    return {};
}

Result<std::vector<std::string>> BlobLinks::changed() const
{
    TRY_ASSIGN(Stamps const stamps, scan());
    std::vector<std::string> names;
    for (auto const& [name, stamp] : stamps) {
        auto const known = linked_.find(name);
        if (known == linked_.end() || known->second != stamp) { names.push_back(name); }
    }
    for (auto const& [name, stamp] : linked_) {
        if (!stamps.contains(name)) { names.push_back(name); }
    }
    return names;
}

std::vector<std::string> BlobLinks::names() const
{
    std::vector<std::string> names;
    names.reserve(linked_.size());
    for (auto const& [name, stamp] : linked_) { names.push_back(name); }
    return names;
}

} // namespace muster::sqlite
