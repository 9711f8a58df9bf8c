#pragma once

#include "reading/row.hpp"
#include "reading/xls/workbook_globals.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// A cell with something in it, as the sheet's records give it.
struct FoundCell {
    enum class Type : std::uint8_t { number, text, boolean, error };
    std::uint16_t row{};
    std::uint16_t column{};
    Type type{Type::number};
    NumberStyle style{NumberStyle::number};
    bool lasting{};      ///< the text outlives the reader's next step
    std::uint8_t code{}; ///< of an error; 0 or 1 of a boolean
    double number{};
    std::string_view text{}; ///< not empty
};

/// Writes a cell into the batch's row.
void append_cell(RowBatch& batch, FoundCell const& cell, DateSystem system);

/// Cells one after another.
class CellSource {
public:
    CellSource() = default;
    CellSource(CellSource const&) = delete;
    CellSource& operator=(CellSource const&) = delete;
    virtual ~CellSource() = default;
    /// The next cell; false behind the last. Its text is valid until the next call. Errors: unreadable.
    virtual Result<bool> next(FoundCell& cell) = 0;
};

/// The filled cells of a sheet in the file's order: blank cells and empty texts are passed over. One thread.
class CellReader final : public CellSource {
public:
    /// Error: unreadable, when no sheet begins at the place. `globals` outlives the reader.
    static Result<std::unique_ptr<CellReader>> create(std::shared_ptr<ByteSource const> const& stream, SheetPlace const& place,
                                                      SharedStrings const& strings);
    Result<bool> next(FoundCell& cell) override;

private:
    CellReader(std::shared_ptr<ByteSource const> const& stream, SheetPlace const& place, SharedStrings const& strings, ByteText byte_text)
        : records_{stream, place.begin}, settings_{*place.settings}, strings_{strings}, byte_text_{std::move(byte_text)}
    {
    }
    /// What a record gives.
    enum class Found : std::uint8_t { nothing, cell, end };
    Result<Found> take(Record const& record, FoundCell& cell);
    Result<Found> take_number(Record const& record, FoundCell& cell);
    Result<Found> take_text(Record const& record, FoundCell& cell);
    Result<Found> read_text(std::uint16_t id, std::string_view rest, FoundCell& cell);
    Result<Found> take_shared_text(Record const& record, FoundCell& cell);
    Result<Found> take_boolean_or_error(Record const& record, FoundCell& cell);
    Result<Found> take_formula(Record const& record, FoundCell& cell);
    Result<Found> take_formula_text(FoundCell& cell);
    Result<Found> take_multiple(Record const& record, FoundCell& cell);
    void next_of_multiple(FoundCell& cell);
    /// Fills place and style from the beginning of a record's body; gives the rest of it.
    Result<std::string_view> place_cell(Record const& record, FoundCell& cell, std::size_t rest);
    NumberStyle style_2(std::string_view attributes) const;

    RecordStream records_;
    WorkbookSettings const& settings_;
    SharedStrings const& strings_;
    ByteText byte_text_;
    std::string text_{};
    std::optional<Record> held_{}; ///< read ahead and not yet taken
    std::string_view multiple_{};  ///< what is left of a MULRK: XF and number of each cell
    std::uint16_t multiple_row_{};
    std::uint16_t multiple_column_{};
    std::uint16_t wide_xf_{}; ///< of the next BIFF2 cell whose own field is too narrow for it
};

} // namespace muster
