#include "history/import_file.hpp"
#include "history/retention.hpp"
#include "intake/upload.hpp"
#include "service/import_acts.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace muster {

namespace {

/// Bytes copied at once: half of a usual second-level cache, so that a thread that digests them beside the writing is worth its start.
constexpr std::size_t received_at_once = 512 * 1'024;

Result<Upload> copy_in(Workplace const& place, IncomingFile const& file, ImportId import, ProgressTaker const& progress)
{
    TRY_ASSIGN(auto const sink, place.store.blobs().create(import, import_file::upload));
    std::vector<char> window(received_at_once);
    std::uint64_t offset = 0;
    auto const next = [&]() -> Result<std::string_view> {
        if (progress) { TRY(progress({"uploading", static_cast<std::int64_t>(offset), static_cast<std::int64_t>(file.bytes->size())})); }
        TRY_ASSIGN(std::size_t const got, file.bytes->read_at(offset, window));
        offset += got;
        return std::string_view{window.data(), got};
    };
    return take_in(next, file.name, place.upload_limit, *sink);
}

Result<ImportId> create_import(Workplace const& place, ImportJob const& job)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY_ASSIGN(ImportId const id, transaction->imports().create(place.account, job));
    TRY(transaction->commit());
    return id;
}

} // namespace

void forget_import(Workplace const& place, ImportId id)
{
    if (Result<void> removed = remove_import(place.store, place.account, id); !removed) { return; } // resume or the retention removes it
}

Result<ImportJob> take_in_upload(Workplace const& place, IncomingFile const& file, std::string const& by, ProgressTaker const& progress)
{
    ImportJob job;
    job.target = place.target.number;
    job.state = ImportState::uploaded;
    job.file_name = file.name.substr(file.name.find_last_of('/') + 1);
    job.by = by;
    job.uploaded_at = place.now();
    TRY_ASSIGN(job.id, create_import(place, job));
    Result<Upload> upload = copy_in(place, file, job.id, progress);
    if (!upload) {
        forget_import(place, job.id);
        return std::move(upload).error();
    }
    job.file_name = upload->name;
    job.file_size = upload->size;
    job.file_digest = upload->digest;
    return job;
}

} // namespace muster
