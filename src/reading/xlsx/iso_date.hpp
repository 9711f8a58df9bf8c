#pragma once

#include "reading/row.hpp"
#include "reading/spreadsheet/number_format.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// Appends the date, the moment or the time that a cell of type d holds (ISO 8601 in its extended form: "2021-01-31",
/// "2021-01-31T14:05:09.5Z", "14:05"), in the shape that append_number() gives: a date where the time of day is midnight or the style
/// does not show it. Zones are passed over: the cell shows the clock's time. Nothing, and nothing appended, for any other text.
std::optional<CellKind> append_iso_date(std::string& into, std::string_view text, NumberStyle style);

} // namespace muster
