#include "cli/import_report.hpp"

#include "base/text.hpp"
#include "cli/help.hpp"
#include "cli/shown_text.hpp"
#include "service/problem_groups.hpp"
#include "json/value.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace muster {

namespace {

/// Groups of problems that a screen has room for; `rows` and the rejected file have all.
constexpr std::size_t groups_shown = 20;
constexpr std::size_t example_width = 40;
constexpr std::size_t name_width = 40;

/// What an import's reading says; an empty document where there is none (a damaged one is shown as far as it goes).
Json document(std::string const& text)
{
    if (text.empty()) { return {}; }
    Result<Json> parsed = parse_json(text);
    return parsed ? *std::move(parsed) : Json{};
}

std::string text_of(Json const& json, std::string_view name)
{
    Json const* member = json.find(name);
    std::string const* text = member == nullptr ? nullptr : member->text();
    return text == nullptr ? std::string{} : *text;
}

std::int64_t number_of(Json const& json, std::string_view name)
{
    Json const* member = json.find(name);
    return member == nullptr ? 0 : member->integer().value_or(0);
}

Json::Array const& array_of(Json const& json, std::string_view name)
{
    static Json::Array const none;
    Json const* member = json.find(name);
    return member == nullptr || member->array() == nullptr ? none : *member->array();
}

std::string finding_value(Json const& reading, std::string_view what)
{
    for (Json const& finding : array_of(reading, "findings")) {
        if (text_of(finding, "what") == what) { return text_of(finding, "value"); }
    }
    return {};
}

std::string fault_text(Json const& summary, std::string_view name, std::string_view one, std::string_view many)
{
    Json const* fault = summary.find(name);
    std::int64_t const count = fault == nullptr ? 0 : number_of(*fault, "count");
    if (count == 0) { return {}; }
    Json::Array const& examples = array_of(*fault, "examples");
    std::string rows;
    for (Json const& row : examples) { rows += (rows.empty() ? "" : ", ") + std::to_string(row.integer().value_or(0)); }
    bool const all = count <= static_cast<std::int64_t>(examples.size());
    return "  " + counted(count, one, many) + ": row " + rows + (all ? "" : ", ...") + "\n";
}

std::string titles_text(Json const& reading)
{
    std::int64_t const first = number_of(reading, "firstHeaderRow"), last = number_of(reading, "lastHeaderRow");
    if (first == 0) { return "no titles"; }
    if (first == last) { return "titles in row " + std::to_string(first); }
    return "titles in rows " + std::to_string(first) + " to " + std::to_string(last);
}

/// Findings that say that something of the file was left out, or may stand elsewhere; the rest is in `read` and in --json.
constexpr std::array telling_findings{std::string_view{"preamble"}, std::string_view{"second table"}, std::string_view{"further table"},
                                      std::string_view{"repeated titles"}, std::string_view{"delimiter too many"}};

std::string telling_text(Json const& reading)
{
    std::string text;
    for (Json const& finding : array_of(reading, "findings")) {
        std::string const what = text_of(finding, "what");
        if (std::find(telling_findings.begin(), telling_findings.end(), what) == telling_findings.end()) { continue; }
        text += "  " + what + ": " + shown(text_of(finding, "value")) + " (" + shown(text_of(finding, "evidence")) + ")\n";
    }
    return text;
}

/// Phrases of a sentence: "a, b and c".
class Phrases {
public:
    void add(std::int64_t number, std::string const& before, std::string_view one, std::string_view many, std::string_view behind = {})
    {
        if (number != 0) { phrases_.push_back(before + " " + counted(number, one, many) + std::string{behind}); }
    }
    std::string sentence(std::string_view nothing) const
    {
        std::string text;
        for (std::size_t index = 0; index < phrases_.size(); ++index) {
            if (index > 0) { text += index + 1 == phrases_.size() ? " and " : ", "; }
            text += phrases_[index];
        }
        if (text.empty()) { text = nothing; }
        if (text.front() >= 'a' && text.front() <= 'z') { text.front() = static_cast<char>(text.front() - 'a' + 'A'); }
        return text + ".\n";
    }

private:
    std::vector<std::string> phrases_{};
};

enum class Tense : std::uint8_t { plan, past };

void add_written(Phrases& phrases, Counts const& counts, Tense tense)
{
    bool const plan = tense == Tense::plan;
    std::string const create = plan ? "create" : "created";
    phrases.add(counts.created_leads, create, "lead", "leads");
    phrases.add(counts.created_customers, create, "customer", "customers");
    phrases.add(counts.created - counts.created_leads - counts.created_customers, create, "person", "persons");
    phrases.add(counts.updated, plan ? "update" : "updated", "person", "persons");
    phrases.add(counts.promoted, plan ? "promote" : "promoted", "lead", "leads", " to customer");
    phrases.add(counts.persons_merged, plan ? "merge" : "merged", "person", "persons", " into others");
}

void add_left(Phrases& phrases, Counts const& counts, Tense tense)
{
    bool const plan = tense == Tense::plan;
    phrases.add(counts.unchanged, plan ? "leave" : "left", "person", "persons", " unchanged");
    phrases.add(counts.discarded, plan ? "discard" : "discarded", "record", "records", " of persons that exist already");
    phrases.add(counts.rows_rejected, plan ? "reject" : "rejected", "row", "rows");
    phrases.add(counts.records_rejected, plan ? "reject" : "rejected", "record", "records");
    phrases.add(counts.not_applied, plan ? "leave" : "left", "record", "records", " out");
}

/// What the import adds to the catalogue, and its tags.
std::string additions_text(ImportJob const& job)
{
    std::string text;
    std::string names;
    Json const reading = document(job.reading);
    for (Json const& attribute : array_of(reading, "newAttributes")) {
        names += (names.empty() ? "" : ", ") + shown(text_of(attribute, "name")) + " (" + text_of(attribute, "type") + ")";
    }
    if (!names.empty()) { text += "New custom attributes: " + names + ".\n"; }
    if (job.planned.new_tags > 0) { text += "New tags: " + with_commas(job.planned.new_tags) + ".\n"; }
    Result<Recipe> const recipe = read_recipe(job.recipe);
    if (!recipe) { return text; }
    if (recipe->choices.tag_mode == TagMode::automatic) { text += "All persons brought in get a tag with the import's time.\n"; }
    if (recipe->choices.tag_mode == TagMode::manual) {
        std::string tags;
        for (std::string const& tag : recipe->choices.tags) { tags += (tags.empty() ? "" : ", ") + shown(tag); }
        text += "All persons brought in get: " + tags + ".\n";
    }
    return text;
}

ColumnOptions options_of(Recipe const& recipe, std::string const& name, std::int64_t number)
{
    for (ColumnMapping const& mapping : recipe.columns) {
        bool const same = mapping.column == "#" + std::to_string(number) || text::fold(mapping.column) == text::fold(name);
        if (same) { return mapping.options; }
    }
    return {};
}

std::string options_text(ColumnOptions const& options)
{
    std::string text;
    auto const add = [&text](std::string_view name, std::string const& value) {
        if (!value.empty()) { text += (text.empty() ? "" : ", ") + std::string{name} + " " + shown(value); }
    };
    add("country", options.country);
    add("date format", options.date_format);
    add("delimiter", options.delimiter);
    return text.empty() ? text : " (" + text + ")";
}

std::string column_line(Json const& column, Recipe const& recipe, std::size_t width)
{
    std::string const name = text_of(column, "name");
    std::string const field = text_of(column, "field");
    std::string const start = "  " + padded(shown_cut(name, name_width), width) + "  ";
    if (!field.empty()) { return start + shown(field) + options_text(options_of(recipe, name, number_of(column, "number"))) + "\n"; }
    Json const* suggestion = column.find("suggestion");
    if (suggestion == nullptr || suggestion->is_null()) { return start + "not imported\n"; }
    return start + "not imported; " + text_of(*suggestion, "grade") + " " + shown(text_of(*suggestion, "field")) + ": " +
           shown_cut(text_of(*suggestion, "evidence"), 2 * name_width) + "\n";
}

std::string problem_text(ProblemGroup const& group)
{
    std::string text = "  " + with_commas(group.count) + " x " + std::string{name_of(group.code)};
    if (!group.column.empty()) { text += " in \"" + shown_cut(group.column, name_width) + "\""; }
    text += "\n" + wrapped(shown(group.message), 6);
    std::string examples;
    for (ProblemTally::Example const& example : group.examples) {
        examples += (examples.empty() ? "" : "; ") + std::string{"row "} + std::to_string(example.row.value);
        if (!example.value.empty()) { examples += ": " + shown_cut(example.value, example_width); }
    }
    return examples.empty() ? text : text + "      " + examples + "\n";
}

} // namespace

