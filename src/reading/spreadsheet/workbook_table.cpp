#include "reading/spreadsheet/workbook_table.hpp"

#include "base/text.hpp"
#include "reading/layout/sample.hpp"
#include "reading/layout/sourced_table.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace muster {

namespace {

/// Sheets that a sentence names.
constexpr std::size_t named_at_most = 10;

/// Everything that was found out about a sheet.
struct UnderstoodSheet {
    std::shared_ptr<Workbook const> workbook{};
    std::size_t sheet{};
    std::size_t width{}; ///< of its filled part, by the first rows
    TableShape shape{};
    Reading reading{};
};

/// A sheet's rows, all as long as its filled part or longer: formatted but empty cells at the right are no columns.
class FittedRows final : public RowSource {
public:
    FittedRows(std::unique_ptr<RowSource> rows, std::size_t width) : rows_{std::move(rows)}, width_{width} {}
    Result<bool> next(RowBatch& batch) override
    {
        TRY_ASSIGN(bool const more, rows_->next(batch));
        if (more) { batch.fit_row(width_); }
        return more;
    }

private:
    std::unique_ptr<RowSource> rows_;
    std::size_t width_;
};

Result<std::unique_ptr<RowSource>> sheet_rows_of(UnderstoodSheet const& understood)
{
    TRY_ASSIGN(auto rows, understood.workbook->rows(understood.sheet));
    return std::unique_ptr<RowSource>{std::make_unique<FittedRows>(std::move(rows), understood.width)};
}

std::string listed(std::vector<Sheet> const& sheets)
{
    std::string text;
    for (std::size_t sheet = 0; sheet < sheets.size() && sheet < named_at_most; ++sheet) {
        text += (sheet == 0 ? "'" : ", '") + sheets[sheet].name + "'";
    }
    return sheets.size() > named_at_most ? text + ", ..." : text;
}

Result<void> check_choices(ReadingChoices const& choices)
{
    for (auto const& [what, chosen] :
         {std::pair{"encoding", choices.encoding.has_value()}, std::pair{"delimiter", choices.delimiter.has_value()},
          std::pair{"quote", choices.quote.has_value()}}) {
        if (chosen) {
            return Error{ErrorKind::invalid_input, "CHOICE_UNKNOWN",
                         std::string{"A workbook has no "} + what + ": its cells are stored one by one. Leave the " + what + " out."};
        }
    }
    return {};
}

/// The place of the sheet that was named; a name wins over a number.
std::size_t place_of(std::vector<Sheet> const& sheets, std::string const& wanted)
{
    for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) {
        if (sheets[sheet].name == wanted) { return sheet; }
    }
    for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) {
        if (text::fold(text::trim(sheets[sheet].name)) == text::fold(text::trim(wanted))) { return sheet; }
    }
    std::size_t place = 0;
    auto const [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), place);
    bool const number = error == std::errc{} && end == wanted.data() + wanted.size();
    return number && place >= 1 && place <= sheets.size() ? place - 1 : sheets.size();
}

Result<std::size_t> chosen_sheet(std::vector<Sheet> const& sheets, std::string const& wanted)
{
    std::size_t const place = place_of(sheets, wanted);
    if (place == sheets.size()) {
        return Error{ErrorKind::invalid_input, "SHEET_UNKNOWN",
                     "The workbook has no sheet '" + wanted + "'. Its sheets are " + listed(sheets) + "."};
    }
    if (sheets[place].kind == Sheet::Kind::other) {
        return Error{ErrorKind::invalid_input, "SHEET_UNKNOWN", "The sheet '" + sheets[place].name + "' is a chart and has no rows."};
    }
    return place;
}

/// Whether any of its cells has something in it.
Result<bool> has_rows(Workbook const& workbook, std::size_t sheet)
{
    TRY_ASSIGN(auto const rows, workbook.rows(sheet));
    RowBatch batch;
    for (;;) {
        batch.clear();
        TRY_ASSIGN(bool const more, rows->next(batch));
        if (!more) { return false; }
        if (!batch.entry(0).blank) { return true; }
    }
}

