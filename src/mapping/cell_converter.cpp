#include "mapping/cell_converter.hpp"

#include "base/decimal.hpp"
#include "base/formula_guard.hpp"
#include "base/text.hpp"
#include "mapping/cell_text.hpp"
#include "mapping/damage.hpp"
#include "profile/phone.hpp"

#include <optional>

namespace muster {

namespace {

constexpr std::size_t date_length = 10; // YYYY-MM-DD
/// A file with more distinct countries than the world has spellings is no reason to keep them all.
constexpr std::size_t most_countries_kept = 4'096;
/// Bytes; no country's name is longer.
constexpr std::size_t longest_country = 200;

bool is_date(FieldKind kind) { return kind == FieldKind::date || kind == FieldKind::birth_date; }

/// What scientific notation and error values reject: identifiers, numbers and dates.
bool is_spoiled_by_damage(FieldKind kind) { return is_repairable(kind) && kind != FieldKind::boolean; }

} // namespace

std::string_view RegionMemory::region_of(std::string_view country)
{
    std::string_view const trim = trimmed(country);
    if (trim.empty() || trim.size() > longest_country) { return {}; }
    text_.assign(trim);
    auto const known = known_.find(text_);
    if (known != known_.end()) { return known->second; }
    if (known_.size() >= most_countries_kept) { known_.clear(); }
    return known_.emplace(text_, PhoneNumbers::instance().region_of_country(trim).value_or(std::string{})).first->second;
}

CellConverter::Verdict CellConverter::refuse(MappedColumn const& column, ProblemCode code)
{
    problems_.push_back({row_, column.column, code});
    return Verdict::refused;
}

void CellConverter::warn(MappedColumn const& column, ProblemCode code) { problems_.push_back({row_, column.column, code}); }

CellConverter::Verdict CellConverter::error_value(MappedColumn const& column)
{
    if (column.identifies() || is_spoiled_by_damage(column.rule.kind)) { return refuse(column, ProblemCode::spoiled_value); }
    warn(column, ProblemCode::damage_error_value);
    return Verdict::blank;
}

/// Texts are taken as they stand; what looks damaged is only counted.
void CellConverter::warn_of_damage(MappedColumn const& column, std::string_view text)
{
    char const first = text.front();
    bool const repairable = is_repairable(column.rule.kind);
    if (!repairable) {
        if ((first >= '0' && first <= '9') || first == '-' || first == '+') {
            if (is_scientific(text, Notation::unmistakable)) { warn(column, ProblemCode::damage_scientific_notation); }
        } else if (first == '\'' && text.size() > 1 && text[1] >= '0' && text[1] <= '9') {
            warn(column, ProblemCode::damage_leading_apostrophe);
        }
    }
    if (is_ascii(text)) { return; }
    if (is_mojibake(text)) { warn(column, ProblemCode::damage_mojibake); }
    if (!repairable && has_invisible_space(text)) { warn(column, ProblemCode::damage_invisible_space); }
}

std::string_view CellConverter::repaired(MappedColumn const& column, std::string_view text)
{
    ProblemCode const found = repair(column.rule.kind, text, repaired_);
    if (found == ProblemCode::none) { return text; }
    warn(column, found);
    return trimmed(repaired_);
}

/// What the file itself calls a date is one, whatever the column's format; of a moment, its day.
ProblemCode CellConverter::read_date(MappedColumn const& column, Cell const& cell, std::string_view text, std::string& into) const
{
    FieldKind const kind = column.rule.kind;
    if (cell.kind == CellKind::date) { return canonical_value(kind, column.rule.limit, text, context_, into); }
    if (cell.kind == CellKind::date_time) { return canonical_value(kind, column.rule.limit, text.substr(0, date_length), context_, into); }
    if (!column.date_format) { return canonical_value(kind, column.rule.limit, text, context_, into); }
    std::optional<Date> const date = column.date_format->read(text, context_.today);
    return date ? canonical_value(kind, column.rule.limit, to_text(*date), context_, into) : ProblemCode::invalid_date;
}

ProblemCode CellConverter::read(MappedColumn const& column, Cell const& cell, std::string_view text, std::string& into)
{
    FieldKind const kind = column.rule.kind;
    if (is_date(kind)) { return read_date(column, cell, text, into); }
    if (kind == FieldKind::phone) {
        if (cell.kind == CellKind::date || cell.kind == CellKind::date_time) {
            return ProblemCode::invalid_phone;
        } // its digits could pass for one
        context_.region = column.region_from == MappedColumn::Region::of_row ? region_ : std::string_view{column.region};
    }
    bool const in_hundredths = kind == FieldKind::decimal && cell.kind == CellKind::number && text.ends_with('%');
    if (in_hundredths) { // a workbook's number that is shown in per cent; in a text file the sign is only text
        std::optional<std::string> const number = canonical_hundredths(text.substr(0, text.size() - 1));
        return number ? canonical_value(kind, column.rule.limit, *number, context_, into) : ProblemCode::invalid_number;
    }
    return canonical_value(kind, column.rule.limit, text, context_, into);
}

std::string_view CellConverter::text_of(MappedColumn const& column, Cell const& cell, Verdict& verdict)
{
    verdict = Verdict::blank;
    if (cell.text.empty()) { return {}; }
    std::string_view const text = trimmed(cell.text.front() == '\'' ? without_guard(cell.text) : cell.text);
    if (text.empty()) { return {}; }
    if (cell.kind == CellKind::error || ((text.front() == '#' || text.front() == 'E') && is_error_value(text))) {
        verdict = error_value(column);
        return {};
    }
    if (has(faults_, RowFault::undecodable) && text.find(text::replacement_character) != std::string_view::npos) {
        verdict = refuse(column, ProblemCode::undecodable_text);
        return {};
    }
    warn_of_damage(column, text);
    verdict = Verdict::valid;
    return text;
}

CellConverter::Verdict CellConverter::convert(MappedColumn const& column, Cell const& cell, std::string& into)
{
    Verdict verdict{};
    std::string_view text = text_of(column, cell, verdict);
    if (text.empty()) { return verdict; }
    FieldKind const kind = column.rule.kind;
    if (is_repairable(kind)) {
        text = repaired(column, text);
        Notation const notation = kind == FieldKind::external_id ? Notation::unmistakable : Notation::any;
        if (is_spoiled_by_damage(kind) && is_scientific(text, notation)) { return refuse(column, ProblemCode::spoiled_value); }
    }
    ProblemCode const code = read(column, cell, text, into);
    if (code != ProblemCode::none) {
        if (!is_warning(code)) { return refuse(column, code); }
        warn(column, code);
    }
    return into.empty() ? Verdict::blank : Verdict::valid;
}

CellConverter::Verdict CellConverter::tag(MappedColumn const& column, std::string_view piece, std::string& into)
{
    ProblemCode const code = canonical_value(FieldKind::text, column.rule.limit, piece, context_, into);
    if (code != ProblemCode::none) { return refuse(column, code); }
    return into.empty() ? Verdict::blank : Verdict::valid;
}

} // namespace muster
