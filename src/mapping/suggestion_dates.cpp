#include "mapping/suggestion_dates.hpp"

#include <algorithm>
#include <numeric>

namespace muster {

namespace {

using Order = DateFormat::Order;

constexpr std::size_t order_count = 3;
constexpr std::size_t no_look = static_cast<std::size_t>(-1);

/// The orders from the one proposed first where nothing decides: most of the world writes the day before the month.
constexpr std::array<Order, order_count> orders_by_use{Order::year_month_day, Order::day_month_year, Order::month_day_year};

/// People in a file were born in 1900 or later, as the domain rules; contracts and the like end within a century.
constexpr int first_plausible_year = 1'900;
constexpr int plausible_years_ahead = 100;

/// Contradictions up to one in fifty are slips of the pen (a bad cell or two in a long column), not another order.
constexpr std::int64_t tolerated_one_in = 50;

// The looks: three for each separator, two without one.
enum Look : std::size_t {
    year_first = 0,
    year_last = 1,
    short_year = 2,
    looks_per_separator = 3,
    eight_digits = 9,
    six_digits = 10,
    look_count = 11
};

constexpr std::size_t separator_place(char separator)
{
    switch (separator) {
    case '-': return 0;
    case '/': return 1;
    case '.': return 2;
    default: return no_look;
    }
}

constexpr unsigned bit_of(Order order) { return 1U << static_cast<unsigned>(order); }

std::size_t look_of(DateFormat const& format)
{
    if (format.separator() == '\0') { return format.year_digits() == 4 ? eight_digits : six_digits; }
    std::size_t const start = separator_place(format.separator()) * looks_per_separator;
    if (format.year_digits() == 2) { return start + short_year; }
    return start + (format.order() == Order::year_month_day ? year_first : year_last);
}

using FormatTable = std::array<std::array<DateFormat const*, order_count>, look_count>;

/// The format of each look and order; null where the list has none (a year of four digits in the middle).
FormatTable const& formats()
{
    static FormatTable const table = [] {
        FormatTable cells{};
        for (DateFormat const& format : DateFormat::all()) {
            DateFormat const*& cell = cells[look_of(format)][static_cast<std::size_t>(format.order())];
            if (cell == nullptr) { cell = &format; } // the doubled letters come first
        }
        return cells;
    }();
    return table;
}

constexpr std::string_view all_digits = "0123456789";

std::size_t look_of(std::string_view text)
{
    constexpr std::size_t longest_date = 16; // 01. 02. 1990. with some spaces
    std::size_t const first = std::min(text.find_first_not_of(all_digits), text.size());
    if (first == 0 || text.size() > longest_date) { return no_look; }
    if (first == text.size()) { return first == 8 ? eight_digits : first == 6 ? six_digits : no_look; }
    std::size_t const place = separator_place(text[first]);
    if (place == no_look) { return no_look; }
    if (first == 4) { return place * looks_per_separator + year_first; }
    // A digit is there, but behind the last separator there may be none: 13-
    std::size_t const last_digit = text.find_last_of(all_digits);
    std::size_t const before = text.find_last_not_of(all_digits, last_digit);
    std::size_t const last = before == std::string_view::npos ? last_digit + 1 : last_digit - before;
    return place * looks_per_separator + (last == 4 ? year_last : short_year);
}

bool is_plausible(Date date, Date today) { return date.year >= first_plausible_year && date.year <= today.year + plausible_years_ahead; }

std::string values_have(std::int64_t count, std::string const& what)
{
    return (count == 0 ? "none has " : count == 1 ? "1 value has " : grouped(count) + " values have ") + what;
}

/// Whether two orders differ in nothing but day and month.
constexpr bool is_about_months(Order a, Order b) { return a != Order::year_month_day && b != Order::year_month_day; }

/// The sentence that tells which numbers cannot be months.
std::string day_or_month(Order order, std::int64_t for_it, std::int64_t against)
{
    bool const day_first = order == Order::day_month_year;
    std::string const days = std::string{"a "} + (day_first ? "first" : "second") + " number above 12";
    std::string const months = std::string{"a "} + (day_first ? "second" : "first") + " above 12";
    std::string const against_text = against == 0 ? "none has " : grouped(against) + (against == 1 ? " has " : " have ");
    return values_have(for_it, days) + "; " + against_text + months;
}

} // namespace

std::string grouped(std::int64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

void DateEvidence::add(std::string_view text)
{
    ++values_;
    std::size_t const look = look_of(text);
    if (look == no_look) { return; }
    unsigned fitting = 0;
    for (DateFormat const* const format : formats()[look]) {
        if (format == nullptr) { continue; }
        std::optional<Date> const date = format->read(text, today_);
        if (date && is_plausible(*date, today_)) { fitting |= bit_of(format->order()); }
    }
    if (fitting == 0) { return; }
    ++dates_;
    ++counts_[look][fitting];
}

std::int64_t DateEvidence::counted(Counts const& counts, unsigned with, unsigned without)
{
    std::int64_t sum = 0;
    for (unsigned set = 0; set < counts.size(); ++set) {
        if ((set & with) == with && (set & without) == 0) { sum += counts[set]; }
    }
    return sum;
}

std::optional<std::size_t> DateEvidence::usual_look() const
{
    std::size_t usual = 0;
    std::int64_t most = 0;
    for (std::size_t look = 0; look < looks; ++look) {
        std::int64_t const sum = std::accumulate(counts_[look].begin(), counts_[look].end(), std::int64_t{});
        if (sum > most) {
            most = sum;
            usual = look;
        }
    }
    return most > 0 ? std::optional{usual} : std::nullopt;
}

/// The order that most values fit; among equals the named one, then the most used.
Order DateEvidence::best_order(Counts const& counts, std::optional<Order> named)
{
    Order best = named.value_or(orders_by_use.front());
    for (Order const order : orders_by_use) {
        if (counted(counts, bit_of(order), 0) > counted(counts, bit_of(best), 0)) { best = order; }
    }
    return best;
}

/// Holds the best order against one that would fit too.
void DateEvidence::weigh(std::size_t look, Order best, Order rival, Verdict& verdict) const
{
    Counts const& counts = counts_[look];
    std::int64_t const for_it = counted(counts, bit_of(best), bit_of(rival));
    std::int64_t const against = counted(counts, bit_of(rival), bit_of(best));
    bool const decides = for_it > 0 && against * tolerated_one_in <= for_it;
    if (!decides) { verdict.order = Verdict::Order::open; }
    if (!verdict.sentence.empty() && decides) { return; }
    if (for_it == 0 && against == 0) {
        verdict.sentence = "no value tells which number is the day and which the month";
    } else if (is_about_months(best, rival)) {
        verdict.sentence = day_or_month(best, for_it, against);
    } else {
        verdict.sentence = grouped(for_it) + " fit only " + std::string{verdict.format} + ", " + grouped(against) + " only " +
                           std::string{formats()[look][static_cast<std::size_t>(rival)]->name()};
    }
}

DateEvidence::Verdict DateEvidence::verdict(std::optional<DateFormat> const& named) const
{
    static_assert(looks == look_count);
    std::optional<std::size_t> const look = usual_look();
    if (!look) { return date_cells_ > 0 ? Verdict{"yyyy-MM-dd", date_cells_, Verdict::Order::decided, {}} : Verdict{}; }
    Counts const& counts = counts_[*look];
    bool const named_has_look = named && look_of(*named) == *look;
    Order const best = best_order(counts, named_has_look ? std::optional{named->order()} : std::nullopt);
    Verdict verdict{formats()[*look][static_cast<std::size_t>(best)]->name(),
                    counted(counts, bit_of(best), 0) + date_cells_,
                    Verdict::Order::decided,
                    {}};
    for (Order const rival : orders_by_use) {
        bool const is_format = rival != best && formats()[*look][static_cast<std::size_t>(rival)] != nullptr;
        if (is_format && (is_about_months(best, rival) || counted(counts, bit_of(rival), 0) > 0)) { weigh(*look, best, rival, verdict); }
    }
    if (verdict.order == Verdict::Order::open && named_has_look && named->order() == best) {
        verdict.order = Verdict::Order::decided;
        verdict.sentence = "the title names the format " + std::string{named->name()};
    }
    return verdict;
}

} // namespace muster
