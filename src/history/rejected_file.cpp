#include "history/rejected_file.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace muster {

namespace {

std::string reasons_of(std::vector<StoredProblem> const& problems, Explain const& explain)
{
    std::string text;
    for (StoredProblem const& stored : problems) {
        if (is_warning(stored.code)) { continue; }
        Problem const problem = explain(stored);
        if (!text.empty()) { text += ' '; }
        if (!problem.column.empty()) { text += problem.column + ": "; }
        text += problem.message;
    }
    return text;
}

/// Writes rejected rows one by one.
class RejectedWriter {
public:
    RejectedWriter(TableWriter& writer, std::size_t width, Explain const& explain) : writer_{writer}, width_{width}, explain_{explain} {}

    Result<void> titles(Reading const& reading)
    {
        if (reading.first_header_row == 0) { return {}; }
        cells_.clear();
        for (Column const& column : reading.columns) { cells_.emplace_back(column.title); }
        cells_.emplace_back("Reason code");
        cells_.emplace_back("Reason");
        return writer_.titles(cells_);
    }

    Result<void> row(RowBatch const& rows, std::size_t index, LoggedRow const& logged, std::vector<StoredProblem> const& problems)
    {
        ProblemCode const code = logged.outcome == Outcome::rejected ? logged.code : logged.record.code;
        std::string const reasons = reasons_of(problems, explain_);
        cells_.clear();
        for (std::size_t column = 0; column < width_; ++column) { cells_.push_back(rows.cell(index, column).text); }
        cells_.push_back(name_of(code));
        cells_.emplace_back(reasons);
        for (std::size_t column = width_; column < rows.entry(index).cell_count; ++column) {
            cells_.push_back(rows.cell(index, column).text);
        }
        return writer_.row(cells_);
    }

private:
    TableWriter& writer_;
    std::size_t width_;
    Explain const& explain_;
    std::vector<std::string_view> cells_{};
};

/// The problems of the row itself, and those that made its record fall.
std::vector<StoredProblem> all_problems(LoggedRow const& logged, RowLog const& log)
{
    std::vector<StoredProblem> problems = logged.problems;
    if (logged.outcome == Outcome::folded) {
        for (StoredProblem const& problem : log.problems_of_record(logged.entry.record)) {
            if (problem.code == logged.record.code) { problems.push_back(problem); }
        }
    }
    return problems;
}

} // namespace

Result<std::int64_t> write_rejected(Table const& table, RowLog& log, Explain const& explain, TableWriter& into)
{
    RejectedWriter writer{into, table.reading().columns.size(), explain};
    TRY(writer.titles(table.reading()));
    TRY_ASSIGN(auto const reader, table.rows());
    RowBatch rows;
    LoggedRow logged;
    std::int64_t written = 0;
    for (;;) {
        TRY(reader->next(rows));
        if (rows.empty()) { break; }
        for (std::size_t index = 0; index < rows.size(); ++index) {
            TRY_ASSIGN(bool const more, log.next(logged));
            if (!more || rows.entry(index).number.value != logged.entry.row) {
                return Error{ErrorKind::internal, "UPLOAD_DIFFERS", "The kept upload does not read as it did. Analyse the file again."};
            }
            if (!logged.rejected()) { continue; }
            TRY(writer.row(rows, index, logged, all_problems(logged, log)));
            ++written;
        }
    }
    TRY(into.finish());
    return written;
}

} // namespace muster
