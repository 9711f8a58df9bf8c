#include "api/delivery/delivery_routes.hpp"
#include "api/delivery/test_turn.hpp"

#include "api/api_handler.hpp"
#include "base/file.hpp"
#include "delivery/secrets.hpp"
#include "store/notices.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace muster {
namespace {

template <class T>
T must(Result<T> result)
{
    if (!result) {
        ADD_FAILURE() << result.error().code << ": " << result.error().message;
        std::abort();
    }
    return *std::move(result);
}
void must(Result<void> const& result) { ASSERT_TRUE(result) << result.error().code << ": " << result.error().message; }

constexpr AccountId own{1}, others{2};
constexpr std::int64_t second = 1'000'000;
constexpr char const* all = "/webhooks/1/subscriptions";
constexpr char const* first = "/webhooks/1/subscriptions/1";

/// `App admin`, `App viewer` of one account, `App stranger` of another one.
class ThreeCallers final : public Gate {
public:
    Result<Caller> admit(Credentials const& credentials) override
    {
        Caller caller;
        caller.account = own;
        caller.name = credentials.authorization.substr(4) + "@example.org";
        caller.scopes = scopes_of(Role::admin);
        if (credentials.authorization == "App viewer") { caller.scopes = scopes_of(Role::viewer); }
        if (credentials.authorization == "App stranger") { caller.account = others; }
        return caller;
    }
};

/// Takes everything, or answers as it is told; can be made to wait.
class ReceiverForTests final : public Poster {
public:
    Result<Answer> post(Post const& post) override
    {
        std::unique_lock lock{mutex};
        posts.push_back(post);
        turn.notify_all();
        turn.wait(lock, [this] { return !holding; });
        return Answer{status, 0};
    }
    std::mutex mutex{};
    std::condition_variable turn{};
    std::vector<Post> posts{};
    std::int64_t status{204};
    bool holding{};
};

struct Told {
    int status{};
    HttpFields fields{};
    Json body{};
    std::int64_t number(std::string_view name) const { return body.find(name)->integer().value(); }
    std::string text(std::string_view name) const { return *body.find(name)->text(); }
    bool is_null(std::string_view name) const { return body.find(name)->is_null(); }
    /// The members that are at fault, each with a blank behind.
    std::string faults() const
    {
        std::string names;
        Json const* const errors = body.find("errors");
        for (Json const& one : errors != nullptr ? *errors->array() : Json::Array{}) { names += *one.find("property")->text() + " "; }
        return names;
    }
};

class DeliveryApi : public testing::Test {
protected:
    void SetUp() override
    {
        folder_ = std::make_unique<TemporaryFolder>(must(TemporaryFolder::create()));
        store_ = must(open_sqlite_store({folder_->path() + "/store", SqliteChoices::Mode::read_write}));
        write([](Transaction& store) { ASSERT_EQ(must(store.accounts().create("Others")), others); });
        auto const clock = [this] { return clock_; };
        deliverer_ = std::make_unique<Deliverer>(DelivererOrder{*store_, receiver_, clock, [] { return 0.5; }, {}, "Test"});
        auto const router = std::make_shared<Router>();
        add_delivery_routes(*router, {*store_, *deliverer_, Reach::public_only, clock, [this] { ++wakes_; }, {}});
        ApiSettings settings;
        settings.gate = std::make_shared<ThreeCallers>();
        handler_ = make_api_handler(router, std::move(settings));
    }

