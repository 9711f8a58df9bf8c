#include "base/date.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace muster {

namespace {

constexpr std::int64_t microseconds_per_second = 1'000'000;
constexpr std::int64_t seconds_per_minute = 60;
constexpr std::int64_t seconds_per_hour = 3'600;
constexpr std::int64_t seconds_per_day = 86'400;
constexpr std::int64_t microseconds_per_day = seconds_per_day * microseconds_per_second;
constexpr std::size_t fraction_digits = 6;

// Days in 400, 100 and 4 years and in one; days from 0000-03-01, where the calendar's years begin below, to 1970-01-01.
constexpr std::int64_t days_per_era = 146'097;
constexpr std::int64_t days_per_century = 36'524;
constexpr std::int64_t days_per_four_years = 1'461;
constexpr std::int64_t days_per_year = 365;
constexpr std::int64_t days_before_epoch = 719'468;

constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

constexpr bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

/// At least `width` digits, with zeros in front.
void append_padded(std::string& into, std::int64_t value, std::size_t width)
{
    std::string const digits = std::to_string(value < 0 ? -value : value);
    if (value < 0) { into.push_back('-'); }
    if (digits.size() < width) { into.append(width - digits.size(), '0'); }
    into += digits;
}

/// Reads a text from its front; every method says whether it took something.
class Reader {
public:
    explicit Reader(std::string_view text) : text_{text} {}

    bool at_end() const { return text_.empty(); }
    bool take(char expected)
    {
        if (!text_.starts_with(expected)) { return false; }
        text_.remove_prefix(1);
        return true;
    }
    /// Exactly `width` digits, with a value of at most `highest`.
    bool take_digits(std::size_t width, std::int64_t highest, std::int64_t& into)
    {
        if (text_.size() < width) { return false; }
        into = 0;
        for (char const digit : text_.substr(0, width)) {
            if (digit < '0' || digit > '9') { return false; }
            into = 10 * into + (digit - '0');
        }
        text_.remove_prefix(width);
        return into <= highest;
    }
    /// One digit or more; the rest below a microsecond is cut off.
    bool take_fraction(std::int64_t& microseconds)
    {
        std::size_t const count = std::min(text_.find_first_not_of("0123456789"), text_.size());
        if (count == 0) { return false; }
        microseconds = 0;
        for (std::size_t i = 0; i < fraction_digits; ++i) { microseconds = 10 * microseconds + (i < count ? text_[i] - '0' : 0); }
        text_.remove_prefix(count);
        return true;
    }

private:
    std::string_view text_;
};

bool take_date(Reader& reader, Date& date)
{
    std::int64_t year{};
    std::int64_t month{};
    std::int64_t day{};
    if (!reader.take_digits(4, 9999, year) || !reader.take('-') || !reader.take_digits(2, 12, month) || !reader.take('-') ||
        !reader.take_digits(2, 31, day)) {
        return false;
    }
    date = {static_cast<int>(year), static_cast<int>(month), static_cast<int>(day)};
    return exists(date);
}

/// hh:mm[:ss[.fraction]] as microseconds of the day. No leap seconds: UTC as POSIX counts it.
bool take_time(Reader& reader, std::int64_t& microseconds)
{
    std::int64_t hour{};
    std::int64_t minute{};
    std::int64_t second{};
    std::int64_t fraction{};
    if (!reader.take_digits(2, 23, hour) || !reader.take(':') || !reader.take_digits(2, 59, minute)) { return false; }
    if (reader.take(':')) {
        if (!reader.take_digits(2, 59, second)) { return false; }
        if (reader.take('.') && !reader.take_fraction(fraction)) { return false; }
    }
    microseconds = (hour * seconds_per_hour + minute * seconds_per_minute + second) * microseconds_per_second + fraction;
    return true;
}

/// Z, ±hh, ±hh:mm, ±hhmm or nothing, as seconds east of UTC.
bool take_offset(Reader& reader, std::int64_t& seconds)
{
    seconds = 0;
    if (reader.at_end() || reader.take('Z')) { return true; }
    bool const west = reader.take('-');
    if (!west && !reader.take('+')) { return false; }
    std::int64_t hours{};
    std::int64_t minutes{};
    if (!reader.take_digits(2, 23, hours)) { return false; }
    bool const colon = reader.take(':');
    if ((colon || !reader.at_end()) && !reader.take_digits(2, 59, minutes)) { return false; }
    seconds = (hours * seconds_per_hour + minutes * seconds_per_minute) * (west ? -1 : 1);
    return true;
}

} // namespace

