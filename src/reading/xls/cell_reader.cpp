#include "reading/xls/cell_reader.hpp"

#include "reading/xls/biff_text.hpp"
#include "reading/xls/little_endian.hpp"
#include "reading/xls/workbook_damage.hpp"

#include <cmath>

namespace muster {

namespace {

constexpr std::uint8_t no_number_code = 0x24;
/// Columns of a sheet in all generations: A to IV.
constexpr std::uint16_t column_limit = 256;

std::string_view name_of_error(std::uint8_t code) // MS-XLS 2.5.10
{
    switch (code) {
    case 0x00: return "#NULL!";
    case 0x07: return "#DIV/0!";
    case 0x0F: return "#VALUE!";
    case 0x17: return "#REF!";
    case 0x1D: return "#NAME?";
    case 0x24: return "#NUM!";
    case 0x2A: return "#N/A";
    case 0x2B: return "#GETTING_DATA";
    default: return "#UNKNOWN!";
    }
}

/// A number in 30 bits: the upper ones of a double or a whole number, either perhaps times 100 (MS-XLS 2.5.218).
double number_of_rk(std::uint32_t rk)
{
    constexpr std::uint32_t is_hundredfold = 1;
    constexpr std::uint32_t is_whole = 2;
    double const number = (rk & is_whole) != 0 ? static_cast<double>(static_cast<std::int32_t>(rk) >> 2)
                                               : std::bit_cast<double>(std::uint64_t{rk & ~3U} << 32U);
    return (rk & is_hundredfold) != 0 ? number / 100 : number;
}

Error cell_cut_off() { return damaged_workbook("a cell in it is cut off"); }

void set_number(FoundCell& cell, double number)
{
    cell.type = std::isfinite(number) ? FoundCell::Type::number : FoundCell::Type::error;
    cell.number = number;
    cell.code = no_number_code; // for infinity and kin, which no program writes
}

/// Whether a record can stand only behind the text of a formula before it.
bool ends_formula(std::uint16_t id)
{
    switch (id) {
    case record_id::blank_2:
    case record_id::integer_2:
    case record_id::number_2:
    case record_id::label_2:
    case record_id::boolean_or_error_2:
    case record_id::formula:
    case record_id::formula_3:
    case record_id::formula_4:
    case record_id::ixfe_2:
    case record_id::rk_3:
    case record_id::rk:
    case record_id::multiple_rk:
    case record_id::rich_string:
    case record_id::shared_label:
    case record_id::blank:
    case record_id::multiple_blank:
    case record_id::number:
    case record_id::label:
    case record_id::boolean_or_error:
    case record_id::end_of_substream: return true;
    default: return false;
    }
}

} // namespace

void append_cell(RowBatch& batch, FoundCell const& cell, DateSystem system)
{
    switch (cell.type) {
    case FoundCell::Type::text: batch.add_cell(cell.text); return;
    case FoundCell::Type::boolean: batch.add_cell(cell.code != 0 ? "TRUE" : "FALSE", CellKind::boolean); return;
    case FoundCell::Type::error: batch.add_cell(name_of_error(cell.code), CellKind::error); return;
    case FoundCell::Type::number: break;
    }
    std::size_t const start = batch.arena().size();
    CellKind const kind = append_number(batch.arena(), cell.number, cell.style, system);
    batch.end_cell(start, kind);
}

Result<std::unique_ptr<CellReader>> CellReader::create(std::shared_ptr<ByteSource const> const& stream, SheetPlace const& place,
                                                       SharedStrings const& strings)
{
    TRY_ASSIGN(ByteText byte_text, ByteText::create(place.settings->code_page()));
    std::unique_ptr<CellReader> reader{new CellReader{stream, place, strings, std::move(byte_text)}}; // NOLINT: the constructor is private
    Record record;
    TRY_ASSIGN(bool const more, reader->records_.next(record));
    if (!more || !beginning_of(record)) { return damaged_workbook("a sheet in it does not begin where it should"); }
    return reader;
}

Result<bool> CellReader::next(FoundCell& cell)
{
    if (!multiple_.empty()) {
        next_of_multiple(cell);
        return true;
    }
    while (true) {
        Record record;
        if (held_) {
            record = *held_;
            held_.reset();
        } else {
            TRY(records_.next_of_substream(record));
        }
        TRY_ASSIGN(Found const found, take(record, cell));
        if (found != Found::nothing) { return found == Found::cell; }
    }
}

Result<CellReader::Found> CellReader::take(Record const& record, FoundCell& cell)
{
    switch (record.id) {
    case record_id::shared_label: return take_shared_text(record, cell);
    case record_id::rk_3:
    case record_id::rk:
    case record_id::integer_2:
    case record_id::number_2:
    case record_id::number: return take_number(record, cell);
    case record_id::multiple_rk: return take_multiple(record, cell);
    case record_id::label_2:
    case record_id::label:
    case record_id::rich_string: return take_text(record, cell);
    case record_id::boolean_or_error_2:
    case record_id::boolean_or_error: return take_boolean_or_error(record, cell);
    case record_id::formula:
    case record_id::formula_3:
    case record_id::formula_4: return take_formula(record, cell);
    case record_id::ixfe_2:
        if (record.body.size() >= 2) { wide_xf_ = u16_at(record.body, 0); }
        return Found::nothing;
    case record_id::end_of_substream: return Found::end;
    default: return Found::nothing;
    }
}

NumberStyle CellReader::style_2(std::string_view attributes) const
{
    constexpr unsigned low_bits = 0x3F;
    unsigned const xf = u8_at(attributes, 0) & low_bits;
    if (!settings_.has_xfs()) { return settings_.style_of_format_number(u8_at(attributes, 1) & low_bits); }
    return settings_.style_of_xf(xf == low_bits ? wide_xf_ : xf);
}

// Row and column come first everywhere; then three bytes of attributes in the records of BIFF2, the number of an XF in later ones.
Result<std::string_view> CellReader::place_cell(Record const& record, FoundCell& cell, std::size_t rest)
{
    bool const attributes =
        record.id <= record_id::boolean_or_error_2 || (record.id == record_id::formula && settings_.version() == Biff::two);
    std::size_t const fixed = attributes ? 7 : 6;
    if (record.body.size() < fixed + rest) { return cell_cut_off(); }
    cell.row = u16_at(record.body, 0);
    cell.column = u16_at(record.body, 2);
    if (cell.column >= column_limit) { return damaged_workbook("a cell in it stands beyond the last column"); }
    cell.style = attributes ? style_2(record.body.substr(4, 3)) : settings_.style_of_xf(u16_at(record.body, 4));
    return record.body.substr(fixed);
}

Result<CellReader::Found> CellReader::take_number(Record const& record, FoundCell& cell)
{
    switch (record.id) {
    case record_id::integer_2: {
        TRY_ASSIGN(auto const rest, place_cell(record, cell, 2));
        set_number(cell, u16_at(rest, 0));
        return Found::cell;
    }
    case record_id::number_2:
    case record_id::number: {
        TRY_ASSIGN(auto const rest, place_cell(record, cell, 8));
        set_number(cell, double_at(rest, 0));
        return Found::cell;
    }
    default: {
        TRY_ASSIGN(auto const rest, place_cell(record, cell, 4));
        set_number(cell, number_of_rk(u32_at(rest, 0)));
        return Found::cell;
    }
    }
}

Result<CellReader::Found> CellReader::take_multiple(Record const& record, FoundCell& cell)
{
    constexpr std::size_t fixed = 4;
    constexpr std::size_t last_column = 2;
    constexpr std::size_t each = 6;
    if (record.body.size() < fixed + each + last_column) { return cell_cut_off(); }
    multiple_row_ = u16_at(record.body, 0);
    multiple_column_ = u16_at(record.body, 2);
    std::size_t const count = (record.body.size() - fixed - last_column) / each;
    if (multiple_column_ + count > column_limit) { return damaged_workbook("a cell in it stands beyond the last column"); }
    multiple_ = record.body.substr(fixed, count * each);
    next_of_multiple(cell);
    return Found::cell;
}

void CellReader::next_of_multiple(FoundCell& cell)
{
    constexpr std::size_t each = 6;
    cell.row = multiple_row_;
    cell.column = multiple_column_++;
    cell.style = settings_.style_of_xf(u16_at(multiple_, 0));
    set_number(cell, number_of_rk(u32_at(multiple_, 2)));
    multiple_.remove_prefix(each);
}

Result<CellReader::Found> CellReader::take_shared_text(Record const& record, FoundCell& cell)
{
    TRY_ASSIGN(auto const rest, place_cell(record, cell, 4));
    std::uint32_t const number = u32_at(rest, 0);
    if (number >= strings_.size()) { return damaged_workbook("a cell in it names a text that is not there"); }
    cell.type = FoundCell::Type::text;
    cell.text = strings_[number];
    cell.lasting = true;
    return cell.text.empty() ? Found::nothing : Found::cell;
}

Result<CellReader::Found> CellReader::take_text(Record const& record, FoundCell& cell)
{
    TRY_ASSIGN(auto const rest, place_cell(record, cell, 1));
    return read_text(record.id, rest, cell);
}

Result<CellReader::Found> CellReader::read_text(std::uint16_t id, std::string_view rest, FoundCell& cell)
{
    bool const old_layout = id == record_id::label_2 || id == record_id::string_2;
    text_.clear();
    if (old_layout) {
        TRY(append_text(records_, rest, Biff::two, TextCount::one_byte, byte_text_, text_));
    } else {
        TRY(append_text(records_, rest, settings_.version(), TextCount::two_bytes, byte_text_, text_));
    }
    cell.type = FoundCell::Type::text;
    cell.text = text_;
    cell.lasting = false;
    return text_.empty() ? Found::nothing : Found::cell;
}

Result<CellReader::Found> CellReader::take_boolean_or_error(Record const& record, FoundCell& cell)
{
    TRY_ASSIGN(auto const rest, place_cell(record, cell, 2));
    cell.code = u8_at(rest, 0);
    cell.type = u8_at(rest, 1) != 0 ? FoundCell::Type::error : FoundCell::Type::boolean;
    return Found::cell;
}

// The result is a double, or, where its upper two bytes are set, a mark of what it is (MS-XLS 2.5.133).
Result<CellReader::Found> CellReader::take_formula(Record const& record, FoundCell& cell)
{
    constexpr std::uint16_t no_number = 0xFFFF;
    TRY_ASSIGN(auto const rest, place_cell(record, cell, 8));
    if (u16_at(rest, 6) != no_number) {
        set_number(cell, double_at(rest, 0));
        return Found::cell;
    }
    cell.code = u8_at(rest, 2);
    switch (u8_at(rest, 0)) {
    case 0: return take_formula_text(cell);
    case 1: cell.type = FoundCell::Type::boolean; return Found::cell;
    case 2: cell.type = FoundCell::Type::error; return Found::cell;
    default: return Found::nothing; // an empty text
    }
}

// The text of a formula follows in a record of its own, behind the ones that shared and array formulas need.
Result<CellReader::Found> CellReader::take_formula_text(FoundCell& cell)
{
    while (true) {
        Record record;
        TRY(records_.next_of_substream(record));
        if (record.id == record_id::string || record.id == record_id::string_2) { return read_text(record.id, record.body, cell); }
        if (ends_formula(record.id)) {
            held_ = record;
            return Found::nothing;
        }
    }
}

} // namespace muster
