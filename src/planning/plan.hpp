#pragma once

#include "base/digest.hpp"
#include "base/pieces.hpp"
#include "grouping/record_reader.hpp"
#include "matching/matching.hpp"
#include "planning/applier.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace muster {

/// What is kept of a planned record beside its Group.
struct PlannedRecord {
    std::int64_t target{};       ///< id of the profile that it changes; 0 = none or a new one
    std::uint64_t fingerprint{}; ///< of whom it met, with versions (AppliedRecord)
    Outcome outcome{Outcome::none};
    ProblemCode code{ProblemCode::none};
    std::uint16_t unused{};
    std::uint32_t persons_merged{};
};
static_assert(sizeof(PlannedRecord) == 24);

/// The files of an analysis that a plan is made from.
struct PlanSources {
    std::shared_ptr<ByteSource const> spill{}, rows{}, groups{}, members{}, hits{};
};

/// What a record's rejection or warning is told as. `persons` are the stored profiles that it meets.
struct RecordFinding {
    std::uint32_t ordinal{};
    RowNumber row{};
    ProblemCode code{};
    std::vector<ProfileId> persons{};
};

/// Reads hits in step with the records.
class HitReader {
public:
    explicit HitReader(std::shared_ptr<ByteSource const> hits) : reader_{std::move(hits)} {}
    /// The profiles that a record hits, appended; records in ascending order only.
    Result<void> read(std::uint32_t record, std::vector<ProfileId>& into);

private:
    PieceReader<Hit> reader_;
    std::uint64_t next_{};
};

struct PlanInput {
    Target const& target;
    AccountId account{};
    ApplyRules rules{};                  ///< without the import's own tags
    std::vector<ProfileId> shared{};     ///< profiles met by two or more records, ascending
    std::vector<std::string> own_tags{}; ///< names that the import gives by itself (MANUAL): counted when new
    Counts counts{};                     ///< what grouping counted: the rows' side
    Sha256 file_digest{};
    std::string recipe{};                                      ///< the effective one, canonical JSON
    std::function<Result<void>(std::int64_t done)> progress{}; ///< may be empty; an Error (cancelled) stops the planning
    std::function<void(RecordFinding const&)> on_finding{};    ///< may be empty
};

struct PlanResult {
    Counts counts{};
    std::string hash{}; ///< hexadecimal
    std::vector<std::string> new_tags{};
};

/// Plans every record in order and writes PlannedRecords; nothing in the store changes. The sums are conserved.
Result<PlanResult> make_plan(PlanInput const& input, PlanSources const& sources, Transaction& store, ByteSink& planned);

/// Adds one record's outcome to the counts.
void count(Counts& counts, Applied const& applied);
void count(Counts& counts, Admission const& admission);

} // namespace muster
