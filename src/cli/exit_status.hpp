#pragma once

#include "base/result.hpp"
#include "service/door.hpp"

namespace muster {

/// What the program tells its caller. The numbers are a published interface.
enum class ExitStatus : int {
    done = 0,
    rows_rejected = 1, ///< done, but some rows or records were rejected
    usage = 2,         ///< wrong usage, or no such thing
    file = 3,          ///< the file cannot be read: unreadable, unsupported, too large
    unavailable = 4,   ///< the store cannot be reached or is locked
    refused = 5,       ///< plan drifted, onError fail, conflict, not allowed
    defect = 70,
    cancelled = 130,
};

/// The one table from kinds of trouble to exit statuses.
ExitStatus exit_status_of(ErrorKind kind);
/// What an import that ended, or waits, means for its caller.
ExitStatus exit_status_of(ImportState state);
/// The worse of two, for commands that end several imports.
ExitStatus worse_of(ExitStatus one, ExitStatus other);

} // namespace muster
