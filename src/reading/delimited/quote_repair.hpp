#pragma once

#include "reading/delimited/record_scanner.hpp"

namespace muster {

/// Reads a stretch of one physical line whose quotes are damaged. Each cell that begins with a quote may be quoted, up to any quote
/// that stands before a delimiter, or plain text. The cheapest reading with `wanted` cells is taken (cost: an opening quote as
/// text, a quote inside that is not doubled, a possible end passed over), else the cheapest of all. `wanted` 0: none is preferred.
/// The cells replace the content of `into`. Returns whether there are `wanted` of them. Dynamic programming over the cells' starts;
/// where that would be too much work (thousands of quotes in a line) every quote is text.
bool repair_quotes(std::string_view text, std::size_t begin, std::size_t end, Dialect const& dialect, std::size_t wanted,
                   std::vector<CellSpan>& into);

} // namespace muster
