#pragma once

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "configuration/configuration.hpp"

namespace muster {

/// The options of `muster serve`, made from the table of configuration keys, with --config in front. --data is among the general ones.
OptionGroup const& serve_options();

/// Everything that is set for a server: by the options, the environment and the file of --config. What is wrong is in its faults.
Configuration read_configuration(Session const& session);

} // namespace muster
