#pragma once

#include "api/route.hpp"
#include "delivery/deliverer.hpp"
#include "delivery/mail.hpp"
#include "delivery/subscription_desk.hpp"
#include "store/store.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace muster {

/// How mail is sent, for whoever looks after it.
struct MailWay {
    Mailer& mailer;
    std::string server{}; ///< host:port
    SmtpChoices::Security security{};
    std::string sender{}; ///< the address that mail is from
};

/// What the operations on subscriptions and notifications work with. All of it must outlive the router.
struct DeliveryRoutes {
    Store& store;
    Deliverer& deliverer; ///< sends tests
    Reach reach{Reach::public_only};
    std::function<Instant()> clock{}; ///< base/date.hpp: now
    std::function<void()> wake{};     ///< after a subscription has changed, so that it is served at once; empty: nobody waits
    std::optional<MailWay> mail{};    ///< nothing: mail is not set up
};

/// `/webhooks/1/subscriptions` and `/notifications/1/mail` (account:manage), `/notifications/1` (imports:read: a caller sees only what is
/// told to him).
void add_delivery_routes(Router& router, DeliveryRoutes const& order);

/// The parts of it.
void add_subscription_routes(Router& router, DeliveryRoutes const& order);
void add_notice_routes(Router& router, DeliveryRoutes const& order);
void add_mail_routes(Router& router, DeliveryRoutes const& order);

} // namespace muster
