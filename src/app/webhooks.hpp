#pragma once

#include "api/delivery/delivery_routes.hpp"
#include "app/measures.hpp"
#include "delivery/deliverer.hpp"
#include "delivery/delivery_loop.hpp"
#include "delivery/transfer.hpp"
#include "store/store.hpp"

#include <atomic>

namespace muster {

/// Spreads attempts in time, from 0 to 1; nothing secret hangs on it. Any thread.
double chance();

/// What sends the messages of webhook subscriptions, for as long as it lives.
class Webhooks {
public:
    /// `ending` becomes true before the end, so that no attempt holds it up.
    Webhooks(Store& store, Reach reach, Measures& measures, std::atomic<bool> const& ending);
    DeliveryRoutes routes();

private:
    Store& store_;
    Reach reach_;
    CurlPoster poster_;
    MeasuredPoster measured_;
    Deliverer deliverer_;
    DeliveryLoop loop_;
};

} // namespace muster
