#pragma once

#include "cli/command.hpp"

#include <string>
#include <string_view>

namespace muster {

/// What `muster --help` prints: all commands with their summaries.
std::string overview_text();
/// The commands of a group: "persons".
std::string group_text(std::string_view group);
/// What `muster COMMAND --help` prints.
std::string help_text(Command const& command);
/// The whole as a manual page in roff, for man(1). doc/muster.1 is this text.
std::string manual_page();

/// "import FILE [options]", without "muster".
std::string usage_line(Command const& command);
/// "--sheet NAME|N".
std::string option_with_value(OptionRule const& rule);
std::string_view version_text(); ///< "0.1.0"

/// Cuts a text into lines of at most `width` columns, each after `indent` spaces.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width = 100);

} // namespace muster
