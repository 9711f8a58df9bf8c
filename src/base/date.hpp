#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// A day of the proleptic Gregorian calendar.
struct Date {
    int year{};
    int month{}; ///< 1..12
    int day{};   ///< 1..31
    auto operator<=>(Date const&) const = default;
};

/// Whether that day exists (leap years; year 1..9999).
bool exists(Date date);
/// YYYY-MM-DD.
std::string to_text(Date date);
/// Reads exactly YYYY-MM-DD.
std::optional<Date> parse_date(std::string_view text);
/// Days since 1970-01-01 and back.
std::int64_t days_since_epoch(Date date);
Date date_of_days(std::int64_t days);

/// A moment in UTC, microseconds since 1970-01-01T00:00:00Z.
struct Instant {
    static constexpr std::int64_t second = 1'000'000; ///< in microseconds
    std::int64_t microseconds{};
    auto operator<=>(Instant const&) const = default;
};

/// The system clock; the only place that reads it. Rules take an Instant as an argument.
Instant now();
Date date_of(Instant instant);
/// 2026-11-23T14:05:09Z, with .ffffff when there is a fraction of a second.
std::string to_text(Instant instant);
/// ISO 8601: date, 'T' or a space, hh:mm[:ss[.fraction]], then Z, ±hh[[:]mm] or nothing (then UTC). Digits below a
/// microsecond are cut off; no leap seconds.
std::optional<Instant> parse_instant(std::string_view text);

} // namespace muster
