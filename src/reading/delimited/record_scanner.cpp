#include "reading/delimited/record_scanner.hpp"

#include "reading/delimited/quote_repair.hpp"

#include <algorithm>

namespace muster {

namespace {

/// A quoted cell over several lines with more undoubled quotes than this is no cell but text around a quote without a partner.
constexpr std::size_t most_strays_over_lines = 16;
/// Looking ahead in vain costs time: after this much of it (a second or less) a partner is sought only nearby.
constexpr std::uint64_t lookahead_budget = std::uint64_t{256} << 20;
constexpr std::size_t lookahead_when_spent = 4'096;

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

std::size_t find_line_end(std::string_view text, std::size_t at)
{
    while (at < text.size() && !is_line_end(text[at])) { ++at; }
    return at;
}

std::size_t past_line_end(std::string_view text, std::size_t at)
{
    bool const crlf = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    return at + (crlf ? 2 : 1);
}

std::int64_t count_line_ends(std::string_view text)
{
    std::int64_t count = 0;
    for (std::size_t at = find_line_end(text, 0); at < text.size(); at = find_line_end(text, past_line_end(text, at))) { ++count; }
    return count;
}

bool has_line_end(std::string_view text) { return find_line_end(text, 0) < text.size(); }

std::size_t count_cells(std::string_view line, std::string_view delimiter)
{
    std::size_t count = 1;
    for (std::size_t at = line.find(delimiter); at != std::string_view::npos; at = line.find(delimiter, at + delimiter.size())) { ++count; }
    return count;
}

/// How many whole lines must look like rows before a quoted cell around them is disbelieved: with few columns it happens by chance.
std::size_t telling_lines(std::size_t usual_cells, bool cell_count_fits)
{
    if (!cell_count_fits || usual_cells >= 4) { return 1; }
    return usual_cells == 3 ? 2 : 5;
}

} // namespace

void append_text(std::string_view text, CellSpan const& cell, Dialect const& dialect, std::string& into)
{
    std::string_view const raw = text.substr(cell.begin, cell.end - cell.begin);
    if (cell.form == CellSpan::Form::verbatim) {
        into.append(raw);
        return;
    }
    bool const backslashes = dialect.escape == Escape::backslash;
    bool const pairs = cell.form == CellSpan::Form::quoted;
    for (std::size_t at = 0; at < raw.size(); ++at) {
        bool const followed = at + 1 < raw.size();
        if (backslashes && raw[at] == '\\' && followed) {
            bool const escapes = raw[at + 1] == '\\' || raw[at + 1] == dialect.quote || raw.substr(at + 1).starts_with(dialect.delimiter);
            if (escapes) { ++at; }
        } else if (pairs && raw[at] == dialect.quote && followed && raw[at + 1] == dialect.quote) {
            ++at;
        }
        into.push_back(raw[at]);
    }
}

struct RecordScanner::Quoted {
    enum class State : std::uint8_t { closed, alone, more } state{State::alone};
    std::size_t close{};  ///< the closing quote
    std::size_t after{};  ///< the delimiter or line end behind it
    std::size_t looked{}; ///< how far was looked
    bool strays{};        ///< quotes inside that are not escaped
    bool escapes{};
};

struct RecordScanner::Course {
    std::size_t start{};
    std::size_t at{};
    std::size_t settled_cells{}; ///< cells up to the last one with line breaks in it; they are no longer in question
    std::size_t settled_at{};    ///< where the cell after those starts
    bool over_lines{};           ///< some cell has line breaks
    bool damaged{};              ///< a quoted cell has stray quotes inside
    bool damaged_over_lines{};   ///< ... and line breaks, and its first line has no reading with the usual cells
    bool stray_in_text{};        ///< an unquoted cell has a quote inside
};

bool RecordScanner::incomplete_at(std::size_t at) const
{
    return ending_ == Ending::more_follows && at + std::max<std::size_t>(dialect_.delimiter.size(), 2) > text_.size();
}

bool RecordScanner::is_apostrophe(std::size_t at) const
{
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; };
    return dialect_.quote == '\'' && at > 0 && letter(text_[at - 1]) && at + 1 < text_.size() && letter(text_[at + 1]);
}

std::size_t RecordScanner::skip_blanks(std::size_t at) const
{
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t') && !delimiter_at(at)) { ++at; }
    return at;
}

