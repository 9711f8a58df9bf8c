#include "history/import_file.hpp"
#include "history/receipt.hpp"
#include "history/record_outcomes.hpp"
#include "history/retention.hpp"
#include "service/import_acts.hpp"

#include <array>
#include <utility>

namespace muster {

namespace {

constexpr std::size_t copied_at_once = 256 * 1'024;

} // namespace

Result<std::vector<ImportJob>> import_history(Workplace const& place)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    return transaction->imports().list(place.account, history_shown);
}

Result<void> write_upload_file(Workplace const& place, ImportId id, ByteSink& into)
{
    TRY(load_import(place, id)); // says so when there is none
    TRY_ASSIGN(auto const upload, place.store.blobs().open(id, import_file::upload));
    std::vector<char> window(copied_at_once);
    for (std::uint64_t offset = 0;;) {
        TRY_ASSIGN(std::size_t const got, upload->read_at(offset, window));
        if (got == 0) { return {}; }
        TRY(into.write({window.data(), got}));
        offset += got;
    }
}

Result<Receipt> import_receipt(Workplace const& place, ImportId id)
{
    TRY_ASSIGN(ImportJob job, load_import(place, id));
    if (!has_ended(job)) {
        return Error{ErrorKind::conflict, "IMPORT_STATE",
                     "Import " + std::to_string(id.value) + " is " + std::string{name_of(job.state)} +
                         "; a receipt is made when it has ended."};
    }
    TRY_ASSIGN(job, complete_receipt(place, std::move(job)));
    Receipt receipt;
    receipt.file_hash = to_hex(job.file_digest);
    receipt.recipe_hash = to_hex(sha256(job.recipe));
    receipt.plan_hash = job.plan_hash;
    receipt.result_hash = job.result_hash;
    receipt.job = std::move(job);
    return receipt;
}

Result<VerifyAnswer> verify_receipt(Workplace const& place, ImportId id)
{
    TRY_ASSIGN(Receipt const receipt, import_receipt(place, id));
    TRY_ASSIGN(Verification verification, verify_import(place.store, place.account, receipt.job));
    return VerifyAnswer{verification.holds, std::move(verification.result_hash), std::move(verification.detail)};
}

Result<void> discard_uncommitted(Workplace const& place, ImportId id)
{
    TRY_ASSIGN(ImportJob const job, load_import(place, id));
    bool const never_committed =
        job.state == ImportState::uploaded || job.state == ImportState::analyzing || job.state == ImportState::ready;
    if (!never_committed) {
        return Error{ErrorKind::conflict, "IMPORT_STATE",
                     "Import " + std::to_string(id.value) + " was committed (" + std::string{name_of(job.state)} +
                         "). Undo it instead; its log goes by itself after 14 days."};
    }
    return remove_import(place.store, place.account, id);
}

} // namespace muster
