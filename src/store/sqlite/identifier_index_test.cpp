#include "store/sqlite/identifier_index.hpp"

#include "base/file.hpp"
#include "store/sqlite/free_keys.hpp"
#include "store/sqlite/identifier_leaf.hpp"
#include "store/sqlite/profiles.hpp"
#include "store/sqlite/schema.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace muster::sqlite {
namespace {

constexpr AccountId account{3};

class IdentifierIndex : public testing::Test {
protected:
    void SetUp() override
    {
        folder_ = std::make_unique<TemporaryFolder>(*TemporaryFolder::create());
        connection_ = *Connection::open(folder_->path() + "/muster.db", Connection::Mode::write);
        ASSERT_TRUE(migrate(*connection_));
        ASSERT_TRUE(connection_->execute("INSERT INTO account_list(id, name, folded) VALUES (2, 'b', 'b'), (3, 'c', 'c'), (4, 'd', 'd')"));
    }

    Connection& connection() { return *connection_; }
    std::string change(std::vector<Ownership> removed, std::vector<Ownership> added)
    {
        sort_by_key(removed);
        sort_by_key(added);
        EXPECT_TRUE(connection().execute("BEGIN"));
        FreeKeys free;
        if (looking_ == Looking::before) {
            for (std::size_t half : {0U, 1U}) { // every other key, and then those between them
                std::vector<Key128> keys;
                for (; half < added.size(); half += 2) { keys.push_back(added[half].key); }
                std::vector<ProfileId> found(keys.size());
                EXPECT_TRUE(find_owners(connection(), account, keys, found));
                free.note(account, keys, found);
            }
        }
        Result<void> const changed = change_owners(connection(), account, removed, added, limits_, free.take(account));
        EXPECT_TRUE(connection().execute(changed ? "COMMIT" : "ROLLBACK"));
        return changed ? "" : changed.error().code;
    }
    std::vector<Ownership> all(AccountId of = account)
    {
        std::vector<Ownership> found;
        Result<bool> const sound = each_ownership(connection(), of, [&](Ownership const& ownership) { found.push_back(ownership); });
        EXPECT_TRUE(sound && *sound);
        sort_by_key(found); // they come level by level
        return found;
    }
    std::int64_t leaves()
    {
        Statement count = *connection().prepare("SELECT count(*) FROM account_identifier");
        return count.next() ? count.integer(0) : -1;
    }
    std::vector<std::int64_t> owners(std::vector<Key128> const& keys)
    {
        std::vector<ProfileId> found(keys.size(), ProfileId{-1});
        EXPECT_TRUE(find_owners(connection(), account, keys, found));
        std::vector<std::int64_t> ids;
        for (ProfileId const id : found) { ids.push_back(id.value); }
        return ids;
    }

