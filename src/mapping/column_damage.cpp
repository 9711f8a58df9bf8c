#include "base/text.hpp"
#include "mapping/auto_date.hpp"
#include "mapping/mapped_column.hpp"
#include "mapping/mapper.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace muster {

namespace {

constexpr std::size_t examples_kept = 5;
/// Longer texts of digits are no numbers that a spreadsheet could have spoiled.
constexpr std::size_t longest_number = 32;
/// Digits of a number that spreadsheets keep: a double's.
constexpr std::size_t digits_kept = 15;

// What makes a length the usual one of a column: fewer values, or a smaller share of them, could be chance.
constexpr std::int64_t least_of_usual_length = 4;
constexpr std::int64_t usual_share_numerator = 2;
constexpr std::int64_t usual_share_denominator = 3;
/// Numbers that rise from row to row in nine of ten cases were counted up: 9 before 10 has lost nothing.
constexpr double counted_up = 0.9;
/// So were numbers that use up a fifth of all that there are below the usual length.
constexpr double dense = 0.2;
/// Zeros behind the 15th digit that are needed before they count as rounding: by chance one column in a thousand has them.
constexpr std::int64_t least_rounded_zeros = 3;

using Example = std::pair<RowNumber, std::string>;

struct Counted {
    std::int64_t count{};
    std::vector<Example> examples{};

    void add(RowNumber row, std::string_view value)
    {
        ++count;
        if (examples.size() < examples_kept) { examples.emplace_back(row, value); }
    }
    void add(Counted const& other)
    {
        count += other.count;
        examples.insert(examples.end(), other.examples.begin(), other.examples.end());
    }
};

bool is_digits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

bool less_number(std::string_view a, std::string_view b) { return a.size() != b.size() ? a.size() < b.size() : a < b; }

/// Which signs a field can show.
bool shows_numbers(FieldKind kind) { return kind == FieldKind::external_id || kind == FieldKind::text || kind == FieldKind::integer; }
bool shows_zeros(FieldKind kind) { return kind == FieldKind::external_id || kind == FieldKind::text; }
bool shows_dates(FieldKind kind)
{
    return kind == FieldKind::external_id || kind == FieldKind::text || kind == FieldKind::name || kind == FieldKind::tags;
}

/// What one column has shown so far.
class ColumnWatch {
public:
    ColumnWatch(std::uint32_t column, FieldKind kind) : column_{column}, kind_{kind} {}

    std::uint32_t column() const { return column_; }
    void start_batch() { previous_ = {}; }

    void add(RowNumber row, Cell cell)
    {
        std::string_view const text = text::trim(cell.text);
        if (text.empty()) { return; }
        ++values_;
        if (shows_dates(kind_) && (cell.kind == CellKind::date || cell.kind == CellKind::date_time || is_auto_date(text))) {
            dates_.add(row, cell.text);
        }
        if (shows_numbers(kind_) && is_digits(text)) { add_number(row, text); }
    }

    void report(std::vector<ColumnDamage::Finding>& into) const
    {
        if (dates_.count > 0 && dates_.count * 2 <= values_) { report(ProblemCode::damage_auto_date, dates_, into); }
        if (rounded_.count * 2 > long_numbers_ && rounded_zeros_ >= least_rounded_zeros) {
            report(ProblemCode::damage_rounded_digits, rounded_, into);
        }
        if (shows_zeros(kind_)) { report_zeros(into); }
    }

private:
    void add_number(RowNumber row, std::string_view digits)
    {
        if (digits.size() > longest_number) { return; }
        if (digits.size() > digits_kept) {
            ++long_numbers_;
            std::size_t const last = digits.find_last_not_of('0');
            if (last != std::string_view::npos && last < digits_kept) {
                rounded_zeros_ += static_cast<std::int64_t>(digits.size() - digits_kept);
                rounded_.add(row, digits);
            }
        }
        by_length_[digits.size()].add(row, digits);
        if (digits.size() > 1 && digits.front() == '0') { ++leading_zeros_; }
        if (!previous_.empty()) {
            ++steps_;
            rises_ += less_number(previous_, digits) ? 1 : 0;
        }
        previous_ = digits;
    }

