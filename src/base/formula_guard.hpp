#pragma once

#include <string_view>

namespace muster {

/// Whether a cell, after any number of leading ', starts with = + - @, their full-width forms, TAB, CR or LF. Such a cell gets one ' in
/// front when a table leaves (tables/), and loses one ' under the same test when it is imported (mapping/), so that export and import
/// change nothing. The one test for both ways.
bool needs_guard(std::string_view cell);
/// The cell without the one ' of the guard, or as it is.
std::string_view without_guard(std::string_view cell);

} // namespace muster
