#include "store/sqlite/backup.hpp"

#include "base/file.hpp"
#include "store/sqlite/archive_digests.hpp"
#include "store/sqlite/blob_links.hpp"
#include "store/sqlite/claimed_folder.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/sqlite/tar.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

namespace muster::sqlite {

namespace {

Error not_ours(std::string const& what)
{
    return {ErrorKind::unreadable, "ARCHIVE_DAMAGED", "The archive was not written by muster backup: " + what + "."};
}

/// Whether a name out of an archive is one that we write: nothing that leaves the folder.
bool is_expected(std::string_view name)
{
    return name == database_name || (name.starts_with(blob_folder) && parse_blob_name(name.substr(blob_folder.size())).import != 0);
}

/// A file that is unpacked: its bytes are digested while they pass.
class UnpackedFile final : public ByteSink {
public:
    UnpackedFile(std::unique_ptr<ByteSink> file, std::string name, ArchiveDigests& digests, std::function<Result<void>(std::size_t)> watch)
        : file_{std::move(file)}, name_{std::move(name)}, digests_{digests}, watch_{std::move(watch)}
    {
    }
    Result<void> write(std::string_view bytes) override
    {
        digest_.add(bytes);
        TRY(file_->write(bytes));
        return watch_(bytes.size());
    }
    std::uint64_t size() const override { return file_->size(); }
    Result<void> finish() override
    {
        if (!digests_.add(name_, digest_.finish())) { return not_ours("it holds " + name_ + " twice"); }
        return file_->finish();
    }

private:
    std::unique_ptr<ByteSink> file_;
    std::string name_;
    ArchiveDigests& digests_;
    std::function<Result<void>(std::size_t)> watch_;
    Digest digest_{};
};

Result<std::unique_ptr<ByteSink>> create_below(std::string const& folder, std::string const& name)
{
    std::string path = folder;
    path.append("/").append(name);
    TRY(make_folder(path.substr(0, path.rfind('/'))));
    return create_file(path);
}

Result<void> unpack(std::string const& archive, std::string const& folder, ArchiveWatch const& watch)
{
    TRY_ASSIGN(auto const file, open_file(archive));
    ArchiveDigests digests;
    std::string list;
    bool has_database = false;
    std::int64_t done = 0;
    auto const advance = [&](std::size_t bytes) {
        done += static_cast<std::int64_t>(bytes);
        return watch("unpacking", done, static_cast<std::int64_t>(file->size()));
    };
    auto const target = [&](std::string_view name) -> Result<std::unique_ptr<ByteSink>> {
        if (!list.empty()) { return not_ours("there is something behind its list of digests"); }
        if (name == ArchiveDigests::file_name) { return memory_sink(list); }
        if (!is_expected(name)) { return not_ours("it holds another kind of file"); }
        has_database = has_database || name == database_name;
        TRY_ASSIGN(auto created, create_below(folder, std::string{name}));
        return std::unique_ptr<ByteSink>{std::make_unique<UnpackedFile>(std::move(created), std::string{name}, digests, advance)};
    };
    TRY(read_tar(*file, target));
    if (!has_database) { return not_ours("there is no database in it"); }
    return digests.compare(list);
}

/// The unpacked store must open and be whole before it takes a place.
Result<void> prove(std::string const& folder)
{
    TRY(open_sqlite_store({folder, SqliteChoices::Mode::read_write}));
    TRY_ASSIGN(auto const connection, Connection::open(folder + "/" + std::string{database_name}, Connection::Mode::read));
    TRY_ASSIGN(std::string const problem, connection->integrity_problem());
    if (problem.empty()) { return {}; }
    return Error{ErrorKind::unreadable, "ARCHIVE_DAMAGED",
                 "The database in the archive is damaged (" + problem + "). Take an older archive."};
}

/// Nobody has the place, and there is nothing in it. A process that has it is named: it is what is in the way first.
Result<void> require_free(std::string const& folder)
{
    std::error_code code;
    if (!std::filesystem::exists(folder, code)) { return {}; }
    if (std::filesystem::exists(folder + "/lock", code)) { TRY(FolderLock::take(folder)); }
    if (std::filesystem::is_directory(folder, code) && std::filesystem::is_empty(folder, code)) { return {}; }
    return Error{ErrorKind::conflict, "STORE_EXISTS",
                 folder + " is not empty. Restore into a new data directory (--data DIR), or move the old one away first."};
}

} // namespace

Result<void> restore(std::string const& archive, std::string const& folder, ArchiveWatch const& watch)
{
    std::string place = folder;
    while (place.size() > 1 && place.back() == '/') { place.pop_back(); }
    TRY(require_free(place));
    std::size_t const slash = place.rfind('/');
    if (slash != std::string::npos) { TRY(make_folder(place.substr(0, std::max<std::size_t>(slash, 1)), 0755)); }
    TRY_ASSIGN(ClaimedFolder const beside, ClaimedFolder::claim(place + std::string{restore_suffix})); // of one file system, for renaming
    std::string const made = beside.path() + "/store";
    TRY(make_folder(made));
    TRY(unpack(archive, made, watch));
    TRY(prove(made));
    return move_folder(made, place);
}

} // namespace muster::sqlite
