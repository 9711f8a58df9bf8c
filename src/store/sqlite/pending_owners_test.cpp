#include "store/sqlite/pending_owners.hpp"

#include "base/file.hpp"
#include "store/sqlite/schema.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <memory>
#include <random>

namespace muster::sqlite {
namespace {

class PendingOwnersTest : public testing::Test {
protected:
    void SetUp() override
    {
        folder_ = std::make_unique<TemporaryFolder>(*TemporaryFolder::create());
        connection_ = *Connection::open(folder_->path() + "/muster.db", Connection::Mode::write);
        ASSERT_TRUE(migrate(*connection_));
        ASSERT_TRUE(connection_->execute("INSERT INTO account_list(id, name, folded) VALUES (2, 'b', 'b')"));
    }
    static Key128 key_of(std::uint32_t number)
    {
        Key128 key;
        std::memcpy(key.bytes.data(), &number, sizeof number);
        return key;
    }
    static std::vector<Ownership> all_of(std::map<Key128, ProfileId> const& owners)
    {
        std::vector<Ownership> all;
        for (auto const& [key, profile] : owners) { all.push_back({key, profile}); }
        return all;
    }
    std::vector<Ownership> written(AccountId account)
    {
        std::vector<Ownership> found;
        EXPECT_TRUE(*each_ownership(connection(), account, [&](Ownership const& ownership) { found.push_back(ownership); }));
        sort_by_key(found);
        return found;
    }
    Connection& connection() { return *connection_; }

private:
    std::unique_ptr<TemporaryFolder> folder_{};
    std::unique_ptr<Connection> connection_{};
};

TEST_F(PendingOwnersTest, AnswersAtEveryMomentAsIfNothingWaited)
{
    std::mt19937 random{20261128}; // NOLINT: the same changes in every run
    auto const below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
    PendingOwners pending{20};
    std::map<AccountId, std::map<Key128, ProfileId>> models{{AccountId{1}, {}}, {AccountId{2}, {}}};
    bool has_waited = false;
    for (int round = 0; round < 200; ++round) {
        AccountId const account{1 + static_cast<std::int64_t>(below(5) == 0)};
        auto& model = models[account];
        std::map<Key128, ProfileId> removed;
        std::map<Key128, ProfileId> added;
        if (below(4) == 0) {
            for (auto const& [key, profile] : model) {
                if (below(3) == 0) { removed.emplace(key, profile); }
            }
        }
        for (auto const& [key, profile] : removed) { model.erase(key); }
        for (std::uint32_t left = below(60); left > 0; --left) {
            Ownership const fresh{key_of(below(5'000)), {std::int64_t{below(900)} + 1}};
            if (model.emplace(fresh.key, fresh.profile).second) { added.emplace(fresh.key, fresh.profile); }
        }
        ASSERT_TRUE(pending.change(connection(), account, all_of(removed), all_of(added)));
        for (auto const& [of, owners] : models) {
            std::vector<Key128> keys;
            std::vector<ProfileId> expected;
            std::map<Key128, ProfileId> wanted = owners;
            for (std::uint32_t number = 0; number < 5'000; number += 7) { wanted.emplace(key_of(number), ProfileId{}); }
            for (auto const& [key, profile] : wanted) {
                keys.push_back(key);
                expected.push_back(profile);
            }
            std::vector<ProfileId> found(keys.size());
            ASSERT_TRUE(find_owners(connection(), of, keys, found));
            has_waited = has_waited || found != expected;
            pending.find(of, keys, found);
            ASSERT_EQ(found, expected) << "round " << round;
        }
        if (below(10) == 0) { ASSERT_TRUE(pending.write(connection())); }
    }
    ASSERT_TRUE(pending.write(connection()));
    EXPECT_TRUE(has_waited);
    for (auto const& [account, model] : models) { EXPECT_EQ(written(account), all_of(model)); }
}

TEST_F(PendingOwnersTest, KeepsWhatEarlierActsAddedWhenOneIsTakenBack)
{
    using Models = std::map<AccountId, std::map<Key128, ProfileId>>;
    std::mt19937 random{20261129}; // NOLINT: the same changes in every run
    auto const below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
    PendingOwners pending{40};
    Models models{{AccountId{1}, {}}, {AccountId{2}, {}}};
    auto const expect_found = [&] {
        for (auto const& [of, owners] : models) {
            std::vector<Key128> keys;
            std::vector<ProfileId> expected;
            for (std::uint32_t number = 0; number < 3'000; number += 1 + below(200)) { keys.push_back(key_of(number)); }
            std::sort(keys.begin(), keys.end());
            for (Key128 const& key : keys) { expected.push_back(owners.contains(key) ? owners.at(key) : ProfileId{}); }
            std::vector<ProfileId> found(keys.size());
            ASSERT_TRUE(find_owners(connection(), of, keys, found));
            pending.find(of, keys, found);
            ASSERT_EQ(found, expected);
        }
    };
    ASSERT_TRUE(connection().execute("BEGIN IMMEDIATE"));
    for (int act = 0; act < 400; ++act) {
        Models const before = models;
        ASSERT_TRUE(connection().execute("SAVEPOINT act"));
        for (std::uint32_t change = below(3); change > 0; --change) {
            AccountId const account{1 + static_cast<std::int64_t>(below(6) == 0)};
            auto& model = models[account];
            std::map<Key128, ProfileId> removed;
            std::map<Key128, ProfileId> added;
            if (below(5) == 0) {
                for (auto const& [key, profile] : model) {
                    if (below(4) == 0) { removed.emplace(key, profile); }
                }
            }
            for (auto const& [key, profile] : removed) { model.erase(key); }
            for (std::uint32_t left = below(60); left > 0; --left) {
                Ownership const fresh{key_of(below(3'000)), {std::int64_t{below(900)} + 1}};
                if (model.emplace(fresh.key, fresh.profile).second) { added.emplace(fresh.key, fresh.profile); }
            }
            std::vector<Key128> free;
            for (auto const& [key, profile] : added) {
                if (below(40) > 0 || change == 1) { free.push_back(key); } // mostly all of them
            }
            ASSERT_TRUE(pending.change(connection(), account, all_of(removed), all_of(added), free));
        }
        expect_found();
        if (below(3) == 0) {
            ASSERT_TRUE(connection().execute("ROLLBACK TO act; RELEASE act"));
            pending.take_back_act();
            models = before;
        } else {
            pending.keep_act();
            ASSERT_TRUE(connection().execute("RELEASE act"));
        }
        expect_found();
        if (below(60) == 0) { // the transaction ends
            ASSERT_TRUE(pending.write(connection()));
            pending.keep_act();
            ASSERT_TRUE(connection().execute("COMMIT; BEGIN IMMEDIATE"));
        }
    }
    ASSERT_TRUE(pending.write(connection()));
    for (auto const& [account, model] : models) { EXPECT_EQ(written(account), all_of(model)); }
}

TEST_F(PendingOwnersTest, TellsWhatIsTakenWhenItIsWritten)
{
    PendingOwners pending{2};
    std::vector<Ownership> const batch{{key_of(1), {5}}, {key_of(2), {6}}};
    ASSERT_TRUE(pending.change(connection(), AccountId{1}, {}, batch));
    ASSERT_TRUE(pending.change(connection(), AccountId{1}, {}, batch)) << "it is not looked up before it is written";
    EXPECT_EQ(pending.write(connection()).error().code, "IDENTIFIER_TAKEN");
    pending.take_back_act();
    ASSERT_TRUE(pending.change(connection(), AccountId{1}, {}, batch));
    std::vector<Ownership> const gone{{key_of(1), {5}}};
    ASSERT_TRUE(pending.change(connection(), AccountId{1}, gone, {})) << "what is removed is in the index by then";
    EXPECT_EQ(written(AccountId{1}), (std::vector<Ownership>{{key_of(2), {6}}}));
}

} // namespace
} // namespace muster::sqlite
