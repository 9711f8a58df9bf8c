#include "service/problem_groups.hpp"

#include "mapping/mapper.hpp"
#include "profile/values.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <optional>

namespace muster {

namespace {

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

std::string name_of_column(std::vector<std::string> const& columns, std::uint32_t column)
{
    if (column == CellProblem::no_column) { return {}; }
    return column < columns.size() ? columns[column] : "#" + std::to_string(std::uint64_t{column} + 1);
}

void write_group(JsonWriter& json, ProblemGroup const& group)
{
    json.begin_object().member("code", name_of(group.code)).member("warning", is_warning(group.code)).key("column");
    if (group.column_number == 0) {
        json.null();
    } else {
        json.value(group.column);
    }
    json.member("columnNumber", group.column_number).member("count", group.count).member("message", group.message);
    json.key("examples").begin_array();
    for (ProblemTally::Example const& example : group.examples) {
        json.begin_object().member("row", example.row.value).member("value", example.value).end_object();
    }
    json.end_array().end_object();
}

} // namespace

std::string write_problem_groups(std::vector<ProblemGroup> const& groups)
{
    JsonWriter json;
    json.begin_array();
    for (ProblemGroup const& group : groups) { write_group(json, group); }
    json.end_array();
    return json.take();
}

Result<std::vector<ProblemGroup>> read_problem_groups(std::string_view text)
{
    std::vector<ProblemGroup> groups;
    if (text.empty()) { return groups; }
    TRY_ASSIGN(Json const json, parse_json(text));
    if (json.array() == nullptr) { return groups; }
    for (Json const& entry : *json.array()) {
        ProblemGroup group;
        group.code = problem_code_of(text_of(entry, "code")).value_or(ProblemCode::none);
        group.column = text_of(entry, "column");
        group.column_number = number_of(entry, "columnNumber");
        group.count = number_of(entry, "count");
        group.message = text_of(entry, "message");
        if (Json const* examples = entry.find("examples"); examples != nullptr && examples->array() != nullptr) {
            for (Json const& example : *examples->array()) {
                group.examples.push_back({RowNumber{number_of(example, "row")}, text_of(example, "value")});
            }
        }
        groups.push_back(std::move(group));
    }
    return groups;
}

std::vector<ProblemGroup> name_groups(ProblemTally const& tally, std::vector<std::string> const& columns, MessageOf const& message_of)
{
    std::vector<ProblemGroup> groups;
    for (ProblemTally::Group& counted : tally.groups()) {
        ProblemGroup group;
        group.code = counted.code;
        group.column = name_of_column(columns, counted.column);
        group.column_number = counted.column == CellProblem::no_column ? 0 : std::int64_t{counted.column} + 1;
        group.count = counted.count;
        group.message = message_of(counted.code, counted.column);
        group.examples = std::move(counted.examples);
        groups.push_back(std::move(group));
    }
    return groups;
}

bool is_about_record(ProblemCode code)
{
    switch (code) {
    case ProblemCode::ambiguous_match:
    case ProblemCode::too_many_contacts:
    case ProblemCode::external_id_replaced:
    case ProblemCode::two_external_ids:
    case ProblemCode::too_many_additional_contacts: return true;
    default: return false;
    }
}

std::string message_of_record(Target const& target, ProblemCode code, std::string_view value)
{
    std::string const named{value};
    std::string const limit =
        std::to_string(code == ProblemCode::too_many_contacts ? target.contact_limit : target.additional_contact_limit);
    switch (code) {
    case ProblemCode::ambiguous_match:
        return "The record matches more than one stored person" + (named.empty() ? std::string{} : ": " + named) +
               ". Take out the identifiers that belong to somebody else, or let ambiguous matches merge the persons.";
    case ProblemCode::too_many_contacts:
        return (named.empty() ? std::string{"The person"} : "Person " + named) + " would have more than " + limit +
               " phones and emails. Take some out.";
    case ProblemCode::too_many_additional_contacts:
        return "The row would bring its record above " + limit +
               " phones and emails beyond those of the record's first row. Take some out.";
    case ProblemCode::external_id_replaced:
        return "The record replaces the external id" + (named.empty() ? std::string{} : " of person " + named) +
               ". Check that both are the same person.";
    case ProblemCode::two_external_ids:
        return "The rows of this record give different external ids" + (named.empty() ? std::string{} : ": " + named) +
               ". The last one is stored; check that they are one person.";
    default: return message_of(code, {}, 0);
    }
}

Explainer::Explainer(Target const& target, std::vector<ProblemGroup> const& groups, std::vector<std::string> columns)
    : target_{target}, columns_{std::move(columns)}
{
    for (ProblemGroup const& group : groups) {
        std::uint32_t const column =
            group.column_number == 0 ? CellProblem::no_column : static_cast<std::uint32_t>(group.column_number - 1);
        messages_.emplace(std::pair{group.code, column}, group.message);
    }
}

Problem Explainer::explain(StoredProblem const& stored) const
{
    Problem problem{stored.code, stored.row, name_of_column(columns_, stored.column), stored.value, {}};
    auto const told = messages_.find({stored.code, stored.column});
    if (is_about_record(stored.code)) {
        problem.message = message_of_record(target_, stored.code, stored.value);
    } else if (told != messages_.end()) {
        problem.message = told->second;
    } else {
        problem.message = message_of(stored.code, problem.column, 0);
    }
    return problem;
}

} // namespace muster
