#include "mapping/date_format.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace muster {

namespace {

constexpr int years_per_century = 100;

/// The closed list, most usual first. Doubled letters come before single ones, so that a proposal names the usual form.
constexpr std::array<std::string_view, 42> format_names{
    "yyyy-MM-dd", "dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "dd-MM-yyyy", "yyyy/MM/dd", "yyyyMMdd", "MM-dd-yyyy", "yyyy.MM.dd",
    "MM.dd.yyyy", "ddMMyyyy",   "MMddyyyy",   "dd.MM.yy",   "dd/MM/yy",   "MM/dd/yy",   "dd-MM-yy", "MM-dd-yy",   "MM.dd.yy",
    "yy-MM-dd",   "yy/MM/dd",   "yy.MM.dd",   "yyMMdd",     "ddMMyy",     "MMddyy",     "yyyy-M-d", "d.M.yyyy",   "d/M/yyyy",
    "M/d/yyyy",   "d-M-yyyy",   "yyyy/M/d",   "M-d-yyyy",   "yyyy.M.d",   "M.d.yyyy",   "d.M.yy",   "d/M/yy",     "M/d/yy",
    "d-M-yy",     "M-d-yy",     "M.d.yy",     "yy-M-d",     "yy/M/d",     "yy.M.d",
};

enum class Part : unsigned char { year, month, day };

constexpr std::array<Part, 3> parts_of(DateFormat::Order order)
{
    switch (order) {
    case DateFormat::Order::year_month_day: return {Part::year, Part::month, Part::day};
    case DateFormat::Order::day_month_year: return {Part::day, Part::month, Part::year};
    case DateFormat::Order::month_day_year: return {Part::month, Part::day, Part::year};
    }
    return {};
}

constexpr DateFormat::Order order_of(std::string_view name)
{
    switch (name.front()) {
    case 'y': return DateFormat::Order::year_month_day;
    case 'd': return DateFormat::Order::day_month_year;
    default: return DateFormat::Order::month_day_year;
    }
}

constexpr char separator_of(std::string_view name)
{
    std::size_t const at = name.find_first_of("-/.");
    return at == std::string_view::npos ? '\0' : name[at];
}

/// Takes the digits in front, `fewest` to `most` of them.
bool take_number(std::string_view& text, std::size_t fewest, std::size_t most, int& into)
{
    std::size_t taken = 0;
    into = 0;
    for (; taken < most && taken < text.size() && text[taken] >= '0' && text[taken] <= '9'; ++taken) {
        into = 10 * into + (text[taken] - '0');
    }
    text.remove_prefix(taken);
    return taken >= fewest;
}

/// Takes what stands between two parts. Behind a dot there may be a space: 1. 2. 1990.
bool take_separator(std::string_view& text, char separator)
{
    if (!text.starts_with(separator)) { return false; }
    text.remove_prefix(1);
    while (separator == '.' && text.starts_with(' ')) { text.remove_prefix(1); }
    return true;
}

/// The latest day not after today that a year of two digits can mean.
std::optional<Date> with_century(Date date, Date today)
{
    int const this_century = today.year / years_per_century * years_per_century;
    for (int const century : {this_century, this_century - years_per_century}) {
        Date const candidate{century + date.year, date.month, date.day};
        if (exists(candidate) && candidate <= today) { return candidate; }
    }
    return std::nullopt;
}

} // namespace

std::vector<DateFormat> const& DateFormat::all()
{
    static std::vector<DateFormat> const formats = [] {
        std::vector<DateFormat> list;
        for (std::string_view const name : format_names) {
            DateFormat format;
            format.name_ = name;
            format.order_ = order_of(name);
            format.separator_ = separator_of(name);
            format.year_digits_ = static_cast<std::size_t>(std::count(name.begin(), name.end(), 'y'));
            list.push_back(format);
        }
        return list;
    }();
    return formats;
}

std::optional<DateFormat> DateFormat::find(std::string_view name)
{
    for (DateFormat const& format : all()) {
        if (text::equal_ascii_caseless(format.name_, name)) { return format; }
    }
    return std::nullopt;
}

std::optional<Date> DateFormat::read(std::string_view text, Date today) const
{
    std::size_t const fewest_digits = separator_ == '\0' ? 2 : 1;
    std::array<Part, 3> const parts = parts_of(order_);
    Date date;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0 && separator_ != '\0' && !take_separator(text, separator_)) { return std::nullopt; }
        bool const is_year = parts[i] == Part::year;
        int& number = is_year ? date.year : parts[i] == Part::month ? date.month : date.day;
        if (!take_number(text, is_year ? year_digits_ : fewest_digits, is_year ? year_digits_ : 2, number)) { return std::nullopt; }
    }
    if (separator_ == '.' && text.starts_with('.')) { text.remove_prefix(1); } // ordinal dots, as in 1. 2. 1990.
    if (!text.empty()) { return std::nullopt; }
    if (year_digits_ == 2) { return with_century(date, today); }
    return exists(date) ? std::optional{date} : std::nullopt;
}

} // namespace muster
