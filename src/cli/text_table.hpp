#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// An aligned table for a terminal, columns parted by two spaces. The widths come from the first rows, so memory stays bounded; cells
/// are cut and shown as shown_cut() does. The sink must outlive it. One thread.
class TextTable {
public:
    explicit TextTable(ByteSink& out) : out_{out} {}
    Result<void> titles(std::span<std::string const> cells);
    Result<void> row(std::span<std::string const> cells);
    Result<void> finish();
    /// Whether there were any rows.
    bool empty() const { return rows_ == 0; }

private:
    Result<void> add(std::span<std::string const> cells);
    Result<void> write_waiting();
    Result<void> write(std::vector<std::string> const& cells);

    ByteSink& out_;
    std::vector<std::size_t> widths_{};
    std::vector<std::vector<std::string>> waiting_{}; ///< what the widths are computed from
    bool started_{};
    std::int64_t rows_{};
};

} // namespace muster
