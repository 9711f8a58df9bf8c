#pragma once

#include "reading/delimited/dialect.hpp"
#include "reading/row.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace muster {

/// Whether the text that a scanner sees ends where the file ends.
enum class Ending : std::uint8_t { more_follows, end_of_file };

/// A cell of a record: where its text lies, and what has to be unescaped in it.
struct CellSpan {
    enum class Form : std::uint8_t {
        verbatim,
        quoted,     ///< may hold doubled quotes (and, where the dialect has them, backslashes)
        backslashed ///< unquoted, with backslashes that escape
    };
    std::size_t begin{};
    std::size_t end{};
    Form form{Form::verbatim};
};

/// Appends the cell's text, unescaped.
void append_text(std::string_view text, CellSpan const& cell, Dialect const& dialect, std::string& into);

/// Cuts one record into cells: the plain state machine for every dialect, and the truth that the fast path is tested against.
///
/// The grammar is RFC 4180, widened: blanks between a delimiter and a quote belong to neither cell; CR, LF and CRLF end a record.
/// A quote closes only before a delimiter or an end of line; any other quote is text and a fault of its row. An opening quote
/// without a partner is text. Where damaged quotes leave a choice, the reading of the physical line that gives the usual number
/// of cells wins (quote_repair.hpp), so that a row never swallows its neighbours.
///
/// One thread. Decisions depend on the file's text alone, never on how much of it happens to be in the window.
class RecordScanner {
public:
    explicit RecordScanner(Dialect dialect) : dialect_{std::move(dialect)} {}

    enum class Status : std::uint8_t {
        complete,
        more,          ///< the record does not end in this text: call again with more of it
        too_many_cells ///< over most_cells
    };
    struct Record {
        Status status{Status::complete};
        std::size_t end{};    ///< where the next record starts
        std::int64_t lines{}; ///< line ends passed
        RowFault fault{RowFault::none};
    };

    /// Scans the record at `start`, which must be below text.size(), and leaves its cells in cells().
    Record scan(std::string_view text, std::size_t start, Ending ending);
    std::vector<CellSpan> const& cells() const { return cells_; }
    /// Writes the cells of the last complete record into the batch's open row.
    void write(std::string_view text, RowBatch& batch) const;
    Dialect const& dialect() const { return dialect_; }

private:
    enum class Step : std::uint8_t { next_cell, record_end, more, repaired };
    struct Quoted;
    struct Course; // what is known of the record under way

    bool delimiter_at(std::size_t at) const { return text_.substr(at, dialect_.delimiter.size()) == dialect_.delimiter; }
    bool incomplete_at(std::size_t at) const;
    std::size_t skip_blanks(std::size_t at) const;
    /// A single quote between letters is no quote: O'Brien.
    bool is_apostrophe(std::size_t at) const;
    Step take_cell(Course& course);
    Step take_quoted(Course& course, std::size_t open);
    Step take_plain(Course& course);
    Step after_cell(Course& course) const;
    Quoted find_partner(std::size_t open) const;
    Record complete(Course const& course);
    Record end_at(Course const& course, std::size_t at) const;
    bool swallows_rows(Course const& course) const;
    bool repair(Course const& course, std::size_t line_end);

    Dialect dialect_;
    std::string_view text_{};
    Ending ending_{};
    std::vector<CellSpan> cells_{};
    std::vector<CellSpan> repaired_{};
    std::uint64_t failed_lookahead_{}; ///< bytes looked through for partners that were not there
};

} // namespace muster
