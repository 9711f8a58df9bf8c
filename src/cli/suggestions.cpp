#include "cli/suggestions.hpp"

#include "base/text.hpp"
#include "cli/import_options.hpp"
#include "cli/import_report.hpp"
#include "cli/interrupt.hpp"
#include "cli/shown_text.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace muster {

namespace {

struct Study {
    Reading reading{};
    std::vector<Suggestion> suggestions{};
};

std::vector<AttributeField> attribute_fields(std::vector<Attribute> const& attributes)
{
    std::vector<AttributeField> fields;
    for (Attribute const& attribute : attributes) {
        fields.push_back({FieldId{first_attribute + static_cast<std::uint32_t>(attribute.id.value)}, attribute.name, attribute.type});
    }
    return fields;
}

Result<Study> study_file(Session const& session, Door& door, std::string const& path)
{
    ReadRequest request;
    TRY_ASSIGN(request.file, open_incoming(path));
    TRY(apply_reading_options(session.arguments, request.choices));
    TRY_ASSIGN(std::vector<Attribute> const attributes, door.attributes());
    std::vector<AttributeField> const fields = attribute_fields(attributes);
    std::optional<ColumnStudy> study;
    auto const begin = [&](Reading const& reading) -> Result<void> {
        study.emplace(person_target(), reading, fields, date_of(now()));
        return {};
    };
    auto const take = [&](RowBatch const& rows) -> Result<bool> {
        TRY(check_interrupt());
        study->add(rows);
        return true;
    };
    TRY_ASSIGN(ReadAnswer answer, door.read(request, begin, take));
    return Study{std::move(answer.reading), study->suggestions()};
}

/// How --map calls a column: by its title, or by its place where the title is missing, long, there twice or has a line break.
std::string name_for_map(Reading const& reading, Column const& column)
{
    constexpr std::size_t longest_typed = 60;
    auto const alike = std::count_if(reading.columns.begin(), reading.columns.end(),
                                     [&](Column const& other) { return text::fold(other.title) == text::fold(column.title); });
    bool const typed = column.titled() && alike == 1 && !column.title.starts_with('#') && column.title.size() <= longest_typed &&
                       shown(column.title) == column.title;
    return typed ? column.title : "#" + std::to_string(column.ordinal);
}

/// A recipe of the store that was made for the same titles.
Result<std::string> known_recipe(Door& door, Reading const& reading)
{
    if (reading.first_header_row == 0) { return std::string{}; }
    std::string const fingerprint = header_fingerprint(reading);
    TRY_ASSIGN(std::vector<StoredRecipe> const recipes, door.recipes());
    for (StoredRecipe const& recipe : recipes) {
        if (!recipe.fingerprint.empty() && recipe.fingerprint == fingerprint) { return recipe.name; }
    }
    return std::string{};
}

bool identifies(Suggestion const& suggestion)
{
    FieldRule const* rule = person_target().find(suggestion.field);
    return suggestion.grade != Grade::none && rule != nullptr && rule->identifier != IdentifierKind::none;
}

/// Columns that are told on a screen.
constexpr std::size_t most_told = 40;

void say_suggestions(Study const& study)
{
    std::vector<std::pair<std::string, Suggestion const*>> lines;
    std::size_t width = 0;
    for (Suggestion const& suggestion : study.suggestions) {
        if (suggestion.grade == Grade::none) { continue; }
        Column const& column = study.reading.columns[suggestion.column];
        lines.emplace_back(map_option(name_for_map(study.reading, column), suggestion.field, suggestion.options), &suggestion);
        width = std::max(width, display_width(lines.back().first));
    }
    for (std::size_t index = 0; index < lines.size() && index < most_told; ++index) {
        auto const& [option, suggestion] = lines[index];
        say("  " + padded(option, width) + "  " + std::string{name_of(suggestion->grade)} + ": " + shown(suggestion->evidence));
    }
    if (lines.size() > most_told) { say("  and " + std::to_string(lines.size() - most_told) + " more"); }
    if (lines.empty()) { say("  No column is recognised. The titles or contents say nothing that muster knows; see it with muster read."); }
}

} // namespace

Result<ExitStatus> suggest_mapping_options(Session const& session, std::string const& path)
{
    TRY(open_incoming(path));
    TRY_ASSIGN(DoorOrder const wanted, session.order(DoorOrder::Access::read));
    TRY_ASSIGN(OpenedDoor const opened, session.doors.open(wanted));
    Door* const door = opened.door.get();
    TRY_ASSIGN(Study const study, study_file(session, *door, path));
    TRY_ASSIGN(std::string const recipe, known_recipe(*door, study.reading));
    std::string const command = "muster " + std::string{session.command.name} + " " + shell_word(shown(path));
    say("muster: Say where the columns go. The columns of " + shown(path) + " look like this:");
    say_suggestions(study);
    if (!recipe.empty()) { say("A recipe for a file with these titles: " + command + " --recipe " + shell_word(recipe)); }
    bool const certain = std::any_of(study.suggestions.begin(), study.suggestions.end(), [](Suggestion const& suggestion) {
        return suggestion.grade == Grade::certain && identifies(suggestion);
    });
    if (certain) { say("What is certain is taken by: " + command + " --auto-map"); }
    if (std::none_of(study.suggestions.begin(), study.suggestions.end(), identifies)) {
        say("At least one column must go to phone, email or externalId.");
    }
    return ExitStatus::usage;
}

} // namespace muster
