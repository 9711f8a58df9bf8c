#include "mapping/suggestion.hpp"

#include "base/formula_guard.hpp"
#include "base/text.hpp"
#include "mapping/suggestion_contents.hpp"
#include "mapping/suggestion_judge.hpp"
#include "mapping/suggestion_title.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace muster {

namespace {

/// Rows at the start whose every cell is studied: enough for shares of one in a thousand, cheap against reading the file.
constexpr std::int64_t most_first_rows = 2'048;
/// Files with very many columns get fewer, so that neither time nor memory grows with them: about so many cells in all.
constexpr std::int64_t first_cells = 200'000;
constexpr std::int64_t fewest_first_rows = 64;
/// Of the rows after them every so many, because files are often sorted.
constexpr std::int64_t rows_per_studied_one = 64;
/// Columns with fewer values than these are watched in every row, so that rare values are seen wherever they stand.
constexpr std::int64_t values_of_rare_column = 256;

/// A cell's value as it will be mapped: without the export's guard and outer spaces.
std::string_view value_of(Cell const& cell) { return text::trim(without_guard(text::trim(cell.text))); }

} // namespace

std::string_view name_of(Grade grade)
{
    switch (grade) {
    case Grade::none: return "none";
    case Grade::likely: return "likely";
    case Grade::certain: return "certain";
    }
    return {};
}

std::string_view name_of(ContentKind kind)
{
    switch (kind) {
    case ContentKind::nothing: return "nothing";
    case ContentKind::text: return "text";
    case ContentKind::number: return "number";
    case ContentKind::date: return "date";
    case ContentKind::phone: return "phone";
    case ContentKind::email: return "email";
    case ContentKind::web_address: return "webAddress";
    }
    return {};
}

struct ColumnStudy::State {
    struct Column {
        std::string name{}; ///< as the user knows it
        TitleReading title{};
        ColumnContents contents;
    };

    Target const& target;
    std::vector<Column> columns{};
    std::optional<std::size_t> country_column{}; ///< the first whose title is surely the country
    std::int64_t first_rows{};                   ///< studied whole
    std::int64_t rare{};                         ///< columns with fewer values are watched
    std::int64_t rows{};
    std::vector<std::size_t> watched{}; ///< columns that are looked at in every row; renewed batch by batch

    State(Target const& of, Reading const& reading, std::span<AttributeField const> attributes, Date today) : target{of}
    {
        std::vector<std::string_view> titles;
        for (muster::Column const& column : reading.columns) { titles.emplace_back(column.title); }
        std::vector<TitleReading> readings = TitleReader{target, attributes}.read_all(titles);
        columns.reserve(readings.size());
        auto const width = static_cast<std::int64_t>(std::max<std::size_t>(1, readings.size()));
        first_rows = std::clamp(first_cells / width, fewest_first_rows, most_first_rows);
        rare = std::min(values_of_rare_column, first_rows);
        for (std::size_t i = 0; i < readings.size(); ++i) {
            if (!country_column && readings[i].field == "country" && readings[i].grade == Grade::certain) { country_column = i; }
            ColumnContents contents{readings[i], today};
            columns.push_back({reading.columns[i].name(), std::move(readings[i]), std::move(contents)});
        }
    }

    void study_row(RowBatch const& batch, std::size_t row)
    {
        std::string_view const country = country_column ? value_of(batch.cell(row, *country_column)) : std::string_view{};
        for (std::size_t i = 0; i < columns.size(); ++i) { study_cell(columns[i], batch.cell(row, i), country); }
    }

    static void study_cell(Column& column, Cell const& cell, std::string_view country)
    {
        if (cell.text.empty()) { return; }
        std::string_view const value = value_of(cell);
        if (!value.empty()) { column.contents.study(value, cell.kind, country); }
    }

    /// A row that is not studied whole.
    void watch_row(RowBatch const& batch, std::size_t row)
    {
        for (std::size_t const i : watched) {
            Cell const cell = batch.cell(row, i);
            if (cell.text.empty()) { continue; }
            Column& column = columns[i];
            if (column.contents.studied() < rare) {
                study_cell(column, cell, country_column ? value_of(batch.cell(row, *country_column)) : std::string_view{});
                continue;
            }
            if (!column.contents.wants_dates()) { continue; }
            std::string_view const value = value_of(cell);
            if (!value.empty()) { column.contents.study_date(value, cell.kind); }
        }
    }

