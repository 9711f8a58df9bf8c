#pragma once

#include "base/date.hpp"
#include "reading/row.hpp"
#include "reading/table.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace muster {

/// For the tests of suggestions: titles and rows as texts, and the day on which they are looked at.
using Texts = std::vector<std::string>;

inline constexpr Date today{2026, 11, 24};

inline Reading reading_of(Texts const& titles)
{
    Reading reading;
    for (std::string const& title : titles) { reading.columns.push_back({reading.columns.size() + 1, title}); }
    return reading;
}

inline void add_row(RowBatch& batch, Texts const& cells, CellKind kind = CellKind::text)
{
    batch.begin_row({static_cast<std::int64_t>(batch.size()) + 2}, 0);
    for (std::string const& cell : cells) { batch.add_cell(cell, kind); }
    batch.end_row();
}

} // namespace muster
