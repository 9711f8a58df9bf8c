#pragma once

#include "reading/delimited/record_scanner.hpp"
#include "reading/delimited/structural_index.hpp"
#include "reading/row.hpp"
#include "reading/text_stream.hpp"

#include <cstdint>
#include <vector>

namespace muster {

/// Which machine cuts the records. Both give the same rows; tests compare them.
enum class Machine : std::uint8_t {
    indexed, ///< the structural index where the dialect and the record allow it, the plain machine for the rest
    plain
};

/// Text becomes rows, record by record, through a window that moves over the file. One thread.
class Tokenizer {
public:
    Tokenizer(TextStream stream, Dialect dialect, Machine machine = Machine::indexed);

    /// Appends the next record to the batch as a row; false at the end of the file. Errors: unreadable, too_large (a record over
    /// longest_record or most_cells).
    Result<bool> next(RowBatch& batch);

private:
    bool take_indexed(RowBatch& batch);
    struct Enclosed {
        std::size_t close{}; ///< the closing quote; npos: none that is in order
        bool escapes{};
    };
    struct Underway;
    Enclosed find_close(std::size_t& index) const;
    std::size_t place_quoted(RowBatch& batch, Underway& record, std::size_t& index) const;
    std::size_t pass_line_end(std::size_t& index, std::size_t at) const;
    Result<void> refill();
    Error record_too_long() const;
    Error too_many_cells() const;
    void finish_row(RowBatch& batch, std::size_t end, std::int64_t lines);

    TextStream stream_;
    RecordScanner scanner_;
    bool indexed_;
    std::string_view text_{};
    std::size_t at_{};
    std::vector<std::uint32_t> structure_{};
    std::size_t next_structure_{};
    std::int64_t records_{};
    std::int64_t line_{1};
};

} // namespace muster
