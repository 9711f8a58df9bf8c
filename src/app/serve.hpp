#pragma once

#include "cli/server.hpp"

#include <memory>

namespace muster {

/// Serves the embedded store of a data directory, as DoorMaker::serve says.
Result<std::unique_ptr<RunningServer>> serve(ServeOrder const& order);

} // namespace muster
