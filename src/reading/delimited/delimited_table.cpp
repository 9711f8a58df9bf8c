#include "reading/delimited/delimited_table.hpp"

#include "base/text.hpp"
#include "reading/delimited/layout.hpp"
#include "reading/delimited/sniffer.hpp"
#include "reading/delimited/table_rows.hpp"
#include "reading/encoding.hpp"

#include <algorithm>

namespace muster {

namespace {

/// Text of the beginning that is looked at for dialect and titles, and how many of its rows.
constexpr std::size_t sample_bytes = std::size_t{256} << 10;
constexpr std::size_t sample_rows = 1'000;
/// Rows above the ones the user named that are looked at for titles.
constexpr std::int64_t rows_above = 3;

/// Everything that was found out about a file; the table and each of its readers start from it.
struct Understood {
    std::shared_ptr<ByteSource const> file{};
    Encoding encoding{};
    Dialect dialect{};
    DelimitedWay way{};
    TableShape shape{};
    Reading reading{};
};

Result<Tokenizer> tokenizer_for(Understood const& understood)
{
    TRY_ASSIGN(TextStream stream, TextStream::open(understood.file, understood.encoding, understood.way.window));
    return Tokenizer{std::move(stream), understood.dialect, understood.way.machine};
}

class DelimitedTable final : public Table {
public:
    explicit DelimitedTable(std::shared_ptr<Understood const> understood) : understood_{std::move(understood)} {}
    Reading const& reading() const override { return understood_->reading; }
    Result<std::unique_ptr<RowReader>> rows() const override
    {
        TRY_ASSIGN(Tokenizer tokenizer, tokenizer_for(*understood_));
        auto reopen = [understood = understood_] { return tokenizer_for(*understood); };
        return std::unique_ptr<RowReader>{std::make_unique<TableRows>(std::move(tokenizer), understood_->shape, std::move(reopen))};
    }

private:
    std::shared_ptr<Understood const> understood_;
};

/// The beginning of the text, cut behind a line end unless it is all of it.
Result<TextSample> sample_text(Understood const& understood, std::string& text)
{
    TRY_ASSIGN(TextStream stream, TextStream::open(understood.file, understood.encoding, understood.way.window));
    while (stream.text().size() < sample_bytes && !stream.at_end()) { TRY(stream.read_more()); }
    bool const whole = stream.at_end() && stream.text().size() <= sample_bytes;
    text = stream.text().substr(0, sample_bytes);
    if (!whole) {
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80) {
            text.pop_back();
        } // the cut may split a character
        std::size_t const end = text.empty() ? std::string::npos : text.find_last_of("\r\n", text.size() - 2);
        if (end != std::string::npos) { text.resize(text.compare(end, 2, "\r\n") == 0 ? end + 2 : end + 1); }
    }
    return TextSample{text, whole};
}

Result<RowSample> sample_of_rows(Understood const& understood, Sniffed const& sniffed, ReadingChoices const& choices)
{
    RowSample sample{.usual_cells = sniffed.dialect.usual_cells, .separator_line = sniffed.separator_line};
    std::int64_t from = std::min(choices.first_row.value_or(1), choices.header_row.value_or(choices.first_row.value_or(1)));
    from = from <= static_cast<std::int64_t>(sample_rows / 2) ? 1 : from - rows_above;
    std::int64_t const until =
        std::max({from, choices.first_row.value_or(1), choices.header_row.value_or(1)}) + static_cast<std::int64_t>(sample_rows);
    TRY_ASSIGN(Tokenizer tokenizer, tokenizer_for(understood));
    std::size_t kept_bytes = 0;
    while (true) {
        std::size_t const row = sample.rows.size();
        TRY_ASSIGN(bool const more, tokenizer.next(sample.rows));
        sample.whole_file = !more;
        if (!more) { break; }
        std::int64_t const number = sample.rows.entry(row).number.value;
        if (number < from) {
            sample.rows.truncate(row);
            continue;
        }
        kept_bytes = sample.rows.bytes();
        if (number >= until || kept_bytes > 16 * sample_bytes) { break; }
    }
    return sample;
}

TableShape shape_of_table(RowSample const& sample, Layout const& layout)
{
    TableShape shape{.first_data_row = layout.first_data_row, .columns = layout.columns.size()};
    std::size_t first = 0;
    while (first < sample.rows.size() && sample.rows.entry(first).number.value < layout.first_data_row) { ++first; }
    shape.profile = profile_columns(sample.rows, first, sample_rows);
    if (layout.first_header_row > 0 && layout.first_header_row == layout.last_header_row) {
        for (Column const& column : layout.columns) { shape.titles.push_back(column.title); }
        while (!shape.titles.empty() && shape.titles.back().empty()) { shape.titles.pop_back(); }
        for (std::size_t row = 0; row < first; ++row) {
            if (sample.rows.entry(row).number.value == layout.first_header_row) { shape.cells = sample.rows.entry(row).cell_count; }
        }
    }
    return shape;
}

/// Whether no row has anything in it; the line that names the delimiter is no row.
bool holds_nothing(RowSample const& sample)
{
    for (std::size_t row = sample.separator_line ? 1 : 0; row < sample.rows.size(); ++row) {
        if (!sample.rows.entry(row).blank) { return false; }
    }
    return sample.whole_file;
}

Result<void> understand(Understood& understood, ReadingChoices const& choices, std::vector<std::string> const& named_titles)
{
    if (choices.encoding) {
        TRY_ASSIGN(understood.encoding, chosen_encoding(*understood.file, *choices.encoding));
    } else {
        TRY_ASSIGN(understood.encoding, detect_encoding(*understood.file));
    }
    std::string text;
    TRY_ASSIGN(TextSample const sample, sample_text(understood, text));
    TRY_ASSIGN(Sniffed sniffed, sniff_dialect(sample, choices));
    understood.dialect = sniffed.dialect;
    TRY_ASSIGN(RowSample const rows, sample_of_rows(understood, sniffed, choices));
    if (holds_nothing(rows)) {
        return Error{ErrorKind::unreadable, "FILE_EMPTY", "The file holds no rows, only blank lines. Choose a file with a table in it."};
    }
    TRY_ASSIGN(Layout layout, find_layout(rows, choices, named_titles));
    understood.shape = shape_of_table(rows, layout);
    Reading& reading = understood.reading;
    reading.findings.push_back({"format", "delimited text", Finding::By::detected, "the content is text"});
    reading.findings.push_back(
        {"encoding", understood.encoding.name, choices.encoding ? Finding::By::user : Finding::By::detected, understood.encoding.evidence});
    reading.findings.insert(reading.findings.end(), sniffed.findings.begin(), sniffed.findings.end());
    reading.findings.insert(reading.findings.end(), layout.findings.begin(), layout.findings.end());
    reading.columns = std::move(layout.columns);
    reading.first_header_row = layout.first_header_row;
    reading.last_header_row = layout.last_header_row;
    reading.first_data_row = layout.first_data_row;
    return {};
}

} // namespace

Result<std::unique_ptr<Table>> open_delimited(std::shared_ptr<ByteSource const> file, ReadingChoices const& choices,
                                              std::vector<std::string> const& named_titles, DelimitedWay way)
{
    if (choices.sheet) { return Error{ErrorKind::invalid_input, "SHEET_UNKNOWN", "A text file has no sheets. Leave the sheet out."}; }
    auto understood = std::make_shared<Understood>();
    understood->file = std::move(file);
    understood->way = way;
    TRY(understand(*understood, choices, named_titles));
    return std::unique_ptr<Table>{std::make_unique<DelimitedTable>(std::move(understood))};
}

} // namespace muster
