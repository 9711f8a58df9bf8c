#include "base/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

namespace muster {

namespace {

bool all_digits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char digit) { return digit >= '0' && digit <= '9'; });
}

std::string_view without_leading_zeros(std::string_view digits)
{
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
}

std::string_view without_trailing_zeros(std::string_view digits)
{
    std::size_t const last = digits.find_last_not_of('0');
    return digits.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

/// A number's sign, the digits before its point and those behind it; the digits are not looked at.
struct Parts {
    bool negative{};
    std::string_view whole{};
    std::string_view fraction{};
};

Parts split(std::string_view text)
{
    Parts parts;
    if (text.starts_with('-') || text.starts_with('+')) {
        parts.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    std::size_t const point = text.find('.');
    parts.whole = text.substr(0, point);
    if (point != std::string_view::npos) { parts.fraction = text.substr(point + 1); }
    return parts;
}

/// Compares two numbers without sign: digits before the point have no leading zeros, those behind it no trailing ones.
int compare_magnitudes(Parts const& a, Parts const& b)
{
    std::string_view const whole_a = without_leading_zeros(a.whole);
    std::string_view const whole_b = without_leading_zeros(b.whole);
    if (whole_a.size() != whole_b.size()) { return whole_a.size() < whole_b.size() ? -1 : 1; }
    int const whole = whole_a.compare(whole_b);
    return whole != 0 ? whole : a.fraction.compare(b.fraction);
}

} // namespace

std::optional<std::string> canonical_decimal(std::string_view text)
{
    Parts parts = split(text);
    if (!all_digits(parts.whole) || !all_digits(parts.fraction) || (parts.whole.empty() && parts.fraction.empty())) { return std::nullopt; }
    parts.whole = without_leading_zeros(parts.whole);
    parts.fraction = without_trailing_zeros(parts.fraction);
    std::size_t const significant =
        parts.whole.empty() ? without_leading_zeros(parts.fraction).size() : parts.whole.size() + parts.fraction.size();
    if (significant > decimal_digits) { return std::nullopt; }
    if (significant == 0) { return "0"; }
    std::string canonical{parts.negative ? "-" : ""};
    canonical += parts.whole.empty() ? "0" : parts.whole;
    if (!parts.fraction.empty()) { canonical.append(".").append(parts.fraction); }
    return canonical;
}

std::optional<std::string> canonical_hundredths(std::string_view text)
{
    std::optional<std::string> number = canonical_decimal(text);
    if (!number) { return number; }
    std::size_t const digits = number->front() == '-' ? 1 : 0;
    std::size_t point = number->find('.');
    if (point == std::string::npos) {
        point = number->size();
    } else {
        number->erase(point, 1);
    }
    while (point < digits + 2) { // "7" needs zeros in front of it: "0.07"
        number->insert(digits, 1, '0');
        ++point;
    }
    number->insert(point - 2, 1, '.');
    return canonical_decimal(*number);
}

std::optional<std::string> canonical_integer(std::string_view text)
{
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) { return std::nullopt; }
    }
    std::int64_t value{};
    auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
    return std::to_string(value);
}

int compare_decimals(std::string_view a, std::string_view b)
{
    Parts const left = split(a);
    Parts const right = split(b);
    if (left.negative != right.negative) { return left.negative ? -1 : 1; }
    int const order = compare_magnitudes(left, right);
    return left.negative ? -order : order;
}

} // namespace muster
