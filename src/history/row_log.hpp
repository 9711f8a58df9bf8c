#pragma once

#include "grouping/grouping.hpp"
#include "history/record_outcomes.hpp"
#include "mapping/problem_file.hpp"
#include "store/store.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace muster {

/// One row of an import with what became, or would become, of it.
struct LoggedRow {
    RowEntry entry{};
    Outcome outcome{Outcome::none};        ///< blank, rejected, folded; the record's for its first row
    ProblemCode code{ProblemCode::none};   ///< the row's; the record's for its first row
    RecordOutcome record{};                ///< of the record that it belongs to; none when it belongs to none
    std::vector<StoredProblem> problems{}; ///< of its cells, of itself, and of the record whose first row it is
    /// Whether nothing of it was taken: by itself, or because its record was rejected.
    bool rejected() const { return outcome == Outcome::rejected || record.outcome == Outcome::rejected; }
};

/// Reads the rows of one import in the file's order. Memory: the outcomes of all records (24 bytes each) and the problems of rejected
/// ones. One thread.
class RowLog {
public:
    enum class Problems : std::uint8_t { with, without };
    static Result<std::unique_ptr<RowLog>> open(Store& store, AccountId account, ImportJob const& job, Problems problems);
    /// False at the end.
    Result<bool> next(LoggedRow& into);
    /// Why the record of a folded row was rejected: the problems of its first row, which has been read before.
    std::vector<StoredProblem> const& problems_of_record(std::uint32_t record) const;

private:
    /// One file of problems, with its next one at hand.
    struct ProblemStream {
        ProblemReader reader;
        StoredProblem ahead{};
        bool more{};
    };
    RowLog(std::shared_ptr<ByteSource const> rows, RecordOutcomes outcomes) : rows_{std::move(rows)}, outcomes_{std::move(outcomes)} {}
    Result<void> read_problems(RowNumber row, std::vector<StoredProblem>& into);
    void keep_what_holds(LoggedRow& row) const;

    PieceReader<RowEntry> rows_;
    RecordOutcomes outcomes_;
    std::uint64_t index_{};
    std::vector<ProblemStream> streams_{};
    std::unordered_map<std::uint32_t, std::vector<StoredProblem>> rejected_records_{};
};

/// Whether a code is found by planning, so that another plan or the commit may find otherwise.
bool is_found_by_planning(ProblemCode code);

} // namespace muster
