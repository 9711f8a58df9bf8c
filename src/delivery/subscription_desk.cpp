#include "delivery/subscription_desk.hpp"

#include "delivery/secrets.hpp"

#include <utility>

namespace muster {

namespace {

Error unknown() { return {ErrorKind::not_found, "SUBSCRIPTION_NOT_FOUND", "There is no such subscription in this account."}; }

Result<Subscription> load_one(Deliveries& deliveries, AccountId account, SubscriptionId id)
{
    TRY_ASSIGN(std::optional<Subscription> found, deliveries.load(account, id));
    if (!found) { return unknown(); }
    return *std::move(found);
}

Result<std::string> secret_of(std::string wanted)
{
    if (wanted.empty()) { return draw_signing_secret(); }
    TRY(check_signing_secret(wanted));
    return wanted;
}

/// The message that was tried is not tried again, and its line says so.
Result<void> give_pending_up(Deliveries& deliveries, AccountId account, Subscription& subscription)
{
    subscription.pending_end.reset();
    DeliveryId const pending = std::exchange(subscription.pending_delivery, DeliveryId{});
    if (pending.value == 0) { return {}; }
    TRY_ASSIGN(std::optional<Delivery> line, deliveries.load_delivery(account, pending));
    if (!line || line->state != DeliveryState::pending) { return {}; }
    line->state = DeliveryState::given_up;
    TRY_ASSIGN(DeliveryId const stored, deliveries.put_delivery(account, *line));
    static_cast<void>(stored);
    return {};
}

void forget_failures(Subscription& subscription)
{
    subscription.failures = 0;
    subscription.failing_since = subscription.next_attempt_at = {};
}

Result<void> set_state(Deliveries& deliveries, AccountId account, Subscription& subscription, SubscriptionState state)
{
    if (subscription.state == state) { return {}; }
    TRY(give_pending_up(deliveries, account, subscription));
    if (state == SubscriptionState::active) { // nothing was kept for it meanwhile
        TRY_ASSIGN(subscription.position, deliveries.head());
    }
    forget_failures(subscription);
    subscription.reason.clear();
    subscription.state = state;
    return {};
}

Result<void> fulfil(Deliveries& deliveries, AccountId account, Subscription& subscription, SubscriptionWishes const& wishes)
{
    if (wishes.description) { subscription.description = *wishes.description; }
    if (wishes.url && *wishes.url != subscription.url) { // the one before it may have failed, this one has not
        subscription.url = *wishes.url;
        forget_failures(subscription);
    }
    if (wishes.events && !(*wishes.events == subscription.events)) { // the message would be another one under the same id
        TRY(give_pending_up(deliveries, account, subscription));
        subscription.events = *wishes.events;
    }
    return wishes.state ? set_state(deliveries, account, subscription, *wishes.state) : Result<void>{};
}

} // namespace

Result<void> SubscriptionDesk::check(SubscriptionWishes const& wishes) const
{
    if (wishes.events && wishes.events->empty()) {
        return Error{ErrorKind::invalid_input, "WEBHOOK_EVENTS", "A subscription needs at least one event."};
    }
    if (wishes.state == SubscriptionState::disabled) {
        return Error{ErrorKind::invalid_input, "WEBHOOK_STATE", "A subscription can be made ACTIVE or PAUSED."};
    }
    if (!wishes.url) { return {}; }
    Result<void> target = check_target(*wishes.url, reach_);
    // whoever asks may do this, but not with that address
    return target ? std::move(target) : Error{ErrorKind::invalid_input, target.error().code, target.error().message};
}

Result<Subscription> SubscriptionDesk::create(AccountId account, SubscriptionWishes const& wishes, std::string secret, std::string by)
{
    if (!wishes.url) { return Error{ErrorKind::invalid_input, "WEBHOOK_URL", "A subscription needs the address that events go to."}; }
    if (!wishes.events) { return Error{ErrorKind::invalid_input, "WEBHOOK_EVENTS", "A subscription needs at least one event."}; }
    TRY(check(wishes));
    Subscription made;
    made.url = *wishes.url;
    made.description = wishes.description.value_or("");
    made.events = *wishes.events;
    made.state = wishes.state.value_or(SubscriptionState::active);
    made.created_by = std::move(by);
    made.created_at = clock_();
    TRY_ASSIGN(made.secret, secret_of(std::move(secret)));
    WritingAct const act = [&](Transaction& store) -> Result<void> {
        TRY_ASSIGN(auto const present, store.deliveries().list(account));
        if (present.size() >= subscriptions_per_account) {
            return Error{ErrorKind::conflict, "SUBSCRIPTIONS_TOO_MANY",
                         "An account can have " + std::to_string(subscriptions_per_account) + " subscriptions. Delete one first."};
        }
        TRY_ASSIGN(made.id, store.deliveries().create(account, made));
        return {};
    };
    TRY(store_.write_together(act));
    return made;
}

Result<Subscription> SubscriptionDesk::load(AccountId account, SubscriptionId id)
{
    TRY_ASSIGN(auto const transaction, store_.begin(Store::Access::read));
    return load_one(transaction->deliveries(), account, id);
}

Result<std::vector<Subscription>> SubscriptionDesk::list(AccountId account)
{
    TRY_ASSIGN(auto const transaction, store_.begin(Store::Access::read));
    return transaction->deliveries().list(account);
}

Result<Subscription> SubscriptionDesk::edit(AccountId account, SubscriptionId id,
                                            std::function<Result<void>(Transaction&, Subscription&)> const& editing)
{
    Subscription edited;
    WritingAct const act = [&](Transaction& store) -> Result<void> {
        TRY_ASSIGN(edited, load_one(store.deliveries(), account, id));
        TRY(editing(store, edited));
        return store.deliveries().save(account, edited);
    };
    TRY(store_.write_together(act));
    return edited;
}

Result<Subscription> SubscriptionDesk::change(AccountId account, SubscriptionId id, SubscriptionWishes const& wishes)
{
    TRY(check(wishes));
    return edit(account, id, [&](Transaction& store, Subscription& one) { return fulfil(store.deliveries(), account, one, wishes); });
}

Result<Subscription> SubscriptionDesk::rotate(AccountId account, SubscriptionId id, std::string secret, std::int64_t overlap_seconds)
{
    TRY_ASSIGN(std::string next, secret_of(std::move(secret)));
    Instant const until{clock_().microseconds + overlap_seconds * 1'000'000};
    return edit(account, id, [&](Transaction&, Subscription& one) -> Result<void> {
        if (one.secret == next) {
            return Error{ErrorKind::invalid_input, "WEBHOOK_SECRET", "That is the secret already. Leave it out to have one drawn."};
        }
        one.previous_secret = overlap_seconds > 0 ? one.secret : std::string{};
        one.previous_until = overlap_seconds > 0 ? until : Instant{};
        one.secret = next;
        return {};
    });
}

Result<void> SubscriptionDesk::remove(AccountId account, SubscriptionId id)
{
    return store_.write_together([&](Transaction& store) { return store.deliveries().remove(account, id); });
}

Result<std::vector<Delivery>> SubscriptionDesk::log(AccountId account, SubscriptionId id, DeliveryId before, std::size_t limit)
{
    TRY_ASSIGN(auto const transaction, store_.begin(Store::Access::read));
    TRY_ASSIGN(Subscription const subscription, load_one(transaction->deliveries(), account, id));
    return transaction->deliveries().deliveries(account, subscription.id, before, limit);
}

} // namespace muster