    void renew_watched()
    {
        watched.clear();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            ColumnContents const& contents = columns[i].contents;
            if (contents.studied() < rare || contents.wants_dates()) { watched.push_back(i); }
        }
    }

    /// Rows have not been studied whole: only rare columns have been seen all the same.
    void note_passed_over()
    {
        for (Column& column : columns) {
            if (column.contents.studied() >= rare) { column.contents.pass_over(); }
        }
    }

    Suggestion judge_column(std::size_t i, RowCountry row_country) const
    {
        Suggestion suggestion = judge(target, columns[i].title, columns[i].contents, row_country);
        suggestion.column = i;
        return suggestion;
    }

    /// Whether the column that row by row went with the phones is surely the one that will be mapped to the country.
    RowCountry row_country() const
    {
        if (!country_column) { return RowCountry::unknown; }
        auto const rank = [this](std::size_t i) {
            return std::tuple{judge_column(i, RowCountry::unknown).grade, columns[i].contents.studied() > 0};
        };
        auto const its_rank = rank(*country_column);
        for (std::size_t i = *country_column + 1; i < columns.size(); ++i) {
            if (columns[i].title.field == "country" && rank(i) > its_rank) { return RowCountry::unknown; }
        }
        return its_rank == std::tuple{Grade::certain, true} ? RowCountry::known : RowCountry::unknown;
    }

    /// Takes a field of one value from all columns but the best.
    void settle(std::vector<Suggestion>& suggestions) const
    {
        for (std::size_t i = 0; i < suggestions.size(); ++i) {
            if (suggestions[i].grade == Grade::none || is_many(suggestions[i].field)) { continue; }
            std::size_t best = i;
            for (std::size_t other = i + 1; other < suggestions.size(); ++other) {
                if (suggestions[other].field == suggestions[i].field && is_better(suggestions, other, best)) { best = other; }
            }
            for (std::size_t other = i; other < suggestions.size(); ++other) {
                if (other == best || suggestions[other].field != suggestions[best].field) { continue; }
                suggestions[other] = {
                    other, Grade::none, {}, {}, suggestions[best].field + " is proposed for the column " + columns[best].name};
            }
        }
    }

    bool is_many(std::string_view field) const
    {
        FieldRule const* const rule = target.find(field);
        return rule != nullptr && rule->arity == Arity::many;
    }

    bool is_better(std::vector<Suggestion> const& suggestions, std::size_t a, std::size_t b) const
    {
        auto const rank = [&](std::size_t i) {
            return std::tuple{suggestions[i].grade, columns[i].contents.studied() > 0, columns[i].title.match};
        };
        return rank(a) > rank(b);
    }
};

ColumnStudy::ColumnStudy(Target const& target, Reading const& reading, std::span<AttributeField const> attributes, Date today)
    : state_{std::make_unique<State>(target, reading, attributes, today)}
{
}
ColumnStudy::~ColumnStudy() = default;
ColumnStudy::ColumnStudy(ColumnStudy&&) noexcept = default;
ColumnStudy& ColumnStudy::operator=(ColumnStudy&&) noexcept = default;

void ColumnStudy::add(RowBatch const& rows)
{
    state_->renew_watched();
    bool passed_over = false;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        RowBatch::Entry const& entry = rows.entry(row);
        // Where a row has too many cells, what belongs where cannot be known.
        if (entry.blank || has(entry.faults, RowFault::too_many_cells)) { continue; }
        ++state_->rows;
        if (state_->rows <= state_->first_rows || state_->rows % rows_per_studied_one == 0) {
            state_->study_row(rows, row);
        } else {
            state_->watch_row(rows, row);
            passed_over = true;
        }
    }
    if (passed_over) { state_->note_passed_over(); }
}

std::vector<Suggestion> ColumnStudy::suggestions() const
{
    std::vector<Suggestion> suggestions;
    RowCountry const row_country = state_->row_country();
    for (std::size_t i = 0; i < state_->columns.size(); ++i) { suggestions.push_back(state_->judge_column(i, row_country)); }
    state_->settle(suggestions);
    for (Suggestion& suggestion : suggestions) { suggestion.contents = state_->columns[suggestion.column].contents.kind(); }
    return suggestions;
}

} // namespace muster
