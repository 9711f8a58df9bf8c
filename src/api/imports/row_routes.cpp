#include "api/imports/operations.hpp"
#include "base/problem.hpp"
#include "documents/documents.hpp"
#include "json/writer.hpp"

#include <charconv>
#include <limits>
#include <optional>
#include <string>

namespace muster {

namespace {

constexpr std::int64_t most_rows = 1'000;
constexpr std::int64_t usual_rows = 100;

Error unknown(std::string_view name, std::string const& value)
{
    return {ErrorKind::invalid_input, "QUERY_INVALID", std::string{name} + "=" + value + " is none that a row can have."};
}

Result<RowQuery> row_query(Call const& call)
{
    RowQuery query;
    if (std::string const* outcome = call.query.find("outcome")) {
        query.outcome = outcome_of(*outcome);
        if (!query.outcome) { return unknown("outcome", *outcome); }
    }
    if (std::string const* code = call.query.find("code")) {
        query.code = problem_code_of(*code);
        if (!query.code) { return unknown("code", *code); }
    }
    if (std::string const* text = call.query.find("q")) { query.text = *text; }
    TRY_ASSIGN(auto const person, call.query.number("personId", 1, std::numeric_limits<std::int64_t>::max()));
    if (person) { query.profile = ProfileId{*person}; }
    TRY_ASSIGN(auto const after, call.query.number("after", 0, std::numeric_limits<std::int64_t>::max()));
    query.after = RowNumber{after.value_or(0)};
    TRY_ASSIGN(auto const limit, call.query.number("limit", 1, most_rows));
    query.limit = static_cast<std::size_t>(limit.value_or(usual_rows));
    return query;
}

Result<HttpAnswer> rows(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(ImportId const id, import_in_path(call));
    TRY_ASSIGN(RowQuery query, row_query(call));
    std::size_t const wanted = query.limit;
    query.limit = wanted + 1; // whether there are more
    JsonWriter json;
    json.begin_object().key("rows").begin_array();
    std::size_t given = 0;
    std::int64_t last = 0;
    TRY(desk.door(call).rows(id, query, [&](RowView const& row) -> Result<void> {
        if (++given > wanted) { return {}; }
        last = row.row.value;
        json.raw(row_document(row));
        return {};
    }));
    json.end_array().key("next");
    if (given > wanted) {
        json.value(last);
    } else {
        json.null();
    }
    return json_answer(200, json.end_object().take());
}

/// The number behind the import in the path.
std::optional<std::int64_t> count_in_path(Call const& call)
{
    std::string const& written = call.parameters.at(1);
    std::int64_t number{};
    auto const [end, fault] = std::from_chars(written.data(), written.data() + written.size(), number);
    if (fault != std::errc{} || end != written.data() + written.size()) { return std::nullopt; }
    return number;
}

Result<HttpAnswer> row_in_file(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(ImportId const id, import_in_path(call));
    std::optional<std::int64_t> const number = count_in_path(call);
    if (!number) {
        return Error{ErrorKind::not_found, "ROW_NOT_FOUND", "There is no row \"" + call.parameters.at(1) + "\". Rows are counted from 1."};
    }
    TRY_ASSIGN(FileRow const row, desk.door(call).row_in_file(id, RowNumber{*number}));
    JsonWriter json;
    json.begin_object().member("row", row.row.value).member("line", row.line).key("cells").begin_array();
    for (std::string const& cell : row.cells) { json.value(cell); }
    return json_answer(200, json.end_array().end_object().take());
}

Result<HttpAnswer> difference(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(ImportId const id, import_in_path(call));
    std::optional<std::int64_t> const record = count_in_path(call);
    if (!record) {
        return Error{ErrorKind::not_found, "RECORD_NOT_FOUND",
                     "There is no record \"" + call.parameters.at(1) + "\". Records are counted from 0."};
    }
    TRY_ASSIGN(DifferenceView const view, desk.door(call).difference(id, *record));
    return json_answer(200, difference_document(view));
}

} // namespace

void add_row_routes(ImportRouteAdder& routes)
{
    routes.read("/imports/1/imports/{id}/rows", rows);
    routes.read("/imports/1/imports/{id}/rows/{row}", row_in_file);
    routes.read("/imports/1/imports/{id}/records/{record}/diff", difference);
}

} // namespace muster
