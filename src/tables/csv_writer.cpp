#include "tables/table_writer.hpp"

#include "base/formula_guard.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace muster {

namespace {

/// Bytes gathered for one write: large enough that the system call does not count, small enough for the second-level cache.
constexpr std::size_t buffer_size = std::size_t{64} * 1'024;

/// A table, because find_first_of() calls into the C library for every byte.
constexpr std::array<bool, 256> is_special = [] {
    std::array<bool, 256> table{};
    for (char const special : {',', '"', '\r', '\n'}) { table[static_cast<unsigned char>(special)] = true; }
    return table;
}();

bool needs_quotes(std::string_view cell)
{
    return std::any_of(cell.begin(), cell.end(), [](char byte) { return is_special[static_cast<unsigned char>(byte)]; });
}

class CsvWriter final : public TableWriter {
public:
    CsvWriter(ByteSink& sink, Guard guard) : sink_{sink}, guard_{guard} { buffer_.reserve(buffer_size); }

    Result<void> row(std::span<std::string_view const> cells) override
    {
        bool first = true;
        for (std::string_view const cell : cells) {
            if (!first) { buffer_.push_back(','); }
            first = false;
            append(cell);
            if (buffer_.size() >= buffer_size) { TRY(flush()); }
        }
        if (cells.size() == 1 && cells.front().empty()) { buffer_ += "\"\""; }
        buffer_.push_back('\n');
        return {};
    }

    Result<void> finish() override { return flush(); }

private:
    void append(std::string_view cell)
    {
        bool const guarded = guard_ == Guard::formulas && needs_guard(cell);
        if (!needs_quotes(cell)) {
            if (guarded) { buffer_.push_back('\''); }
            buffer_ += cell;
            return;
        }
        buffer_.push_back('"');
        if (guarded) { buffer_.push_back('\''); }
        for (std::size_t quote = cell.find('"'); quote != std::string_view::npos; quote = cell.find('"')) {
            buffer_ += cell.substr(0, quote + 1);
            buffer_.push_back('"');
            cell.remove_prefix(quote + 1);
        }
        buffer_ += cell;
        buffer_.push_back('"');
    }

    Result<void> flush()
    {
        if (buffer_.empty()) { return {}; }
        TRY(sink_.write(buffer_));
        buffer_.clear();
        return {};
    }

    ByteSink& sink_;
    Guard guard_;
    std::string buffer_{};
};

} // namespace

std::unique_ptr<TableWriter> csv_writer(ByteSink& sink, Guard guard) { return std::make_unique<CsvWriter>(sink, guard); }

} // namespace muster
