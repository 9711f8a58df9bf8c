#pragma once

#include <cstdint>

namespace muster {

/// When to try again, and when to stop.
struct RetryRule {
    /// After the first failure, doubled after each further one: a restart of the receiver is over soon, a night's outage is not.
    std::int64_t first_seconds{5};
    /// At most this between two attempts: who is back after a night is served within the hour.
    std::int64_t most_seconds{3'600};
    /// Of the delay, up or down by chance, so that many senders do not come back at the same moment.
    double jitter{0.2};
    /// A subscription that has failed for so long without a success between is disabled: a long weekend may pass.
    std::int64_t give_up_after_seconds{std::int64_t{5} * 86'400};
};

/// The delay before the next attempt in microseconds after `failures` (1 and more) in a row. `chance` is from 0 to 1. `asked` seconds
/// (Retry-After) are waited at least, within most_seconds.
std::int64_t delay_after(RetryRule const& rule, std::int64_t failures, double chance, std::int64_t asked);

} // namespace muster