    Told ask(std::string method, std::string const& target, std::string body = {}, std::string const& who = "admin")
    {
        HttpRequest request;
        request.method = std::move(method);
        std::size_t const mark = target.find('?');
        request.path = target.substr(0, mark);
        if (mark != std::string::npos) { request.query = target.substr(mark + 1); }
        request.fields.add("Authorization", "App " + who);
        if (!body.empty()) {
            request.fields.add("Content-Type", "application/json");
            request.body.size = body.size();
            request.body.text = std::move(body);
        }
        HttpAnswer const answer = handler_->answer(request);
        std::string const* const text = std::get_if<std::string>(&answer.body);
        return {answer.status, answer.fields, text != nullptr ? must(parse_json(*text)) : Json{}};
    }
    Told subscribe(std::string const& more = {})
    {
        return ask("POST", all, R"({"url":"https://receiver.example/hook","events":["import.completed","person.deleted"])" + more + "}");
    }
    template <class Act>
    void write(Act act)
    {
        auto const transaction = must(store_->begin(Store::Access::write));
        act(*transaction);
        must(transaction->commit());
    }
    Subscription stored() { return *must(must(store_->begin(Store::Access::read))->deliveries().load(own, {1})); }
    void append(Event event)
    {
        write([&](Transaction& store) {
            OutboxEntry const entry{0, event, 7, clock_, 0, {{17}}, {}};
            must(store.deliveries().append(own, {&entry, 1}));
        });
    }
    Served serve() { return must(deliverer_->serve(own, {1})); }
    void tell(std::string recipient, NoticeKind kind, AccountId account = own)
    {
        write([&](Transaction& store) {
            must(store.notices().add(account, {{}, std::move(recipient), kind, 7, clock_, R"({"importId":7})"}));
        });
    }
    std::vector<std::int64_t> ids(Told const& told, std::string_view list)
    {
        std::vector<std::int64_t> found;
        for (Json const& one : *told.body.find(list)->array()) { found.push_back(one.find("id")->integer().value()); }
        return found;
    }

    std::unique_ptr<TemporaryFolder> folder_{};
    std::unique_ptr<Store> store_{};
    ReceiverForTests receiver_{};
    std::unique_ptr<Deliverer> deliverer_{};
    std::unique_ptr<HttpHandler> handler_{};
    Instant clock_{1'764'338'709'000'000};
    int wakes_{};
};

using Numbers = std::vector<std::int64_t>;

TEST_F(DeliveryApi, ShowsASecretOnceOnly)
{
    Told const made = subscribe(R"(,"description":"Warehouse")");
    ASSERT_EQ(made.status, 201);
    EXPECT_EQ(made.fields.value("Location"), first);
    EXPECT_EQ(made.fields.value("Cache-Control"), "no-store");
    EXPECT_TRUE(check_signing_secret(made.text("secret")));
    EXPECT_EQ(made.text("state"), "ACTIVE");
    EXPECT_EQ(made.text("description"), "Warehouse");
    EXPECT_EQ(made.text("createdBy"), "admin@example.org");
    EXPECT_EQ(made.text("createdAt"), "2025-11-28T14:05:09Z");
    EXPECT_EQ(made.body.find("events")->array()->size(), 2U);
    EXPECT_TRUE(made.is_null("previousSecretUntil"));
    EXPECT_EQ(wakes_, 1);

    Told const shown = ask("GET", first);
    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(shown.body.find("secret"), nullptr);
    Told const listed = ask("GET", all);
    EXPECT_EQ(ids(listed, "subscriptions"), Numbers{1});
    EXPECT_EQ(listed.body.find("subscriptions")->array()->front().find("secret"), nullptr);
    EXPECT_EQ(stored().secret, made.text("secret"));
}

TEST_F(DeliveryApi, TakesASecretThatSomebodyBrings)
{
    EXPECT_EQ(subscribe(R"(,"secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")").text("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    Told const weak = subscribe(R"(,"secret":"whsec_short")");
    EXPECT_EQ(weak.status, 400);
    EXPECT_EQ(weak.text("code"), "WEBHOOK_SECRET");
    EXPECT_EQ(weak.faults(), "secret ");
}

TEST_F(DeliveryApi, NamesEverythingThatIsWrongWithARequest)
{
    struct Case {
        char const* body;
        char const* code;
        char const* faults;
    };
    for (Case const& one : {
             Case{"{}", "PROPERTY_MISSING", "url events "},
             Case{"[]", "PROPERTY_INVALID", " "},
             Case{R"({"url":7,"events":[]})", "PROPERTY_INVALID", "url events "},
             Case{R"({"url":"https://a.example","events":["person.born","import.failed","import.failed"]})", "PROPERTY_INVALID",
                  "events[0] events[2] "},
             Case{R"({"url":"https://a.example","events":["import.failed"],"state":"DISABLED"})", "PROPERTY_INVALID", "state "},
             Case{R"({"url":"https://a.example","events":["import.failed"],"evnets":1})", "PROPERTY_UNKNOWN", "evnets "},
         }) {
        Told const told = ask("POST", all, one.body);
        EXPECT_EQ(told.status, 400) << one.body;
        EXPECT_EQ(told.text("code"), one.code) << one.body;
        EXPECT_EQ(told.faults(), one.faults) << one.body;
    }
    EXPECT_EQ(ask("POST", all).text("code"), "BODY_MISSING");
    subscribe();
    EXPECT_EQ(ask("PATCH", first, "{}").status, 400);
    EXPECT_EQ(ask("PATCH", first, R"({"secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})").faults(), "secret ");
    EXPECT_EQ(ask("POST", std::string{first} + "/rotate", R"({"overlapSeconds":604801})").faults(), "overlapSeconds ");
}

TEST_F(DeliveryApi, RefusesTargetsThatAreNotPublic)
{
    for (char const* const url : {"https://127.0.0.1/", "https://[::1]/", "https://10.1.2.3/x", "https://169.254.169.254/latest"}) {
        Told const told = ask("POST", all, R"({"events":["import.failed"],"url":")" + std::string{url} + "\"}");
        EXPECT_EQ(told.status, 400) << url;
        EXPECT_EQ(told.text("code"), "TARGET_NOT_PUBLIC") << url;
        EXPECT_EQ(told.faults(), "url ") << url;
    }
    for (char const* const url :
         {"http://receiver.example/", "https://user:word@receiver.example/", "receiver.example", "ftp://a.example/"}) {
        Told const told = ask("POST", all, R"({"events":["import.failed"],"url":")" + std::string{url} + "\"}");
        EXPECT_EQ(told.text("code"), "WEBHOOK_URL") << url;
    }
    subscribe();
    EXPECT_EQ(ask("PATCH", first, R"({"url":"https://192.168.0.1/"})").text("code"), "TARGET_NOT_PUBLIC");
    EXPECT_EQ(ask("GET", first).text("url"), "https://receiver.example/hook");
}

TEST_F(DeliveryApi, HasSoManySubscriptionsAndNotMore)
{
    for (std::size_t count = 0; count < subscriptions_per_account; ++count) { ASSERT_EQ(subscribe().status, 201); }
    Told const refused = subscribe();
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.text("code"), "SUBSCRIPTIONS_TOO_MANY");
    EXPECT_EQ(ask("DELETE", first).status, 204);
    EXPECT_EQ(subscribe().status, 201);
}

TEST_F(DeliveryApi, BelongsToOneAccountAndNeedsItsScope)
{
    subscribe();
    for (auto const& [method, more, body] : {std::tuple{"GET", "", ""},
                                             {"PATCH", "", R"({"state":"PAUSED"})"},
                                             {"DELETE", "", ""},
                                             {"POST", "/rotate", ""},
                                             {"GET", "/deliveries", ""},
                                             {"POST", "/test", ""}}) {
        EXPECT_EQ(ask(method, first + std::string{more}, body, "stranger").status, 404) << method << more;
        EXPECT_EQ(ask(method, first + std::string{more}, body, "viewer").status, 403) << method << more;
    }
    EXPECT_TRUE(ids(ask("GET", all, {}, "stranger"), "subscriptions").empty());
    EXPECT_TRUE(receiver_.posts.empty());
    EXPECT_EQ(stored().state, SubscriptionState::active);
    for (char const* const id : {"/2", "/0", "/-1", "/1x", "/99999999999999999999"}) {
        EXPECT_EQ(ask("GET", all + std::string{id}).status, 404);
    }
}

TEST_F(DeliveryApi, GoesOnWithWhatHappensAfterItWasEnabledAgain)
{
    subscribe();
    append(Event::import_completed);
    EXPECT_EQ(ask("PATCH", first, R"({"state":"PAUSED"})").text("state"), "PAUSED");
    append(Event::import_completed); // nobody wants it
    EXPECT_EQ(serve(), Served::nothing);
    Told const enabled = ask("PATCH", first, R"({"state":"ACTIVE"})");
    EXPECT_EQ(enabled.text("state"), "ACTIVE");
    EXPECT_EQ(serve(), Served::nothing);
    append(Event::person_deleted);
    EXPECT_EQ(serve(), Served::delivered);
    ASSERT_EQ(receiver_.posts.size(), 1U);
    EXPECT_NE(receiver_.posts[0].body.find("person.deleted"), std::string::npos);
}

TEST_F(DeliveryApi, EnablesWhatWasDisabled)
{
    subscribe();
    append(Event::import_completed);
    receiver_.status = 410;
    EXPECT_EQ(serve(), Served::disabled);
    Told const disabled = ask("GET", first);
    EXPECT_EQ(disabled.text("state"), "DISABLED");
    EXPECT_NE(disabled.text("reason").find("HTTP_410"), std::string::npos);
    EXPECT_EQ(disabled.number("failures"), 1);
    Told const bell = ask("GET", "/notifications/1/notifications");
    EXPECT_EQ(bell.body.find("notifications")->array()->front().find("kind")->text()->c_str(), std::string{"SUBSCRIPTION_DISABLED"});

    Told const enabled = ask("PATCH", first, R"({"state":"ACTIVE"})");
    EXPECT_TRUE(enabled.is_null("reason"));
    EXPECT_TRUE(enabled.is_null("failingSince"));
    EXPECT_EQ(enabled.number("failures"), 0);
    EXPECT_EQ(serve(), Served::nothing);
}

TEST_F(DeliveryApi, GivesAMessageUpWhenTheEventsChange)
{
    subscribe();
    append(Event::import_completed);
    receiver_.status = 500;
    EXPECT_EQ(serve(), Served::failed);
    EXPECT_TRUE(stored().pending_end.has_value());
    EXPECT_EQ(ask("PATCH", first, R"({"events":["person.deleted"]})").status, 200);
    EXPECT_FALSE(stored().pending_end.has_value());
    EXPECT_EQ(stored().pending_delivery.value, 0);
    Told const log = ask("GET", std::string{first} + "/deliveries");
    EXPECT_EQ(log.body.find("deliveries")->array()->front().find("state")->text()->c_str(), std::string{"GIVEN_UP"});
    EXPECT_EQ(ask("PATCH", first, R"({"events":["person.deleted"],"description":"x"})").text("description"), "x");
}

TEST_F(DeliveryApi, SendsAWaitingMessageToAnotherAddressAtOnce)
{
    subscribe();
    append(Event::import_completed);
    receiver_.status = 500;
    EXPECT_EQ(serve(), Served::failed);
    receiver_.status = 200;
    EXPECT_EQ(serve(), Served::nothing) << "it is not time";
    EXPECT_EQ(ask("PATCH", first, R"({"url":"https://elsewhere.example/"})").number("failures"), 0);
    EXPECT_EQ(serve(), Served::delivered);
    EXPECT_EQ(receiver_.posts[1].url, "https://elsewhere.example/");
    EXPECT_EQ(receiver_.posts[1].body, receiver_.posts[0].body);
}

TEST_F(DeliveryApi, SignsWithBothSecretsAfterARotation)
{
    std::string const before = subscribe().text("secret");
    std::string const rotate = std::string{first} + "/rotate";
    Told const rotated = ask("POST", rotate, R"({"overlapSeconds":60})");
    EXPECT_EQ(rotated.status, 200);
    EXPECT_NE(rotated.text("secret"), before);
    EXPECT_EQ(rotated.text("previousSecretUntil"), "2025-11-28T14:06:09Z");
    EXPECT_EQ(rotated.fields.value("Cache-Control"), "no-store");
    std::string const both = signatures(stored(), "msg_1", clock_, "{}");
    EXPECT_EQ(both, sign(rotated.text("secret"), "msg_1", clock_, "{}") + " " + sign(before, "msg_1", clock_, "{}"));
    clock_.microseconds += 61 * second;
    EXPECT_EQ(signatures(stored(), "msg_1", clock_, "{}").find(' '), std::string::npos);

    EXPECT_TRUE(ask("POST", rotate, R"({"overlapSeconds":0})").is_null("previousSecretUntil"));
    EXPECT_EQ(ask("POST", rotate).text("previousSecretUntil"), "2025-11-29T14:06:10Z");
    EXPECT_EQ(ask("POST", rotate, R"({"secret":")" + stored().secret + "\"}").text("code"), "WEBHOOK_SECRET");
}

TEST_F(DeliveryApi, PagesThroughTheLog)
{
    subscribe();
    for (int count = 0; count < 3; ++count) {
        append(Event::import_completed);
        EXPECT_EQ(serve(), Served::delivered);
    }
    std::string const log = std::string{first} + "/deliveries";
    Told const page = ask("GET", log + "?limit=2");
    EXPECT_EQ(ids(page, "deliveries"), (Numbers{3, 2}));
    EXPECT_EQ(page.number("nextBefore"), 2);
    Json const& line = page.body.find("deliveries")->array()->front();
    EXPECT_EQ(*line.find("event")->text(), "import.completed");
    EXPECT_EQ(line.find("status")->integer(), 204);
    EXPECT_TRUE(line.find("reason")->is_null());
    Told const rest = ask("GET", log + "?limit=2&before=2");
    EXPECT_EQ(ids(rest, "deliveries"), Numbers{1});
    EXPECT_TRUE(rest.is_null("nextBefore"));
    EXPECT_EQ(ask("GET", log + "?limit=501").status, 400);
    EXPECT_EQ(ask("GET", log + "?before=x").status, 400);
}

TEST_F(DeliveryApi, SendsATest)
{
    subscribe();
    ask("PATCH", first, R"({"state":"PAUSED"})");
    Told const arrived = ask("POST", std::string{first} + "/test");
    EXPECT_EQ(arrived.status, 200);
    EXPECT_EQ(arrived.body.find("delivered")->boolean(), true);
    EXPECT_EQ(arrived.number("status"), 204);
    EXPECT_NE(receiver_.posts.at(0).body.find("webhook.test"), std::string::npos);
    receiver_.status = 302;
    Told const redirected = ask("POST", std::string{first} + "/test");
    EXPECT_EQ(redirected.body.find("delivered")->boolean(), false);
    EXPECT_NE(redirected.text("reason").find("redirect"), std::string::npos);
    EXPECT_TRUE(ids(ask("GET", std::string{first} + "/deliveries"), "deliveries").empty());
}

TEST_F(DeliveryApi, HoldsFewWorkersForTests)
{
    subscribe();
    receiver_.holding = true;
    std::vector<std::thread> waiting;
    for (int count = 0; count < tests_at_once; ++count) {
        waiting.emplace_back([this] { EXPECT_EQ(ask("POST", std::string{first} + "/test").status, 200); });
    }
    {
        std::unique_lock lock{receiver_.mutex};
        receiver_.turn.wait(lock, [this] { return receiver_.posts.size() == static_cast<std::size_t>(tests_at_once); });
    }
    Told const refused = ask("POST", std::string{first} + "/test");
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.text("code"), "WEBHOOK_TESTS_UNDER_WAY");
    {
        std::lock_guard const lock{receiver_.mutex};
        receiver_.holding = false;
    }
    receiver_.turn.notify_all();
    for (std::thread& one : waiting) { one.join(); }
    EXPECT_EQ(ask("POST", std::string{first} + "/test").status, 200);
}

TEST_F(DeliveryApi, TellsEveryoneHisOwnNotifications)
{
    tell("admin@example.org", NoticeKind::import_completed);
    tell("viewer@example.org", NoticeKind::import_failed);
    tell({}, NoticeKind::subscription_disabled);
    tell("admin@example.org", NoticeKind::import_undone, others);
    std::string const list = "/notifications/1/notifications";
    Told const admin = ask("GET", list);
    EXPECT_EQ(ids(admin, "notifications"), (Numbers{3, 1}));
    EXPECT_EQ(admin.number("unread"), 2);
    EXPECT_TRUE(admin.is_null("nextBefore"));
    Json const& oldest = admin.body.find("notifications")->array()->back();
    EXPECT_EQ(*oldest.find("kind")->text(), "IMPORT_COMPLETED");
    EXPECT_EQ(oldest.find("subject")->integer(), 7);
    EXPECT_EQ(oldest.find("details")->find("importId")->integer(), 7);
    EXPECT_EQ(oldest.find("read")->boolean(), false);
    EXPECT_EQ(ids(ask("GET", list, {}, "viewer"), "notifications"), (Numbers{3, 2}));
    EXPECT_TRUE(ids(ask("GET", list, {}, "stranger"), "notifications").empty());
    Told const page = ask("GET", list + "?limit=1");
    EXPECT_EQ(page.number("nextBefore"), 3);
    EXPECT_EQ(ids(ask("GET", list + "?limit=1&before=3"), "notifications"), Numbers{1});
    EXPECT_EQ(ask("GET", list + "?limit=0").status, 400);
}

TEST_F(DeliveryApi, MarksNotificationsAsReadByOneReader)
{
    for (int count = 0; count < 3; ++count) { tell({}, NoticeKind::subscription_disabled); }
    tell("viewer@example.org", NoticeKind::import_failed);
    std::string const read = "/notifications/1/read", unread = "/notifications/1/unread";
    EXPECT_EQ(ask("GET", unread).number("unread"), 3);
    EXPECT_EQ(ask("POST", read, R"({"ids":[1,4,99]})").number("unread"), 2);
    EXPECT_EQ(ask("GET", unread, {}, "viewer").number("unread"), 4) << "read by another one";
    EXPECT_EQ(ask("POST", read, R"({"ids":[1],"read":false})").number("unread"), 3);
    EXPECT_EQ(ask("POST", read, R"({"upTo":2})").number("unread"), 1);
    EXPECT_EQ(ask("GET", unread).number("unread"), 1);
    for (char const* const body :
         {"{}", R"({"ids":[]})", R"({"ids":[0]})", R"({"ids":[1],"upTo":1})", R"({"upTo":1,"read":false})", "[]"}) {
        EXPECT_EQ(ask("POST", read, body).status, 400) << body;
    }
}

} // namespace
} // namespace muster
