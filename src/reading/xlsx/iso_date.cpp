#include "reading/xlsx/iso_date.hpp"

#include "base/date.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cstddef>

namespace muster {

namespace {

constexpr std::size_t date_length = 10;

/// Takes two digits below `bound` from the beginning.
bool take_pair(std::string_view& text, int bound)
{
    if (text.size() < 2 || !text::is_digit(text[0]) || !text::is_digit(text[1])) { return false; }
    bool const good = (text[0] - '0') * 10 + (text[1] - '0') < bound;
    text.remove_prefix(2);
    return good;
}

bool is_zone(std::string_view text)
{
    if (text.empty() || text == "Z") { return true; }
    if (text.front() != '+' && text.front() != '-') { return false; }
    text.remove_prefix(1);
    constexpr int hours = 24, minutes = 60;
    if (!take_pair(text, hours)) { return false; }
    if (text.starts_with(':')) { text.remove_prefix(1); }
    return text.empty() || (take_pair(text, minutes) && text.empty());
}

/// hh:mm:ss[.fff] of "14:05" and kin, digits below a millisecond cut off; empty when it is no time.
std::string clock_of(std::string_view text)
{
    constexpr int hours = 24, minutes = 60;
    constexpr std::size_t shortest = 5, milliseconds = 3;
    std::string_view rest = text;
    if (!take_pair(rest, hours) || !rest.starts_with(':')) { return {}; }
    rest.remove_prefix(1);
    if (!take_pair(rest, minutes)) { return {}; }
    std::string clock{text.substr(0, shortest)};
    if (!rest.starts_with(':')) { return is_zone(rest) ? clock + ":00" : std::string{}; }
    clock += rest.substr(0, milliseconds); // ":ss" is as long
    rest.remove_prefix(1);
    if (!take_pair(rest, minutes)) { return {}; }
    if (rest.starts_with('.') || rest.starts_with(',')) {
        rest.remove_prefix(1);
        std::size_t const digits = static_cast<std::size_t>(std::ranges::find_if_not(rest, text::is_digit) - rest.begin());
        std::string fraction{rest.substr(0, std::min(digits, milliseconds))};
        fraction.resize(milliseconds, '0');
        if (digits == 0) { return {}; }
        if (fraction != "000") { clock += "." + fraction; }
        rest.remove_prefix(digits);
    }
    return is_zone(rest) ? clock : std::string{};
}

} // namespace

std::optional<CellKind> append_iso_date(std::string& into, std::string_view text, NumberStyle style)
{
    if (!parse_date(text.substr(0, date_length))) {
        std::string const clock = clock_of(text.starts_with('T') ? text.substr(1) : text);
        if (clock.empty()) { return std::nullopt; }
        into += clock;
        return CellKind::time;
    }
    std::string_view const behind = text.substr(date_length);
    std::string const clock = behind.empty() ? std::string{"00:00:00"} : clock_of(behind.substr(1));
    bool const separated = behind.empty() || behind.front() == 'T' || behind.front() == ' ';
    if (clock.empty() || !separated) { return std::nullopt; }
    into += text.substr(0, date_length);
    if (style == NumberStyle::date || clock == "00:00:00") { return CellKind::date; }
    into += "T" + clock;
    return CellKind::date_time;
}

} // namespace muster