    /// Small ones, so that small tests have two levels.
    void use_two_levels() { limits_ = {100, 4}; }
    /// Nearly every batch counts as small, and moves keys on.
    void use_small_batches() { limits_ = {1'000'000, 4, 1'000, 1'500}; }
    /// As a call of the API does it: keys that were found nobody's are not looked up again.
    void look_before_changing() { looking_ = Looking::before; }
    std::int64_t recent_keys() { return *load_counter(connection(), account, "recent_identifiers"); }
    std::int64_t recent_leaves()
    {
        Statement count = *connection().prepare("SELECT count(*) FROM recent_identifier");
        return count.next() ? count.integer(0) : -1;
    }
    void expect_agreement_with_a_map();

private:
    enum class Looking : std::uint8_t { within, before } looking_{Looking::within};
    LevelLimits limits_{};
    std::unique_ptr<TemporaryFolder> folder_{};
    std::unique_ptr<Connection> connection_{};
};

/// A key whose leading bytes are chosen, so that keys meet in one leaf number.
Key128 key_at(std::uint8_t first, std::uint32_t last)
{
    Key128 key;
    key.bytes[0] = first;
    for (std::size_t index = 0; index < 4; ++index) { key.bytes[12 + index] = static_cast<std::uint8_t>(last >> (24 - 8 * index)); }
    return key;
}

TEST_F(IdentifierIndex, IsEmptyAtFirst)
{
    EXPECT_EQ(owners({key_at(0, 0), key_at(255, 9)}), (std::vector<std::int64_t>{0, 0}));
    EXPECT_TRUE(all().empty());
}

TEST_F(IdentifierIndex, KeepsTheLargestIdsAndTheOutermostKeys)
{
    Key128 highest;
    highest.bytes.fill(255);
    EXPECT_EQ(change({}, {{Key128{}, {1}}, {highest, {last_id}}}), "");
    EXPECT_EQ(owners({Key128{}, key_at(0, 1), highest}), (std::vector<std::int64_t>{1, 0, last_id}));
    EXPECT_EQ(change({{Key128{}, {1}}}, {}), "");
    EXPECT_EQ(owners({Key128{}, highest}), (std::vector<std::int64_t>{0, last_id}));
}

TEST_F(IdentifierIndex, SplitsFullLeavesEvenlyAndKeepsKeysOfOneNumberTogether)
{
    std::vector<Ownership> together;
    for (std::uint32_t index = 0; index < 3 * leaf_capacity; ++index) { together.push_back({key_at(7, index), {index + 1}}); }
    EXPECT_EQ(change({}, together), "");
    EXPECT_EQ(leaves(), 1) << "they cannot be told apart by a leaf's number";
    std::vector<Ownership> spread;
    for (std::uint32_t first = 0; first < 256; ++first) {
        if (first == 7) { continue; }
        for (std::uint32_t index = 0; index < 10; ++index) {
            spread.push_back({key_at(static_cast<std::uint8_t>(first), index), {first + 1}});
        }
    }
    EXPECT_EQ(change({}, spread), "");
    EXPECT_GT(leaves(), 5);
    std::vector<Ownership> expected = together;
    expected.insert(expected.end(), spread.begin(), spread.end());
    sort_by_key(expected);
    EXPECT_EQ(all(), expected);
    EXPECT_EQ(change(expected, {}), "");
    EXPECT_EQ(leaves(), 0);
}

TEST_F(IdentifierIndex, TellsWhatIsTakenAndWhatIsMissing)
{
    EXPECT_EQ(change({}, {{key_at(1, 1), {5}}, {key_at(2, 2), {6}}}), "");
    EXPECT_EQ(change({}, {{key_at(1, 1), {5}}}), "IDENTIFIER_TAKEN") << "even by the same profile: it was not asked to be added twice";
    EXPECT_EQ(change({}, {{key_at(9, 9), {5}}, {key_at(9, 9), {6}}}), "IDENTIFIER_TAKEN");
    EXPECT_EQ(change({{key_at(1, 1), {5}}}, {{key_at(1, 1), {5}}, {key_at(1, 1), {6}}}), "IDENTIFIER_TAKEN");
    EXPECT_EQ(change({{key_at(1, 1), {6}}}, {}), "IDENTIFIER_MISSING") << "another profile's";
    EXPECT_EQ(change({{key_at(1, 2), {5}}}, {}), "IDENTIFIER_MISSING");
    EXPECT_EQ(change({{key_at(1, 1), {5}}, {key_at(2, 2), {6}}}, {{key_at(1, 1), {6}}, {key_at(2, 2), {5}}}), "") << "swapped";
    EXPECT_EQ(all(), (std::vector<Ownership>{{key_at(1, 1), {6}}, {key_at(2, 2), {5}}}));
}

TEST_F(IdentifierIndex, KeepsAccountsApart)
{
    EXPECT_EQ(change({}, {{key_at(0, 1), {5}}, {key_at(255, 1), {6}}}), "");
    for (AccountId const other : {AccountId{2}, AccountId{4}}) {
        std::vector<Key128> const keys{key_at(0, 1), key_at(255, 1)};
        std::vector<ProfileId> found(2, ProfileId{-1});
        EXPECT_TRUE(find_owners(connection(), other, keys, found));
        EXPECT_EQ(found, std::vector<ProfileId>(2));
        EXPECT_TRUE(all(other).empty());
        EXPECT_TRUE(change_owners(connection(), other, {}, std::vector<Ownership>{{keys[0], {9}}}));
    }
    EXPECT_EQ(owners({key_at(0, 1), key_at(255, 1)}), (std::vector<std::int64_t>{5, 6}));
}

void IdentifierIndex::expect_agreement_with_a_map()
{
    std::mt19937 random{20261124}; // NOLINT: the same changes in every run
    auto const below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
    std::map<Key128, ProfileId> model;
    for (int round = 0; round < 60; ++round) {
        std::vector<Ownership> removed;
        std::vector<Ownership> added;
        unsigned const one_in = 1 + below(6);
        for (auto const& [key, profile] : model) {
            if (below(one_in + 1) == 0) { removed.push_back({key, profile}); }
        }
        for (Ownership const& ownership : removed) { model.erase(ownership.key); }
        std::size_t const count = below(round % 5 == 0 ? 3'000 : 50);
        for (std::size_t index = 0; index < count; ++index) {
            Key128 const key = key_at(static_cast<std::uint8_t>(below(40) * 3), below(500));
            if (model.contains(key)) { continue; }
            ProfileId const profile{std::int64_t{below(1'000)} + 1};
            model.emplace(key, profile);
            added.push_back({key, profile});
        }
        std::shuffle(added.begin(), added.end(), random);
        ASSERT_EQ(change(removed, added), "");
        std::vector<Ownership> expected;
        for (auto const& [key, profile] : model) { expected.push_back({key, profile}); }
        ASSERT_EQ(all(), expected) << "round " << round;
        std::vector<Key128> wanted;
        std::vector<std::int64_t> answers;
        for (std::uint32_t first = 0; first < 256; first += 1 + below(3)) {
            for (std::uint32_t last = 0; last < 510; last += 1 + below(200)) {
                wanted.push_back(key_at(static_cast<std::uint8_t>(first), last));
            }
        }
        for (Key128 const& key : wanted) { answers.push_back(model.contains(key) ? model[key].value : 0); }
        ASSERT_EQ(owners(wanted), answers) << "round " << round;
    }
}

TEST_F(IdentifierIndex, AgreesWithAMapOnRandomChanges) { expect_agreement_with_a_map(); }

TEST_F(IdentifierIndex, AgreesWithAMapOnRandomChangesInTwoLevels)
{
    use_two_levels();
    expect_agreement_with_a_map();
}

TEST_F(IdentifierIndex, AgreesWithAMapOnRandomChangesInSmallBatches)
{
    use_small_batches();
    expect_agreement_with_a_map();
}

TEST_F(IdentifierIndex, AgreesWithAMapWhenItNeedNotLookForFreeKeys)
{
    look_before_changing();
    use_small_batches();
    expect_agreement_with_a_map();
}

TEST_F(IdentifierIndex, AgreesWithAMapInTwoLevelsWhenItNeedNotLookForFreeKeys)
{
    look_before_changing();
    use_two_levels();
    expect_agreement_with_a_map();
}

TEST_F(IdentifierIndex, TellsWhatIsTakenAlsoWhenItNeedNotLookForFreeKeys)
{
    look_before_changing();
    use_small_batches();
    EXPECT_EQ(change({}, {{key_at(1, 1), {5}}}), "");
    for (int level = 0; level < 2; ++level) {
        auto const second = static_cast<std::uint32_t>(2 + level);
        EXPECT_EQ(change({}, {{key_at(1, 1), {6}}, {key_at(1, second), {6}}}), "IDENTIFIER_TAKEN");
        EXPECT_EQ(change({}, {{key_at(1, second), {6}}, {key_at(1, second), {7}}}), "IDENTIFIER_TAKEN") << "one key twice in a batch";
        EXPECT_EQ(change({}, {{key_at(1, second), {6}}}), "");
        EXPECT_EQ(change({}, {{key_at(1, second), {7}}}), "IDENTIFIER_TAKEN");
    }
}

TEST_F(IdentifierIndex, GathersSmallBatchesAndMovesThemOnLittleByLittle)
{
    use_small_batches();
    auto const keys = [](std::uint32_t from, std::uint32_t to) {
        std::vector<Ownership> some;
        for (std::uint32_t index = from; index < to; ++index) {
            some.push_back({key_at(static_cast<std::uint8_t>(index * 7), index), {5}});
        }
        return some;
    };
    EXPECT_EQ(change({}, keys(0, 3'000)), "");
    EXPECT_EQ(recent_keys(), 0) << "the main level was empty";
    EXPECT_EQ(change({}, keys(3'000, 4'400)), "");
    EXPECT_EQ(recent_keys(), 1'400) << "all of it";
    std::int64_t fewest = 1'400;
    std::int64_t most = 0;
    for (std::uint32_t from = 4'400; from < 10'000; from += 200) {
        EXPECT_EQ(change({}, keys(from, from + 200)), "");
        fewest = std::min(fewest, recent_keys());
        most = std::max(most, recent_keys());
    }
    EXPECT_GT(fewest, 0) << "never all at once";
    EXPECT_LE(most, 1'500);
    EXPECT_EQ(change({}, {keys(3'100, 3'101)}), "IDENTIFIER_TAKEN");
    EXPECT_EQ(change({}, {keys(9'900, 9'901)}), "IDENTIFIER_TAKEN");
    EXPECT_EQ(all().size(), 10'000U);
    EXPECT_EQ(change(all(), {}), "");
    EXPECT_EQ(recent_leaves(), 0);
    EXPECT_EQ(leaves(), 0);
}

TEST_F(IdentifierIndex, GathersNewKeysInARecentLevelAndMergesItWhenItIsLarge)
{
    use_two_levels();
    std::vector<Ownership> first;
    for (std::uint32_t index = 0; index < 1'000; ++index) { first.push_back({key_at(static_cast<std::uint8_t>(index), index), {5}}); }
    EXPECT_EQ(change({}, first), "");
    EXPECT_EQ(recent_leaves(), 0) << "the main level was empty";
    EXPECT_EQ(change({}, {{key_at(1, 5'000), {6}}}), "");
    EXPECT_EQ(recent_leaves(), 1);
    EXPECT_EQ(change({}, {{key_at(1, 5'000), {7}}}), "IDENTIFIER_TAKEN") << "in the recent level";
    EXPECT_EQ(change({}, {{first[3].key, {7}}}), "IDENTIFIER_TAKEN") << "in the main level";
    EXPECT_EQ(change({first[3], {key_at(1, 5'000), {6}}}, {{first[3].key, {6}}, {key_at(1, 5'000), {5}}}), "") << "swapped over both";
    EXPECT_EQ(change({{first[9].key, {6}}}, {}), "IDENTIFIER_MISSING") << "another profile's";
    EXPECT_EQ(owners({first[3].key}), std::vector<std::int64_t>{6});
    EXPECT_EQ(owners({key_at(1, 5'000)}), std::vector<std::int64_t>{5});
    std::vector<Ownership> more;
    for (std::uint32_t index = 0; index < 300; ++index) { more.push_back({key_at(static_cast<std::uint8_t>(index), 9'000 + index), {8}}); }
    EXPECT_EQ(change({}, more), "");
    EXPECT_EQ(recent_leaves(), 0) << "it had more than a quarter";
    EXPECT_EQ(all().size(), 1'301U);
}

TEST(SortByKey, IsASort)
{
    std::mt19937_64 random{1}; // NOLINT: the same keys in every run
    for (std::size_t const size : {0U, 1U, 1'023U, 1'024U, 5'000U, 100'000U}) {
        std::vector<Ownership> ownerships(size);
        for (Ownership& ownership : ownerships) {
            for (std::uint8_t& byte : ownership.key.bytes) { byte = static_cast<std::uint8_t>(size == 5'000U ? random() % 2 : random()); }
            ownership.profile.value = static_cast<std::int64_t>(random() % 3);
        }
        std::vector<Ownership> expected = ownerships;
        std::sort(expected.begin(), expected.end());
        sort_by_key(ownerships);
        EXPECT_EQ(ownerships, expected);
    }
}

} // namespace
} // namespace muster::sqlite
