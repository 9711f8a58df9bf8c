#pragma once

#include "committing/commit.hpp"

namespace muster {

/// Whether a store still gives what was planned.
struct Rematch {
    std::int64_t drifted{};  ///< records whose persons or versions differ from the plan's
    std::int64_t rejected{}; ///< records that would be rejected now
};

/// The rows' side of the counts of a plan; the records' side is 0.
Counts counts_of_rows(Counts const& planned);

/// Plans the whole import again over the store as it is now and compares; writes nothing but files under order.folder.
Result<Rematch> match_again(Transaction& store, CommitOrder const& order, Counts const& planned, CommitProgress const& progress);

} // namespace muster
