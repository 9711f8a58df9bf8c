#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace muster {

/// Appends a text as it stands in a cell of a workbook: control characters but TAB and LF, U+FFFE and U+FFFF, which XML forbids or
/// changes, become _xHHHH_, and so does the `_` of a text that looks like one (`_x0041_` is `_x005F_x0041_`). ECMA-376 part 1, 22.4.2.4.
/// For well-formed UTF-8.
void append_sheet_text(std::string& into, std::string_view text);

/// The text's length as Excel counts it, in UTF-16 units.
std::size_t utf16_length(std::string_view text);

} // namespace muster
