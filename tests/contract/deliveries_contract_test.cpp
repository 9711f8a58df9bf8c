#include "adapter.hpp"

#include "store/deliveries.hpp"

#include <tuple>

namespace muster::contract {
namespace {

using DeliveriesContract = StoreContract;
INSTANTIATE_TEST_SUITE_P(Store, DeliveriesContract, testing::ValuesIn(adapters()), testing::PrintToStringParamName());

Subscription make_subscription(std::string const& url, Events events)
{
    Subscription one;
    one.url = url;
    one.description = "the shop";
    one.events = events;
    one.secret = "whsec_new";
    one.previous_secret = "whsec_old";
    one.previous_until = {99};
    one.reason = "none";
    one.created_by = "gardener";
    one.created_at = {5};
    one.failures = 3;
    one.failing_since = {6};
    one.next_attempt_at = {7};
    return one;
}

OutboxEntry make_entry(Event event, std::int64_t subject, std::vector<ProfileId> profiles = {})
{
    return {0, event, subject, {77}, 0, std::move(profiles), R"({"importId":1})"};
}

Profile make_person(std::int64_t id, std::string const& external_id)
{
    Profile profile;
    profile.id = {id};
    profile.set(person_field::external_id, external_id);
    return profile;
}

Change make_change(std::int64_t profile)
{
    Change change;
    change.profile = {profile};
    change.differences = {{plant_label, "old", "new"}};
    return change;
}

std::vector<OutboxEntry> entries(Transaction& transaction, std::int64_t after = 0, AccountId account = main_account)
{
    std::vector<OutboxEntry> found;
    succeed(transaction.deliveries().entries_after(account, after, 1'000, found));
    return found;
}

TEST_P(DeliveriesContract, KeepsASubscriptionAsItIs)
{
    AccountId const other = other_account();
    auto transaction = writing();
    Deliveries& deliveries = transaction->deliveries();
    Subscription one = make_subscription("https://a.example/", Events{}.with(Event::import_failed));
    one.id = value_of(deliveries.create(main_account, one));
    EXPECT_EQ(value_of(deliveries.load(main_account, one.id)), one);
    EXPECT_EQ(value_of(deliveries.load(other, one.id)), std::nullopt) << "another account's";
    one.url = "https://b.example/";
    one.events = Events::all();
    one.state = SubscriptionState::disabled;
    one.position = {8, 9};
    one.pending_end = Position{10, 11};
    one.pending_delivery = {12};
    succeed(deliveries.save(main_account, one));
    EXPECT_EQ(value_of(deliveries.list(main_account)), std::vector{one});
    EXPECT_EQ(kind_of(deliveries.save(other, one)), ErrorKind::not_found);
    EXPECT_EQ(kind_of(deliveries.remove(other, one.id)), ErrorKind::not_found);
    succeed(deliveries.remove(main_account, one.id));
    EXPECT_TRUE(value_of(deliveries.list(main_account)).empty());
    EXPECT_GT(value_of(deliveries.create(main_account, one)), one.id) << "an id is never used again";
}

TEST_P(DeliveriesContract, KeepsEntriesOnlyWhereSomebodyWantsThem)
{
    AccountId const other = other_account();
    auto transaction = writing();
    Deliveries& deliveries = transaction->deliveries();
    std::vector<OutboxEntry> const both{make_entry(Event::import_failed, 1), make_entry(Event::import_undone, 2)};
    succeed(deliveries.append(main_account, both));
    EXPECT_TRUE(entries(*transaction).empty()) << "nobody there";
    Subscription one = make_subscription("https://a.example/", Events{}.with(Event::import_undone));
    one.id = value_of(deliveries.create(main_account, one));
    EXPECT_EQ(value_of(deliveries.wanted(main_account)), one.events);
    EXPECT_TRUE(value_of(deliveries.wanted(other)).empty());
    succeed(deliveries.append(main_account, both));
    succeed(deliveries.append(other, both));
    ASSERT_EQ(entries(*transaction).size(), 1U);
    OutboxEntry const entry = entries(*transaction).front();
    EXPECT_EQ(entry.event, Event::import_undone);
    EXPECT_EQ(entry.subject, 2);
    EXPECT_EQ(entry.at.microseconds, 77);
    EXPECT_EQ(entry.details, R"({"importId":1})");
    EXPECT_TRUE(entries(*transaction, 0, other).empty());
    one.state = SubscriptionState::paused;
    succeed(deliveries.save(main_account, one));
    EXPECT_TRUE(value_of(deliveries.wanted(main_account)).empty());
    EXPECT_TRUE(value_of(deliveries.active()).empty());
    EXPECT_TRUE(entries(*transaction).empty()) << "nobody waits for it any more";
}

TEST_P(DeliveriesContract, EntriesGoWhenAllHaveBeenServed)
{
    auto transaction = writing();
    Deliveries& deliveries = transaction->deliveries();
    Subscription first = make_subscription("https://a.example/", Events::all());
    first.id = value_of(deliveries.create(main_account, first));
    Subscription second = first;
    second.id = value_of(deliveries.create(main_account, second));
    std::vector<OutboxEntry> const three(3, make_entry(Event::import_failed, 1));
    succeed(deliveries.append(main_account, three));
    std::vector<OutboxEntry> const stored = entries(*transaction);
    ASSERT_EQ(stored.size(), 3U);
    EXPECT_EQ(entries(*transaction, stored[0].number).size(), 2U);
    EXPECT_EQ(value_of(deliveries.head()).entry, stored[2].number);
    first.position.entry = stored[2].number;
    succeed(deliveries.save(main_account, first));
    EXPECT_EQ(entries(*transaction).size(), 3U) << "the second one has had none";
    second.position.entry = stored[1].number;
    succeed(deliveries.save(main_account, second));
    EXPECT_EQ(entries(*transaction), std::vector{stored[2]});
    succeed(deliveries.remove(main_account, second.id));
    EXPECT_TRUE(entries(*transaction).empty());
    EXPECT_EQ(value_of(deliveries.head()).entry, stored[2].number) << "numbers are never used again";
    Subscription const late = make_subscription("https://c.example/", Events::all());
    SubscriptionId const late_id = value_of(deliveries.create(main_account, late));
    EXPECT_EQ(value_of(deliveries.load(main_account, late_id))->position, value_of(deliveries.head()));
    ASSERT_EQ(value_of(deliveries.active()).size(), 2U);
    EXPECT_EQ(value_of(deliveries.active())[1].second.id, late_id);
}

TEST_P(DeliveriesContract, SplitsLongEntriesAndKeepsTheirOrderAmongChanges)
{
    auto transaction = writing();
    Deliveries& deliveries = transaction->deliveries();
    value_of(deliveries.create(main_account, make_subscription("https://a.example/", Events::all())));
    Change const change = make_change(1);
    succeed(transaction->changes().append(main_account, plant(), {&change, 1}));
    std::vector<ProfileId> many;
    for (std::int64_t id = 1; id <= 1'001; ++id) { many.push_back({id * id - 600}); }
    OutboxEntry const entry = make_entry(Event::journey_participant_added, 4, many);
    succeed(deliveries.append(main_account, {&entry, 1}));
    succeed(transaction->changes().append(main_account, plant(), {&change, 1}));
    std::vector<std::pair<std::int64_t, Change>> changes;
    EXPECT_GT(value_of(transaction->changes().since(main_account, plant(), 0, 100, changes)), 0);
    ASSERT_EQ(changes.size(), 2U);
    std::vector<OutboxEntry> const stored = entries(*transaction);
    ASSERT_EQ(stored.size(), 3U);
    std::vector<ProfileId> together;
    for (OutboxEntry const& one : stored) {
        EXPECT_EQ(one.after_change, changes[0].first);
        EXPECT_EQ(one.subject, 4);
        EXPECT_LE(one.profiles.size(), profiles_per_entry);
        together.insert(together.end(), one.profiles.begin(), one.profiles.end());
    }
    EXPECT_EQ(together, many);
}

TEST_P(DeliveriesContract, GivesTheChangesOfAnAccountAndTarget)
{
    AccountId const other = other_account();
    auto transaction = writing();
    Changes& changes = transaction->changes();
    std::vector<Change> const two{make_change(1), make_change(2)};
    succeed(changes.append(main_account, plant(), two));
    succeed(changes.append(other, plant(), two));
    succeed(changes.append(main_account, stone(), two));
    succeed(changes.append(main_account, plant(), two));
    std::vector<std::pair<std::int64_t, Change>> found;
    std::int64_t const middle = value_of(changes.since(main_account, plant(), 0, 5, found));
    ASSERT_EQ(found.size(), 2U) << "of the first five changes of all";
    EXPECT_EQ(found[1].second, two[1]);
    EXPECT_GT(middle, found[1].first);
    std::int64_t const end = value_of(changes.since(main_account, plant(), middle, 100, found));
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(end, found[3].first);
    EXPECT_EQ(end, value_of(transaction->deliveries().head()).change);
    EXPECT_EQ(value_of(changes.since(main_account, plant(), end, 100, found)), end);
    ProfileId const gone{2};
    succeed(changes.erase(main_account, plant(), {&gone, 1}));
    EXPECT_EQ(value_of(changes.since(main_account, plant(), middle, 100, found)), end) << "the last one is erased";
    found.resize(4);
    EXPECT_EQ(found.size(), 4U);
}

TEST_P(DeliveriesContract, TellsOfPersonsThatComeAndGo)
{
    auto transaction = writing();
    Deliveries& deliveries = transaction->deliveries();
    Profiles& profiles = transaction->profiles();
    value_of(profiles.reserve_ids(main_account, 100));
    Subscription wish = make_subscription("https://a.example/", Events{}.with(Event::person_created));
    wish.id = value_of(deliveries.create(main_account, wish));
    Profile const first = make_person(1, "a"), second = make_person(2, "b"), third = make_person(3, "c"), plain = make_plant(4, "d");
    succeed(
        profiles.write(main_account, person_target(), std::vector<ProfileWrite>{{nullptr, &first}, {nullptr, &second}, {nullptr, &third}}));
    succeed(profiles.write(main_account, plant(), std::vector<ProfileWrite>{{nullptr, &plain}}));
    std::vector<OutboxEntry> told = entries(*transaction);
    ASSERT_EQ(told.size(), 1U) << "a plant is no person";
    EXPECT_EQ(told[0].event, Event::person_created);
    EXPECT_EQ(told[0].profiles, (std::vector<ProfileId>{{1}, {2}, {3}}));
    Profile changed = first;
    changed.version = 2;
    changed.set(person_field::first_name, "Ada");
    succeed(profiles.write(main_account, person_target(), std::vector<ProfileWrite>{{&first, &changed}, {&second, nullptr, {1}}}));
    succeed(profiles.write(main_account, person_target(), std::vector<ProfileWrite>{{&third, nullptr}}));
    EXPECT_EQ(entries(*transaction).size(), 1U) << "nobody wants to know of deletions, the history tells of the rest";
    wish.events = wish.events.with(Event::person_deleted);
    succeed(deliveries.save(main_account, wish));
    succeed(profiles.write(main_account, person_target(), std::vector<ProfileWrite>{{&changed, nullptr}}));
    told = entries(*transaction, told[0].number);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].event, Event::person_deleted);
    EXPECT_EQ(told[0].profiles, std::vector{ProfileId{1}});
    succeed(transaction->profiles().write(main_account, plant(), std::vector<ProfileWrite>{{&plain, nullptr}}));
}

TEST_P(DeliveriesContract, KeepsTheNewestLinesOfALog)
{
    AccountId const other = other_account();
    auto transaction = writing();
    Deliveries& deliveries = transaction->deliveries();
    SubscriptionId const id = value_of(deliveries.create(main_account, make_subscription("https://a.example/", Events::all())));
    SubscriptionId const quiet = value_of(deliveries.create(main_account, make_subscription("https://b.example/", Events::all())));
    Delivery line{{}, id, "msg_1", Event::person_merged, 3, DeliveryState::pending, 2, {10}, {20}, 503, "HTTP_STATUS: no", 41};
    value_of(deliveries.put_delivery(main_account,
                                     {{}, quiet, "msg_0", Event::person_merged, 1, DeliveryState::delivered, 1, {1}, {1}, 200, "", 1}));
    line.id = value_of(deliveries.put_delivery(main_account, line));
    EXPECT_EQ(value_of(deliveries.load_delivery(main_account, line.id)), line);
    line.state = DeliveryState::delivered;
    line.status = 204;
    EXPECT_EQ(value_of(deliveries.put_delivery(main_account, line)), line.id);
    EXPECT_EQ(value_of(deliveries.deliveries(main_account, id, {}, 10)), std::vector{line});
    EXPECT_TRUE(value_of(deliveries.deliveries(other, id, {}, 10)).empty());
    EXPECT_EQ(kind_of(deliveries.put_delivery(other, line)), ErrorKind::not_found);
    Delivery foreign = line;
    foreign.id = {};
    EXPECT_EQ(kind_of(deliveries.put_delivery(other, foreign)), ErrorKind::not_found);
    for (std::size_t count = 0; count < deliveries_kept; ++count) { value_of(deliveries.put_delivery(main_account, foreign)); }
    EXPECT_EQ(value_of(deliveries.load_delivery(main_account, line.id)), std::nullopt) << "the oldest has gone";
    std::vector<Delivery> const all = value_of(deliveries.deliveries(main_account, id, {}, 10'000));
    ASSERT_EQ(all.size(), deliveries_kept);
    EXPECT_GT(all[0].id, all[1].id) << "newest first";
    EXPECT_EQ(value_of(deliveries.deliveries(main_account, id, all[1].id, 1)).at(0).id, all[2].id);
    EXPECT_EQ(value_of(deliveries.deliveries(main_account, quiet, {}, 10)).size(), 1U);
    succeed(deliveries.remove(main_account, id));
    EXPECT_TRUE(value_of(deliveries.deliveries(main_account, id, {}, 10)).empty());
}

} // namespace
} // namespace muster::contract