std::string understanding_text(ImportJob const& job)
{
    Json const reading = document(job.reading);
    std::string text = shown(job.file_name) + ": ";
    for (std::string_view const what : {"format", "sheet", "encoding", "delimiter"}) {
        std::string const value = finding_value(reading, what);
        if (value.empty()) { continue; }
        text += (what == "delimiter" || what == "sheet" ? std::string{what} + " " : std::string{}) + shown(value) + ", ";
    }
    text += titles_text(reading) + ", data from row " + std::to_string(number_of(reading, "firstDataRow")) + ", " +
            counted(job.planned.rows_read, "row", "rows") + "\n" + telling_text(reading);
    if (Json const* summary = reading.find("summary"); summary != nullptr) {
        text += fault_text(*summary, "shortRows", "row has too few cells", "rows have too few cells");
        text += fault_text(*summary, "longRows", "row has too many cells", "rows have too many cells");
        text += fault_text(*summary, "strayQuotes", "row has a stray quote", "rows have stray quotes");
        text += fault_text(*summary, "undecodable", "row has bytes that the encoding does not know",
                           "rows have bytes that the encoding does not know");
    }
    return text;
}

std::string mapping_text(ImportJob const& job)
{
    Json const reading = document(job.reading);
    Result<Recipe> const recipe = read_recipe(job.recipe);
    Json::Array const& columns = array_of(reading, "columns");
    std::size_t width = 0;
    for (Json const& column : columns) { width = std::max(width, display_width(shown_cut(text_of(column, "name"), name_width))); }
    std::string text = "Columns\n";
    std::size_t left_out = 0;
    /// Of a table with more columns than a screen has lines, those that go nowhere are only counted.
    bool const wide = columns.size() > 4 * groups_shown;
    for (Json const& column : columns) {
        if (wide && text_of(column, "field").empty()) {
            ++left_out;
        } else {
            text += column_line(column, recipe ? *recipe : Recipe{}, width);
        }
    }
    if (left_out > 0) { text += "  " + with_commas(static_cast<long long>(left_out)) + " more columns are not imported\n"; }
    return text;
}

