#pragma once

#include "cli/session.hpp"

namespace muster {

/// For somebody who did not say where the columns go: reads the file, studies its columns, and prints on standard error what could be
/// written. Nothing is stored. The exit status is that of wrong usage; Errors as of reading.
Result<ExitStatus> suggest_mapping_options(Session const& session, std::string const& path);

} // namespace muster
