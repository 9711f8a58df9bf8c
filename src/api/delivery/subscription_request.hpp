#pragma once

#include "api/envelope.hpp"
#include "delivery/subscription_desk.hpp"
#include "json/value.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace muster {

/// A subscription as a request wants it; meaningless where `faults` has something.
struct SubscriptionRequest {
    SubscriptionWishes wishes{};
    std::string secret{}; ///< empty: to be drawn
    std::vector<FieldFault> faults{};
};
/// {"url", "events", "description"?, "state"?, "secret"?}
SubscriptionRequest read_new_subscription(Json const& document);
/// {"url"?, "events"?, "description"?, "state"?}, at least one of them
SubscriptionRequest read_subscription_changes(Json const& document);

struct RotationRequest {
    std::string secret{}; ///< empty: to be drawn
    std::int64_t overlap_seconds{standard_overlap_seconds};
    std::vector<FieldFault> faults{};
};
/// {"secret"?, "overlapSeconds"?}
RotationRequest read_rotation(Json const& document);

/// Which member an error of the desk is about; empty: none.
std::string member_of(Error const& error);

} // namespace muster
