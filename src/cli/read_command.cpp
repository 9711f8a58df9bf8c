#include "cli/acts.hpp"
#include "cli/import_options.hpp"
#include "cli/interrupt.hpp"
#include "cli/shown_text.hpp"
#include "cli/text_table.hpp"
#include "documents/documents.hpp"
#include "tables/table_writer.hpp"
#include "json/writer.hpp"

#include <limits>
#include <memory>
#include <vector>

namespace muster {

namespace {

/// Rows of a table on a screen where --limit says nothing else.
constexpr std::int64_t rows_shown = 20;

/// How rows are printed. The first of its calls is begin(), the last one end().
class RowPrinter {
public:
    RowPrinter() = default;
    RowPrinter(RowPrinter const&) = delete;
    RowPrinter& operator=(RowPrinter const&) = delete;
    virtual ~RowPrinter() = default;
    virtual Result<void> begin(Reading const& reading) = 0;
    virtual Result<void> row(RowBatch const& batch, std::size_t index) = 0;
    virtual Result<void> end(ReadAnswer const& answer) = 0;
};

void cells_of(RowBatch const& batch, std::size_t index, std::vector<std::string_view>& cells)
{
    cells.clear();
    for (std::size_t column = 0; column < batch.entry(index).cell_count; ++column) { cells.push_back(batch.cell(index, column).text); }
}

class CsvPrinter final : public RowPrinter {
public:
    explicit CsvPrinter(ByteSink& out) : csv_{csv_writer(out, Guard::none)} {}
    Result<void> begin(Reading const& reading) override
    {
        if (reading.first_header_row == 0) { return {}; }
        cells_.clear();
        for (Column const& column : reading.columns) { cells_.push_back(column.title); }
        return csv_->row(cells_);
    }
    Result<void> row(RowBatch const& batch, std::size_t index) override
    {
        cells_of(batch, index, cells_);
        return csv_->row(cells_);
    }
    Result<void> end(ReadAnswer const&) override { return csv_->finish(); }

private:
    std::unique_ptr<TableWriter> csv_;
    std::vector<std::string_view> cells_{};
};

class JsonPrinter final : public RowPrinter {
public:
    explicit JsonPrinter(ByteSink& out) : out_{out} {}
    Result<void> begin(Reading const&) override { return out_.write("{\"rows\":["); }
    Result<void> row(RowBatch const& batch, std::size_t index) override
    {
        RowBatch::Entry const& entry = batch.entry(index);
        JsonWriter json;
        json.begin_object().member("row", entry.number.value).member("line", entry.line).key("cells").begin_array();
        for (std::size_t column = 0; column < entry.cell_count; ++column) { json.value(batch.cell(index, column).text); }
        json.end_array().end_object();
        TRY(out_.write(first_ ? "" : ","));
        first_ = false;
        return out_.write(json.take());
    }
    Result<void> end(ReadAnswer const& answer) override { return out_.write("],\"reading\":" + reading_document(answer) + "}\n"); }

private:
    ByteSink& out_;
    bool first_{true};
};

class TablePrinter final : public RowPrinter {
public:
    explicit TablePrinter(ByteSink& out) : table_{out} {}
    Result<void> begin(Reading const& reading) override
    {
        cells_.assign(1, "row");
        for (Column const& column : reading.columns) { cells_.push_back(column.name()); }
        return table_.titles(cells_);
    }
    Result<void> row(RowBatch const& batch, std::size_t index) override
    {
        cells_.assign(1, std::to_string(batch.entry(index).number.value));
        for (std::size_t column = 0; column < batch.entry(index).cell_count; ++column) {
            cells_.emplace_back(batch.cell(index, column).text);
        }
        return table_.row(cells_);
    }
    Result<void> end(ReadAnswer const&) override { return table_.finish(); }

private:
    TextTable table_;
    std::vector<std::string> cells_{};
};

std::unique_ptr<RowPrinter> make_printer(std::string const& format, ByteSink& out)
{
    if (format == "csv") { return std::make_unique<CsvPrinter>(out); }
    if (format == "json") { return std::make_unique<JsonPrinter>(out); }
    return std::make_unique<TablePrinter>(out);
}

void say_findings(std::vector<Finding> const& findings)
{
    for (Finding const& finding : findings) {
        std::string line = finding.what + ": " + shown(finding.value);
        if (finding.by == Finding::By::user) { line += " (as you said)"; }
        if (!finding.evidence.empty()) { line += " (" + shown(finding.evidence) + ")"; }
        say(line);
    }
}

void say_fault(std::int64_t count, std::vector<RowNumber> const& examples, std::string_view one, std::string_view many)
{
    if (count == 0) { return; }
    std::string rows;
    for (RowNumber const row : examples) { rows += (rows.empty() ? "" : ", ") + std::to_string(row.value); }
    bool const all = count <= static_cast<std::int64_t>(examples.size());
    say(counted(count, one, many) + ": row " + rows + (all ? "" : ", ..."));
}

/// How the file was understood, on standard error.
void say_understanding(ReadAnswer const& answer, std::int64_t printed)
{
    say_findings(answer.reading.findings);
    ReadingSummary const& summary = answer.summary;
    say_findings(summary.findings);
    say_fault(summary.short_rows, summary.short_examples, "row has too few cells", "rows have too few cells");
    say_fault(summary.long_rows, summary.long_examples, "row has too many cells", "rows have too many cells");
    say_fault(summary.stray_quotes, summary.quote_examples, "row has a stray quote", "rows have stray quotes");
    say_fault(summary.undecodable, summary.undecodable_examples, "row has bytes that the encoding does not know",
              "rows have bytes that the encoding does not know");
    std::string line = "rows: " + with_commas(summary.rows);
    if (summary.blank > 0) { line += ", " + counted(summary.blank, "of them blank", "of them blank"); }
    if (printed < summary.rows) { line += "; the first " + with_commas(printed) + " are shown (--limit 0 shows all)"; }
    say(line);
}

} // namespace

Result<ExitStatus> act_read(Session& session)
{
    std::string const format = session.arguments.value("--format").value_or("table");
    TRY_ASSIGN(auto const asked, session.arguments.number("--limit", 0));
    std::int64_t const limit = asked.value_or(format == "table" ? rows_shown : 0);
    std::int64_t const most = limit == 0 ? std::numeric_limits<std::int64_t>::max() : limit;
    ReadRequest request;
    TRY_ASSIGN(request.file, open_incoming(session.arguments.words().front()));
    TRY(apply_reading_options(session.arguments, request.choices));
    std::unique_ptr<RowPrinter> const printer = make_printer(format, session.out);
    std::int64_t printed = 0;
    // The file is read to its end even when only its first rows are shown: what is told about it holds for all of it.
    auto const take = [&](RowBatch const& batch) -> Result<bool> {
        TRY(check_interrupt());
        for (std::size_t index = 0; index < batch.size() && printed < most; ++index, ++printed) { TRY(printer->row(batch, index)); }
        return true;
    };
    std::unique_ptr<Door> const door = session.doors.open_without_store();
    TRY_ASSIGN(ReadAnswer const answer, door->read(
                                            request, [&](Reading const& reading) { return printer->begin(reading); }, take));
    TRY(printer->end(answer));
    TRY(session.out.finish()); // on a terminal the rows come before what is said about them
    say_understanding(answer, printed);
    return ExitStatus::done;
}

} // namespace muster
