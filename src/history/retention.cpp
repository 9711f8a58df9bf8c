#include "history/retention.hpp"

#include <limits>
#include <optional>

namespace muster {

namespace {

constexpr std::int64_t microseconds_per_day = 24LL * 60 * 60 * 1'000'000;

bool is_over(ImportJob const& job, Instant now)
{
    Instant since{};
    switch (job.state) {
    case ImportState::uploaded:
    case ImportState::analyzing:
    case ImportState::ready: since = job.uploaded_at; break;
    case ImportState::completed:
    case ImportState::completed_with_errors:
    case ImportState::failed:
    case ImportState::cancelled:
    case ImportState::undone: since = job.finished_at.microseconds != 0 ? job.finished_at : job.uploaded_at; break;
    case ImportState::queued:
    case ImportState::importing:
    case ImportState::undoing:
    case ImportState::taking_back: return false;
    }
    return now.microseconds - since.microseconds > retention_days * microseconds_per_day;
}

/// An import whose files are being removed must not look like one that can be gone on with, wherever removing it is interrupted. It
/// becomes one whose upload never came to its end, which resuming removes.
Result<void> mark_as_going(Store& store, AccountId account, ImportId import)
{
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::write));
    TRY_ASSIGN(std::optional<ImportJob> job, transaction->imports().load(account, import));
    if (!job) { return {}; }
    job->state = ImportState::uploaded;
    job->file_size = 0;
    TRY(transaction->imports().save(account, *job));
    return transaction->commit();
}

} // namespace

Result<void> remove_import(Store& store, AccountId account, ImportId import)
{
    TRY(mark_as_going(store, account, import));
    TRY(store.blobs().remove_all(import));
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::write));
    TRY(transaction->imports().remove_outcomes(account, import, 0));
    TRY(transaction->imports().remove(account, import));
    return transaction->commit();
}

Result<std::vector<ImportId>> expired_imports(Store& store, AccountId account, Instant now)
{
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::read));
    TRY_ASSIGN(auto const jobs, transaction->imports().list(account, std::numeric_limits<std::int32_t>::max()));
    std::vector<ImportId> expired;
    for (ImportJob const& job : jobs) {
        if (is_over(job, now)) { expired.push_back(job.id); }
    }
    return expired;
}

Result<std::int64_t> expire_imports(Store& store, AccountId account, Instant now)
{
    TRY_ASSIGN(std::vector<ImportId> const expired, expired_imports(store, account, now));
    for (ImportId const import : expired) { TRY(remove_import(store, account, import)); }
    return static_cast<std::int64_t>(expired.size());
}

} // namespace muster
