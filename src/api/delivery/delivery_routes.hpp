#pragma once

#include "api/route.hpp"
#include "delivery/deliverer.hpp"
#include "delivery/subscription_desk.hpp"
#include "store/store.hpp"

#include <functional>
#include <memory>

namespace muster {

/// What the operations on subscriptions and notifications work with. All of it must outlive the router.
struct DeliveryRoutes {
    Store& store;
    Deliverer& deliverer; ///< sends tests
    Reach reach{Reach::public_only};
    std::function<Instant()> clock{}; ///< base/date.hpp: now
    std::function<void()> wake{};     ///< after a subscription has changed, so that it is served at once; empty: nobody waits
};

/// Tests that are sent at once. Each holds a worker for up to TransferChoices::total_milliseconds, and somebody watches it; more are
/// refused with 429.
inline constexpr int tests_at_once = 2;

/// `/webhooks/1/subscriptions` (account:manage) and `/notifications/1` (imports:read: a caller sees only what is told to him).
void add_delivery_routes(Router& router, DeliveryRoutes const& order);

/// The two parts of it.
void add_subscription_routes(Router& router, DeliveryRoutes const& order);
void add_notice_routes(Router& router, DeliveryRoutes const& order);

} // namespace muster
