#include "history/blank_outcomes.hpp"

#include "store/outcome_log.hpp"

#include <algorithm>
#include <limits>

namespace muster {

namespace {

/// Blanks one piece of a log; whether anything in it was about one of the profiles.
Result<bool> blank_piece(std::string& packed, std::span<ProfileId const> profiles)
{
    std::vector<RecordOutcome> outcomes;
    if (!unpack_outcomes(packed, outcomes)) {
        return Error{ErrorKind::internal, "OUTCOMES_DAMAGED",
                     "The log of an import's outcomes is not what was written. Run muster check on the store."};
    }
    bool blanked = false;
    for (RecordOutcome& outcome : outcomes) {
        if (!std::binary_search(profiles.begin(), profiles.end(), outcome.profile)) { continue; }
        outcome.profile = ProfileId{};
        blanked = true;
    }
    if (!blanked) { return false; }
    packed.clear();
    for (RecordOutcome const& outcome : outcomes) { pack_outcome(packed, outcome); }
    return true;
}

Result<void> blank_import(Transaction& transaction, AccountId account, ImportId import, std::span<ProfileId const> profiles)
{
    TRY_ASSIGN(auto pieces, transaction.imports().outcomes(account, import));
    std::size_t first = pieces.size();
    for (std::size_t index = 0; index < pieces.size(); ++index) {
        TRY_ASSIGN(bool const blanked, blank_piece(pieces[index].second, profiles));
        if (blanked) { first = std::min(first, index); }
    }
    if (first == pieces.size()) { return {}; }
    TRY(transaction.imports().remove_outcomes(account, import, pieces[first].first)); // a log is only cut at its end
    for (std::size_t index = first; index < pieces.size(); ++index) {
        TRY(transaction.imports().append_outcomes(account, import, pieces[index].first, pieces[index].second));
    }
    return {};
}

} // namespace

Result<void> blank_outcomes(Transaction& transaction, AccountId account, std::span<ProfileId const> profiles)
{
    TRY_ASSIGN(auto const jobs, transaction.imports().list(account, std::numeric_limits<std::int32_t>::max()));
    for (ImportJob const& job : jobs) {
        if (job.started_at.microseconds != 0) { TRY(blank_import(transaction, account, job.id, profiles)); }
    }
    return {};
}

} // namespace muster
