#pragma once

#include "base/problem.hpp"
#include "profile/field.hpp"

#include <string>
#include <string_view>

namespace muster {

/// Signs in one trimmed cell that a spreadsheet program, a wrong encoding or a text editor has changed it. Pure; for ASCII text cheap.

/// Whether the text is an error value of a spreadsheet program: #N/A, #REF!, Err:502 and kin, in the programs' languages too.
bool is_error_value(std::string_view text);

enum class Notation : std::uint8_t {
    any,          ///< 1e5, 1.5E3, 3.85911E+11
    unmistakable, ///< with a point, a comma or the exponent's sign: what no external id looks like by chance
};
/// Whether the text is a number with an exponent.
bool is_scientific(std::string_view text, Notation notation);

/// Whether the text looks like UTF-8 that was read as windows-1252 or windows-1250 (Å½eljko, Ĺ˝eljko), or holds U+FFFD or a control
/// character of U+0080..U+009F: a windows-1252 apostrophe or dash that was read as Latin-1 is one of these.
bool is_mojibake(std::string_view text);

/// Whether a no-break space or a mark without width stands in the text. The ideographic space and the joiners, which Japanese, Persian
/// and others need, are none of them.
bool has_invisible_space(std::string_view text);

/// Whether the kind is one whose values are repaired: identifiers, numbers, dates, Booleans.
bool is_repairable(FieldKind kind);

/// Takes out of such a value what cannot belong to it: a leading apostrophe, marks without width, spaces (plain ones only where the kind
/// has none: in phones, external ids, date-times and behind a date's dots they stay; in emails they go beside @ and the domain's dots),
/// of phones the fraction of 385912345678.0, and turns full-width forms into ASCII. Gives damage_repaired or damage_leading_apostrophe
/// with the text in `into`, or none and leaves `into` alone.
ProblemCode repair(FieldKind kind, std::string_view text, std::string& into);

} // namespace muster
