#pragma once

#include <string_view>

namespace muster {

/// Whether a trimmed text is what spreadsheet programs make of texts like 1-1 or MAR1 when they take them for dates: 1-Jan, 01. Jan,
/// Jan-21, 1-Jan-21, 1月2日, with the months' short names in English, German, French and Croatian.
bool is_auto_date(std::string_view text);

} // namespace muster
