#include "adapter.hpp"

#include <atomic>
#include <chrono>
#include <thread>

#include <unistd.h>

namespace muster::contract {
namespace {

INSTANTIATE_TEST_SUITE_P(Store, StoreContract, testing::ValuesIn(adapters()), testing::PrintToStringParamName());

TEST_P(StoreContract, StartsWithOneAccountAndAKeyOfItsOwn)
{
    std::vector<Account> const accounts = value_of(reading()->accounts().list());
    ASSERT_EQ(accounts.size(), 1U);
    EXPECT_EQ(accounts[0].id, main_account);
    EXPECT_EQ(accounts[0].name, "default");
    HashKey const key = store().hash_key();
    EXPECT_NE(key.bytes, HashKey{}.bytes);
    reopen();
    EXPECT_EQ(store().hash_key().bytes, key.bytes) << "drawn once";
}

TEST_P(StoreContract, CreatesAccountsOnce)
{
    AccountId const other = other_account();
    auto transaction = writing();
    Result<AccountId> const again = transaction->accounts().create("OTHER");
    EXPECT_EQ(code_of(again), "ACCOUNT_EXISTS");
    EXPECT_EQ(kind_of(again), ErrorKind::conflict);
    std::vector<Account> const accounts = value_of(transaction->accounts().list());
    ASSERT_EQ(accounts.size(), 2U) << "an answer does not spoil the transaction";
    EXPECT_EQ(accounts[1].id, other);
}

TEST_P(StoreContract, LeavesNothingOfATransactionThatIsDestroyed)
{
    Profile const profile = make_plant(1, "A", {"1"});
    {
        auto transaction = writing();
        succeed(transaction->profiles().write(main_account, plant(), std::vector<ProfileWrite>{{nullptr, &profile}}));
        value_of(transaction->catalogue().ensure_tags(main_account, std::vector<std::string>{"T"}, {}, {}));
        value_of(transaction->imports().create(main_account, {}));
        Change change;
        change.profile = {1};
        change.differences = {{plant_label, "", "A"}};
        succeed(transaction->changes().append(main_account, plant(), std::vector{change}));
        std::vector<Profile> seen;
        succeed(transaction->profiles().page(main_account, plant(), {}, 9, seen));
        EXPECT_EQ(seen, std::vector{profile}) << "it sees what it wrote";
    }
    EXPECT_TRUE(all(plant()).empty());
    EXPECT_EQ(owner(label("A")).value, 0);
    EXPECT_TRUE(value_of(reading()->catalogue().tags(main_account)).empty());
    EXPECT_TRUE(value_of(reading()->imports().list(main_account, 9)).empty());
    std::vector<std::pair<std::int64_t, Change>> history;
    succeed(reading()->changes().of_profile(main_account, plant(), {1}, history));
    EXPECT_TRUE(history.empty());
    put(plant(), {{nullptr, &profile}});
}

TEST_P(StoreContract, AReadingTransactionSeesOneMoment)
{
    Profile const first = make_plant(1, "A");
    put(plant(), {{nullptr, &first}});
    auto before = reading();
    Profile const second = make_plant(2, "B");
    put(plant(), {{nullptr, &second}});
    EXPECT_EQ(value_of(before->profiles().count(main_account, plant())), 1) << "though it had read nothing yet";
    EXPECT_EQ(value_of(reading()->profiles().count(main_account, plant())), 2);
    auto open = writing();
    Profile const third = make_plant(3, "C");
    succeed(open->profiles().write(main_account, plant(), std::vector<ProfileWrite>{{nullptr, &third}}));
    EXPECT_EQ(value_of(reading()->profiles().count(main_account, plant())), 2) << "what is not committed is nobody's";
    std::vector<Profile> seen;
    succeed(before->profiles().page(main_account, plant(), {}, 9, seen));
    EXPECT_EQ(seen, std::vector{first});
}

TEST_P(StoreContract, AReadingTransactionCannotWrite)
{
    auto transaction = reading();
    Profile const profile = make_plant(1, "A");
    EXPECT_EQ(kind_of(transaction->profiles().write(main_account, plant(), std::vector<ProfileWrite>{{nullptr, &profile}})),
              ErrorKind::denied);
    EXPECT_EQ(kind_of(transaction->profiles().reserve_ids(main_account, 1)), ErrorKind::denied);
    EXPECT_EQ(kind_of(transaction->imports().create(main_account, {})), ErrorKind::denied);
    EXPECT_FALSE(transaction->commit());
}

TEST_P(StoreContract, ASecondWriterWaitsForTheFirst)
{
    std::atomic<bool> second_began{false};
    auto first = writing();
    std::thread second{[&] {
        auto transaction = writing();
        second_began = true;
        EXPECT_EQ(value_of(transaction->profiles().reserve_ids(main_account, 1)).value, 101) << "it sees what the first committed";
    }};
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    EXPECT_FALSE(second_began);
    value_of(first->profiles().reserve_ids(main_account, 100));
    succeed(first->commit());
    first.reset();
    second.join();
    EXPECT_TRUE(second_began);
}

TEST_P(StoreContract, ManyWritersNeverGiveAnIdentifierTwice)
{
    constexpr int writers = 4;
    constexpr std::int64_t attempts = 40;
    std::atomic<int> won{0};
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&] {
            for (std::int64_t attempt = 0; attempt < attempts; ++attempt) {
                auto transaction = writing();
                ProfileId const id = value_of(transaction->profiles().reserve_ids(main_account, 1));
                Profile const profile = make_plant(id.value, "L" + std::to_string(attempt));
                if (!transaction->profiles().write(main_account, plant(), std::vector<ProfileWrite>{{nullptr, &profile}})) { continue; }
                if (transaction->commit()) { ++won; }
            }
        });
    }
    for (std::thread& thread : threads) { thread.join(); }
    EXPECT_EQ(won, attempts);
    EXPECT_EQ(value_of(reading()->profiles().count(main_account, plant())), attempts);
}

