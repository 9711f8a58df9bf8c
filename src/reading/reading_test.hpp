#pragma once

#include "base/file.hpp"
#include "reading/delimited/delimited_table.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace muster::reading_test {

/// What a test wants to know of a file that was read.
struct Outcome {
    std::string error{};
    Reading reading{};
    ReadingSummary summary{};
    RowBatch rows{};

    std::string finding(std::string const& what) const
    {
        for (auto const* findings : {&reading.findings, &summary.findings}) {
            for (Finding const& finding : *findings) {
                if (finding.what == what) { return finding.value; }
            }
        }
        return "";
    }
    /// Titles joined by '|', untitled ones as #n.
    std::string titles() const
    {
        std::string text;
        for (Column const& column : reading.columns) { text += (column.ordinal > 1 ? "|" : "") + column.name(); }
        return text;
    }
    /// Rows separated by '/', cells by '|'.
    std::string cells() const
    {
        std::string text;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (row > 0) { text += '/'; }
            for (std::size_t column = 0; column < rows.entry(row).cell_count; ++column) {
                if (column > 0) { text += '|'; }
                text += rows.cell(row, column).text;
            }
        }
        return text;
    }
    /// Row numbers and the first letters of their faults: "2 3s 4q" (short, long, quote, undecodable).
    std::string numbers() const
    {
        std::string text;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            RowFault const faults = rows.entry(row).faults;
            text += (row > 0 ? " " : "") + std::to_string(rows.entry(row).number.value);
            if (has(faults, RowFault::too_few_cells)) { text += 's'; }
            if (has(faults, RowFault::too_many_cells)) { text += 'l'; }
            if (has(faults, RowFault::stray_quote)) { text += 'q'; }
            if (has(faults, RowFault::undecodable)) { text += 'u'; }
        }
        return text;
    }
};

inline Outcome read(std::string bytes, ReadingChoices const& choices = {}, std::vector<std::string> const& named = {},
                    DelimitedWay way = {})
{
    Outcome outcome;
    std::shared_ptr<ByteSource const> const file{memory_source(std::move(bytes))};
    auto table = open_delimited(file, choices, named, way);
    if (!table) {
        outcome.error = table.error().code;
        return outcome;
    }
    outcome.reading = (*table)->reading();
    auto rows = (*table)->rows();
    if (!rows) {
        outcome.error = rows.error().code;
        return outcome;
    }
    RowBatch batch;
    do {
        auto const more = (*rows)->next(batch);
        if (!more) {
            outcome.error = more.error().code;
            return outcome;
        }
        for (std::size_t row = 0; row < batch.size(); ++row) { outcome.rows.append(batch, row); }
    } while (!batch.empty());
    outcome.summary = (*rows)->summary();
    return outcome;
}

} // namespace muster::reading_test
