#pragma once

#include "mapping/date_format.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// Which format the dates of a column have, from all of its values: counts only, so that memory does not grow. One thread.
class DateEvidence {
public:
    explicit DateEvidence(Date today) : today_{today} {}

    /// A trimmed text that is not blank. Years before 1900 and a century ahead count as no date: they are numbers of another kind.
    void add(std::string_view text);
    /// A cell that the spreadsheet itself calls a date.
    void add_date_cell() { ++values_, ++date_cells_; }

    std::int64_t values() const { return values_; }
    /// Values that are dates of any format.
    std::int64_t dates() const { return dates_ + date_cells_; }

    struct Verdict {
        std::string_view format{}; ///< empty when nothing is a date
        std::int64_t fitting{};    ///< values that are dates of that format, date cells included
        enum class Order : std::uint8_t { open, decided } order{Order::open};
        std::string sentence{}; ///< what decides between day and month, or that nothing does; empty when there is no question
    };
    /// `named` is a format that the title says: it decides where the values do not contradict it.
    Verdict verdict(std::optional<DateFormat> const& named) const;

private:
    /// Texts of one look share what separates them and where a year of four digits is; which orders fit is what their numbers tell.
    static constexpr std::size_t looks = 11;
    /// Bits of the orders (DateFormat::Order) in which a text is a date.
    static constexpr std::size_t order_sets = 8;
    using Counts = std::array<std::int64_t, order_sets>;

    /// How many texts fit all orders of `with` and none of `without`.
    static std::int64_t counted(Counts const& counts, unsigned with, unsigned without);
    static DateFormat::Order best_order(Counts const& counts, std::optional<DateFormat::Order> named);
    void weigh(std::size_t look, DateFormat::Order best, DateFormat::Order rival, Verdict& verdict) const;
    std::optional<std::size_t> usual_look() const;

    Date today_{};
    std::int64_t values_{};
    std::int64_t dates_{};
    std::int64_t date_cells_{};
    std::array<Counts, looks> counts_{};
};

/// 1,234,567.
std::string grouped(std::int64_t number);

} // namespace muster
