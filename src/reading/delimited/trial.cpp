#include "reading/delimited/trial.hpp"

#include "reading/delimited/record_scanner.hpp"
#include "reading/layout/shape.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace muster {

namespace {

/// Records that are cut for one trial, and those of them whose cells are looked at: enough for a verdict, short enough to try thirty.
constexpr std::size_t most_records = 1'000;
constexpr std::size_t most_shaped = 200;

/// Calls `see(cells)` for each record of the text that is no empty line.
template <class See>
void each_record(std::string_view text, RecordScanner& scanner, std::size_t limit, See see)
{
    std::size_t seen = 0;
    for (std::size_t at = 0; at < text.size() && seen < limit;) {
        auto const record = scanner.scan(text, at, Ending::end_of_file);
        if (record.status != RecordScanner::Status::complete) { return; }
        if (!scanner.cells().empty()) {
            see(record);
            ++seen;
        }
        at = record.end;
    }
}

bool is_quoted(std::string_view text, CellSpan const& cell, char quote)
{
    return quote != 0 && cell.begin > 0 && text[cell.begin - 1] == quote && cell.end < text.size() && text[cell.end] == quote;
}

void choose_width(Trial& trial, std::vector<std::size_t> const& widths)
{
    std::map<std::size_t, std::size_t> counts;
    for (std::size_t const width : widths) { ++counts[width]; }
    trial.rows = widths.size();
    trial.cells = 1;
    trial.most = counts.empty() ? 0 : counts.rbegin()->first;
    for (auto const& [width, count] : counts) {
        if (width >= 2 && count >= trial.agreeing) {
            trial.cells = width;
            trial.agreeing = count;
        }
    }
    if (trial.cells == 1) {
        trial.agreeing = trial.rows;
        return;
    }
    trial.first = static_cast<std::size_t>(std::find(widths.begin(), widths.end(), trial.cells) - widths.begin());
}

void look_at_cells(std::string_view text, RecordScanner& scanner, Trial& trial)
{
    std::size_t row = 0;
    std::size_t whole = 0;
    std::size_t telling = 0;
    std::size_t all = 0;
    std::string cell_text;
    each_record(text, scanner, trial.first + most_shaped, [&](auto const&) {
        if (row++ < trial.first) { return; }
        for (CellSpan const& cell : scanner.cells()) {
            cell_text.clear();
            append_text(text, cell, trial.dialect, cell_text);
            Shape const shape = shape_of(cell_text);
            bool const quoted = is_quoted(text, cell, trial.dialect.quote);
            whole += shape != Shape::odd || quoted ? 1U : 0U;
            telling += is_telling(shape) ? 1U : 0U;
            ++all;
        }
    });
    trial.whole = all > 0 ? static_cast<double>(whole) / static_cast<double>(all) : 0;
    trial.telling = all > 0 ? static_cast<double>(telling) / static_cast<double>(all) : 0;
}

double score_of(Trial const& trial)
{
    bool const by_chance = trial.agreeing < 2 && trial.rows > 2;
    if (trial.cells < 2 || by_chance) { return 0; }
    double const width = static_cast<double>(trial.cells);
    double const covered = static_cast<double>(trial.rows - trial.first) / static_cast<double>(trial.rows);
    return trial.agreement() * trial.agreement() * (width - 1) / width * trial.whole * std::sqrt(covered);
}

} // namespace

Trial try_dialect(std::string_view text, Dialect dialect)
{
    Trial trial{.dialect = dialect};
    RecordScanner scanner{std::move(dialect)};
    std::vector<std::size_t> widths;
    each_record(text, scanner, most_records, [&](auto const& record) {
        widths.push_back(scanner.cells().size());
        trial.faults += record.fault != RowFault::none ? 1U : 0U;
        for (CellSpan const& cell : scanner.cells()) { trial.quoted += is_quoted(text, cell, trial.dialect.quote) ? 1U : 0U; }
    });
    choose_width(trial, widths);
    if (trial.cells >= 2) { look_at_cells(text, scanner, trial); }
    trial.score = score_of(trial);
    return trial;
}

bool is_doubled(std::string_view text, Trial const& trial)
{
    RecordScanner scanner{trial.dialect};
    std::size_t row = 0;
    std::size_t doubled = 0;
    bool all = trial.cells >= 3 && trial.cells % 2 == 1;
    each_record(text, scanner, all ? most_records : 0, [&](auto const&) {
        if (row++ < trial.first || !all) { return; }
        auto const& cells = scanner.cells();
        for (std::size_t index = 1; index < cells.size(); index += 2) {
            all = all && cells[index].begin == cells[index].end && !is_quoted(text, cells[index], trial.dialect.quote);
        }
        doubled += cells.size() > 1 ? 1U : 0U;
    });
    return all && doubled >= 2;
}

bool is_spaced(std::string_view text, Trial const& trial)
{
    RecordScanner scanner{trial.dialect};
    std::size_t before_quotes = 0;
    bool all = trial.dialect.quote != 0;
    each_record(text, scanner, most_records, [&](auto const&) {
        auto const& cells = scanner.cells();
        for (std::size_t index = 1; index < cells.size() && all; ++index) {
            std::size_t begin = cells[index].begin;
            bool const quoted = is_quoted(text, cells[index], trial.dialect.quote);
            if (quoted) { begin -= 2; }
            all = begin < text.size() && text[begin] == ' ' && (begin + 1 == text.size() || text[begin + 1] != ' ');
            before_quotes += quoted ? 1U : 0U;
        }
    });
    return all && before_quotes > 0;
}

} // namespace muster
