#include "base/text.hpp"
#include "cli/acts.hpp"
#include "cli/interrupt.hpp"
#include "cli/shown_text.hpp"
#include "cli/text_table.hpp"
#include "documents/documents.hpp"
#include "profile/record.hpp"

#include <algorithm>
#include <vector>

namespace muster {

namespace {

/// Rows on a screen where --limit says nothing else.
constexpr std::int64_t table_rows = 100;

std::string upper(std::string text)
{
    for (char& letter : text) {
        if (letter >= 'a' && letter <= 'z') { letter = static_cast<char>(letter - 'a' + 'A'); }
    }
    return text;
}

Result<RowQuery> make_query(Arguments const& arguments, bool const table)
{
    RowQuery query;
    if (auto const outcome = arguments.value("--outcome"); outcome) { query.outcome = outcome_of(upper(*outcome)); }
    if (auto const code = arguments.value("--code"); code) {
        query.code = problem_code_of(upper(*code));
        if (!query.code) {
            return bad_option("--code cannot be \"" + *code + "\". It is a code as rows shows it, for example INVALID_PHONE.");
        }
    }
    query.text = arguments.value("--search").value_or("");
    TRY_ASSIGN(auto const after, arguments.number("--after", 0));
    query.after = RowNumber{after.value_or(0)};
    TRY_ASSIGN(auto const limit, arguments.number("--limit", 0));
    query.limit = static_cast<std::size_t>(limit.value_or(table ? table_rows : 0));
    return query;
}

Result<ExitStatus> write_file(Session const& session, Door& door, ImportId id, TableFormat format)
{
    std::string const option_given = format == TableFormat::csv ? "--format csv" : "--format xlsx";
    std::string const outcome = session.arguments.value("--outcome").value_or("");
    for (OutcomeFile const file : {OutcomeFile::rejected, OutcomeFile::created, OutcomeFile::updated, OutcomeFile::unchanged}) {
        if (name_of(file) != outcome) { continue; }
        for (std::string_view const option : {"--code", "--search", "--limit", "--after"}) {
            if (session.arguments.has(option)) {
                return bad_option(std::string{option} + " does not go with " + option_given + ", which is the whole file.");
            }
        }
        TRY(door.outcome_file(id, file, format, session.out));
        return ExitStatus::done;
    }
    return bad_option(option_given + " is the file of one outcome: add --outcome rejected, created, updated or unchanged.");
}

Result<ExitStatus> write_json(Session const& session, Door& door, ImportId id, RowQuery const& query)
{
    TRY(session.out.write("{\"rows\":["));
    std::string_view separator;
    auto const write = [&](RowView const& row) -> Result<void> {
        TRY(check_interrupt());
        TRY(session.out.write(separator));
        separator = ",";
        return session.out.write(row_document(row));
    };
    TRY(door.rows(id, query, write));
    TRY(session.out.write("]}\n"));
    return ExitStatus::done;
}

Result<void> add_to_table(TextTable& table, RowView const& row)
{
    std::vector<std::string> cells{std::to_string(row.row.value), row.record < 0 ? "" : std::to_string(row.record),
                                   std::string{name_of(row.outcome)}, row.profile.value == 0 ? "" : std::to_string(row.profile.value)};
    if (row.problems.empty()) {
        if (row.code != ProblemCode::none) { cells.emplace_back(name_of(row.code)); }
        return table.row(cells);
    }
    for (Problem const& problem : row.problems) {
        cells.resize(4);
        cells.emplace_back(name_of(problem.code));
        cells.push_back(problem.column);
        cells.push_back(problem.value);
        TRY(table.row(cells));
        cells.assign(4, "");
    }
    return {};
}

Result<ExitStatus> write_table(Session const& session, Door& door, ImportId id, RowQuery const& query)
{
    TextTable table{session.out};
    TRY(table.titles(std::vector<std::string>{"Row", "Record", "Outcome", "Person", "Problem", "Column", "Value"}));
    std::size_t rows = 0;
    RowNumber last{};
    auto const add = [&](RowView const& row) -> Result<void> {
        TRY(check_interrupt());
        ++rows;
        last = row.row;
        return add_to_table(table, row);
    };
    TRY(door.rows(id, query, add));
    TRY(table.finish());
    TRY(session.out.finish());
    if (query.limit != 0 && rows == query.limit) {
        say("These are " + std::to_string(rows) + " rows; the next ones: --after " + std::to_string(last.value) +
            ", all of them: --limit 0.");
    }
    return ExitStatus::done;
}

} // namespace

Result<ExitStatus> act_rows(Session& session)
{
    TRY_ASSIGN(ImportId const id, parse_import_id(session.arguments.words().front()));
    std::string const format = session.wants_json() ? "json" : session.arguments.value("--format").value_or("table");
    if (format == "xlsx") { TRY(require_no_terminal()); }
    TRY_ASSIGN(RowQuery const query, make_query(session.arguments, format == "table"));
    TRY_ASSIGN(auto const door, session.open_reading());
    if (format == "csv") { return write_file(session, *door, id, TableFormat::csv); }
    if (format == "xlsx") { return write_file(session, *door, id, TableFormat::xlsx); }
    return format == "json" ? write_json(session, *door, id, query) : write_table(session, *door, id, query);
}

} // namespace muster
