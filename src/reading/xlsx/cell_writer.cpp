#include "reading/xlsx/cell_writer.hpp"

#include "base/text.hpp"
#include "reading/xlsx/iso_date.hpp"
#include "reading/xlsx/part_damage.hpp"
#include "reading/xlsx/xml_names.hpp"
#include "reading/xlsx/xml_text.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace muster {

namespace {

/// A whole number as a spreadsheet would show it, but with all its digits: no zeros in front, no minus before 0.
bool is_plain_whole(std::string_view text)
{
    if (text.starts_with('-')) {
        text.remove_prefix(1);
        if (text.starts_with('0')) { return false; }
    }
    if (text.empty() || (text.front() == '0' && text.size() > 1)) { return false; }
    return std::ranges::all_of(text, text::is_digit);
}

std::string_view without_blanks(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    std::size_t const begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) { return {}; }
    return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

template <class Value>
bool read_whole(std::string_view text, Value& value)
{
    auto const [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && stopped == text.data() + text.size();
}

} // namespace

CellType type_of(std::string_view attribute)
{
    if (attribute.size() == 1) {
        switch (attribute.front()) {
        case 's': return CellType::shared_text;
        case 'n': return CellType::number;
        case 'b': return CellType::boolean;
        case 'e': return CellType::error;
        case 'd': return CellType::date;
        default: return CellType::unknown;
        }
    }
    if (attribute == "str") { return CellType::formula_text; }
    return attribute == "inlineStr" ? CellType::inline_text : CellType::unknown;
}

std::uint32_t column_of_reference(std::string_view reference)
{
    constexpr std::uint32_t letters = 26;
    std::uint32_t column = 0;
    auto at = reference.begin();
    for (; at != reference.end() && !text::is_digit(*at); ++at) {
        char const letter = static_cast<char>(*at & ~0x20); // in capitals
        if (letter < 'A' || letter > 'Z' || column > most_sheet_columns) { return most_sheet_columns; }
        column = column * letters + static_cast<std::uint32_t>(letter - 'A') + 1;
    }
    bool const whole = column > 0 && at != reference.end() && std::all_of(at, reference.end(), text::is_digit);
    return whole ? std::min(column - 1, most_sheet_columns) : most_sheet_columns;
}

std::string name_of_column(std::uint32_t column)
{
    constexpr std::uint32_t letters = 26;
    std::string name;
    for (std::uint32_t rest = column + 1; rest > 0; rest = (rest - 1) / letters) {
        name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % letters));
    }
    return name;
}

std::int64_t row_of_attribute(std::string_view text)
{
    std::int64_t row = 0;
    return read_whole(text, row) && row >= 1 && row <= most_sheet_rows ? row : 0;
}

std::uint32_t style_of_attribute(std::string_view text)
{
    std::uint32_t style = 0;
    return read_whole(text, style) ? style : std::numeric_limits<std::uint32_t>::max();
}

CellFault CellWriter::begin_row(RowBatch& batch, std::int64_t number)
{
    row_before_ = row_;
    row_ = number == 0 ? row_ + 1 : number;
    if (row_ > most_sheet_rows) { return CellFault::no_row; }
    batch_ = &batch;
    next_column_ = written_ = 0;
    batch.begin_row(RowNumber{row_}, row_);
    return CellFault::none;
}

CellFault CellWriter::end_row(bool& filled)
{
    filled = written_ > 0;
    if (!filled) {
        batch_->truncate(batch_->size() - 1);
        return CellFault::none;
    }
    batch_->end_row();
    if (row_ <= last_filled_row_) { return CellFault::row_backwards; }
    last_filled_row_ = row_;
    return CellFault::none;
}

void CellWriter::forget_row()
{
    batch_->truncate(batch_->size() - 1);
    row_ = row_before_;
}

CellFault CellWriter::write(CellTag const& tag, std::string_view value, std::size_t start)
{
    if (tag.column >= most_sheet_columns) { return CellFault::no_reference; }
    next_column_ = tag.column + 1;
    std::string& arena = batch_->arena();
    CellKind kind = CellKind::text;
    if (tag.type != CellType::inline_text || arena.size() == start) {
        arena.resize(start);
        if (value.empty()) { return CellFault::none; }
        if (tag.type == CellType::shared_text) {
            std::size_t number = 0;
            if (!read_whole(without_blanks(value), number) || number >= meaning_.texts.size()) { return CellFault::no_such_text; }
            arena.append(meaning_.texts[number]);
        } else {
            kind = append_value(tag, value, arena);
        }
        if (arena.size() == start) { return CellFault::none; }
    }
    return end_cell(tag, start, kind) ? CellFault::none : CellFault::backwards;
}

bool CellWriter::end_cell(CellTag const& tag, std::size_t start, CellKind kind)
{
    if (tag.column < written_) { return false; }
    for (; written_ < tag.column; ++written_) { batch_->place_cell(start, 0); }
    batch_->end_cell(start, kind);
    ++written_;
    return true;
}

CellKind CellWriter::append_value(CellTag const& tag, std::string_view value, std::string& into) const
{
    std::size_t const start = into.size();
    switch (tag.type) {
    case CellType::number: return append_number_text(tag, without_blanks(value), into);
    case CellType::boolean:
        value = without_blanks(value);
        if (is_true(value) || value == "0" || value == "false") {
            into += is_true(value) ? "TRUE" : "FALSE";
            return CellKind::boolean;
        }
        break;
    case CellType::date: {
        auto const style = tag.style < meaning_.styles.size() ? meaning_.styles[tag.style] : NumberStyle::date_time;
        if (auto const kind = append_iso_date(into, without_blanks(value), style)) { return *kind; }
        break;
    }
    case CellType::error: into += value; return CellKind::error;
    case CellType::shared_text:
    case CellType::formula_text:
    case CellType::inline_text:
    case CellType::unknown: break;
    }
    into += value;
    unescape_text(into, start);
    return CellKind::text;
}

CellKind CellWriter::append_number_text(CellTag const& tag, std::string_view value, std::string& into) const
{
    NumberStyle const style = tag.style < meaning_.styles.size() ? meaning_.styles[tag.style] : NumberStyle::number;
    bool const shown_plainly = style == NumberStyle::number || style == NumberStyle::text;
    if (shown_plainly && is_plain_whole(value)) {
        into += value;
        return style == NumberStyle::text ? CellKind::text : CellKind::number;
    }
    double number = 0;
    if (!read_whole(value.starts_with('+') ? value.substr(1) : value, number)) {
        into += value; // no number that a program could show: it says what it says
        return CellKind::text;
    }
    return append_number(into, number, style, meaning_.dates);
}

Error cell_error(CellFault fault, std::string const& part, std::int64_t row, std::uint32_t column)
{
    std::string const number = std::to_string(row);
    std::string const place = (column < most_sheet_columns ? name_of_column(column) : std::string{"?"}) + number;
    switch (fault) {
    case CellFault::no_row: return damaged_part(part, "a row behind row " + number + " has no number of a row (1 to 1048576)");
    case CellFault::no_reference: return damaged_part(part, "a cell of row " + number + " names no place of a sheet (A to XFD)");
    case CellFault::backwards: return damaged_part(part, "the cell " + place + " does not stand behind its left neighbour");
    case CellFault::row_backwards: return damaged_part(part, "row " + number + " does not stand behind the rows above it");
    case CellFault::no_such_text: return damaged_part(part, "the cell " + place + " names a text that is not among the shared strings");
    case CellFault::none: break;
    }
    return damaged_part(part, "row " + number + " cannot be read");
}

} // namespace muster