std::string plan_sentence(ImportJob const& job)
{
    Phrases phrases;
    add_written(phrases, job.planned, Tense::plan);
    add_left(phrases, job.planned, Tense::plan);
    return phrases.sentence("nothing to import") + additions_text(job);
}

std::string result_sentence(ImportJob const& job)
{
    Phrases phrases;
    add_written(phrases, job.counts, Tense::past);
    add_left(phrases, job.counts, Tense::past);
    return phrases.sentence("nothing was written");
}

std::string counts_text(Counts const& counts)
{
    std::string text;
    auto const line = [&text](std::string_view name, std::int64_t number) {
        std::string const digits = with_commas(number);
        constexpr std::size_t digits_width = 12;
        text +=
            "  " + padded(std::string{name}, 20) + std::string(digits_width - std::min(digits_width, digits.size()), ' ') + digits + "\n";
    };
    auto const line_if_any = [&line](std::string_view name, std::int64_t number) {
        if (number != 0) { line(name, number); }
    };
    line("rows read", counts.rows_read);
    line_if_any("  blank", counts.rows_blank);
    line_if_any("  rejected", counts.rows_rejected);
    line_if_any("  joined to others", counts.rows_folded);
    line("records", counts.records);
    line("  created", counts.created);
    line("  updated", counts.updated);
    line_if_any("  promoted", counts.promoted);
    line("  unchanged", counts.unchanged);
    line_if_any("  discarded", counts.discarded);
    line_if_any("  rejected", counts.records_rejected);
    line_if_any("  not applied", counts.not_applied);
    line_if_any("rows outside", counts.rows_outside);
    line_if_any("fields filled", counts.fields_filled);
    line_if_any("fields overwritten", counts.fields_overwritten);
    line_if_any("drifted", counts.drifted);
    return text;
}

std::string problems_text(ImportJob const& job)
{
    Result<std::vector<ProblemGroup>> const groups = read_problem_groups(job.problems);
    if (!groups || groups->empty()) { return {}; }
    std::string rejections, warnings;
    std::size_t shown_groups = 0;
    for (ProblemGroup const& group : *groups) {
        if (++shown_groups > groups_shown) { break; }
        (is_warning(group.code) ? warnings : rejections) += problem_text(group);
    }
    std::string text;
    if (!rejections.empty()) { text += "Rejected\n" + rejections; }
    if (!warnings.empty()) { text += "Warnings\n" + warnings; }
    if (groups->size() > groups_shown) {
        text += "  and " + counted(static_cast<long long>(groups->size() - groups_shown), "more kind", "more kinds") +
                " of problems (muster show " + std::to_string(job.id.value) + " --json has all)\n";
    }
    return text;
}

std::string plan_text(ImportJob const& job)
{
    std::string const problems = problems_text(job);
    return understanding_text(job) + "\n" + mapping_text(job) + "\n" + "Plan\n" + counts_text(job.planned) + "\n" +
           (problems.empty() ? "" : problems + "\n") + plan_sentence(job);
}

std::string map_option(std::string_view column, std::string_view field, ColumnOptions const& options)
{
    std::string title;
    for (char const letter : column) { title += letter == '=' ? std::string{"\\="} : std::string{letter}; }
    std::string argument = title + "=" + std::string{field};
    if (!options.country.empty()) { argument += ",country=" + options.country; }
    if (!options.date_format.empty()) { argument += ",dateFormat=" + options.date_format; }
    if (!options.delimiter.empty()) { argument += ",delimiter=" + options.delimiter; }
    return "--map " + shell_word(argument);
}

std::string shell_word(std::string_view text)
{
    constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=,@%+-";
    if (!text.empty() && text.find_first_not_of(harmless) == std::string_view::npos) { return std::string{text}; }
    std::string quoted = "'";
    for (char const letter : text) { quoted += letter == '\'' ? std::string{"'\\''"} : std::string{letter}; }
    return quoted + "'";
}

std::string shown_time(Instant instant)
{
    if (instant.microseconds == 0) { return "-"; }
    std::string text = to_text(instant).substr(0, 19); // without fraction and zone
    std::replace(text.begin(), text.end(), 'T', ' ');
    return text;
}

} // namespace muster
