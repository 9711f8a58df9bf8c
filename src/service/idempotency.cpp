#include "service/idempotency.hpp"

#include <vector>

namespace muster {

namespace {

/// How long one key joins requests.
constexpr std::int64_t key_microseconds = 24LL * 60 * 60 * 1'000'000;

} // namespace

Error key_reused()
{
    return {ErrorKind::conflict, "IDEMPOTENCY_KEY_REUSED",
            "This idempotency key was used for another file or other choices in the last 24 hours. Take a new one."};
}

Result<std::optional<ImportJob>> find_created_by(Workplace const& place, Transaction& transaction, ImportJob const& job)
{
    TRY_ASSIGN(auto const imports, transaction.imports().of_key(place.account, Imports::KeyOf::creation, job.idempotency_key));
    for (ImportJob const& other : imports) {
        bool const is_in_time = job.uploaded_at.microseconds - other.uploaded_at.microseconds <= key_microseconds;
        if (other.id != job.id && is_in_time) { return other; }
    }
    return std::optional<ImportJob>{};
}

Result<void> keep_commit_key(Workplace const& place, ImportId id, std::string const& key)
{
    if (key.empty()) { return {}; }
    // one transaction for looking and saving: of two commits with one key at the same moment only one may find nobody before it
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY_ASSIGN(auto const imports, transaction->imports().of_key(place.account, Imports::KeyOf::commit, key));
    Instant const at = place.now();
    for (ImportJob const& other : imports) {
        if (other.id != id && at.microseconds - other.commit_key_at.microseconds <= key_microseconds) { return key_reused(); }
    }
    TRY_ASSIGN(std::optional<ImportJob> job, transaction->imports().load(place.account, id));
    if (!job) { return {}; } // whoever agrees to it is told
    job->commit_key = key;
    job->commit_key_at = at;
    TRY(transaction->imports().save(place.account, *job));
    return transaction->commit();
}

} // namespace muster