/// The first sheet that can be seen and has rows.
Result<std::size_t> first_filled_sheet(Workbook const& workbook)
{
    std::string hidden;
    for (std::size_t sheet = 0; sheet < workbook.sheets().size(); ++sheet) {
        Sheet const& candidate = workbook.sheets()[sheet];
        if (candidate.kind == Sheet::Kind::other) { continue; }
        if (candidate.hidden) {
            hidden = candidate.name;
            continue;
        }
        TRY_ASSIGN(bool const filled, has_rows(workbook, sheet));
        if (filled) { return sheet; }
    }
    std::string const advice =
        hidden.empty() ? "Choose a workbook with a table in it." : "There are hidden ones; name the sheet if you want '" + hidden + "'.";
    return Error{ErrorKind::unreadable, "FILE_EMPTY", "The workbook's sheets hold no rows. " + advice};
}

Finding sheet_finding(UnderstoodSheet const& understood, ReadingChoices const& choices)
{
    std::vector<Sheet> const& sheets = understood.workbook->sheets();
    std::string const& name = sheets[understood.sheet].name;
    if (choices.sheet) { return {"sheet", name, Finding::By::user, ""}; }
    if (sheets.size() == 1) { return {"sheet", name, Finding::By::detected, "it is the only one"}; }
    return {"sheet", name, Finding::By::detected, "it is the first with rows of " + std::to_string(sheets.size()) + ": " + listed(sheets)};
}

/// The beginning of the sheet, its rows as long as the longest filled one among them.
Result<RowSample> sample_sheet(UnderstoodSheet& understood, ReadingChoices const& choices)
{
    RowSample raw;
    TRY_ASSIGN(auto const source, understood.workbook->rows(understood.sheet));
    TRY(take_sample(*source, choices, raw));
    for (std::size_t row = 0; row < raw.rows.size(); ++row) { understood.width = std::max(understood.width, filled_width(raw.rows, row)); }
    RowSample fitted{.whole_file = raw.whole_file};
    for (std::size_t row = 0; row < raw.rows.size(); ++row) {
        fitted.rows.append(raw.rows, row);
        fitted.rows.fit_row(understood.width);
    }
    return fitted;
}

Result<void> understand_sheet(UnderstoodSheet& understood, ReadingChoices const& choices, std::vector<std::string> const& named_titles)
{
    Workbook const& workbook = *understood.workbook;
    if (choices.sheet) {
        TRY_ASSIGN(understood.sheet, chosen_sheet(workbook.sheets(), *choices.sheet));
    } else {
        TRY_ASSIGN(understood.sheet, first_filled_sheet(workbook));
    }
    TRY_ASSIGN(RowSample const sample, sample_sheet(understood, choices));
    if (holds_nothing(sample)) {
        return Error{ErrorKind::unreadable, "FILE_EMPTY",
                     "The sheet '" + workbook.sheets()[understood.sheet].name + "' holds no rows. Choose another sheet or file."};
    }
    TRY_ASSIGN(Layout layout, find_layout(sample, choices, named_titles));
    understood.shape = shape_of_table(sample, layout, choices);
    understood.shape.lengths = TableShape::Lengths::tell_nothing;
    Reading& reading = understood.reading;
    reading.findings = workbook.findings();
    reading.findings.push_back(sheet_finding(understood, choices));
    reading.findings.insert(reading.findings.end(), layout.findings.begin(), layout.findings.end());
    reading.columns = std::move(layout.columns);
    reading.first_header_row = layout.first_header_row;
    reading.last_header_row = layout.last_header_row;
    reading.first_data_row = layout.first_data_row;
    for (Sheet const& sheet : workbook.sheets()) { reading.sheets.push_back(sheet.name); }
    return {};
}

} // namespace

Result<std::unique_ptr<Table>> open_workbook_table(std::shared_ptr<Workbook const> workbook, FileKind kind, ReadingChoices const& choices,
                                                   std::vector<std::string> const& named_titles)
{
    TRY(check_choices(choices));
    auto understood = std::make_shared<UnderstoodSheet>();
    understood->workbook = std::move(workbook);
    understood->reading.kind = kind;
    TRY(understand_sheet(*understood, choices, named_titles));
    auto open = [understood] { return sheet_rows_of(*understood); };
    return std::unique_ptr<Table>{
        std::make_unique<SourcedTable>(std::move(understood->reading), std::move(understood->shape), std::move(open))};
}

} // namespace muster
