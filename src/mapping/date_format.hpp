#pragma once

#include "base/date.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace muster {

/// A format out of the closed list: an order of day, month and year with what stands between them. Two-digit years are the latest ones
/// not in the future. A field of one letter (d, M) takes one or two digits, a doubled one (dd, MM) too: what people type as
/// dd.MM.yyyy is often 1.2.1990; the number of the year's digits is exact. A plain value; safe from any thread.
class DateFormat {
public:
    /// The format of a name, without ASCII case; nothing when the list has none.
    static std::optional<DateFormat> find(std::string_view name);
    /// Most usual first.
    static std::vector<DateFormat> const& all();
    std::string_view name() const { return name_; }
    /// The day that a trimmed text names. With dots there may be a space behind each and one dot more at the end (1. 2. 1990.), as much
    /// of Europe writes it. `today` decides the century of two-digit years: the latest day that is not after it.
    std::optional<Date> read(std::string_view text, Date today) const;
    enum class Order : unsigned char { year_month_day, day_month_year, month_day_year };
    Order order() const { return order_; }
    char separator() const { return separator_; } ///< '\0' = none
    std::size_t year_digits() const { return year_digits_; }

private:
    std::string_view name_{};
    Order order_{};
    char separator_{};
    std::size_t year_digits_{};
};

} // namespace muster
