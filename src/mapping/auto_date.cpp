#include "mapping/auto_date.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace muster {

namespace {

/// "01. sept. 2021" has 16 bytes with its accents; longer texts are none.
constexpr std::size_t longest = 18;
constexpr std::size_t shortest = 4;

/// Folded, without dots.
constexpr auto months = std::to_array<std::string_view>({
    "jan", "feb",  "mar", "apr", "may", "jun",  "jul",  "aug",  "sep", "sept", "oct",  "nov",  "dec",
    "mär", "mrz",  "mai", "okt", "dez", "janv", "févr", "mars", "avr", "juin", "juil", "août", "déc",
    "sij", "velj", "vlj", "ožu", "tra", "svi",  "lip",  "srp",  "kol", "ruj",  "lis",  "stu",  "pro",
});

std::size_t take_digits(std::string_view& text)
{
    std::size_t const count = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(count);
    return count;
}

/// '-', '.', ". ", or a space where programs write one.
bool take_separator(std::string_view& text)
{
    if (text.starts_with(". ")) {
        text.remove_prefix(2);
        return true;
    }
    if (!text.starts_with('-') && !text.starts_with('.') && !text.starts_with(' ')) { return false; }
    text.remove_prefix(1);
    return true;
}

bool take_month(std::string_view& text)
{
    std::size_t const length = std::min(text.find_first_of("0123456789-. "), text.size());
    bool const known = std::find(months.begin(), months.end(), text.substr(0, length)) != months.end();
    if (known) { text.remove_prefix(length); }
    return known;
}

bool is_day(std::size_t digits) { return digits == 1 || digits == 2; }
bool is_year(std::size_t digits) { return digits == 2 || digits == 4; }

/// 1-Jan, 1-Jan-21
bool is_day_first(std::string_view text)
{
    if (!is_day(take_digits(text)) || !take_separator(text) || !take_month(text)) { return false; }
    return text.empty() || text == "." || (take_separator(text) && is_year(take_digits(text)) && text.empty());
}

/// Jan-21
bool is_month_first(std::string_view text)
{
    return take_month(text) && take_separator(text) && is_year(take_digits(text)) && text.empty();
}

/// 1月2日
bool is_japanese(std::string_view text)
{
    constexpr std::string_view month = "月";
    constexpr std::string_view day = "日";
    if (!is_day(take_digits(text)) || !text.starts_with(month)) { return false; }
    text.remove_prefix(month.size());
    return is_day(take_digits(text)) && text == day;
}

} // namespace

bool is_auto_date(std::string_view text)
{
    if (text.size() < shortest || text.size() > longest) { return false; }
    if (!text::is_digit(text.front()) && !text::is_digit(text.back())) { return false; }
    std::string const folded = text::fold(text);
    return is_day_first(folded) || is_month_first(folded) || is_japanese(text);
}

} // namespace muster
