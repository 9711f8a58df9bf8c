#include "store/sqlite/backup.hpp"

#include "base/file.hpp"
#include "store/import_job.hpp"
#include "store/sqlite/archive_digests.hpp"
#include "store/sqlite/blob_links.hpp"
#include "store/sqlite/claimed_folder.hpp"
#include "store/sqlite/online_copy.hpp"
#include "store/sqlite/tar.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <system_error>
#include <thread>
#include <vector>

namespace muster::sqlite {

namespace {

/// Looks for a moment at which database and blobs agree. One look takes milliseconds and fails when a blob that matters came or went within
/// it; a hundred in a row would take hundreds of imports a second.
constexpr int most_looks = 100;
constexpr std::chrono::milliseconds between_looks{20};

/// What of an import's files has to be as it was at the moment of the database.
enum class Needs : std::uint8_t {
    nothing, ///< its upload never came to its end, or it is going
    upload,  ///< and what was asked of it: all else is made anew by the analysis that is under way or has not begun
    everything,
};

Needs needs_of(ImportState state, std::int64_t file_size)
{
    if (state == ImportState::uploaded) { return file_size == 0 ? Needs::nothing : Needs::upload; }
    return state == ImportState::analyzing ? Needs::upload : Needs::everything;
}

/// The imports in the database, and what each needs.
class ImportNeeds {
public:
    static Result<ImportNeeds> load(Connection& connection)
    {
        ImportNeeds needs;
        TRY_ASSIGN(Statement rows, connection.prepare("SELECT id, state, file_size FROM import_job"));
        while (rows.next()) { needs.imports_[rows.integer(0)] = needs_of(static_cast<ImportState>(rows.integer(1)), rows.integer(2)); }
        TRY(rows.finish());
        return needs;
    }

    bool is_needed(std::string const& blob) const
    {
        auto const [import, name] = parse_blob_name(blob);
        auto const found = imports_.find(import);
        if (found == imports_.end() || found->second == Needs::nothing) { return false; }
        return found->second == Needs::everything || name == "upload" || name == "request"; // history/import_file.hpp
    }

private:
    std::map<std::int64_t, Needs> imports_{};
};

/// Begins a reading transaction at a moment at which the linked blobs are those that its imports need, and gives their names. Blobs are
/// linked before and looked at after: one that is the same on both sides was so in between.
Result<std::vector<std::string>> find_moment(Connection& connection, BlobLinks& links)
{
    for (int look = 0; look < most_looks; ++look) {
        if (look > 0) { std::this_thread::sleep_for(between_looks); }
        TRY(links.renew());
        TRY(connection.execute("BEGIN; SELECT 1 FROM store_setting LIMIT 1")); // BEGIN alone fixes no moment, the first read does
        TRY_ASSIGN(std::vector<std::string> const changed, links.changed());
        TRY_ASSIGN(ImportNeeds const needs, ImportNeeds::load(connection));
        auto const is_needed = [&needs](std::string const& blob) { return needs.is_needed(blob); };
        if (std::none_of(changed.begin(), changed.end(), is_needed)) {
            std::vector<std::string> blobs = links.names();
            std::erase_if(blobs, std::not_fn(is_needed));
            return blobs;
        }
        connection.roll_back();
    }
    return Error{ErrorKind::unavailable, "BACKUP_RESTLESS",
                 "The files of imports came and went too fast for a backup. Try again when fewer imports run."};
}

/// Puts files into the archive and keeps their digests.
class Packer {
public:
    Packer(ByteSink& sink, ArchiveWatch const& watch, std::int64_t bytes) : tar_{sink}, watch_{watch}, of_{bytes} {}

    Result<void> add(std::string const& name, std::string const& path)
    {
        TRY_ASSIGN(auto const file, open_file(path));
        Digest digest;
        TRY(tar_.add(name, *file, [&](std::string_view bytes) {
            digest.add(bytes);
            done_ += static_cast<std::int64_t>(bytes.size());
            return watch_("packing", done_, of_);
        }));
        bool const is_new = digests_.add(name, digest.finish());
        MUSTER_ASSERT(is_new);
        return {};
    }
    Result<void> finish()
    {
        TRY(tar_.add(ArchiveDigests::file_name, *memory_source(digests_.text()), {}));
        return tar_.finish();
    }

private:
    TarWriter tar_;
    ArchiveWatch const& watch_;
    ArchiveDigests digests_{};
    std::int64_t done_{};
    std::int64_t of_;
};

Result<void> pack(std::string const& copy, BlobLinks const& links, std::vector<std::string> const& blobs, ByteSink& sink,
                  ArchiveWatch const& watch)
{
    std::error_code code;
    auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(copy, code));
    for (std::string const& blob : blobs) { bytes += links.bytes_of(blob); }
    Packer packer{sink, watch, bytes};
    TRY(packer.add(std::string{database_name}, copy));
    for (std::string const& blob : blobs) { TRY(packer.add(std::string{blob_folder} + blob, links.path_of(blob))); }
    return packer.finish();
}

} // namespace

Result<void> back_up(std::string const& folder, std::string const& archive, ArchiveWatch const& watch)
{
    std::string const database = folder + "/" + std::string{database_name};
    std::error_code code;
    if (!std::filesystem::exists(database, code)) {
        return Error{ErrorKind::not_found, "STORE_MISSING", "There is no store in " + folder + ", so there is nothing to back up."};
    }
    TRY_ASSIGN(auto const sink, create_file(archive)); // first, so that a place that cannot be written is told at once
    TRY_ASSIGN(ClaimedFolder const passing, ClaimedFolder::claim(folder + std::string{backup_folder}));
    BlobLinks links{folder + "/blobs", passing.path() + "/blobs"};
    std::string const copy = passing.path() + "/copy.db";
    TRY_ASSIGN(auto connection, Connection::open(database, Connection::Mode::read));
    TRY_ASSIGN(std::vector<std::string> const blobs, find_moment(*connection, links));
    TRY(copy_online(*connection, copy, [&watch](std::int64_t done, std::int64_t of) { return watch("copying", done, of); }));
    connection.reset(); // from here on the store's log can be taken over again
    TRY(pack(copy, links, blobs, *sink, watch));
    return sink->finish();
}

} // namespace muster::sqlite
