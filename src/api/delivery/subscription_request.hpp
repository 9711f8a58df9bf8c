#pragma once

#include "api/request_members.hpp"
#include "delivery/subscription_desk.hpp"

#include <cstdint>
#include <string>

namespace muster {

/// A subscription as a request wants it; meaningless where the members have something to refuse.
struct SubscriptionRequest {
    SubscriptionWishes wishes{};
    std::string secret{}; ///< empty: to be drawn
};
/// {"url", "events", "description"?, "state"?, "secret"?}
SubscriptionRequest read_new_subscription(RequestMembers& members);
/// {"url"?, "events"?, "description"?, "state"?}, at least one of them
SubscriptionWishes read_subscription_changes(RequestMembers& members);

struct RotationRequest {
    std::string secret{}; ///< empty: to be drawn
    std::int64_t overlap_seconds{standard_overlap_seconds};
};
/// {"secret"?, "overlapSeconds"?}
RotationRequest read_rotation(RequestMembers& members);

/// Which member an error of the desk is about; empty: none.
std::string member_of(Error const& error);

} // namespace muster
