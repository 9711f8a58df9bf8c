#pragma once

#include "service/door.hpp"

#include <string>

namespace muster {

/// Reports about imports for a person at a terminal. All texts end with a line end, or are empty. Whatever comes from outside is shown
/// so that it cannot move the cursor.

/// How the file was understood, in one line, and what is odd about it.
std::string understanding_text(ImportJob const& job);
/// Where each column goes, and what is likely but was not taken.
std::string mapping_text(ImportJob const& job);
/// The plan as a sentence with numbers: "Create 9,412 leads, update 588 persons, ...".
std::string plan_sentence(ImportJob const& job);
/// What really happened, in the same words.
std::string result_sentence(ImportJob const& job);
/// The numbers one below the other.
std::string counts_text(Counts const& counts);
/// Problems grouped with examples; rejections first.
std::string problems_text(ImportJob const& job);
/// All of it, for a READY import.
std::string plan_text(ImportJob const& job);

/// A mapping as it is written after --map, quoted for a shell: --map 'Mobile=phone,country=HR'.
std::string map_option(std::string_view column, std::string_view field, ColumnOptions const& options);
/// A text as one word of a shell.
std::string shell_word(std::string_view text);

/// 2026-11-23 14:05:09 (UTC); "-" for none.
std::string shown_time(Instant instant);

} // namespace muster
