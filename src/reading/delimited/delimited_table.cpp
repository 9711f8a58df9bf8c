#include "reading/delimited/delimited_table.hpp"

#include "base/text.hpp"
#include "reading/delimited/sniffer.hpp"
#include "reading/encoding.hpp"
#include "reading/layout/layout.hpp"
#include "reading/layout/sample.hpp"
#include "reading/layout/sourced_table.hpp"

#include <algorithm>

namespace muster {

namespace {

/// Text of the beginning that is looked at for the dialect.
constexpr std::size_t sample_bytes = std::size_t{256} << 10;

/// Everything that was found out about a file.
struct Understood {
    std::shared_ptr<ByteSource const> file{};
    Encoding encoding{};
    Dialect dialect{};
    DelimitedWay way{};
    TableShape shape{};
    Reading reading{};
};

class DelimitedRows final : public RowSource {
public:
    explicit DelimitedRows(Tokenizer tokenizer) : tokenizer_{std::move(tokenizer)} {}
    Result<bool> next(RowBatch& batch) override { return tokenizer_.next(batch); }

private:
    Tokenizer tokenizer_;
};

Result<std::unique_ptr<RowSource>> rows_of(Understood const& understood)
{
    TRY_ASSIGN(TextStream stream, TextStream::open(understood.file, understood.encoding, understood.way.window));
    return std::unique_ptr<RowSource>{
        std::make_unique<DelimitedRows>(Tokenizer{std::move(stream), understood.dialect, understood.way.machine})};
}

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
    RowSample rows{.usual_cells = sniffed.dialect.usual_cells, .separator_line = sniffed.separator_line};
    TRY_ASSIGN(auto const source, rows_of(understood));
    TRY(take_sample(*source, choices, rows));
    if (holds_nothing(rows)) {
        return Error{ErrorKind::unreadable, "FILE_EMPTY", "The file holds no rows, only blank lines. Choose a file with a table in it."};
    }
    TRY_ASSIGN(Layout layout, find_layout(rows, choices, named_titles));
    understood.shape = shape_of_table(rows, layout, choices);
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
    auto open = [understood] { return rows_of(*understood); };
    return std::unique_ptr<Table>{
        std::make_unique<SourcedTable>(std::move(understood->reading), std::move(understood->shape), std::move(open))};
}

} // namespace muster