RecordScanner::Quoted RecordScanner::find_partner(std::size_t open) const
{
    std::size_t const limit = failed_lookahead_ > lookahead_budget ? lookahead_when_spent : longest_quoted_cell;
    bool const backslashes = dialect_.escape == Escape::backslash;
    char const stops[3] = {dialect_.quote, backslashes ? '\\' : dialect_.quote, 0};
    Quoted quoted;
    std::size_t strays = 0;
    bool one_line = false; // no line end within the limit: looked for once
    std::size_t at = open + 1;
    while (true) {
        std::size_t const found = backslashes ? text_.find_first_of(stops, at, 2) : text_.find(dialect_.quote, at);
        std::size_t const looked = std::min(found, text_.size());
        quoted.looked = looked;
        if (looked - open > limit && !one_line) {
            if (has_line_end(text_.substr(open, limit))) { return quoted; }
            one_line = true;
        }
        bool const cut = found == std::string_view::npos ? ending_ == Ending::more_follows : incomplete_at(found);
        if (cut) { quoted.state = Quoted::State::more; }
        if (cut || found == std::string_view::npos) { return quoted; }
        bool const backslash = text_[found] == '\\';
        bool const doubled = !backslash && found + 1 < text_.size() && text_[found + 1] == dialect_.quote;
        if (backslash || doubled) {
            quoted.escapes = true;
            at = std::min(found + 2, text_.size());
            continue;
        }
        std::size_t const after = skip_blanks(found + 1);
        if (incomplete_at(after)) {
            quoted.state = Quoted::State::more;
            return quoted;
        }
        if (after == text_.size() || is_line_end(text_[after]) || delimiter_at(after)) {
            quoted.state = Quoted::State::closed;
            quoted.close = found;
            quoted.after = after;
            quoted.strays = strays > 0;
            return quoted;
        }
        at = found + 1;
        if (is_apostrophe(found)) { continue; }
        ++strays;
        bool const telling = strays % (most_strays_over_lines + 1) == 0; // now and then: a line end is sought from the beginning each time
        if (telling && has_line_end(text_.substr(open, found - open))) { return quoted; }
    }
}

RecordScanner::Step RecordScanner::after_cell(Course& course) const
{
    if (course.at >= text_.size()) { return ending_ == Ending::more_follows ? Step::more : Step::record_end; }
    if (is_line_end(text_[course.at])) { return incomplete_at(course.at) ? Step::more : Step::record_end; }
    course.at += dialect_.delimiter.size();
    return Step::next_cell;
}

RecordScanner::Step RecordScanner::take_plain(Course& course)
{
    char const first = dialect_.delimiter.front();
    bool const backslashes = dialect_.escape == Escape::backslash;
    CellSpan cell{.begin = course.at};
    std::size_t at = course.at;
    for (; at < text_.size(); ++at) {
        char const c = text_[at];
        if (is_line_end(c) || (c == first && delimiter_at(at))) { break; }
        if (c == dialect_.quote && dialect_.quote != 0 && !is_apostrophe(at)) { course.stray_in_text = true; }
        if (backslashes && c == '\\') {
            cell.form = CellSpan::Form::backslashed;
            if (at + 1 < text_.size() && !is_line_end(text_[at + 1])) { ++at; }
        }
    }
    cell.end = at;
    course.at = at;
    if (at + dialect_.delimiter.size() > text_.size() && ending_ == Ending::more_follows) { return Step::more; }
    cells_.push_back(cell);
    return after_cell(course);
}

RecordScanner::Step RecordScanner::take_quoted(Course& course, std::size_t open)
{
    Quoted const quoted = find_partner(open);
    if (quoted.state == Quoted::State::more) { return Step::more; }
    std::size_t const line_end = find_line_end(text_, course.settled_at);
    if (quoted.state == Quoted::State::alone) {
        failed_lookahead_ += quoted.looked - open;
        repair(course, line_end);
        course.at = line_end;
        return Step::repaired;
    }
    bool const over_lines = has_line_end(text_.substr(open, quoted.close - open));
    cells_.push_back({open + 1, quoted.close, quoted.escapes ? CellSpan::Form::quoted : CellSpan::Form::verbatim});
    course.over_lines = course.over_lines || over_lines;
    course.damaged = course.damaged || quoted.strays;
    course.at = quoted.after;
    if (over_lines && quoted.strays && !course.damaged_over_lines) {
        if (repair(course, line_end) || dialect_.usual_cells == 0) {
            course.at = line_end;
            return Step::repaired;
        }
        course.damaged_over_lines = true;
    }
    Step const step = after_cell(course);
    if (over_lines && !course.damaged && step == Step::next_cell) {
        course.settled_cells = cells_.size();
        course.settled_at = course.at;
    }
    return step;
}

