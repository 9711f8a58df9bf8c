#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace muster {

/// Columns that a text takes on a terminal: East Asian wide and full-width characters and emoji two, combining and zero-width ones none.
std::size_t display_width(std::string_view utf8);

/// A text from outside as it may be shown on a terminal: control characters as their pictures (line feed as U+240A), C1 controls,
/// zero-width marks and those that turn the direction of writing as <U+202E>. Nothing that is printed can move the cursor.
std::string shown(std::string_view utf8);

/// A text that may not be UTF-8 (a path) as UTF-8: itself when it is, otherwise with U+FFFD for every byte beyond ASCII.
std::string as_utf8(std::string_view bytes);

/// A text as shown() gives it, cut behind `most` columns with an ellipsis in the last one.
std::string shown_cut(std::string_view utf8, std::size_t most);

/// Spaces behind a text up to a width.
std::string padded(std::string text, std::size_t width);

/// 1234567 as 1,234,567.
std::string with_commas(long long number);

/// "1 row", "2 rows".
std::string counted(long long number, std::string_view one, std::string_view many);

} // namespace muster
