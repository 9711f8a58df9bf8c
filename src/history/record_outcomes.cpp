#include "history/record_outcomes.hpp"

#include "history/import_file.hpp"

#include <utility>

namespace muster {

namespace {

Error log_damaged()
{
    return {ErrorKind::internal, "OUTCOMES_DAMAGED",
            "The log of this import's outcomes is not what was written. Run muster check on the store."};
}

} // namespace

Result<std::vector<RecordOutcome>> logged_outcomes(Transaction& transaction, AccountId account, ImportId import)
{
    TRY_ASSIGN(auto const pieces, transaction.imports().outcomes(account, import));
    std::vector<RecordOutcome> log;
    for (auto const& [first, packed] : pieces) {
        if (first < 0 || static_cast<std::uint64_t>(first) != log.size()) { return log_damaged(); }
        if (!unpack_outcomes(packed, log)) { return log_damaged(); }
    }
    return log;
}

bool has_begun(ImportJob const& job) { return job.started_at.microseconds != 0 && job.state != ImportState::ready; }

bool has_ended(ImportJob const& job)
{
    switch (job.state) {
    case ImportState::completed:
    case ImportState::completed_with_errors:
    case ImportState::failed:
    case ImportState::cancelled:
    case ImportState::undoing:
    case ImportState::undone: return true;
    case ImportState::uploaded:
    case ImportState::analyzing:
    case ImportState::ready:
    case ImportState::queued:
    case ImportState::importing:
    case ImportState::taking_back: break;
    }
    return false;
}

Result<RecordOutcomes> RecordOutcomes::load(Store& store, AccountId account, ImportJob const& job)
{
    RecordOutcomes outcomes;
    if (has_begun(job)) {
        TRY_ASSIGN(auto const transaction, store.begin(Store::Access::read));
        TRY_ASSIGN(outcomes.logged_, logged_outcomes(*transaction, account, job.id));
    }
    if (!has_ended(job)) {
        TRY_ASSIGN(auto planned, store.blobs().open(job.id, import_file::planned));
        outcomes.planned_.emplace(std::move(planned));
    }
    return outcomes;
}

Result<RecordOutcome> RecordOutcomes::at(std::uint32_t record)
{
    if (record < logged_.size()) { return logged_[record]; }
    RecordOutcome outcome;
    if (!planned_) {
        outcome.outcome = Outcome::not_applied;
        return outcome;
    }
    if (record >= planned_->size()) { return log_damaged(); }
    TRY_ASSIGN(PlannedRecord const* const planned, planned_->at(record));
    outcome.profile = ProfileId{planned->target};
    outcome.outcome = planned->outcome;
    outcome.code = planned->code;
    outcome.merged = static_cast<std::uint16_t>(planned->persons_merged);
    return outcome;
}

} // namespace muster
