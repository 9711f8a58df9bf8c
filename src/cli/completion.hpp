#pragma once

#include <string>

namespace muster {

/// Completion scripts made from the table of commands: commands, their options, the words that options take, files where files belong.
std::string bash_completion();
std::string zsh_completion();

} // namespace muster
