#include "api/delivery/delivery_routes.hpp"
#include "api/delivery/subscription_request.hpp"
#include "api/delivery/test_turn.hpp"
#include "documents/delivery_documents.hpp"

#include <atomic>
#include <charconv>
#include <limits>
#include <utility>

namespace muster {

namespace {

constexpr std::int64_t most_lines = 500, standard_lines = 50; // all that is kept; a screen

/// A subscription's number as it stands in a path. Text that is none names no subscription.
Result<SubscriptionId> id_of(Call const& call)
{
    std::string const& written = call.parameters.front();
    std::int64_t number{};
    auto const [end, fault] = std::from_chars(written.data(), written.data() + written.size(), number);
    if (fault == std::errc{} && end == written.data() + written.size() && number > 0) { return SubscriptionId{number}; }
    return Error{ErrorKind::not_found, "SUBSCRIPTION_NOT_FOUND", "There is no such subscription in this account."};
}

class SubscriptionOperations {
public:
    explicit SubscriptionOperations(DeliveryRoutes order) : order_{std::move(order)}, desk_{order_.store, order_.reach, order_.clock} {}

    Result<HttpAnswer> list(Call const& call)
    {
        TRY_ASSIGN(auto const all, desk_.list(call.caller.account));
        return json_answer(200, subscriptions_document(all));
    }

    Result<HttpAnswer> create(Call const& call)
    {
        TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
        SubscriptionRequest request = read_new_subscription(members);
        if (auto wrong = members.refusal()) { return *std::move(wrong); }
        Result<Subscription> const made = desk_.create(call.caller.account, request.wishes, std::move(request.secret), call.caller.name);
        if (!made) { return refusal(made.error()); }
        wake();
        HttpAnswer answer = with_secret(201, *made);
        answer.fields.add("Location", "/webhooks/1/subscriptions/" + std::to_string(made->id.value));
        return answer;
    }

    Result<HttpAnswer> show(Call const& call)
    {
        TRY_ASSIGN(SubscriptionId const id, id_of(call));
        TRY_ASSIGN(Subscription const one, desk_.load(call.caller.account, id));
        return json_answer(200, subscription_document(one, Secret::left_out));
    }

    Result<HttpAnswer> change(Call const& call)
    {
        TRY_ASSIGN(SubscriptionId const id, id_of(call));
        TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
        SubscriptionWishes const wishes = read_subscription_changes(members);
        if (auto wrong = members.refusal()) { return *std::move(wrong); }
        Result<Subscription> const changed = desk_.change(call.caller.account, id, wishes);
        if (!changed) { return refusal(changed.error()); }
        wake();
        return json_answer(200, subscription_document(*changed, Secret::left_out));
    }

    Result<HttpAnswer> remove(Call const& call)
    {
        TRY_ASSIGN(SubscriptionId const id, id_of(call));
        TRY(desk_.remove(call.caller.account, id));
        return empty_answer(204);
    }

    Result<HttpAnswer> rotate(Call const& call)
    {
        TRY_ASSIGN(SubscriptionId const id, id_of(call));
        RotationRequest request;
        if (call.request.body.size != 0) {
            TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
            request = read_rotation(members);
            if (auto wrong = members.refusal()) { return *std::move(wrong); }
        }
        Result<Subscription> const rotated = desk_.rotate(call.caller.account, id, std::move(request.secret), request.overlap_seconds);
        if (!rotated) { return refusal(rotated.error()); }
        return with_secret(200, *rotated);
    }

    Result<HttpAnswer> log(Call const& call)
    {
        TRY_ASSIGN(SubscriptionId const id, id_of(call));
        TRY_ASSIGN(auto const limit, call.query.number("limit", 1, most_lines));
        TRY_ASSIGN(auto const before, call.query.number("before", 1, std::numeric_limits<std::int64_t>::max()));
        auto const lines = static_cast<std::size_t>(limit.value_or(standard_lines));
        TRY_ASSIGN(auto const found, desk_.log(call.caller.account, id, {before.value_or(0)}, lines));
        return json_answer(200, log_document(found, lines));
    }

    Result<HttpAnswer> test(Call const& call)
    {
        TRY_ASSIGN(SubscriptionId const id, id_of(call));
        TestTurn const turn{tests_under_way_};
        if (!turn.has_come()) {
            return Error{ErrorKind::too_often, "WEBHOOK_TESTS_UNDER_WAY", "Other tests are under way. Try again in some seconds."};
        }
        TRY_ASSIGN(Delivery const line, order_.deliverer.send_test(call.caller.account, id));
        return json_answer(200, test_document(line));
    }

private:
    static HttpAnswer with_secret(int status, Subscription const& subscription)
    {
        HttpAnswer answer = json_answer(status, subscription_document(subscription, Secret::shown));
        answer.fields.add("Cache-Control", "no-store");
        return answer;
    }
    /// The desk's Error; what it says of a member stands beside that member, too.
    static Result<HttpAnswer> refusal(Error const& error)
    {
        std::string const member = member_of(error);
        if (member.empty()) { return error; }
        return error_answer(Family::problem, error, {{member, error.message}});
    }
    void wake() const
    {
        if (order_.wake) { order_.wake(); }
    }

    DeliveryRoutes order_;
    SubscriptionDesk desk_;
    std::atomic<int> tests_under_way_{};
};

using Act = Result<HttpAnswer> (SubscriptionOperations::*)(Call const&);

} // namespace

void add_subscription_routes(Router& router, DeliveryRoutes const& order)
{
    auto const operations = std::make_shared<SubscriptionOperations>(order);
    auto const add = [&](std::string_view method, std::string_view path, std::uint64_t body_limit, Act act) {
        router.add({method, path, Family::problem, Scope::account_manage, body_limit,
                    [operations, act](Call const& call) { return (*operations.*act)(call); }});
    };
    constexpr std::uint64_t small = http_memory_body;
    add("GET", "/webhooks/1/subscriptions", 0, &SubscriptionOperations::list);
    add("POST", "/webhooks/1/subscriptions", small, &SubscriptionOperations::create);
    add("GET", "/webhooks/1/subscriptions/{id}", 0, &SubscriptionOperations::show);
    add("PATCH", "/webhooks/1/subscriptions/{id}", small, &SubscriptionOperations::change);
    add("DELETE", "/webhooks/1/subscriptions/{id}", 0, &SubscriptionOperations::remove);
    add("POST", "/webhooks/1/subscriptions/{id}/rotate", small, &SubscriptionOperations::rotate);
    add("GET", "/webhooks/1/subscriptions/{id}/deliveries", 0, &SubscriptionOperations::log);
    add("POST", "/webhooks/1/subscriptions/{id}/test", 0, &SubscriptionOperations::test);
}

} // namespace muster
