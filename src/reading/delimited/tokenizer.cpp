#include "reading/delimited/tokenizer.hpp"

namespace muster {

namespace {

constexpr std::size_t nowhere = std::string_view::npos;
/// A window that one long record has made larger is not indexed: the index would be four times its size.
constexpr std::size_t largest_indexed = std::size_t{4} << 20;

bool index_knows(Dialect const& dialect) { return dialect.delimiter.size() == 1 && dialect.escape == Escape::doubled; }

} // namespace

Tokenizer::Tokenizer(TextStream stream, Dialect dialect, Machine machine)
    : stream_{std::move(stream)}, scanner_{std::move(dialect)}, indexed_{machine == Machine::indexed && index_knows(scanner_.dialect())}
{
}

Result<void> Tokenizer::refill()
{
    std::size_t const kept = text_.size() - at_;
    std::size_t const wanted = at_ == 0 ? 2 * kept : kept + 1; // a long record doubles the window, so that rescans stay linear
    stream_.consume(at_);
    at_ = 0;
    do {
        TRY(stream_.read_more());
        text_ = stream_.text();
    } while (text_.size() < wanted && !stream_.at_end());
    if (indexed_ && text_.size() <= largest_indexed) {
        Dialect const& dialect = scanner_.dialect();
        index_structure(text_, dialect.delimiter.front(), dialect.quote != 0 ? dialect.quote : '\n', structure_);
    } else {
        structure_.clear();
    }
    next_structure_ = 0;
    return {};
}

void Tokenizer::finish_row(RowBatch& batch, std::size_t end, std::int64_t lines)
{
    if (stream_.undecodable_within(at_, end)) { batch.add_fault(RowFault::undecodable); }
    batch.end_row();
    at_ = end;
    line_ += lines;
    ++records_;
}

Result<bool> Tokenizer::next(RowBatch& batch)
{
    while (true) {
        if (at_ >= text_.size()) {
            if (stream_.at_end()) { return false; }
            TRY(refill());
            continue;
        }
        std::size_t const row = batch.size();
        batch.begin_row({records_ + 1}, line_);
        if (indexed_ && take_indexed(batch)) { return true; }
        batch.truncate(row);
        auto const record = scanner_.scan(text_, at_, stream_.at_end() ? Ending::end_of_file : Ending::more_follows);
        if (record.status == RecordScanner::Status::too_many_cells) { return too_many_cells(); }
        bool const more = record.status == RecordScanner::Status::more;
        if ((more ? text_.size() : record.end) - at_ > longest_record) { return record_too_long(); }
        if (more) {
            TRY(refill());
            continue;
        }
        batch.begin_row({records_ + 1}, line_);
        scanner_.write(text_, batch);
        if (record.fault != RowFault::none) { batch.add_fault(record.fault); }
        finish_row(batch, record.end, record.lines);
        return true;
    }
}

Tokenizer::Enclosed Tokenizer::find_close(std::size_t& index) const
{
    char const quote = scanner_.dialect().quote;
    Enclosed enclosed{.close = nowhere};
    for (std::size_t closing = index + 1; closing + 1 < structure_.size(); ++closing) {
        std::size_t const at = structure_[closing];
        if (text_[at] == quote && text_[at + 1] == quote) {
            enclosed.escapes = true;
            ++closing;
        } else if (text_[at] == quote) {
            index = closing + 1;
            if (structure_[index] == at + 1) { enclosed.close = at; } // else something stands between quote and delimiter
            return enclosed;
        } else if (text_[at] == '\n' || text_[at] == '\r') {
            return enclosed;
        }
    }
    return enclosed;
}

std::size_t Tokenizer::pass_line_end(std::size_t& index, std::size_t at) const
{
    ++index;
    if (text_[at] == '\n') { return at + 1; }
    if (at + 1 >= text_.size()) { return nowhere; }
    if (text_[at + 1] != '\n') { return at + 1; }
    ++index;
    return at + 2;
}

/// A record under way: the cells so far lie in the arena, or will lie there when the text from `raw` on is appended at `base`.
struct Tokenizer::Underway {
    std::size_t base{};
    std::size_t raw{};
    std::size_t cell{}; ///< where the next cell begins
};

// Places the quoted cell that begins at a structural quote; gives the place behind it, or nowhere.
std::size_t Tokenizer::place_quoted(RowBatch& batch, Underway& record, std::size_t& index) const
{
    if (structure_[index] != record.cell) { return nowhere; }
    Enclosed const enclosed = find_close(index);
    if (enclosed.close == nowhere) { return nowhere; }
    if (!enclosed.escapes) {
        batch.place_cell(record.base + (record.cell + 1 - record.raw), enclosed.close - record.cell - 1);
        return enclosed.close + 1;
    }
    batch.arena().append(text_.substr(record.raw, record.cell - record.raw));
    std::size_t const start = batch.arena().size();
    append_text(text_, {record.cell + 1, enclosed.close, CellSpan::Form::quoted}, scanner_.dialect(), batch.arena());
    batch.end_cell(start);
    record.raw = enclosed.close;
    record.base = batch.arena().size();
    return enclosed.close + 1;
}

// Takes a record whose quotes are all in order and which has no line break inside; gives up (false) at anything else, and the
// plain machine takes the record.
bool Tokenizer::take_indexed(RowBatch& batch)
{
    char const quote = scanner_.dialect().quote;
    std::size_t index = next_structure_;
    while (index < structure_.size() && structure_[index] < at_) { ++index; }
    next_structure_ = index;
    Underway record{.base = batch.arena().size(), .raw = at_, .cell = at_};
    for (std::size_t cells = 1; index < structure_.size() && cells <= most_cells; ++cells) {
        std::size_t at = structure_[index];
        if (text_[at] == quote && quote != 0) {
            at = place_quoted(batch, record, index);
            if (at == nowhere) { return false; }
        } else if (at != at_ || text_[at] == scanner_.dialect().delimiter.front()) { // an empty line has no cell
            batch.place_cell(record.base + (record.cell - record.raw), at - record.cell);
        }
        if (text_[at] == '\n' || text_[at] == '\r') {
            std::size_t const next = pass_line_end(index, at);
            if (next == nowhere) { return false; }
            batch.arena().append(text_.substr(record.raw, at - record.raw));
            next_structure_ = index;
            finish_row(batch, next, 1);
            return true;
        }
        record.cell = at + 1;
        ++index;
    }
    return false;
}

Error Tokenizer::record_too_long() const
{
    return Error{ErrorKind::too_large, "ROW_TOO_LONG",
                 "Row " + std::to_string(records_ + 1) + ", which starts in line " + std::to_string(line_) + ", is longer than " +
                     std::to_string(longest_record >> 20) + " MB. Check that the file has line ends and that every quote is closed."};
}

Error Tokenizer::too_many_cells() const
{
    return Error{ErrorKind::too_large, "TOO_MANY_COLUMNS",
                 "Row " + std::to_string(records_ + 1) + ", which starts in line " + std::to_string(line_) + ", has more than " +
                     std::to_string(most_cells) + " cells, which is more than a spreadsheet has columns. Check the delimiter."};
}

} // namespace muster
