#include "delivery/deliverer.hpp"

#include "delivery/secrets.hpp"
#include "store/notices.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <utility>

namespace muster {

/// How one attempt went.
struct Deliverer::Attempt {
    Instant begun{}, ended{};
    std::int64_t status{};
    std::int64_t retry_after_seconds{};
    std::string reason{}; ///< empty: delivered
    enum class Course : std::uint8_t { whole, cancelled } course{Course::whole};
    bool arrived() const { return reason.empty(); }
    std::int64_t milliseconds() const { return (ended.microseconds - begun.microseconds) / 1'000; }
    /// 410 says that nobody wants this any more (Standard Webhooks).
    bool is_gone() const { return status == 410; }
};

namespace {

std::string reason_of(std::int64_t status)
{
    std::string const code = "HTTP_" + std::to_string(status) + ": ";
    if (status >= 200 && status < 300) { return {}; }
    if (status >= 300 && status < 400) {
        return code + "The receiver answered with a redirect, which is not followed. Store the final address as the target.";
    }
    return code + "The receiver answered with status " + std::to_string(status) + " instead of 2xx.";
}

std::string sentence_for_disabled(RetryRule const& rule, std::string const& last_reason)
{
    return "Nothing arrived for " + std::to_string(rule.give_up_after_seconds / 86'400) + " days. Last: " + last_reason;
}

Result<void> tell_of_disabled(Transaction& store, AccountId account, Subscription const& subscription, Instant at)
{
    JsonWriter json;
    json.begin_object().member("subscriptionId", subscription.id.value).member("host", host_of(subscription.url));
    json.member("reason", subscription.reason).end_object();
    Result<NoticeId> const told =
        store.notices().add(account, {{}, {}, NoticeKind::subscription_disabled, subscription.id.value, at, json.take()});
    return told ? Result<void>{} : told.error();
}

Result<Subscription> load_subscription(Transaction& store, AccountId account, SubscriptionId id)
{
    TRY_ASSIGN(std::optional<Subscription> subscription, store.deliveries().load(account, id));
    if (!subscription) { return Error{ErrorKind::not_found, "SUBSCRIPTION_NOT_FOUND", "There is no such subscription in this account."}; }
    return *std::move(subscription);
}

} // namespace

std::vector<std::pair<std::string, std::string>> headers_of(Subscription const& subscription, std::string const& message_id, Instant at,
                                                            std::string const& body, std::string const& user_agent)
{
    return {{"Content-Type", "application/json"},
            {"User-Agent", user_agent},
            {"webhook-id", message_id},
            {"webhook-timestamp", std::to_string(at.microseconds / 1'000'000)},
            {"webhook-signature", signatures(subscription, message_id, at, body)}};
}

Result<Served> Deliverer::serve(AccountId account, SubscriptionId id)
{
    std::optional<Subscription> subscription;
    Next next;
    {
        TRY_ASSIGN(auto const transaction, order_.store.begin(Store::Access::read));
        TRY_ASSIGN(subscription, transaction->deliveries().load(account, id));
        bool const due =
            subscription && subscription->state == SubscriptionState::active && subscription->next_attempt_at <= order_.clock();
        if (!due) { return Served::nothing; }
        TRY_ASSIGN(next, find_next(*transaction, account, *subscription));
    }
    if (!next.message) { return look_on(account, *subscription, next.position); }
    Attempt const tried = attempt(*subscription, next.message->id, next.message->body);
    if (tried.course == Attempt::Course::cancelled) { return Served::nothing; } // the server ends; the receiver is not to blame
    return store_outcome(account, *subscription, *next.message, tried);
}

Deliverer::Attempt Deliverer::attempt(Subscription const& subscription, std::string const& message_id, std::string const& body)
{
    Attempt attempt;
    attempt.begun = order_.clock();
    Result<Answer> const answer =
        order_.poster.post({subscription.url, headers_of(subscription, message_id, attempt.begun, body, order_.user_agent), body});
    attempt.ended = order_.clock();
    if (answer) {
        attempt.status = answer->status;
        attempt.retry_after_seconds = answer->retry_after_seconds;
        attempt.reason = reason_of(answer->status);
    } else {
        attempt.reason = answer.error().code + ": " + answer.error().message;
        if (answer.error().kind == ErrorKind::cancelled) { attempt.course = Attempt::Course::cancelled; }
    }
    return attempt;
}

Result<Served> Deliverer::look_on(AccountId account, Subscription const& subscription, Position position)
{
    if (position == subscription.position) { return Served::nothing; }
    TRY_ASSIGN(auto const transaction, order_.store.begin(Store::Access::write));
    TRY_ASSIGN(std::optional<Subscription> now_stored, transaction->deliveries().load(account, subscription.id));
    if (!now_stored || now_stored->position != subscription.position) { return Served::looked_on; }
    now_stored->position = position;
    now_stored->pending_end.reset();
    now_stored->pending_delivery = {};
    TRY(transaction->deliveries().save(account, *now_stored));
    TRY(transaction->commit());
    return Served::looked_on;
}

void Deliverer::note_success(Subscription& subscription, Message const& message)
{
    subscription.position = message.end;
    subscription.pending_end.reset();
    subscription.failures = 0;
    subscription.failing_since = subscription.next_attempt_at = {};
}

Served Deliverer::note_failure(Subscription& subscription, Message const& message, Attempt const& attempt) const
{
    if (subscription.failures++ == 0) { subscription.failing_since = attempt.begun; }
    std::int64_t const delay = delay_after(order_.retry, subscription.failures, order_.chance(), attempt.retry_after_seconds);
    subscription.next_attempt_at = {attempt.ended.microseconds + delay};
    subscription.pending_end = message.end;
    std::int64_t const failing = attempt.ended.microseconds - subscription.failing_since.microseconds;
    if (!attempt.is_gone() && failing < order_.retry.give_up_after_seconds * 1'000'000) { return Served::failed; }
    subscription.state = SubscriptionState::disabled;
    subscription.reason = attempt.is_gone() ? attempt.reason : sentence_for_disabled(order_.retry, attempt.reason);
    subscription.pending_end.reset();
    return Served::disabled;
}

/// The message's line in the log with this attempt on it.
Result<Delivery> Deliverer::line_with(Deliveries& deliveries, AccountId account, Subscription const& before, Message const& message,
                                      Attempt const& attempt)
{
    Delivery line{{}, before.id, message.id, message.event, message.subjects, DeliveryState::pending, 0, attempt.begun, {}, 0, {}, 0};
    if (before.pending_delivery.value != 0) {
        TRY_ASSIGN(std::optional<Delivery> const earlier, deliveries.load_delivery(account, before.pending_delivery));
        if (earlier && earlier->message == message.id) { line = *earlier; }
    }
    ++line.attempts;
    line.last_at = attempt.begun;
    line.status = attempt.status;
    line.reason = attempt.reason;
    line.milliseconds = attempt.milliseconds();
    return line;
}

/// The stored subscription is changed, not the one that was read: somebody may have changed its settings meanwhile.
Result<Served> Deliverer::store_outcome(AccountId account, Subscription const& before, Message const& message, Attempt const& attempt)
{
    TRY_ASSIGN(auto const transaction, order_.store.begin(Store::Access::write));
    Deliveries& deliveries = transaction->deliveries();
    TRY_ASSIGN(std::optional<Subscription> subscription, deliveries.load(account, before.id));
    if (!subscription) { return Served::nothing; }
    bool const still_so = subscription->state == SubscriptionState::active && subscription->position == before.position;
    TRY_ASSIGN(Delivery line, line_with(deliveries, account, before, message, attempt));
    Served served = Served::delivered;
    if (attempt.arrived()) {
        note_success(*subscription, message);
        line.state = DeliveryState::delivered;
    } else {
        served = note_failure(*subscription, message, attempt);
        line.state = still_so && served == Served::failed ? DeliveryState::pending : DeliveryState::given_up;
    }
    TRY_ASSIGN(DeliveryId const stored, deliveries.put_delivery(account, line));
    if (still_so) {
        subscription->pending_delivery = line.state == DeliveryState::pending ? stored : DeliveryId{};
        TRY(deliveries.save(account, *subscription));
        if (served == Served::disabled) { TRY(tell_of_disabled(*transaction, account, *subscription, attempt.ended)); }
    }
    TRY(transaction->commit());
    return served;
}

Result<Delivery> Deliverer::send_test(AccountId account, SubscriptionId id)
{
    std::optional<Subscription> subscription;
    {
        TRY_ASSIGN(auto const transaction, order_.store.begin(Store::Access::read));
        TRY_ASSIGN(subscription, load_subscription(*transaction, account, id));
    }
    Instant const at = order_.clock();
    JsonWriter json;
    json.begin_object().member("type", "webhook.test").member("timestamp", to_text(at));
    json.key("data").begin_object().member("subscriptionId", id.value).end_object().end_object();
    std::string const message_id = "msg_" + std::to_string(id.value) + "_t" + std::to_string(at.microseconds);
    Attempt const tried = attempt(*subscription, message_id, json.take());
    return Delivery{{},
                    id,
                    message_id,
                    {},
                    1,
                    tried.arrived() ? DeliveryState::delivered : DeliveryState::given_up,
                    1,
                    tried.begun,
                    tried.begun,
                    tried.status,
                    tried.reason,
                    tried.milliseconds()};
}

} // namespace muster
