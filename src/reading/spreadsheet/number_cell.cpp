#include "reading/spreadsheet/number_cell.hpp"

#include "base/date.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace muster {

namespace {

/// What spreadsheet programs keep of a number that is not whole.
constexpr int significant_digits = 15;
/// Whole numbers below it fit into 64 bits.
constexpr double whole_bound = 9.2e18;
constexpr std::int64_t milliseconds_per_day = 86'400'000;
/// Days of the 1900 system: the last one before the leap day that never was, and 9999-12-31.
constexpr std::int64_t last_before_leap_day = 59, leap_day = 60, last_day = 2'958'465;
/// Days from the beginning of the 1900 system to that of the 1904 system.
constexpr std::int64_t days_between_systems = 1'462;
/// Day 0 of the 1900 system for days behind the leap day, counted from 1970-01-01.
constexpr std::int64_t beginning_1900 = -25'569;
constexpr int percent_shift = 2;

void append_whole(std::string& into, double number)
{
    std::array<char, 400> text; // the longest double has 309 digits
    auto const end = std::abs(number) < whole_bound
                         ? std::to_chars(text.data(), text.data() + text.size(), static_cast<std::int64_t>(number)).ptr
                         : std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed, 0).ptr;
    into.append(text.data(), end);
}

/// Significant digits without zeros at their end, and the power of ten of the first: 0.0125 is 125 and -2.
struct Decimal {
    std::array<char, 40> digits;
    std::size_t count{};
    int exponent{};
};

/// The shortest digits that give the number back, or, where these are too many, the rounded ones.
Decimal decimal_of(double positive)
{
    std::array<char, 40> text; // "d.dddddddddddddddde-308"
    char* end = std::to_chars(text.data(), text.data() + text.size(), positive, std::chars_format::scientific).ptr;
    auto const count_digits = [&text, &end] { return std::string_view{text.data(), end}.find('e') - 1; };
    if (count_digits() > significant_digits) {
        end = std::to_chars(text.data(), text.data() + text.size(), positive, std::chars_format::scientific, significant_digits - 1).ptr;
    }
    Decimal decimal;
    char const* at = text.data();
    for (; *at != 'e'; ++at) {
        if (*at != '.') { decimal.digits[decimal.count++] = *at; }
    }
    ++at;
    std::from_chars(*at == '+' ? at + 1 : at, end, decimal.exponent);
    while (decimal.count > 1 && decimal.digits[decimal.count - 1] == '0') { --decimal.count; }
    return decimal;
}

/// The number times ten to the power of `shift`, without an exponent.
void append_fraction(std::string& into, double number, int shift)
{
    if (number < 0) { into += '-'; }
    Decimal const decimal = decimal_of(std::abs(number));
    int const exponent = decimal.exponent + shift;
    std::string_view const digits{decimal.digits.data(), decimal.count};
    if (exponent < 0) {
        into += "0.";
        into.append(static_cast<std::size_t>(-exponent - 1), '0');
        into += digits;
        return;
    }
    std::size_t const whole = static_cast<std::size_t>(exponent) + 1;
    into += digits.substr(0, whole);
    if (whole > digits.size()) { into.append(whole - digits.size(), '0'); }
    if (whole < digits.size()) {
        into += '.';
        into += digits.substr(whole);
    }
}

void append_plain(std::string& into, double number)
{
    if (number == std::trunc(number)) {
        append_whole(into, number);
    } else {
        append_fraction(into, number, 0);
    }
}

void append_percent(std::string& into, double number)
{
    if (number == 0) {
        into += '0';
    } else if (number == std::trunc(number) && std::abs(number) < whole_bound) {
        append_whole(into, number);
        into += "00";
    } else {
        append_fraction(into, number, percent_shift);
    }
    into += '%';
}

/// At least `width` digits, zeros in front.
void append_digits(std::string& into, std::int64_t number, std::size_t width)
{
    std::array<char, 24> text;
    std::string_view const digits{text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr};
    if (digits.size() < width) { into.append(width - digits.size(), '0'); }
    into += digits;
}

void append_time(std::string& into, std::int64_t milliseconds)
{
    constexpr std::int64_t per_second = 1'000, per_minute = 60'000, per_hour = 3'600'000;
    append_digits(into, milliseconds / per_hour, 2);
    into += ':';
    append_digits(into, milliseconds / per_minute % 60, 2);
    into += ':';
    append_digits(into, milliseconds / per_second % 60, 2);
    if (std::int64_t const rest = milliseconds % per_second; rest != 0) {
        into += '.';
        append_digits(into, rest, 3);
    }
}

void append_date(std::string& into, std::int64_t day_of_1900)
{
    Date const date = date_of_days(beginning_1900 + day_of_1900 + (day_of_1900 <= last_before_leap_day ? 1 : 0));
    append_digits(into, date.year, 4);
    into += '-';
    append_digits(into, date.month, 2);
    into += '-';
    append_digits(into, date.day, 2);
}

/// A moment on a workbook's clock.
struct Moment {
    std::int64_t day{};          ///< of the 1900 system
    std::int64_t milliseconds{}; ///< since the day's begin
};

CellKind append_moment(std::string& into, Moment moment, NumberStyle style)
{
    append_date(into, moment.day);
    if (style == NumberStyle::date || moment.milliseconds == 0) { return CellKind::date; }
    into += 'T';
    append_time(into, moment.milliseconds);
    return CellKind::date_time;
}

bool counts_days(NumberStyle style)
{
    switch (style) {
    case NumberStyle::date:
    case NumberStyle::date_time:
    case NumberStyle::time:
    case NumberStyle::duration: return true;
    case NumberStyle::number:
    case NumberStyle::percent:
    case NumberStyle::text: break;
    }
    return false;
}

} // namespace

CellKind append_number(std::string& into, double number, NumberStyle style, DateSystem system)
{
    if (!std::isfinite(number)) {
        into += "#NUM!";
        return CellKind::error;
    }
    if (style == NumberStyle::percent) {
        append_percent(into, number);
        return CellKind::number;
    }
    if (counts_days(style) && number >= 0 && number < static_cast<double>(last_day + 1)) {
        double const whole = std::floor(number);
        Moment moment{static_cast<std::int64_t>(whole), std::llround((number - whole) * static_cast<double>(milliseconds_per_day))};
        if (moment.milliseconds == milliseconds_per_day) { moment = {moment.day + 1, 0}; }
        bool const dated = moment.day > 0 || (system == DateSystem::from_1904 && moment.milliseconds == 0);
        if (style == NumberStyle::time || style == NumberStyle::duration || !dated) {
            std::int64_t const days = style == NumberStyle::duration ? moment.day : 0;
            append_time(into, days * milliseconds_per_day + moment.milliseconds);
            return CellKind::time;
        }
        if (system == DateSystem::from_1904) { moment.day += days_between_systems; }
        if (moment.day != leap_day && moment.day <= last_day) { return append_moment(into, moment, style); }
    }
    append_plain(into, number);
    return style == NumberStyle::text ? CellKind::text : CellKind::number;
}

} // namespace muster
