#pragma once

#include "base/pieces.hpp"
#include "planning/plan.hpp"
#include "store/outcome_log.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace muster {

/// Whether an import has begun to write, so that its log counts and no longer its plan.
bool has_begun(ImportJob const& job);
/// Whether it has come to an end that its log describes (undone ones too).
bool has_ended(ImportJob const& job);

/// What became of an import's records as far as it was committed, in their order. Error internal OUTCOMES_DAMAGED.
Result<std::vector<RecordOutcome>> logged_outcomes(Transaction& transaction, AccountId account, ImportId import);

/// What became, or would become, of an import's records: by the log of outcomes once it has begun, by the plan before. A record that
/// the log does not reach is as planned while the import runs, and not applied when it has ended. One thread.
class RecordOutcomes {
public:
    static Result<RecordOutcomes> load(Store& store, AccountId account, ImportJob const& job);
    Result<RecordOutcome> at(std::uint32_t record);

private:
    RecordOutcomes() = default;
    std::vector<RecordOutcome> logged_{};
    std::optional<PieceReader<PlannedRecord>> planned_{};
};

} // namespace muster
