#pragma once

#include <cstdint>
#include <string_view>

namespace muster {

/// What a number format makes of a number.
enum class NumberStyle : std::uint8_t {
    number,
    percent,
    date,      ///< year, month or day, no time of day
    date_time, ///< both
    time,      ///< hours, minutes or seconds, no date
    duration,  ///< the same, counting on beyond a day ("[h]:mm")
    text       ///< "@": the number was typed into a text cell
};

/// Understands the code of a number format ("yyyy\-mm\-dd;@", "[$-409]d-mmm", "[h]:mm", "#,##0 \"d\"", "[Red]0.00"): quoted and escaped
/// characters, fill and space directives, colours, conditions and locales are passed over; only the first section counts. Era, Japanese,
/// Chinese and Thai year letters are dates (ECMA-376 part 1, 18.8.30 and 18.8.31). What has places for digits (0 # ?) is a number, those
/// of fractions of a second aside, and words of other letters (General, an unquoted USD) mean nothing.
NumberStyle style_of_format(std::string_view code);

/// The style of a built-in format number (ECMA-376 part 1, 18.8.30, with the numbers that East Asian versions use for dates: 27-36,
/// 50-58, and Thai ones: 67-81); number for those that are not built in. 34, 35, 55 and 56, dates in some versions and times in others,
/// give date_time, so that the number itself decides.
NumberStyle style_of_built_in_format(std::uint32_t number);

} // namespace muster
