#include "delivery/deliverer.hpp"

#include "base/file.hpp"
#include "delivery/delivery_loop.hpp"
#include "delivery/secrets.hpp"
#include "store/notices.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "json/value.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <map>
#include <mutex>

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

constexpr AccountId account{1};
constexpr std::int64_t second = 1'000'000, day = 86'400 * second;

/// Answers with the statuses that it is told, then with 200.
class ReceiverForTests final : public Poster {
public:
    Result<Answer> post(Post const& post) override
    {
        std::lock_guard const lock{mutex};
        posts.push_back(post);
        if (on_post) { on_post(); }
        if (answers.empty()) { return Answer{204, 0}; }
        Answer const answer = answers.front();
        answers.pop_front();
        if (answer.status == 0) { return Error{ErrorKind::unavailable, "TARGET_TIMEOUT", "Too late."}; }
        return answer;
    }
    std::string header(std::size_t index, std::string_view name)
    {
        for (auto const& [each, value] : posts.at(index).headers) {
            if (each == name) { return value; }
        }
        return {};
    }
    std::string id(std::size_t index) { return header(index, "webhook-id"); }
    std::string type(std::size_t index) { return *must(parse_json(posts.at(index).body)).find("type")->text(); }
    std::vector<std::int64_t> persons(std::size_t index, std::string_view list = "persons", std::string_view name = "id")
    {
        Json const body = must(parse_json(posts.at(index).body));
        std::vector<std::int64_t> ids;
        for (Json const& one : *body.find("data")->find(list)->array()) { ids.push_back(*one.find(name)->integer()); }
        return ids;
    }
    std::vector<std::string> types()
    {
        std::vector<std::string> all;
        for (std::size_t index = 0; index < posts.size(); ++index) { all.push_back(type(index)); }
        return all;
    }

    std::mutex mutex{};
    std::vector<Post> posts{};
    std::deque<Answer> answers{};
    std::function<void()> on_post{};
};

class Delivering : public testing::Test {
protected:
    void SetUp() override
    {
        folder_ = std::make_unique<TemporaryFolder>(must(TemporaryFolder::create()));
        store_ = must(open_sqlite_store({folder_->path() + "/store", SqliteChoices::Mode::read_write}));
        deliverer_ =
            std::make_unique<Deliverer>(DelivererOrder{*store_, receiver_, [this] { return clock_; }, [] { return 0.5; }, {}, "Test"});
    }

