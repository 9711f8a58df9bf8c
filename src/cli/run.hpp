#pragma once

#include "cli/door_maker.hpp"

#include <span>
#include <string>

namespace muster {

/// Runs a whole command line (without the program's name) and gives the exit status. Never throws.
int run(std::span<std::string const> words, DoorMaker& doors);

} // namespace muster
