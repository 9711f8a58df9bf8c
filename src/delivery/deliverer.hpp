#pragma once

#include "delivery/message.hpp"
#include "delivery/retry.hpp"
#include "delivery/transfer.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <functional>

namespace muster {

struct DelivererOrder {
    Store& store;
    Poster& poster;
    std::function<Instant()> clock{}; ///< base/date.hpp: now
    std::function<double()> chance{}; ///< from 0 to 1, for the jitter; any thread
    RetryRule retry{};
    std::string user_agent{"Muster"};
};

/// What serving a subscription once came to.
enum class Served : std::uint8_t {
    nothing,   ///< nothing to send now
    looked_on, ///< nothing among what was looked at; there may be more
    delivered,
    failed, ///< to be tried again at Subscription::next_attempt_at
    disabled,
};

/// Sends a subscription's messages: at least once, in order, one at a time. A message whose fate was stored is not sent again; one whose
/// sender died between sending and storing is. Different subscriptions may be served by different threads at once, one subscription by one
/// thread at a time. No transaction is open while something is sent.
class Deliverer {
public:
    explicit Deliverer(DelivererOrder order) : order_{std::move(order)} {}

    /// Sends the next message of a subscription, if there is one and it is time. Errors are the store's.
    Result<Served> serve(AccountId account, SubscriptionId id);

    /// Sends webhook.test at once, beside the order and whatever the subscription's state, and stores nothing: a test of the target. The
    /// line, which is in no log, tells how it went; its event means nothing. not_found SUBSCRIPTION_NOT_FOUND.
    Result<Delivery> send_test(AccountId account, SubscriptionId id);

private:
    struct Attempt;
    Attempt attempt(Subscription const& subscription, std::string const& message_id, std::string const& body);
    Result<Served> look_on(AccountId account, Subscription const& subscription, Position position);
    static void note_success(Subscription& subscription, Message const& message);
    Served note_failure(Subscription& subscription, Message const& message, Attempt const& attempt) const;
    static Result<Delivery> line_with(Deliveries& deliveries, AccountId account, Subscription const& before, Message const& message,
                                      Attempt const& attempt);
    Result<Served> store_outcome(AccountId account, Subscription const& before, Message const& message, Attempt const& attempt);

    DelivererOrder order_;
};

/// The headers of a message (Standard Webhooks): content-type, user-agent, webhook-id, webhook-timestamp, webhook-signature.
std::vector<std::pair<std::string, std::string>> headers_of(Subscription const& subscription, std::string const& message_id, Instant at,
                                                            std::string const& body, std::string const& user_agent);

} // namespace muster
