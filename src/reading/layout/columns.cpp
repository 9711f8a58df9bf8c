#include "reading/layout/columns.hpp"

#include "base/text.hpp"
#include "reading/layout/title_words.hpp"

#include <algorithm>

namespace muster {

namespace {

constexpr std::size_t values_kept = 50;
/// Rows below the first row of a further table that are compared with it.
constexpr std::size_t rows_below_titles = 10;
/// Lines that name a table, directly above its titles.
constexpr std::size_t most_captions = 2;

bool written_like_identifier(std::string_view cell)
{
    bool upper = false;
    bool lower = false;
    bool joined = false;
    for (std::size_t at = 0; at < cell.size(); ++at) {
        char const c = cell[at];
        bool const digit = c >= '0' && c <= '9';
        bool const mark = c == '_' || c == '.' || c == '-';
        if (at == 0 && (digit || mark)) { return false; }
        upper = upper || (c >= 'A' && c <= 'Z');
        lower = lower || (c >= 'a' && c <= 'z');
        joined = joined || c == '_' || (at > 0 && c >= 'A' && c <= 'Z' && cell[at - 1] >= 'a' && cell[at - 1] <= 'z');
        if (!digit && !mark && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z')) { return false; }
    }
    return joined || upper != lower;
}

bool is_year(std::string_view cell)
{
    bool const digits = cell.size() == 4 && std::all_of(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && (cell.starts_with("19") || cell.starts_with("20"));
}

/// Whether a row is a title row come again, perhaps with some titles changed: half of its cells, and two or more, are the same.
bool says_the_same(RowBatch const& rows, std::size_t row, std::size_t titles)
{
    std::size_t filled = 0;
    std::size_t same = 0;
    std::size_t const common = std::min(rows.entry(row).cell_count, rows.entry(titles).cell_count);
    for (std::size_t column = 0; column < common; ++column) {
        std::string_view const cell = text::trim(rows.cell(row, column).text);
        filled += cell.empty() ? 0U : 1U;
        same += !cell.empty() && cell == text::trim(rows.cell(titles, column).text) ? 1U : 0U;
    }
    return same >= 2 && same * 2 >= filled;
}

} // namespace

Shape ColumnProfile::prevailing() const
{
    for (std::size_t shape = 0; shape < shapes.size(); ++shape) {
        bool const counts = static_cast<Shape>(shape) != Shape::empty && filled > 0;
        if (counts && shapes[shape] * 10 >= filled * 7) { return static_cast<Shape>(shape); }
    }
    std::size_t const numeric = shapes[std::size_t(Shape::number)] + shapes[std::size_t(Shape::phone)];
    return filled > 0 && numeric * 10 >= filled * 7 ? Shape::phone : Shape::odd;
}

std::vector<ColumnProfile> profile_columns(RowBatch const& rows, std::size_t first, std::size_t limit)
{
    std::vector<ColumnProfile> columns;
    std::size_t seen = 0;
    for (std::size_t row = first; row < rows.size() && seen < limit; ++row) {
        if (rows.entry(row).blank) { continue; }
        ++seen;
        if (columns.size() < rows.entry(row).cell_count) { columns.resize(rows.entry(row).cell_count); }
        bool const repeats_titles = first > 0 && says_the_same(rows, row, first - 1);
        for (std::size_t column = 0; column < rows.entry(row).cell_count; ++column) {
            std::string_view const cell = rows.cell(row, column).text;
            Shape const shape = shape_of(cell);
            ColumnProfile& profile = columns[column];
            ++profile.shapes[static_cast<std::size_t>(shape)];
            profile.filled += shape != Shape::empty ? 1U : 0U;
            if (profile.values.size() < values_kept && !repeats_titles) { profile.values.emplace_back(text::trim(cell)); }
        }
    }
    return columns;
}

TitleLikeness title_likeness(RowBatch const& rows, std::size_t row, std::vector<ColumnProfile> const& below)
{
    TitleLikeness likeness{.identifiers = true};
    std::size_t years = 0;
    std::size_t below_words = 0;
    std::size_t below_identifiers = 0;
    for (std::size_t column = 0; column < rows.entry(row).cell_count; ++column) {
        std::string_view const cell = text::trim(rows.cell(row, column).text);
        Shape const shape = shape_of(cell);
        if (shape == Shape::empty) { continue; }
        ++likeness.filled;
        bool const known = is_title_word(cell);
        likeness.known_words += known ? 1U : 0U;
        years += is_year(cell) ? 1U : 0U;
        likeness.identifiers = likeness.identifiers && written_like_identifier(cell);
        likeness.against += shape == Shape::number ? 1U : is_telling(shape) ? 3U : 0U;
        if (column >= below.size()) { continue; }
        ColumnProfile const& profile = below[column];
        Shape const prevailing = profile.prevailing();
        bool const contents = is_telling(prevailing) || prevailing == Shape::code;
        if (contents && !is_telling(shape) && shape != prevailing) { ++likeness.contrasts; }
        bool const comes_again = std::find(profile.values.begin(), profile.values.end(), cell) != profile.values.end();
        if (comes_again && !known) { ++likeness.against; }
        for (std::string const& value : profile.values) {
            if (is_telling(shape_of(value)) || value.empty()) { continue; }
            ++below_words;
            below_identifiers += written_like_identifier(value) ? 1U : 0U;
        }
    }
    bool const years_only = years >= 2 && years == likeness.against && likeness.filled > years;
    if (years_only) { // "Country,2019,2020,2021"
        likeness.against = 0;
        likeness.known_words += years;
    }
    likeness.identifiers = likeness.identifiers && likeness.filled > 0 && below_identifiers * 2 <= below_words;
    return likeness;
}

bool TitleLikeness::titles() const
{
    if (filled == 0) { return false; }
    std::size_t const favour = contrasts + known_words;
    if (against >= 3 && against * 2 > favour) { return false; }
    if (known_words * 2 >= filled && against <= known_words / 2) { return true; }
    if (known_words >= 2 && against == 0) { return true; }
    if (contrasts > 0 && favour > against * 2) { return true; }
    return identifiers && against == 0 && filled >= 2;
}

std::string TitleLikeness::evidence() const
{
    std::string clause;
    auto const add = [&](std::string const& part) { clause += (clause.empty() ? "" : ", ") + part; };
    if (known_words > 0) { add(std::to_string(known_words) + " of its " + std::to_string(filled) + " cells read like titles"); }
    if (contrasts > 0) { add(std::to_string(contrasts) + (contrasts == 1 ? " stands" : " stand") + " above numbers, dates or addresses"); }
    if (clause.empty() && identifiers) { add("its cells are written like names of fields"); }
    return clause.empty() ? "it does not look like the rows below" : clause;
}

std::size_t titles_of_rows_below(RowBatch const& rows, std::size_t row)
{
    std::size_t titles = row;
    while (titles < rows.size() && titles < row + most_captions && filled_cells(rows, titles) == 1 && rows.entry(titles).cell_count == 1) {
        ++titles;
    }
    bool const below = titles + 1 < rows.size() && !rows.entry(titles).blank && !rows.entry(titles + 1).blank;
    if (!below || filled_cells(rows, titles + 1) < 2 || title_likeness(rows, titles, {}).against >= 3) { return rows.size(); }
    RowBatch block;
    for (std::size_t next = titles; next < rows.size() && block.size() <= rows_below_titles && !rows.entry(next).blank; ++next) {
        block.append(rows, next);
    }
    return title_likeness(block, 0, profile_columns(block, 1, rows_below_titles)).titles() ? titles : rows.size();
}

bool is_strange(RowBatch const& rows, std::size_t titles, std::vector<ColumnProfile> const& table, std::size_t columns)
{
    TitleLikeness const here = title_likeness(rows, titles, table);
    std::size_t const width = filled_width(rows, titles);
    bool const other_width = width != columns && filled_width(rows, titles + 1) == width;
    bool const words = here.known_words * 2 >= here.filled && here.filled >= 2;
    return here.contrasts > 0 || words || other_width;
}

bool changes_titles(RowBatch const& rows, std::size_t row, std::vector<std::string> const& titles)
{
    if (titles.empty() || text::trim(rows.cell(row, 0).text) != titles.front()) { return false; }
    std::size_t const filled = filled_cells(rows, row);
    if (filled < 2 || filled == titles.size()) { return false; }
    std::size_t known = 0;
    for (std::size_t column = 0; column < rows.entry(row).cell_count; ++column) {
        std::string_view const cell = text::trim(rows.cell(row, column).text);
        known += !cell.empty() && std::find(titles.begin(), titles.end(), cell) != titles.end() ? 1U : 0U;
    }
    return known >= 2 && known * 2 >= filled && known * 2 >= titles.size();
}

std::size_t filled_cells(RowBatch const& rows, std::size_t row)
{
    std::size_t filled = 0;
    for (std::size_t column = 0; column < rows.entry(row).cell_count; ++column) {
        filled += text::is_blank(rows.cell(row, column).text) ? 0U : 1U;
    }
    return filled;
}

std::size_t filled_width(RowBatch const& rows, std::size_t row)
{
    std::size_t width = rows.entry(row).cell_count;
    while (width > 0 && text::is_blank(rows.cell(row, width - 1).text)) { --width; }
    return width;
}

} // namespace muster
