#pragma once

#include "reading/xls/cell_reader.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace muster {

/// What a first pass over a sheet finds out.
struct SheetSurvey {
    bool in_order{true};                    ///< row by row, left to right, no place twice
    std::uint32_t row_count{};              ///< to the last row with a filled cell
    std::vector<std::uint64_t> row_bytes{}; ///< memory that each row's cells need when they are gathered
};

/// Reads a sheet to its EOF. Error: unreadable.
Result<SheetSurvey> survey_sheet(CellSource& cells);

/// The cells of a sheet that does not have them in order, sorted; of several in one place the last one counts. The file is read as often
/// as bounded memory asks for: each pass keeps some rows' cells. One thread.
class GatheredCells final : public CellSource {
public:
    /// Bytes of cells that a pass keeps: 900,000 cells, so that all but huge sheets take one pass, and more than a row can have (256 texts
    /// of 32,767 characters).
    static constexpr std::uint64_t usual_window = std::uint64_t{64} << 20;

    GatheredCells(std::shared_ptr<ByteSource const> stream, SheetPlace const& place, SharedStrings const& strings, SheetSurvey survey,
                  std::uint64_t window = usual_window)
        : stream_{std::move(stream)}, place_{place}, strings_{strings}, survey_{std::move(survey)}, window_{window}
    {
    }
    Result<bool> next(FoundCell& cell) override;

private:
    struct Kept {
        FoundCell cell{};
        std::size_t text_begin{}; ///< in the arena, of a text that does not last
    };
    Result<void> gather();
    std::uint32_t choose_rows();
    void sort();

    std::shared_ptr<ByteSource const> stream_;
    SheetPlace const& place_;
    SharedStrings const& strings_;
    SheetSurvey survey_;
    std::uint64_t window_;
    std::vector<Kept> kept_{};
    std::vector<std::uint64_t> order_{}; ///< of kept_: by place, then as found
    std::string arena_{};
    std::size_t next_{};       ///< in order_
    std::uint32_t next_row_{}; ///< first that has not been gathered
};

} // namespace muster
