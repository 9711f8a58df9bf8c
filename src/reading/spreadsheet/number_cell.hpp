#pragma once

#include "reading/row.hpp"
#include "reading/spreadsheet/number_format.hpp"

#include <string>

namespace muster {

/// Where a workbook's day count begins.
enum class DateSystem : std::uint8_t {
    from_1900, ///< day 1 is 1900-01-01 and day 60 the 1900-02-29 that never was
    from_1904  ///< day 0 is 1904-01-01
};

/// Appends what a number cell says in plain characters and tells its kind. Numbers: whole ones to the last digit that the double holds
/// exactly, others with at most 15 significant digits (what spreadsheet programs show), never with an exponent; percent with its sign
/// ("12.5%"). Dates: YYYY-MM-DD; with time of day, where the format shows it, YYYY-MM-DDThh:mm:ss, rounded to the millisecond, .fff
/// where it is not zero; times hh:mm:ss likewise, those of a number above 1 as the day's clock shows them, durations with all their
/// hours. A date format over a whole number gives date, over a number below 1 a time (0 is a day in the 1904 system, in the other one
/// midnight). A number that no date is (negative, day 60 of the 1900 system, beyond the year 9999) stays a number. Style text gives the
/// digits as text. What is not finite gives the error #NUM!.
CellKind append_number(std::string& into, double number, NumberStyle style, DateSystem system);

} // namespace muster
