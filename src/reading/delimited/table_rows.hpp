#pragma once

#include "reading/delimited/columns.hpp"
#include "reading/delimited/tokenizer.hpp"
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
};

/// The rows of the first table: passes over what stands above it, leaves out empty rows at its end, and stops at a further table,
/// whose rows it counts: other titles after a blank line, or the titles again with columns added or left out. One thread.
class TableRows final : public RowReader {
public:
    /// `reopen` gives a tokenizer at the beginning of the same file; it is asked only when a file has very many blank rows.
    using Reopen = std::function<Result<Tokenizer>()>;
    TableRows(Tokenizer tokenizer, TableShape shape, Reopen reopen)
        : tokenizer_{std::move(tokenizer)}, shape_{std::move(shape)}, reopen_{std::move(reopen)}
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
    bool repeats_titles(RowBatch const& batch, std::size_t row) const;
    void finish();

    Tokenizer tokenizer_;
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
    ReadingSummary summary_{};
};

} // namespace muster
