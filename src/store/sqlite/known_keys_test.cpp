#include "store/sqlite/known_keys.hpp"

#include "base/file.hpp"
#include "profile/field.hpp"
#include "store/sqlite/key_memory.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace muster::sqlite {
namespace {

constexpr AccountId account{1};
HashKey const hash_key{{1, 2, 3}};

Key128 key_of(int number) { return keyed_hash(hash_key, 1, std::to_string(number)); }

TEST(KnownKeys, HasWhatWasAddedAndLittleElse)
{
    constexpr int keys = 100'000;
    KnownKeys known{keys};
    for (int number = 0; number < keys; ++number) { known.add(account, key_of(number)); }
    int mistaken = 0;
    int of_another_account = 0;
    for (int number = 0; number < keys; ++number) {
        ASSERT_TRUE(known.may_have(account, key_of(number))) << number;
        mistaken += known.may_have(account, key_of(keys + number)) ? 1 : 0;
        of_another_account += known.may_have({2}, key_of(number)) ? 1 : 0;
    }
    EXPECT_LT(mistaken, keys / 100);
    EXPECT_LT(of_another_account, keys / 100);
    EXPECT_FALSE(KnownKeys{0}.may_have(account, key_of(1)));
}

Profile person_of(std::int64_t number)
{
    Profile person;
    person.set(person_field::external_id, "X-" + std::to_string(number));
    return person;
}

Key128 key_of_person(Store const& store, std::int64_t number)
{
    Profile const person = person_of(number);
    return identity_changes(store.hash_key(), person_target(), nullptr, &person).added.at(0);
}

Result<void> create(Store& store, std::int64_t number)
{
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::write));
    Profile person = person_of(number);
    TRY_ASSIGN(person.id, transaction->profiles().reserve_ids(account, 1));
    TRY(transaction->profiles().write(account, person_target(), std::vector<ProfileWrite>{{nullptr, &person}}));
    return transaction->commit();
}

Result<ProfileId> owner_of(Store& store, Store::Access access, std::int64_t number)
{
    TRY_ASSIGN(auto const transaction, store.begin(access));
    Key128 const key = key_of_person(store, number);
    ProfileId owner{};
    TRY(transaction->identities().find(account, {&key, 1}, {&owner, 1}));
    return owner;
}

/// Whether a key is in memory, once all are.
bool is_known(KeyMemory& memory, Key128 const& key)
{
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (memory.complete() == nullptr && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return memory.complete() != nullptr && memory.complete()->may_have(account, key);
}

TEST(KeyMemory, HasWhatIsStoredAndWhatIsAddedMeanwhile)
{
    TemporaryFolder const folder = *TemporaryFolder::create();
    Key128 stored{};
    {
        auto const store = *open_sqlite_store({folder.path() + "/data"});
        ASSERT_TRUE(create(*store, 1));
        stored = key_of_person(*store, 1);
    }
    bool is_writer_passed = false;
    KeyMemory memory{folder.path() + "/data/muster.db", [&] { is_writer_passed = true; }};
    EXPECT_TRUE(is_known(memory, stored));
    EXPECT_TRUE(is_writer_passed);
    EXPECT_FALSE(is_known(memory, key_of(7)));
    memory.add(account, key_of(7));
    EXPECT_TRUE(is_known(memory, key_of(7)));
}

TEST(KeyMemory, KnowsNothingOfAStoreThatIsNotThere)
{
    TemporaryFolder const folder = *TemporaryFolder::create();
    KeyMemory memory{folder.path() + "/nothing.db", [] {}};
    memory.add(account, key_of(1));
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    EXPECT_EQ(memory.complete(), nullptr);
}

/// From the first moment on, and while the keys are gathered beside it.
TEST(KeyMemory, FindsEverybodyWhoIsCreatedWhileItGathers)
{
    TemporaryFolder const folder = *TemporaryFolder::create();
    SqliteChoices choices{folder.path() + "/data"};
    choices.keys = SqliteChoices::Keys::remembered;
    std::int64_t number = 0;
    for (int opened = 0; opened < 5; ++opened) {
        auto const store = *open_sqlite_store(choices);
        for (int each = 0; each < 40; ++each) { ASSERT_TRUE(create(*store, ++number)); }
        for (Store::Access const access : {Store::Access::read, Store::Access::write}) {
            for (std::int64_t known = 1; known <= number; ++known) { ASSERT_EQ(owner_of(*store, access, known)->value, known) << opened; }
            EXPECT_EQ(owner_of(*store, access, number + 1)->value, 0);
        }
        EXPECT_FALSE(create(*store, 1));
    }
}

} // namespace
} // namespace muster::sqlite
