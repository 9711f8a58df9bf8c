#include "store/sqlite/backup.hpp"

#include "base/file.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/folder_lock.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/sqlite/tar.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace muster::sqlite {

namespace {

constexpr std::string_view database_name = "muster.db";
constexpr std::string_view blob_folder = "blobs/";

Error folder_trouble(std::string const& folder, std::error_code const& code)
{
    return {ErrorKind::unavailable, "FOLDER_FAILED", "The folder " + folder + " cannot be read or changed: " + code.message() + "."};
}

/// A copy of the database at one moment, without its log. The path is ours, but may contain a quote.
Result<void> copy_database(std::string const& from, std::string const& into)
{
    TRY_ASSIGN(auto const connection, Connection::open(from, Connection::Mode::write));
    TRY_ASSIGN(Statement statement, connection->prepare("VACUUM INTO ?"));
    statement.bind(into);
    return statement.run();
}

/// The blobs' names relative to the folder, sorted, so that equal stores give equal archives.
Result<std::vector<std::string>> list_blobs(std::string const& folder)
{
    namespace fs = std::filesystem;
    std::vector<std::string> names;
    std::error_code code;
    fs::path const top = fs::path{folder} / "blobs";
    if (!fs::exists(top, code)) { return names; }
    for (fs::recursive_directory_iterator at{top, code}, end; at != end && !code; at.increment(code)) {
        if (at->is_regular_file(code)) { names.push_back(at->path().lexically_relative(folder).generic_string()); }
    }
    if (code) { return folder_trouble(folder, code); }
    std::sort(names.begin(), names.end());
    return names;
}

/// Whether a name out of an archive is one that we write: nothing that leaves the folder.
bool is_expected(std::string_view name)
{
    if (name == database_name) { return true; }
    if (!name.starts_with(blob_folder)) { return false; }
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-/";
    return name.find_first_not_of(allowed, blob_folder.size()) == std::string_view::npos && name.find("//") == std::string_view::npos;
}

Result<void> unpack(std::string const& archive, std::string const& folder)
{
    TRY_ASSIGN(auto const file, open_file(archive));
    bool database = false;
    auto const target = [&](std::string_view name) -> Result<std::unique_ptr<ByteSink>> {
        if (!is_expected(name)) {
            return Error{ErrorKind::unreadable, "ARCHIVE_DAMAGED",
                         "The archive was not written by muster backup: it holds another kind of file."};
        }
        database = database || name == database_name;
        std::string const path = folder + '/' + std::string{name};
        TRY(make_folder(path.substr(0, path.rfind('/'))));
        return create_file(path);
    };
    TRY(read_tar(*file, target));
    if (database) { return {}; }
    return Error{ErrorKind::unreadable, "ARCHIVE_DAMAGED", "The archive was not written by muster backup: there is no database in it."};
}

/// The unpacked store must open and be whole before it takes a place.
Result<void> prove(std::string const& folder)
{
    TRY(open_sqlite_store({folder, SqliteChoices::Mode::read_write}));
    TRY_ASSIGN(auto const connection, Connection::open(folder + "/muster.db", Connection::Mode::read));
    TRY_ASSIGN(std::string const problem, connection->integrity_problem());
    if (problem.empty()) { return {}; }
    return Error{ErrorKind::unreadable, "ARCHIVE_DAMAGED",
                 "The database in the archive is damaged (" + problem + "). Take an older archive."};
}

Result<void> require_free(std::string const& folder)
{
    std::error_code code;
    if (!std::filesystem::exists(folder, code)) { return {}; }
    if (std::filesystem::is_directory(folder, code) && std::filesystem::is_empty(folder, code)) { return {}; }
    return Error{ErrorKind::conflict, "STORE_EXISTS",
                 folder + " is not empty. Restore into a new data directory (--data DIR), or move the old one away first."};
}

} // namespace

Result<void> back_up(std::string const& folder, std::string const& archive)
{
    std::string const database = folder + "/" + std::string{database_name};
    std::error_code code;
    if (!std::filesystem::exists(database, code)) {
        return Error{ErrorKind::not_found, "STORE_MISSING", "There is no store in " + folder + ", so there is nothing to back up."};
    }
    TRY_ASSIGN(FolderLock const lock, FolderLock::take(folder));
    std::string const work = folder + std::string{work_folder}; // where there is room for the database
    TRY(make_folder(work));
    TRY_ASSIGN(TemporaryFolder const passing, TemporaryFolder::create(work));
    std::string const copy = passing.path() + "/copy.db";
    TRY(copy_database(database, copy));
    TRY_ASSIGN(auto const sink, create_file(archive));
    TarWriter tar{*sink};
    TRY_ASSIGN(auto const copied, open_file(copy));
    TRY(tar.add(database_name, *copied));
    TRY_ASSIGN(std::vector<std::string> const names, list_blobs(folder));
    for (std::string const& name : names) {
        if (!is_expected(name)) { continue; } // half written when somebody was killed
        std::string path = folder;
        path.append("/").append(name);
        TRY_ASSIGN(auto const blob, open_file(path));
        TRY(tar.add(name, *blob));
    }
    TRY(tar.finish());
    return sink->finish();
}

Result<void> restore(std::string const& archive, std::string const& folder)
{
    TRY(require_free(folder));
    std::string place = folder;
    while (place.size() > 1 && place.back() == '/') { place.pop_back(); }
    std::size_t const slash = place.rfind('/');
    std::string const parent = slash == std::string::npos ? "." : place.substr(0, std::max<std::size_t>(slash, 1));
    TRY(make_folder(parent, 0755));
    TRY_ASSIGN(TemporaryFolder const beside, TemporaryFolder::create(parent)); // of the same file system, for renaming
    std::string const made = beside.path() + "/store";
    TRY(make_folder(made));
    TRY(unpack(archive, made));
    TRY(prove(made));
    std::error_code code;
    std::filesystem::remove(place, code); // empty, or not there
    std::filesystem::rename(made, place, code);
    if (code) { return folder_trouble(place, code); }
    return {};
}

} // namespace muster::sqlite