    void report_zeros(std::vector<ColumnDamage::Finding>& into) const
    {
        auto const usual =
            std::max_element(by_length_.begin(), by_length_.end(), [](Counted const& a, Counted const& b) { return a.count < b.count; });
        std::int64_t numbers = 0;
        Counted shorter;
        for (auto length = by_length_.begin(); length != by_length_.end(); ++length) {
            numbers += length->count;
            if (length < usual) { shorter.add(*length); }
        }
        bool const is_usual =
            usual->count >= least_of_usual_length && usual->count * usual_share_denominator >= numbers * usual_share_numerator;
        if (shorter.count == 0 || !is_usual || (leading_zeros_ == 0 && is_counter(usual - by_length_.begin(), shorter.count))) { return; }
        report(ProblemCode::damage_lost_leading_zeros, shorter, into);
    }

    bool is_counter(std::ptrdiff_t usual_length, std::int64_t shorter) const
    {
        double possible = 1;
        for (std::ptrdiff_t i = 1; i < usual_length; ++i) { possible *= 10; }
        bool const rising = steps_ > 0 && static_cast<double>(rises_) >= counted_up * static_cast<double>(steps_);
        return rising || static_cast<double>(shorter) >= dense * possible;
    }

    void report(ProblemCode code, Counted const& counted, std::vector<ColumnDamage::Finding>& into) const
    {
        ColumnDamage::Finding finding{column_, code, counted.count, counted.examples};
        std::sort(finding.examples.begin(), finding.examples.end());
        if (finding.examples.size() > examples_kept) { finding.examples.resize(examples_kept); }
        into.push_back(std::move(finding));
    }

    std::uint32_t column_;
    FieldKind kind_;
    std::int64_t values_{};
    Counted dates_{};
    Counted rounded_{};
    std::int64_t long_numbers_{};
    std::int64_t rounded_zeros_{};
    std::array<Counted, longest_number + 1> by_length_{};
    std::int64_t leading_zeros_{};
    std::int64_t steps_{};
    std::int64_t rises_{};
    std::string_view previous_{}; ///< of the same batch
};

} // namespace

struct ColumnDamage::State {
    std::vector<ColumnWatch> columns{};
};

/// A recipe that the mapper refuses shows nothing here.
ColumnDamage::ColumnDamage(Target const& target, Recipe const& recipe, Reading const& reading, std::span<AttributeField const> attributes)
    : state_{std::make_unique<State>()}
{
    Result<MappedColumns> const mapped = map_columns(target, recipe, reading, attributes);
    if (!mapped) { return; }
    for (MappedColumn const& column : mapped->columns) {
        FieldKind const kind = column.rule.kind;
        if (shows_numbers(kind) || shows_dates(kind)) { state_->columns.emplace_back(column.column, kind); }
    }
    std::sort(state_->columns.begin(), state_->columns.end(),
              [](ColumnWatch const& a, ColumnWatch const& b) { return a.column() < b.column(); });
}

ColumnDamage::~ColumnDamage() = default;

void ColumnDamage::add(RowBatch const& rows)
{
    for (ColumnWatch& column : state_->columns) {
        column.start_batch();
        for (std::size_t row = 0; row < rows.size(); ++row) {
            RowBatch::Entry const& entry = rows.entry(row);
            if (entry.blank || has(entry.faults, RowFault::too_many_cells)) { continue; }
            column.add(entry.number, rows.cell(row, column.column()));
        }
        column.start_batch(); // what it remembers of the batch dies with it
    }
}

std::vector<ColumnDamage::Finding> ColumnDamage::findings() const
{
    std::vector<Finding> found;
    for (ColumnWatch const& column : state_->columns) { column.report(found); }
    return found;
}

} // namespace muster
