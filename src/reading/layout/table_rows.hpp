#pragma once

#include "reading/layout/columns.hpp"
#include "reading/row_source.hpp"
#include "reading/table.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace muster {

/// What the rows of a table are measured by.
struct TableShape {
    std::int64_t first_data_row{1};
    std::vector<std::string> titles{};    ///< of the title row, trimmed; empty where there is none or they stand in several rows
    std::vector<ColumnProfile> profile{}; ///< of the first rows
    std::size_t columns{};
    std::size_t cells{}; ///< of the title row, as it stands; 0 without one
    enum class Extent : std::uint8_t { first_table, whole_file } extent{Extent::first_table};
    /// What a row's length says: in text, that a delimiter is missing or too many; in a sheet nothing, each cell stands in its column.
    enum class Lengths : std::uint8_t { tell_faults, tell_nothing } lengths{Lengths::tell_faults};
};

/// The rows of the first table: passes over what stands above it, leaves out empty rows at its end, and stops at a further table,
/// whose rows it counts: other titles after a blank line, or the titles again with columns added or left out. One thread.
class TableRows final : public RowReader {
public:
    /// `reopen` gives a source at the beginning of the same file; it is asked only when a file has very many blank rows.
    using Reopen = std::function<Result<std::unique_ptr<RowSource>>()>;
    TableRows(std::unique_ptr<RowSource> source, TableShape shape, Reopen reopen)
        : source_{std::move(source)}, shape_{std::move(shape)}, reopen_{std::move(reopen)}
    {
    }

    Result<void> next(RowBatch& batch) override;
    ReadingSummary const& summary() const override { return summary_; }

private:
    Result<void> fill(RowBatch& batch);
    Result<bool> take(RowBatch& batch);
    Result<void> settle(RowBatch& batch);
    Result<bool> starts_further_table(RowBatch const& batch);
    Result<bool> has_other_titles(RowBatch const& batch);
    Result<void> look_ahead();
    Result<void> take_outside(RowBatch& batch);
    Result<void> hold_back(RowBatch& batch);
    void accept(RowBatch& batch);
    void judge_length(RowBatch& batch);
    bool repeats_titles(RowBatch const& batch, std::size_t row) const;
    void finish();

    std::unique_ptr<RowSource> source_;
    TableShape shape_;
    Reopen reopen_;
    RowBatch held_{};  ///< blank rows that count only if a filled one follows
    RowBatch ahead_{}; ///< rows read to judge the one before them
    std::size_t ahead_next_{};
    std::size_t pending_{}; ///< index in the batch of the first blank row in suspense; none: batch size
    bool suspense_{};
    bool ended_{};
    bool outside_{};
    bool outside_blank_{};
    std::int64_t last_filled_{}; ///< known only after very many blank rows, when it has been looked for
    bool looked_for_last_{};
    std::vector<RowNumber> further_tables_{};
    std::vector<RowNumber> repeated_titles_{};
    std::int64_t repeated_{};
    std::vector<RowNumber> padded_{}; ///< rows that end in more blank cells than there are columns
    std::int64_t rows_padded_{};
    std::vector<RowNumber> beyond_{}; ///< rows of a sheet with something beyond the table's columns
    std::int64_t rows_beyond_{};
    ReadingSummary summary_{};
};

} // namespace muster