TEST_P(StoreContract, HasOneWriterOutsideAndReadersBesideIt)
{
    Profile const profile = make_plant(1, "A");
    put(plant(), {{nullptr, &profile}});
    Result<std::unique_ptr<Store>> const second = GetParam().open(folder());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::locked);
    EXPECT_NE(second.error().message.find("process " + std::to_string(getpid())), std::string::npos) << second.error().message;
    std::unique_ptr<Store> const reader = value_of(GetParam().open_for_reading(folder()));
    EXPECT_EQ(reader->hash_key().bytes, store().hash_key().bytes);
    EXPECT_EQ(value_of(value_of(reader->begin(Store::Access::read))->profiles().count(main_account, plant())), 1);
    Profile const later = make_plant(2, "B");
    put(plant(), {{nullptr, &later}});
    EXPECT_EQ(value_of(value_of(reader->begin(Store::Access::read))->profiles().count(main_account, plant())), 2);
    EXPECT_EQ(kind_of(reader->begin(Store::Access::write)), ErrorKind::denied);
    EXPECT_EQ(kind_of(reader->blobs().create({1}, "upload")), ErrorKind::denied);
    store_.reset();
    EXPECT_EQ(value_of(value_of(reader->begin(Store::Access::read))->profiles().count(main_account, plant())), 2) << "the writer has gone";
    reopen();
}

TEST_P(StoreContract, ReadsNothingWhereNoStoreIs)
{
    TemporaryFolder const empty = *TemporaryFolder::create();
    EXPECT_EQ(kind_of(GetParam().open_for_reading(empty.path())), ErrorKind::not_found);
}

std::string text_of(Blobs& blobs, ImportId import, std::string const& name)
{
    std::shared_ptr<ByteSource const> const source = value_of(blobs.open(import, name));
    return source ? value_of(read_all(*source, 1'000)) : std::string{};
}

TEST_P(StoreContract, ReplacesABlobOnlyWhenTheNewOneIsFinished)
{
    Blobs& blobs = store().blobs();
    EXPECT_EQ(kind_of(blobs.open({1}, "upload")), ErrorKind::not_found);
    auto const write = [&](ImportId import, std::string const& name, std::string const& text) {
        std::unique_ptr<ByteSink> const sink = value_of(blobs.create(import, name));
        succeed(sink->write(text));
        succeed(sink->finish());
    };
    write({1}, "upload", "first");
    {
        std::unique_ptr<ByteSink> const abandoned = value_of(blobs.create({1}, "upload"));
        succeed(abandoned->write("half"));
        EXPECT_EQ(text_of(blobs, {1}, "upload"), "first");
    }
    EXPECT_EQ(text_of(blobs, {1}, "upload"), "first");
    std::shared_ptr<ByteSource const> const old = value_of(blobs.open({1}, "upload"));
    write({1}, "upload", "second");
    EXPECT_EQ(text_of(blobs, {1}, "upload"), "second");
    EXPECT_EQ(value_of(read_all(*old, 100)), "first") << "whoever reads goes on with what it opened";
    write({1}, "spill-rows", "spill");
    write({2}, "upload", "other");
    reopen();
    Blobs& again = store().blobs();
    EXPECT_EQ(text_of(again, {1}, "upload"), "second");
    succeed(again.remove({1}, "upload"));
    EXPECT_EQ(kind_of(again.open({1}, "upload")), ErrorKind::not_found);
    EXPECT_EQ(text_of(again, {1}, "spill-rows"), "spill");
    succeed(again.remove_all({1}));
    EXPECT_EQ(kind_of(again.open({1}, "spill-rows")), ErrorKind::not_found);
    EXPECT_EQ(text_of(again, {2}, "upload"), "other");
    succeed(again.remove_all({1}));
    succeed(again.remove({1}, "upload"));
    EXPECT_FALSE(again.create({1}, "../evil"));
}

} // namespace
} // namespace muster::contract
