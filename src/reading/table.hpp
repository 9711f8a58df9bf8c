#pragma once

#include "base/bytes.hpp"
#include "intake/contents.hpp"
#include "intake/upload.hpp"
#include "reading/row.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace muster {

/// What the user fixed about the reading; everything absent is detected.
struct ReadingChoices {
    std::optional<std::int64_t> first_row{};  ///< rows before it are ignored as data
    std::optional<std::int64_t> header_row{}; ///< the titles' row; 0 = there are none
    std::optional<std::string> sheet{};       ///< name, or 1-based number
    std::optional<std::string> encoding{};    ///< a name that ICU knows: "windows-1250", "Shift_JIS"
    std::optional<std::string> delimiter{};   ///< one character, or tab, comma, semicolon, pipe, space
    std::optional<std::string> quote{};       ///< one character, or none
    auto operator<=>(ReadingChoices const&) const = default;
};

/// One thing that is known about the file, who decided it, and why.
struct Finding {
    enum class By : std::uint8_t { standard, detected, user };
    std::string what{};  ///< format, encoding, delimiter, quote, escape, line end, header row, first row, sheet, preamble, ...
    std::string value{}; ///< "windows-1250", "semicolon", "3"
    By by{By::standard};
    std::string evidence{}; ///< "in 998 of 1,000 lines there are 9 of them; commas vary"
};

struct Column {
    std::size_t ordinal{}; ///< 1-based place in the file
    std::string title{};   ///< as it stands, trimmed; empty where there is none
    bool titled() const { return !title.empty(); }
    /// How it is called towards the user: its title, or "#3".
    std::string name() const { return titled() ? title : "#" + std::to_string(ordinal); }
};

/// How a file was understood.
struct Reading {
    FileKind kind{FileKind::delimited};
    std::vector<Finding> findings{};
    std::vector<Column> columns{};
    std::int64_t first_header_row{}; ///< 0: no titles. Two or three title rows are joined per column with a space
    std::int64_t last_header_row{};
    std::int64_t first_data_row{1};
    std::vector<std::string> sheets{}; ///< of a workbook, in its order
};

/// What only the whole file shows, known when its rows have been read to the end.
struct ReadingSummary {
    std::int64_t rows{}; ///< from the first data row to the last non-empty one of the first table, blank ones included
    std::int64_t blank{};
    std::int64_t rows_outside{}; ///< rows of further tables
    std::int64_t short_rows{};   ///< counts of each RowFault, with the first few row numbers as examples
    std::int64_t long_rows{};
    std::int64_t stray_quotes{};
    std::int64_t undecodable{};
    std::vector<RowNumber> short_examples{}, long_examples{}, quote_examples{}, undecodable_examples{};
    std::vector<Finding> findings{}; ///< "second table" with the row of its titles
};

/// The rows of one table, once, in the file's order. One thread.
class RowReader {
public:
    RowReader() = default;
    RowReader(RowReader const&) = delete;
    RowReader& operator=(RowReader const&) = delete;
    virtual ~RowReader() = default;
    /// Replaces the batch by the next rows. An empty batch is the end.
    virtual Result<void> next(RowBatch& batch) = 0;
    /// Complete after the end.
    virtual ReadingSummary const& summary() const = 0;
};

/// A file that has been understood. rows() may be called any number of times; each reads from the start with bounded memory.
class Table {
public:
    Table() = default;
    Table(Table const&) = delete;
    Table& operator=(Table const&) = delete;
    virtual ~Table() = default;
    virtual Reading const& reading() const = 0;
    virtual Result<std::unique_ptr<RowReader>> rows() const = 0;
};

/// Understands a file: its kind, encoding, dialect, titles and first data row, by a look at its beginning (and, where that is not
/// enough, at more of it). `named_titles` are the titles that a recipe or --map names; if all of them stand in one row, that row
/// alone is the title row. Archives are unpacked; a finding names the entry, another those left out. Errors: unreadable, unsupported,
/// too_large, invalid_input (a choice that makes no sense for this file).
Result<std::unique_ptr<Table>> open_table(std::shared_ptr<ByteSource const> file, std::string const& name, ReadingChoices const& choices,
                                          std::vector<std::string> const& named_titles = {}, Unpacking const& unpacking = {});

} // namespace muster