bool exists(Date date)
{
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12 || date.day < 1) { return false; }
    int const leap_day = date.month == 2 && is_leap(date.year) ? 1 : 0;
    return date.day <= days[static_cast<std::size_t>(date.month - 1)] + leap_day;
}

std::string to_text(Date date)
{
    std::string text;
    append_padded(text, date.year, 4);
    text.push_back('-');
    append_padded(text, date.month, 2);
    text.push_back('-');
    append_padded(text, date.day, 2);
    return text;
}

std::optional<Date> parse_date(std::string_view text)
{
    Reader reader{text};
    Date date;
    if (!take_date(reader, date) || !reader.at_end()) { return std::nullopt; }
    return date;
}

// Both directions count years from 1 March, so that the leap day is a year's last one (Howard Hinnant, "chrono-Compatible Low-Level Date
// Algorithms", days_from_civil and civil_from_days).
std::int64_t days_since_epoch(Date date)
{
    std::int64_t const year = static_cast<std::int64_t>(date.year) - (date.month <= 2 ? 1 : 0);
    std::int64_t const era = floor_divide(year, 400);
    std::int64_t const year_of_era = year - era * 400;
    std::int64_t const month = date.month > 2 ? date.month - 3 : date.month + 9;
    std::int64_t const day_of_year = (153 * month + 2) / 5 + date.day - 1;
    return era * days_per_era + year_of_era * days_per_year + year_of_era / 4 - year_of_era / 100 + day_of_year - days_before_epoch;
}

Date date_of_days(std::int64_t days)
{
    std::int64_t const era = floor_divide(days + days_before_epoch, days_per_era);
    std::int64_t const day_of_era = days + days_before_epoch - era * days_per_era;
    std::int64_t const leap_days_left_out =
        day_of_era / (days_per_four_years - 1) - day_of_era / days_per_century + day_of_era / (days_per_era - 1);
    std::int64_t const year_of_era = (day_of_era - leap_days_left_out) / days_per_year;
    std::int64_t const day_of_year = day_of_era - (days_per_year * year_of_era + year_of_era / 4 - year_of_era / 100);
    std::int64_t const month = (5 * day_of_year + 2) / 153;
    Date date;
    date.day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
    date.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
    date.year = static_cast<int>(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
    return date;
}

Instant now()
{
    auto const since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count()};
}

Date date_of(Instant instant) { return date_of_days(floor_divide(instant.microseconds, microseconds_per_day)); }

std::string to_text(Instant instant)
{
    std::int64_t const day = floor_divide(instant.microseconds, microseconds_per_day);
    std::int64_t const of_day = instant.microseconds - day * microseconds_per_day;
    std::int64_t const second = of_day / microseconds_per_second;
    std::int64_t const fraction = of_day % microseconds_per_second;
    std::string text = to_text(date_of_days(day));
    text.push_back('T');
    append_padded(text, second / seconds_per_hour, 2);
    text.push_back(':');
    append_padded(text, second / seconds_per_minute % 60, 2);
    text.push_back(':');
    append_padded(text, second % 60, 2);
    if (fraction != 0) {
        text.push_back('.');
        append_padded(text, fraction, fraction_digits);
    }
    text.push_back('Z');
    return text;
}

std::optional<Instant> parse_instant(std::string_view text)
{
    Reader reader{text};
    Date date;
    std::int64_t time{};
    std::int64_t offset{};
    bool const read = take_date(reader, date) && (reader.take('T') || reader.take(' ')) && take_time(reader, time) &&
                      take_offset(reader, offset) && reader.at_end();
    if (!read) { return std::nullopt; }
    Instant const instant{days_since_epoch(date) * microseconds_per_day + time - offset * microseconds_per_second};
    if (!exists(date_of(instant))) { return std::nullopt; } // the offset moved it out of the years 1..9999
    return instant;
}

} // namespace muster
