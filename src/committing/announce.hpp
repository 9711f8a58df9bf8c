#pragma once

#include "store/store.hpp"

namespace muster {

/// Tells of the end of an import in the transaction that stores it: the event for subscriptions (store/deliveries.hpp) and the notice for
/// whoever started it (store/notices.hpp). COMPLETED, COMPLETED_WITH_ERRORS, FAILED and UNDONE are told; a cancelled import is not, because
/// somebody has just asked for that. `at` is the time of that end.
Result<void> announce_end(Transaction& store, AccountId account, ImportJob const& job, Instant at);

/// Tells that persons have entered a journey, in the transaction that lets them in: journey.participant.added, in batches.
Result<void> announce_participants(Transaction& store, AccountId account, std::int64_t journey, std::span<ProfileId const> persons,
                                   ImportId import, Instant at);

} // namespace muster
