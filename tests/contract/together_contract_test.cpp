#include "adapter.hpp"

#include <algorithm>
#include <atomic>
#include <random>
#include <set>
#include <stdexcept>
#include <thread>

namespace muster::contract {
namespace {

/// Creates a plant with an id of the store's own choice, as a door does it.
Result<ProfileId> plant_one(Transaction& transaction, std::string const& text, std::vector<std::string> const& roots)
{
    TRY_ASSIGN(ProfileId const id, transaction.profiles().reserve_ids(main_account, 1));
    Profile const profile = make_plant(id.value, text, roots);
    TRY(transaction.profiles().write(main_account, plant(), std::vector<ProfileWrite>{{nullptr, &profile}}));
    return id;
}

class WritingTogether : public StoreContract {};
INSTANTIATE_TEST_SUITE_P(Store, WritingTogether, testing::ValuesIn(adapters()), testing::PrintToStringParamName());

TEST_P(WritingTogether, IsDurableWhenItReturns)
{
    succeed(store().write_together([](Transaction& transaction) -> Result<void> {
        TRY(plant_one(transaction, "A", {"1"}));
        return {};
    }));
    EXPECT_EQ(all(plant()).size(), 1U) << "others see it at once";
    reopen();
    EXPECT_EQ(all(plant()).size(), 1U);
}

TEST_P(WritingTogether, LeavesNothingOfAnActThatFails)
{
    ProfileId tried{};
    Result<void> const own = store().write_together([&](Transaction& transaction) -> Result<void> {
        TRY_ASSIGN(tried, plant_one(transaction, "A", {"1"}));
        TRY(transaction.catalogue().ensure_tags(main_account, std::vector<std::string>{"T"}, {}, {}));
        return Error{ErrorKind::conflict, "MINE", "On second thoughts."};
    });
    EXPECT_EQ(code_of(own), "MINE");
    EXPECT_TRUE(all(plant()).empty());
    EXPECT_EQ(owner(root("1")).value, 0);
    EXPECT_TRUE(value_of(reading()->catalogue().tags(main_account)).empty());

    ProfileId got{};
    succeed(store().write_together([&](Transaction& transaction) -> Result<void> {
        TRY_ASSIGN(got, plant_one(transaction, "A", {"1"}));
        return {};
    }));
    EXPECT_EQ(got, tried) << "the id was given to nobody";
    Result<void> const taken = store().write_together([&](Transaction& transaction) -> Result<void> {
        Result<ProfileId> const second = plant_one(transaction, "B", {"1"});
        EXPECT_EQ(code_of(second), "IDENTIFIER_TAKEN");
        return {}; // passes over it
    });
    EXPECT_FALSE(taken) << "half of a batch may be written";
    EXPECT_EQ(all(plant()).size(), 1U);
}

/// What an act has looked up is nothing that a later one may rely on.
TEST_P(WritingTogether, TellsWhatIsTakenThoughItWasLookedUpBefore)
{
    std::vector<Key128> const keys{key_of(store().hash_key(), root("1"))};
    std::vector<ProfileId> owners(1);
    Result<void> const taken = store().write_together([&](Transaction& transaction) -> Result<void> {
        TRY(transaction.identities().find(main_account, keys, owners));
        EXPECT_EQ(owners[0].value, 0);
        TRY(plant_one(transaction, "A", {"1"}));
        return plant_one(transaction, "B", {"1"}) ? Result<void>{} : Error{ErrorKind::conflict, "TAKEN", ""};
    });
    EXPECT_EQ(code_of(taken), "TAKEN");
    EXPECT_TRUE(all(plant()).empty());

    // found free by one act, given away by the next, asked for by the third; all in one transaction or each in its own
    std::atomic<int> conflicts{0};
    std::vector<std::thread> threads;
    for (int number = 0; number < 16; ++number) {
        threads.emplace_back([&, number] {
            auto const written = store().write_together([&, number](Transaction& transaction) -> Result<void> {
                std::vector<ProfileId> found(1);
                TRY(transaction.identities().find(main_account, keys, found));
                if (number % 4 == 0) { return {}; } // looks and writes nothing
                return plant_one(transaction, "C" + std::to_string(number), {"1"}) ? Result<void>{}
                                                                                   : Error{ErrorKind::conflict, "TAKEN", ""};
            });
            if (!written) { ++conflicts; }
        });
    }
    for (std::thread& thread : threads) { thread.join(); }
    EXPECT_EQ(conflicts, 11) << "of the twelve that plant";
    EXPECT_EQ(all(plant()).size(), 1U);
}

TEST_P(WritingTogether, GoesOnAfterAnActThatThrows)
{
    auto const act = [&](Transaction& transaction) -> Result<void> {
        TRY(plant_one(transaction, "A", {"1"}));
        throw std::runtime_error{"no memory, say"};
    };
    EXPECT_THROW(static_cast<void>(store().write_together(act)), std::runtime_error);
    EXPECT_TRUE(all(plant()).empty());
    succeed(store().write_together([](Transaction& transaction) -> Result<void> {
        TRY(plant_one(transaction, "A", {"1"}));
        return {};
    }));
    EXPECT_EQ(all(plant()).size(), 1U);
}

TEST_P(WritingTogether, CannotCommitForOthers)
{
    Result<void> const committed = store().write_together([](Transaction& transaction) { return transaction.commit(); });
    EXPECT_EQ(code_of(committed), "TRANSACTION_SHARED");
}

TEST_P(WritingTogether, IsRefusedByAStoreForReading)
{
    if (!GetParam().open_for_reading) { GTEST_SKIP(); }
    put(plant(), {});
    auto const reader = value_of(GetParam().open_for_reading(folder()));
    EXPECT_EQ(code_of(reader->write_together([](Transaction&) { return Result<void>{}; })), "STORE_READ_ONLY");
}

TEST_P(WritingTogether, TakesTurnsWithLongTransactions)
{
    std::atomic<int> small{0};
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 4; ++writer) {
        writers.emplace_back([&, writer] {
            for (int index = 0; index < 20; ++index) {
                std::string const name = std::to_string(writer) + "-" + std::to_string(index);
                succeed(store().write_together([&](Transaction& transaction) -> Result<void> {
                    TRY(plant_one(transaction, name, {}));
                    return {};
                }));
                ++small;
            }
        });
    }
    for (int chunk = 0; chunk < 20; ++chunk) {
        auto transaction = writing();
        value_of(plant_one(*transaction, "chunk " + std::to_string(chunk), {}));
        succeed(transaction->commit());
    }
    for (std::thread& writer : writers) { writer.join(); }
    EXPECT_EQ(small, 80);
    EXPECT_EQ(all(plant()).size(), 100U);
}

TEST_P(WritingTogether, GivesEveryIdentifierToOneOfManyWritersAtOnce)
{
    constexpr int writers_at_once = 64;
    constexpr int acts_each = 25;
    constexpr int different_roots = 400; // so that most acts meet another one's
    std::atomic<int> created{0};
    std::atomic<int> taken{0};
    auto const write = [&](int writer) {
        std::mt19937 random{static_cast<unsigned>(writer)}; // NOLINT: the same acts in every run
        for (int index = 0; index < acts_each; ++index) {
            std::string const first = std::to_string(random() % different_roots);
            std::string const second = std::to_string(random() % different_roots);
            Result<void> const done = store().write_together([&](Transaction& transaction) -> Result<void> {
                std::vector<std::string> roots{first};
                if (second != first) { roots.push_back(second); }
                TRY(plant_one(transaction, "", roots));
                return {};
            });
            if (!done) { EXPECT_EQ(done.error().code, "IDENTIFIER_TAKEN"); }
            ++(done ? created : taken);
        }
    };
    std::vector<std::thread> writers;
    for (int writer = 0; writer < writers_at_once; ++writer) { writers.emplace_back(write, writer); }
    for (std::thread& writer : writers) { writer.join(); }

    EXPECT_EQ(created + taken, writers_at_once * acts_each);
    EXPECT_GT(taken, 0);
    std::vector<Profile> const plants = all(plant());
    EXPECT_EQ(plants.size(), static_cast<std::size_t>(created));
    std::set<std::string> seen;
    for (Profile const& one : plants) {
        for (FieldValue const& contact : one.contacts) {
            EXPECT_TRUE(seen.insert(contact.value).second) << contact.value << " twice";
            EXPECT_EQ(owner(root(contact.value)), one.id);
        }
    }
    EXPECT_EQ(value_of(writing()->profiles().reserve_ids(main_account, 0)).value, created + 1) << "no id was lost";
}

} // namespace
} // namespace muster::contract
