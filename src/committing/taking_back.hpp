#pragma once

#include "committing/commit.hpp"
#include "committing/undo.hpp"

namespace muster {

/// Takes back what an import that stopped has done so far (job TAKING_BACK) by the road of undo, chunk by chunk; ends FAILED with the
/// reason that the job has already. Gives the job.
Result<ImportJob> take_back(Store& store, UndoOrder const& order, CommitProgress const& progress);

} // namespace muster
