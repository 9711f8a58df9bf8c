#pragma once

#include "delivery/transfer.hpp"
#include "store/deliveries.hpp"
#include "store/store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace muster {

/// What somebody wants of a subscription. What is not there stays as it is.
struct SubscriptionWishes {
    std::optional<std::string> url{};
    std::optional<std::string> description{};
    std::optional<Events> events{};
    std::optional<SubscriptionState> state{}; ///< active or paused; only we disable one
};

/// Subscriptions of an account at most: each costs a look at the history in every second and a cursor that holds the outbox back.
inline constexpr std::size_t subscriptions_per_account = 50;
/// For how long the secret before a rotation still signs: a receiver's own rotation is done within a day.
inline constexpr std::int64_t standard_overlap_seconds = 86'400;
inline constexpr std::int64_t longest_overlap_seconds = std::int64_t{7} * 86'400;

/// The use cases of people who set subscriptions up. Errors beside the store's: not_found SUBSCRIPTION_NOT_FOUND, also for one of another
/// account; invalid_input WEBHOOK_URL, TARGET_NOT_PUBLIC, WEBHOOK_SECRET, WEBHOOK_EVENTS, WEBHOOK_STATE. Any thread.
class SubscriptionDesk {
public:
    SubscriptionDesk(Store& store, Reach reach, std::function<Instant()> clock) : store_{store}, reach_{reach}, clock_{std::move(clock)} {}

    /// A new one, which begins with what happens from now on. Needs url and events; a `secret` that is empty is drawn. conflict
    /// SUBSCRIPTIONS_TOO_MANY.
    Result<Subscription> create(AccountId account, SubscriptionWishes const& wishes, std::string secret, std::string by);
    Result<Subscription> load(AccountId account, SubscriptionId id);
    Result<std::vector<Subscription>> list(AccountId account); ///< by id
    /// Made active again, it goes on with what happens from now on. Paused, or with other events, it gives a message up that has not
    /// arrived yet; with another url that message is sent there at once.
    Result<Subscription> change(AccountId account, SubscriptionId id, SubscriptionWishes const& wishes);
    /// Signs with another secret; the one before it signs too for the seconds of `overlap`. Empty: one is drawn.
    Result<Subscription> rotate(AccountId account, SubscriptionId id, std::string secret, std::int64_t overlap_seconds);
    Result<void> remove(AccountId account, SubscriptionId id);
    /// The log, newest first, those before `before` (0: from the newest).
    Result<std::vector<Delivery>> log(AccountId account, SubscriptionId id, DeliveryId before, std::size_t limit);

private:
    /// Loads one, has it changed, and stores it, as one.
    Result<Subscription> edit(AccountId account, SubscriptionId id,
                              std::function<Result<void>(Transaction&, Subscription&)> const& editing);
    Result<void> check(SubscriptionWishes const& wishes) const;

    Store& store_;
    Reach reach_;
    std::function<Instant()> clock_;
};

} // namespace muster
