#include "reading/delimited/quote_repair.hpp"

#include <algorithm>
#include <limits>

namespace muster {

namespace {

/// What each oddity costs. An opening quote as text costs more than two undoubled quotes inside, so that `"a "b" c"` stays one cell.
constexpr std::uint32_t opening_is_text = 10;
constexpr std::uint32_t quote_in_text = 3;
constexpr std::uint32_t undoubled = 4;
constexpr std::uint32_t end_passed_over = 6;
constexpr std::uint32_t impossible = std::numeric_limits<std::uint32_t>::max();
/// Steps of the search for one line; beyond it every quote is text.
constexpr std::size_t most_work = 2'000'000;

/// A run of adjacent quotes.
struct Run {
    std::size_t begin{};
    std::size_t length{};
    bool before_delimiter{};
};

/// The stretch between two delimiters.
struct Piece {
    std::size_t begin{};
    std::size_t end{};
    std::size_t first_run{}; ///< index of the first run at or behind `begin`
    std::size_t runs{};
    bool opens{}; ///< its first character that is no blank is a quote
};

class Repair {
public:
    Repair(std::string_view text, std::size_t begin, std::size_t end, Dialect const& dialect, std::size_t wanted)
        : text_{text}, end_{end}, dialect_{dialect}, wanted_{wanted}
    {
        cut(begin);
    }

    bool find(std::vector<CellSpan>& into);

private:
    struct Best {
        std::uint32_t cost{impossible};
        std::uint32_t next{}; ///< piece at which the following cell begins
        std::uint32_t count_after{};
    };
    void cut(std::size_t begin);
    void close_piece(std::size_t begin, std::size_t end, std::size_t first_run);
    std::uint32_t text_cost(Piece const& piece) const;
    void relax(std::size_t piece);
    void consider(std::size_t piece, std::size_t next, std::uint32_t cost);
    void plain(std::vector<CellSpan>& into) const;
    void follow(std::size_t counted, std::vector<CellSpan>& into) const;
    std::size_t states() const { return wanted_ + 1; }
    /// best_[piece * states() + left]: cheapest reading from that piece on with exactly `left` cells. Without a wanted number,
    /// state 0 alone is used and counts nothing.
    Best& best(std::size_t piece, std::size_t left) { return best_[piece * states() + left]; }
    CellSpan span(std::size_t piece, std::size_t next) const;