RecordScanner::Step RecordScanner::take_cell(Course& course)
{
    if (dialect_.quote == 0) { return take_plain(course); }
    std::size_t const begin = skip_blanks(course.at);
    if (incomplete_at(begin)) { return Step::more; }
    if (begin < text_.size() && text_[begin] == dialect_.quote) { return take_quoted(course, begin); }
    return take_plain(course);
}

bool RecordScanner::repair(Course const& course, std::size_t line_end)
{
    std::size_t const usual = dialect_.usual_cells;
    std::size_t const wanted = usual > course.settled_cells ? usual - course.settled_cells : 0;
    return repair_quotes(text_, course.settled_at, line_end, dialect_, wanted, repaired_) && usual != 0;
}

bool RecordScanner::swallows_rows(Course const& course) const
{
    std::size_t const usual = dialect_.usual_cells;
    if (usual < 2) { return false; }
    std::size_t whole = 0;
    std::size_t at = past_line_end(text_, find_line_end(text_, course.start));
    for (std::size_t end = find_line_end(text_, at); end < course.at; end = find_line_end(text_, at)) {
        if (count_cells(text_.substr(at, end - at), dialect_.delimiter) != usual) { return false; }
        ++whole;
        at = past_line_end(text_, end);
    }
    return whole >= telling_lines(usual, cells_.size() == usual);
}

RecordScanner::Record RecordScanner::end_at(Course const& course, std::size_t at) const
{
    Record record{.end = at};
    if (at < text_.size()) {
        record.end = past_line_end(text_, at);
        record.lines = 1;
    }
    if (course.over_lines) { record.lines += count_line_ends(text_.substr(course.start, at - course.start)); }
    return record;
}

RecordScanner::Record RecordScanner::complete(Course const& course)
{
    std::size_t end = course.at;
    bool repaired = false;
    Course judged = course;
    if (course.over_lines && !course.damaged && swallows_rows(course)) {
        judged.settled_cells = 0;
        judged.settled_at = course.start;
        end = find_line_end(text_, course.start);
        repaired = repair(judged, end);
        if (!repaired) { end = course.at; }
    } else if (course.damaged && !(course.over_lines && cells_.size() == dialect_.usual_cells)) {
        end = find_line_end(text_, course.settled_at);
        repair(course, end);
        repaired = true;
    }
    if (repaired) {
        cells_.resize(judged.settled_cells);
        cells_.insert(cells_.end(), repaired_.begin(), repaired_.end());
    }
    Record record = end_at(course, end);
    if (repaired || course.damaged || course.stray_in_text) { record.fault = RowFault::stray_quote; }
    return record;
}

RecordScanner::Record RecordScanner::scan(std::string_view text, std::size_t start, Ending ending)
{
    text_ = text;
    ending_ = ending;
    cells_.clear();
    Course course{.start = start, .at = start, .settled_at = start};
    if (is_line_end(text[start])) { return incomplete_at(start) ? Record{.status = Status::more} : end_at(course, start); }
    while (true) {
        switch (take_cell(course)) {
        case Step::more: return {.status = Status::more};
        case Step::record_end: return complete(course);
        case Step::repaired: {
            cells_.resize(course.settled_cells);
            cells_.insert(cells_.end(), repaired_.begin(), repaired_.end());
            Record record = end_at(course, course.at);
            record.fault = RowFault::stray_quote;
            return record;
        }
        case Step::next_cell: break;
        }
        if (cells_.size() >= most_cells) { return {.status = Status::too_many_cells}; }
    }
}

void RecordScanner::write(std::string_view text, RowBatch& batch) const
{
    for (CellSpan const& cell : cells_) {
        std::size_t const start = batch.arena().size();
        append_text(text, cell, dialect_, batch.arena());
        batch.end_cell(start);
    }
}

} // namespace muster
