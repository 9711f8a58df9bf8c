#pragma once

#include "planning/plan.hpp"
#include "service/workplace.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace muster {

/// Applies records of an analysed import once more, in order, over the store as it is, without writing: what each does to its profile.
/// For showing differences before anything is committed. One thread.
class PlanReplay {
public:
    /// `records` ascending; all others are as if they were not there. The transaction outlives the call.
    using Take = std::function<Result<void>(RecordInput const&, AppliedRecord&)>;
    static Result<void> run(Workplace const& place, ImportJob const& job, Transaction& transaction,
                            std::vector<std::uint32_t> const& records, TagNames& tags, Take const& take);
};

/// The records that decide together what becomes of one: those up to it that meet the same stored profiles, directly or through others.
Result<std::vector<std::uint32_t>> records_met_together(Store& store, ImportId import, std::uint32_t record);
/// Every record of the import.
Result<std::vector<std::uint32_t>> all_records(Store& store, ImportId import);

} // namespace muster
