#include "intake/contents.hpp"

#include "base/text.hpp"
#include "intake/temporary_bytes.hpp"
#include "intake/zip_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace muster {

namespace {

constexpr auto table_endings = std::to_array<std::string_view>({".csv", ".txt", ".tsv", ".tab", ".xls", ".xlsx"});
constexpr std::size_t most_left_out = 10;
/// Names in the sentence about an archive without a table.
constexpr std::size_t most_named = 3;

std::string quoted(std::string_view name) { return "'" + std::string{name} + "'"; }

/// Hidden files, such as .DS_Store, and what macOS keeps beside files.
bool is_hidden(std::string_view name)
{
    while (!name.empty()) {
        std::string_view const part = name.substr(0, name.find('/'));
        bool const dot = part.starts_with('.') && part != "." && part != "..";
        if (dot || text::equal_ascii_caseless(part, "__MACOSX")) { return true; }
        name.remove_prefix(std::min(part.size() + 1, name.size()));
    }
    return false;
}

bool has_ending(ZipEntry const& entry, std::string_view ending) { return text::ascii_lower(entry.name).ends_with(ending); }

bool is_table(ZipEntry const& entry)
{
    return std::any_of(table_endings.begin(), table_endings.end(), [&](std::string_view ending) { return has_ending(entry, ending); });
}

Error nested(std::string_view archive, std::string_view entry)
{
    return {ErrorKind::unsupported, "ZIP_NESTED",
            quoted(archive) + " holds another archive, " + quoted(entry) + ". Unpack it and choose the file with the table itself."};
}

Error without_table(std::string_view archive, std::vector<ZipEntry const*> const& files)
{
    std::string what = files.empty() ? " holds no file" : " holds no table but ";
    for (std::size_t at = 0; at < files.size() && at < most_named; ++at) {
        what += (at == 0 ? "" : ", ") + quoted(shown_name(files[at]->name));
    }
    if (files.size() > most_named) { what += " and " + std::to_string(files.size() - most_named) + " more"; }
    return {ErrorKind::unsupported, "ZIP_NO_TABLE",
            quoted(archive) + what + ". Pack a .csv, .txt, .xls or .xlsx file into it, or choose that file itself."};
}

/// The regular files that somebody put there on purpose, in directory order.
std::vector<ZipEntry const*> files_of(ZipArchive const& archive)
{
    std::vector<ZipEntry const*> files;
    for (ZipEntry const& entry : archive.entries()) {
        if (!entry.folder && !is_hidden(entry.name)) { files.push_back(&entry); }
    }
    return files;
}

/// The first table by its name; a single file may be one whatever its name is.
Result<ZipEntry const*> choose(std::vector<ZipEntry const*> const& files, std::string_view archive)
{
    auto const table = std::find_if(files.begin(), files.end(), [](ZipEntry const* entry) { return is_table(*entry); });
    if (table != files.end()) { return *table; }
    auto const inner = std::find_if(files.begin(), files.end(), [](ZipEntry const* entry) { return has_ending(*entry, ".zip"); });
    if (inner != files.end()) { return nested(archive, shown_name((*inner)->name)); }
    if (files.size() == 1) { return files.front(); }
    return without_table(archive, files);
}

/// Where names are listed: the whole path, because two folders may hold files of one name; only the last
/// part of what leads elsewhere or is endless.
std::string listed_name(std::string_view name)
{
    constexpr std::size_t most = 400; // bytes
    bool const elsewhere = name.starts_with('/') || name.find("..") != std::string_view::npos || name.find(':') != std::string_view::npos;
    if (elsewhere || name.size() > most) { return shown_name(name); }
    std::string path;
    while (!name.empty()) {
        std::string_view const part = name.substr(0, name.find('/'));
        if (part != "." && !part.empty()) { path += (path.empty() ? "" : "/") + shown_name(part); }
        name.remove_prefix(std::min(part.size() + 1, name.size()));
    }
    return path;
}

Result<std::shared_ptr<ByteSource const>> bytes_of(ZipArchive const& archive, ZipEntry const& entry, Unpacking const& unpacking)
{
    if (entry.method == zip_stored) { return archive.read_in_place(entry, unpacking.limit); }
    TRY_ASSIGN(auto const stream, archive.unpack(entry, unpacking.limit));
    return unpack_to_disk(*stream, unpacking.folder);
}

Result<Contents> contents_of(std::shared_ptr<ByteSource const> upload, std::string_view name, Unpacking const& unpacking)
{
    TRY_ASSIGN(auto const archive, ZipArchive::open(std::move(upload)));
    auto const files = files_of(*archive);
    TRY_ASSIGN(ZipEntry const* const chosen, choose(files, name));
    TRY_ASSIGN(auto bytes, bytes_of(*archive, *chosen, unpacking));
    Contents contents{
        .bytes = std::move(bytes), .name = shown_name(chosen->name), .entry = listed_name(chosen->name), .others = files.size() - 1};
    TRY_ASSIGN(contents.kind, recognise(*contents.bytes, contents.name));
    if (contents.kind == FileKind::zip) { return nested(name, contents.name); }
    for (ZipEntry const* file : files) {
        bool const room = contents.left_out.size() < most_left_out;
        if (room && file != chosen && is_table(*file)) { contents.left_out.push_back(listed_name(file->name)); }
    }
    return contents;
}

} // namespace

Result<Contents> open_contents(std::shared_ptr<ByteSource const> upload, std::string_view name, Unpacking const& unpacking)
{
    TRY_ASSIGN(FileKind const kind, recognise(*upload, name));
    if (kind == FileKind::zip) { return contents_of(std::move(upload), name, unpacking); }
    return Contents{.bytes = std::move(upload), .name = std::string{name}, .kind = kind};
}

} // namespace muster