    std::string_view text_;
    std::size_t end_;
    Dialect const& dialect_;
    std::size_t wanted_;
    std::vector<Run> runs_{};
    std::vector<Piece> pieces_{};
    std::vector<Best> best_{};
};

void Repair::close_piece(std::size_t begin, std::size_t end, std::size_t first_run)
{
    std::size_t open = begin;
    while (open < end && (text_[open] == ' ' || text_[open] == '\t')) { ++open; }
    std::size_t last = end;
    while (last > begin && (text_[last - 1] == ' ' || text_[last - 1] == '\t')) { --last; }
    bool const has_runs = runs_.size() > first_run;
    if (has_runs && runs_.back().begin + runs_.back().length == last) { runs_.back().before_delimiter = true; }
    bool const opens = has_runs && runs_[first_run].begin == open;
    pieces_.push_back({begin, end, first_run, runs_.size() - first_run, opens});
}

void Repair::cut(std::size_t begin)
{
    std::size_t piece = begin;
    std::size_t first_run = 0;
    for (std::size_t at = begin; at < end_;) {
        if (text_[at] == '\\' && dialect_.escape == Escape::backslash && at + 1 < end_) {
            at += 2;
        } else if (text_[at] == dialect_.quote) {
            std::size_t const run = at;
            while (at < end_ && text_[at] == dialect_.quote) { ++at; }
            runs_.push_back({run, at - run, false});
        } else if (text_.substr(at, dialect_.delimiter.size()) == dialect_.delimiter && at + dialect_.delimiter.size() <= end_) {
            close_piece(piece, at, first_run);
            at += dialect_.delimiter.size();
            piece = at;
            first_run = runs_.size();
        } else {
            ++at;
        }
    }
    close_piece(piece, end_, first_run);
}

std::uint32_t Repair::text_cost(Piece const& piece) const
{
    if (piece.opens) { return opening_is_text; }
    return piece.runs > 0 ? quote_in_text : 0;
}

void Repair::consider(std::size_t piece, std::size_t next, std::uint32_t cost)
{
    if (wanted_ == 0) {
        Best const& rest = best(next, 0);
        if (rest.cost != impossible && rest.cost + cost < best(piece, 0).cost) {
            best(piece, 0) = {rest.cost + cost, static_cast<std::uint32_t>(next), 0};
        }
        return;
    }
    for (std::size_t left = 1; left <= wanted_; ++left) {
        Best const& rest = best(next, left - 1);
        if (rest.cost != impossible && rest.cost + cost < best(piece, left).cost) {
            best(piece, left) = {rest.cost + cost, static_cast<std::uint32_t>(next), static_cast<std::uint32_t>(left - 1)};
        }
    }
}

// `next` and how the cell was read fit in one number: a text cell is marked by the high bit.
constexpr std::uint32_t as_text = 0x80000000U;

void Repair::relax(std::size_t piece)
{
    Piece const& first = pieces_[piece];
    std::uint32_t inside = 0;
    for (std::size_t last = piece; first.opens && last < pieces_.size(); ++last) {
        Piece const& closing = pieces_[last];
        for (std::size_t index = 0; index < closing.runs; ++index) {
            Run const& run = runs_[closing.first_run + index];
            bool const opening = last == piece && index == 0;
            std::size_t const length = run.length - (opening ? 1 : 0);
            if (length == 0) { continue; }
            bool const odd = length % 2 == 1;
            if (run.before_delimiter) { consider(piece, last + 1, inside + (odd ? 0 : undoubled)); }
            if (odd) { inside += run.before_delimiter ? end_passed_over : undoubled; }
        }
    }
    std::uint32_t const cost = text_cost(first);
    std::vector<Best> const before(best_.begin() + static_cast<std::ptrdiff_t>(piece * states()),
                                   best_.begin() + static_cast<std::ptrdiff_t>((piece + 1) * states()));
    consider(piece, piece + 1, cost);
    for (std::size_t left = 0; left < states(); ++left) {
        if (best(piece, left).cost < before[left].cost) { best(piece, left).next |= as_text; }
    }
}

CellSpan Repair::span(std::size_t piece, std::size_t next) const
{
    bool const text = (next & as_text) != 0;
    Piece const& last = pieces_[(next & ~std::size_t{as_text}) - 1];
    if (text) {
        bool const backslashes = dialect_.escape == Escape::backslash;
        return {pieces_[piece].begin, last.end, backslashes ? CellSpan::Form::backslashed : CellSpan::Form::verbatim};
    }
    Run const& closing = runs_[last.first_run + last.runs - 1];
    return {runs_[pieces_[piece].first_run].begin + 1, closing.begin + closing.length - 1, CellSpan::Form::quoted};
}

void Repair::follow(std::size_t counted, std::vector<CellSpan>& into) const
{
    std::size_t left = counted;
    for (std::size_t piece = 0; piece < pieces_.size();) {
        Best const& step = best_[piece * states() + left];
        into.push_back(span(piece, step.next));
        piece = step.next & ~as_text;
        left = step.count_after;
    }
}

void Repair::plain(std::vector<CellSpan>& into) const
{
    for (Piece const& piece : pieces_) { into.push_back({piece.begin, piece.end, CellSpan::Form::verbatim}); }
}

bool Repair::find(std::vector<CellSpan>& into)
{
    into.clear();
    std::size_t const count = pieces_.size();
    std::size_t const openings =
        static_cast<std::size_t>(std::count_if(pieces_.begin(), pieces_.end(), [](Piece const& p) { return p.opens; }));
    std::size_t const work = (count + openings * runs_.size()) * states();
    if (work > most_work) {
        plain(into);
        return wanted_ != 0 && into.size() == wanted_;
    }
    best_.assign((count + 1) * states(), {});
    best(count, 0).cost = 0;
    for (std::size_t piece = count; piece-- > 0;) { relax(piece); }
    if (wanted_ != 0 && best(0, wanted_).cost == impossible) {
        wanted_ = 0;
        find(into);
        return false;
    }
    follow(wanted_, into);
    return wanted_ != 0;
}

} // namespace

bool repair_quotes(std::string_view text, std::size_t begin, std::size_t end, Dialect const& dialect, std::size_t wanted,
                   std::vector<CellSpan>& into)
{
    return Repair{text, begin, end, dialect, wanted}.find(into);
}

} // namespace muster
