#pragma once

#include "access/rate_limiter.hpp"
#include "api/route.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace muster {

/// How often operations may be called; 0: as often as anybody likes.
struct CallRates {
    /// A second, of each operation and account. The first three are published for the People API: 5, but 10 for creating a person and 15
    /// for matching (people-openapi 3.210.0).
    std::int64_t people{};
    std::int64_t people_create{};
    std::int64_t people_match{};
    std::int64_t others{};
    /// A minute, of each address: signing in, passwords and one-time links, which nobody needs to be known for.
    std::int64_t sign_in{};
};

/// Holds calls to their rates. Any thread.
class CallLimits {
public:
    /// The clock is base's now() but in tests.
    CallLimits(CallRates const& rates, Clock const& clock) : rates_{rates}, accounts_{clock}, addresses_{clock} {}

    /// Counts a call of an account. Zero, or how long to wait.
    std::chrono::seconds of_account(AccountId account, Route const& route);
    /// Counts a call of somebody unknown, of a route that needs no scope.
    std::chrono::seconds of_address(std::string_view peer, Route const& route);

private:
    std::int64_t rate_of(Route const& route) const;

    CallRates rates_;
    RateLimiter accounts_;
    RateLimiter addresses_;
};

} // namespace muster