    template <class Act>
    void write(Act act)
    {
        auto const transaction = must(store_->begin(Store::Access::write));
        act(*transaction);
        must(transaction->commit());
    }
    SubscriptionId subscribe(Events events = Events::all())
    {
        SubscriptionId id;
        write([&](Transaction& store) {
            Subscription one;
            one.url = "https://receiver.example/hook";
            one.secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
            one.events = events;
            id = must(store.deliveries().create(account, one));
        });
        return id;
    }
    Subscription stored(SubscriptionId id) { return *must(must(store_->begin(Store::Access::read))->deliveries().load(account, id)); }
    void save(Subscription const& one)
    {
        write([&](Transaction& store) { must(store.deliveries().save(account, one)); });
    }
    std::vector<Delivery> log(SubscriptionId id)
    {
        return must(must(store_->begin(Store::Access::read))->deliveries().deliveries(account, id, {}, 100));
    }
    static Change change(std::int64_t person, Change::Kind kind = Change::Kind::updated)
    {
        Change one;
        one.profile = {person};
        one.kind = kind;
        one.version = 2;
        one.at = {1'764'338'709'000'000};
        one.from = Origin::import;
        one.import = {7};
        one.differences = {{person_field::first_name, "Ada", "Adele"}};
        return one;
    }
    void append(std::vector<Change> const& changes)
    {
        write([&](Transaction& store) { must(store.changes().append(account, person_target(), changes)); });
    }
    void append(Event event, std::int64_t subject, std::vector<ProfileId> profiles = {}, std::string const& details = {})
    {
        write([&](Transaction& store) {
            OutboxEntry const entry{0, event, subject, {1'764'338'709'000'000}, 0, std::move(profiles), details};
            must(store.deliveries().append(account, {&entry, 1}));
        });
    }
    Served serve(SubscriptionId id) { return must(deliverer_->serve(account, id)); }
    /// Serves until there is nothing left or something fails.
    Served drain(SubscriptionId id)
    {
        while (true) {
            Served const served = serve(id);
            if (served != Served::delivered && served != Served::looked_on) { return served; }
        }
    }

    Instant clock_{1'764'338'800'000'000};
    std::unique_ptr<TemporaryFolder> folder_{};
    std::unique_ptr<Store> store_{};
    ReceiverForTests receiver_{};
    std::unique_ptr<Deliverer> deliverer_{};
};

TEST_F(Delivering, SendsWhatWasWrittenInItsOrderAndSigned)
{
    SubscriptionId const id = subscribe();
    append({change(1), change(2)});
    append(Event::import_completed, 7, {}, R"({"importId":7,"counts":{"created":2}})");
    append({change(3, Change::Kind::merged)});
    append(Event::journey_participant_added, 9, {{1}, {2}}, R"({"importId":7})");
    EXPECT_EQ(drain(id), Served::nothing);
    EXPECT_EQ(receiver_.types(),
              (std::vector<std::string>{"person.updated", "import.completed", "person.merged", "journey.participant.added"}));
    EXPECT_EQ(receiver_.persons(0), (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(receiver_.posts[0].url, "https://receiver.example/hook");
    EXPECT_EQ(receiver_.header(0, "webhook-timestamp"), "1764338800");
    EXPECT_EQ(receiver_.header(0, "webhook-signature"),
              sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", receiver_.id(0), clock_, receiver_.posts[0].body));
    EXPECT_NE(receiver_.posts[0].body.find(R"("fields":["firstName"])"), std::string::npos) << receiver_.posts[0].body;
    EXPECT_EQ(receiver_.posts[0].body.find("Ada"), std::string::npos) << "no values leave";
    EXPECT_NE(receiver_.posts[1].body.find(R"("data":{"importId":7,"counts":{"created":2}})"), std::string::npos);
    EXPECT_EQ(receiver_.persons(3, "participants", "personId"), (std::vector<std::int64_t>{1, 2}));
    std::vector<Delivery> const lines = log(id);
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[3].message, receiver_.id(0));
    EXPECT_EQ(lines[3].subjects, 2);
    EXPECT_EQ(lines[3].state, DeliveryState::delivered);
    EXPECT_EQ(lines[3].status, 204);
    EXPECT_EQ(serve(id), Served::nothing);
    EXPECT_EQ(receiver_.posts.size(), 4U);
}

TEST_F(Delivering, SendsOnlyWhatIsWantedAndNothingOld)
{
    append({change(1)});
    SubscriptionId const id = subscribe(Events{}.with(Event::person_merged));
    Change tagged = change(4, Change::Kind::tagged);
    append({change(2), tagged, change(3, Change::Kind::merged)});
    append(Event::import_failed, 7);
    EXPECT_EQ(drain(id), Served::nothing);
    EXPECT_EQ(receiver_.types(), std::vector<std::string>{"person.merged"});
    EXPECT_EQ(receiver_.persons(0), std::vector<std::int64_t>{3});
}

TEST_F(Delivering, TellsOfCreatedAndDeletedPersons)
{
    SubscriptionId const id = subscribe();
    Profile person;
    person.id = {1};
    person.set(person_field::external_id, "a");
    write([&](Transaction& store) {
        must(store.profiles().reserve_ids(account, 10));
        must(store.profiles().write(account, person_target(), std::vector<ProfileWrite>{{nullptr, &person}}));
    });
    append({change(1)});
    write([&](Transaction& store) {
        must(store.profiles().write(account, person_target(), std::vector<ProfileWrite>{{&person, nullptr}}));
        ProfileId const gone{1};
        must(store.changes().erase(account, person_target(), {&gone, 1}));
    });
    EXPECT_EQ(drain(id), Served::nothing);
    EXPECT_EQ(receiver_.types(), (std::vector<std::string>{"person.created", "person.deleted"})) << "the erased change is no more";
    EXPECT_EQ(receiver_.persons(1), std::vector<std::int64_t>{1});
}

TEST_F(Delivering, TriesTheSameMessageAgainLaterAndLaterAndBlocksNoOther)
{
    SubscriptionId const id = subscribe();
    SubscriptionId const other = subscribe();
    append({change(1)});
    receiver_.answers = {{503, 0}, {0, 0}, {302, 0}};
    EXPECT_EQ(serve(id), Served::failed);
    append({change(2)});
    EXPECT_EQ(serve(id), Served::nothing) << "not yet";
    clock_.microseconds += 5 * second;
    EXPECT_EQ(serve(id), Served::failed);
    clock_.microseconds += 9 * second;
    EXPECT_EQ(serve(id), Served::nothing);
    clock_.microseconds += 1 * second;
    EXPECT_EQ(serve(id), Served::failed);
    ASSERT_EQ(log(id).size(), 1U) << "one line for one message";
    EXPECT_EQ(log(id)[0].attempts, 3);
    EXPECT_EQ(log(id)[0].state, DeliveryState::pending);
    EXPECT_TRUE(log(id)[0].reason.starts_with("HTTP_302: ")) << log(id)[0].reason;
    EXPECT_EQ(serve(other), Served::delivered);
    EXPECT_EQ(receiver_.persons(3), (std::vector<std::int64_t>{1, 2}));
    clock_.microseconds += 20 * second;
    EXPECT_EQ(serve(id), Served::delivered);
    for (std::size_t attempt : {1U, 2U, 4U}) {
        EXPECT_EQ(receiver_.id(attempt), receiver_.id(0));
        EXPECT_EQ(receiver_.posts[attempt].body, receiver_.posts[0].body) << "not longer than it was";
    }
    EXPECT_NE(receiver_.header(4, "webhook-signature"), receiver_.header(0, "webhook-signature")) << "each attempt has its own time";
    EXPECT_EQ(serve(id), Served::delivered);
    EXPECT_EQ(receiver_.persons(5), std::vector<std::int64_t>{2});
    EXPECT_EQ(stored(id).failures, 0);
    EXPECT_EQ(log(id)[1].attempts, 4);
    EXPECT_EQ(log(id)[1].reason, "");
}

TEST_F(Delivering, WaitsAsLongAsTheReceiverAsks)
{
    SubscriptionId const id = subscribe();
    append({change(1)});
    receiver_.answers = {{429, 120}};
    EXPECT_EQ(serve(id), Served::failed);
    clock_.microseconds += 119 * second;
    EXPECT_EQ(serve(id), Served::nothing);
    clock_.microseconds += 1 * second;
    EXPECT_EQ(serve(id), Served::delivered);
}

TEST_F(Delivering, DisablesWhatFailsForDaysAndTellsSo)
{
    SubscriptionId const id = subscribe();
    append({change(1)});
    Served served = Served::failed;
    int attempts = 0;
    for (Instant const begun = clock_; served == Served::failed; ++attempts) {
        receiver_.answers = {{500, 0}};
        served = serve(id);
        if (served == Served::failed) { ASSERT_LT(clock_.microseconds - begun.microseconds, 5 * day); }
        clock_ = std::max(clock_, stored(id).next_attempt_at);
    }
    EXPECT_EQ(served, Served::disabled);
    EXPECT_GT(attempts, 100) << "about one an hour";
    EXPECT_EQ(stored(id).state, SubscriptionState::disabled);
    EXPECT_NE(stored(id).reason.find("HTTP_500"), std::string::npos);
    EXPECT_EQ(log(id)[0].state, DeliveryState::given_up);
    EXPECT_EQ(serve(id), Served::nothing);
    auto const notices = must(must(store_->begin(Store::Access::read))->notices().list(account, "anybody", {}, 10));
    ASSERT_EQ(notices.size(), 1U);
    EXPECT_EQ(notices[0].kind, NoticeKind::subscription_disabled);
    EXPECT_EQ(notices[0].subject, id.value);
    EXPECT_NE(notices[0].details.find("receiver.example"), std::string::npos);
    EXPECT_EQ(notices[0].details.find("/hook"), std::string::npos) << "a path may be a secret";
}

TEST_F(Delivering, DisablesAtOnceWhatSaysThatItIsGone)
{
    SubscriptionId const id = subscribe();
    append({change(1)});
    receiver_.answers = {{410, 0}};
    EXPECT_EQ(serve(id), Served::disabled);
    EXPECT_EQ(stored(id).state, SubscriptionState::disabled);
}

TEST_F(Delivering, KeepsWhatSomebodyChangedWhileItSent)
{
    SubscriptionId const id = subscribe();
    append({change(1)});
    receiver_.on_post = [&] {
        Subscription one = stored(id);
        one.description = "changed meanwhile";
        save(one);
    };
    EXPECT_EQ(serve(id), Served::delivered);
    EXPECT_EQ(stored(id).description, "changed meanwhile");
    EXPECT_EQ(serve(id), Served::nothing) << "delivered once";
    append({change(2)});
    receiver_.on_post = [&] {
        Subscription one = stored(id);
        one.state = SubscriptionState::paused;
        save(one);
    };
    receiver_.answers = {{500, 0}};
    EXPECT_EQ(serve(id), Served::failed);
    EXPECT_EQ(stored(id).state, SubscriptionState::paused);
    EXPECT_EQ(log(id)[0].state, DeliveryState::given_up);
    append({change(3)});
    receiver_.on_post = [&] { write([&](Transaction& store) { must(store.deliveries().remove(account, id)); }); };
    EXPECT_EQ(serve(id), Served::nothing) << "paused";
}

TEST_F(Delivering, CutsLongRunsAndLooksPastWhatOthersWrote)
{
    AccountId other;
    write([&](Transaction& store) { other = must(store.accounts().create("other")); });
    SubscriptionId const id = subscribe();
    std::vector<Change> many(changes_per_look + 10, change(5));
    write([&](Transaction& store) { must(store.changes().append(other, person_target(), many)); });
    many.assign(persons_per_message + 1, change(6));
    append(many);
    std::vector<Event> expected;
    for (std::size_t count = 0; count < entries_per_look + 5; ++count) {
        append(Event::import_undone, static_cast<std::int64_t>(count));
        append({change(static_cast<std::int64_t>(count))});
    }
    EXPECT_EQ(drain(id), Served::nothing);
    ASSERT_EQ(receiver_.posts.size(), 2U + 2 * (entries_per_look + 5));
    EXPECT_EQ(receiver_.persons(0).size(), persons_per_message);
    EXPECT_EQ(receiver_.persons(1).size(), 1U);
    for (std::size_t count = 0; count < entries_per_look + 5; ++count) {
        EXPECT_EQ(receiver_.type(2 + 2 * count), "import.undone");
        EXPECT_EQ(receiver_.persons(3 + 2 * count), std::vector{static_cast<std::int64_t>(count)});
    }
    EXPECT_EQ(stored(id).position, must(must(store_->begin(Store::Access::read))->deliveries().head()));
}

TEST_F(Delivering, ForgetsAPendingMessageWhosePersonsWereErased)
{
    SubscriptionId const id = subscribe();
    append({change(1)});
    receiver_.answers = {{500, 0}};
    EXPECT_EQ(serve(id), Served::failed);
    write([&](Transaction& store) {
        ProfileId const gone{1};
        must(store.changes().erase(account, person_target(), {&gone, 1}));
    });
    append({change(2)});
    clock_.microseconds += 60 * second;
    EXPECT_EQ(drain(id), Served::nothing);
    ASSERT_EQ(receiver_.posts.size(), 2U);
    EXPECT_EQ(receiver_.persons(1), std::vector<std::int64_t>{2});
    EXPECT_FALSE(stored(id).pending_end);
}

TEST_F(Delivering, TestsATargetBesideTheOrder)
{
    SubscriptionId const id = subscribe();
    append({change(1)});
    receiver_.answers = {{418, 0}};
    Delivery const line = must(deliverer_->send_test(account, id));
    EXPECT_EQ(line.status, 418);
    EXPECT_TRUE(line.reason.starts_with("HTTP_418"));
    EXPECT_EQ(receiver_.type(0), "webhook.test");
    EXPECT_EQ(stored(id).failures, 0);
    EXPECT_TRUE(log(id).empty());
    EXPECT_EQ(deliverer_->send_test(account, {99}).error().code, "SUBSCRIPTION_NOT_FOUND");
}

TEST_F(Delivering, ALoopServesAllSubscriptionsAndEnds)
{
    std::vector<SubscriptionId> ids;
    for (int count = 0; count < 6; ++count) { ids.push_back(subscribe()); }
    for (std::int64_t person = 1; person <= 20; ++person) {
        append({change(person)});
        append(Event::import_undone, person);
    }
    {
        DeliveryLoop loop{*store_, *deliverer_, {}};
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
        for (std::size_t count = 0; count < ids.size() * 40 && std::chrono::steady_clock::now() < end;) {
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
            loop.wake();
            std::lock_guard const lock{receiver_.mutex};
            count = receiver_.posts.size();
        }
    }
    ASSERT_EQ(receiver_.posts.size(), ids.size() * 40);
    std::map<std::string, std::vector<std::string>> by_subscription;
    for (std::size_t index = 0; index < receiver_.posts.size(); ++index) {
        std::string const message = receiver_.id(index);
        std::string const type = receiver_.type(index);
        by_subscription[message.substr(0, message.find('_', 4))].push_back(type);
    }
    ASSERT_EQ(by_subscription.size(), ids.size());
    for (auto const& [name, types] : by_subscription) {
        for (std::size_t index = 0; index < types.size(); ++index) {
            EXPECT_EQ(types[index], index % 2 == 0 ? "person.updated" : "import.undone") << name;
        }
    }
}

/// A store whose disk fails for a while.
class FailingStore final : public Store {
public:
    explicit FailingStore(Store& whole) : whole_{whole} {}
    Result<std::unique_ptr<Transaction>> begin(Access access) override
    {
        ++asked;
        if (!fails) { return whole_.begin(access); }
        return Error{ErrorKind::unavailable, "STORE_IO", "The disk under the store failed to read or write."};
    }
    Result<void> write_together(WritingAct const& act) override { return whole_.write_together(act); }
    Blobs& blobs() override { return whole_.blobs(); }
    HashKey const& hash_key() const override { return whole_.hash_key(); }
    Result<std::vector<CheckFinding>> check(std::span<Target const* const> targets) override { return whole_.check(targets); }

    std::atomic<bool> fails{true};
    std::atomic<int> asked{};

private:
    Store& whole_;
};

TEST_F(Delivering, ALoopTellsOnceThatTheStoreFails)
{
    FailingStore store{*store_};
    std::atomic<int> told{};
    auto const wait_for_looks = [&store](DeliveryLoop& loop, int count) {
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
        for (int const from = store.asked; store.asked < from + count && std::chrono::steady_clock::now() < end;) {
            loop.wake();
            std::this_thread::sleep_for(std::chrono::milliseconds{2});
        }
    };
    DeliveryLoop loop{store, *deliverer_, [&told](Error const& error) { told += error.code == "STORE_IO" ? 1 : 100; }};
    wait_for_looks(loop, 4);
    EXPECT_EQ(told, 1);
    store.fails = false;
    wait_for_looks(loop, 4);
    EXPECT_EQ(told, 1);
    store.fails = true;
    wait_for_looks(loop, 4);
    EXPECT_EQ(told, 2);
}

} // namespace
} // namespace muster
