#include "service/suggest_mapping.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

bool same_title(std::string_view a, std::string_view b) { return text::fold(text::trim(a)) == text::fold(text::trim(b)); }

bool is_named(Recipe const& recipe, Column const& column)
{
    std::string const ordinal = "#" + std::to_string(column.ordinal);
    return std::any_of(recipe.columns.begin(), recipe.columns.end(), [&](ColumnMapping const& mapping) {
        return mapping.column == ordinal || (column.titled() && same_title(mapping.column, column.title));
    });
}

/// How a mapping calls a column without doubt: by its title, or by its place where the title is missing or stands there twice.
std::string name_without_doubt(Reading const& reading, Column const& column)
{
    auto const alike = std::count_if(reading.columns.begin(), reading.columns.end(),
                                     [&](Column const& other) { return same_title(other.title, column.title); });
    bool const doubtful = !column.titled() || alike > 1 || column.title.starts_with('#');
    return doubtful ? "#" + std::to_string(column.ordinal) : column.title;
}

bool takes_many(Target const& target, std::string_view field)
{
    FieldRule const* rule = target.find(field);
    return rule != nullptr && rule->arity == Arity::many;
}

bool is_taken(Recipe const& recipe, std::string_view field)
{
    return std::any_of(recipe.columns.begin(), recipe.columns.end(),
                       [&](ColumnMapping const& mapping) { return same_title(mapping.field, field); });
}

bool identifies(Target const& target, Recipe const& recipe)
{
    return std::any_of(recipe.columns.begin(), recipe.columns.end(), [&](ColumnMapping const& mapping) {
        FieldRule const* rule = target.find(mapping.field);
        return rule != nullptr && rule->identifier != IdentifierKind::none;
    });
}

/// Columns that are told in one sentence; a person reads no more of them.
constexpr std::size_t columns_told = 20;

Error no_identifier(Reading const& reading, std::span<Suggestion const> suggestions)
{
    std::string found;
    for (std::size_t index = 0; index < reading.columns.size() && index < columns_told; ++index) {
        Suggestion const& suggestion = suggestions[index];
        found += found.empty() ? "" : "; ";
        found += "\"" + reading.columns[index].name() + "\" ";
        found +=
            suggestion.grade == Grade::none ? "is not recognised" : "is " + std::string{name_of(suggestion.grade)} + " " + suggestion.field;
    }
    if (reading.columns.size() > columns_told) { found += "; and " + std::to_string(reading.columns.size() - columns_told) + " more"; }
    return {ErrorKind::invalid_input, "NO_IDENTIFIER_MAPPED",
            "No column is certain to hold a phone, an email or an external id, and without one of them nobody can be told apart. Found: " +
                found + ". Map one yourself, for example --map \"TITLE=phone,country=HR\"."};
}

} // namespace

Result<std::vector<Suggestion>> suggest_mapping(Workplace const& place, Table const& table, std::span<AttributeField const> attributes,
                                                ProgressTaker const& progress)
{
    ColumnStudy study{place.target, table.reading(), attributes, date_of(place.now())};
    TRY_ASSIGN(auto const reader, table.rows());
    RowBatch rows;
    std::int64_t done = 0;
    for (;;) {
        TRY(reader->next(rows));
        if (rows.empty()) { return study.suggestions(); }
        study.add(rows);
        done += static_cast<std::int64_t>(rows.size());
        if (progress) { TRY(progress({"studying", done, 0})); }
    }
}

Result<void> take_certain(Target const& target, Reading const& reading, std::span<Suggestion const> suggestions, Recipe& recipe)
{
    MUSTER_ASSERT(suggestions.size() == reading.columns.size());
    Recipe const given = recipe;
    for (Suggestion const& suggestion : suggestions) {
        Column const& column = reading.columns[suggestion.column];
        if (suggestion.grade != Grade::certain || is_named(given, column)) { continue; }
        if (is_taken(given, suggestion.field) && !takes_many(target, suggestion.field)) { continue; }
        recipe.columns.push_back({name_without_doubt(reading, column), suggestion.field, {}, suggestion.options});
    }
    if (!identifies(target, recipe)) { return no_identifier(reading, suggestions); }
    return {};
}

std::vector<std::string> named_titles(Recipe const& recipe)
{
    std::vector<std::string> titles;
    for (ColumnMapping const& mapping : recipe.columns) {
        if (!mapping.column.starts_with('#')) { titles.push_back(mapping.column); }
    }
    return titles;
}

} // namespace muster
