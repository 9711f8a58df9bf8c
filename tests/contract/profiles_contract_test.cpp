#include "adapter.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <random>
#include <set>

namespace muster::contract {
namespace {

using ProfilesContract = StoreContract;
INSTANTIATE_TEST_SUITE_P(Store, ProfilesContract, testing::ValuesIn(adapters()), testing::PrintToStringParamName());

TEST_P(ProfilesContract, KeepsEveryPartOfAProfile)
{
    Profile profile = make_plant(7, "A", {"1", "2"});
    profile.type = ProfileType::customer;
    profile.version = 12;
    profile.created_at = {-5};
    profile.modified_at = {1'790'000'000'123'456};
    profile.origin = Origin::portal;
    profile.modified_from = Origin::import;
    profile.created_by = "Željka";
    profile.modified_by = "";
    profile.set(FieldId{first_attribute + 1}, "yes");
    profile.set(FieldId{first_attribute + 900}, std::string(4'096, 'x'));
    profile.tags = {{1}, {2}, {900}};
    put(plant(), {{nullptr, &profile}});
    EXPECT_EQ(all(plant()), std::vector{profile});
    reopen();
    EXPECT_EQ(all(plant()), std::vector{profile}) << "after reopening";
}

TEST_P(ProfilesContract, KeepsFieldsOfATargetWhoseFieldsComeInNoOrder)
{
    Profile profile;
    profile.id = {1};
    profile.set(stone_mark, "M");
    profile.set(stone_weight, "5 kg");
    profile.set(FieldId{first_attribute}, "attribute");
    put(stone(), {{nullptr, &profile}});
    EXPECT_EQ(all(stone()), std::vector{profile});
}

TEST_P(ProfilesContract, LoadsAscendingIdsAndLeavesOutWhatIsNotThere)
{
    std::vector<Profile> stored;
    for (std::int64_t id = 2; id <= 200; id += 2) { stored.push_back(make_plant(id, "L" + std::to_string(id))); }
    std::vector<ProfileWrite> writes;
    for (Profile const& profile : stored) { writes.push_back({nullptr, &profile}); }
    put(plant(), writes);
    std::vector<ProfileId> const ids{{-3}, {0}, {1}, {2}, {3}, {4}, {6}, {100}, {101}, {198}, {200}, {201}, {std::int64_t{1} << 50}};
    std::vector<Profile> loaded;
    auto transaction = reading();
    succeed(transaction->profiles().load(main_account, plant(), ids, loaded));
    std::vector<std::int64_t> found;
    for (Profile const& profile : loaded) { found.push_back(profile.id.value); }
    EXPECT_EQ(found, (std::vector<std::int64_t>{2, 4, 6, 100, 198, 200}));
    succeed(transaction->profiles().load(main_account, stone(), ids, loaded));
    EXPECT_EQ(loaded.size(), 6U) << "another target has none of them; what was in the vector stays";
}

TEST_P(ProfilesContract, PagesByIdHoweverTheyWereWritten)
{
    std::vector<Profile> const stored{make_plant(5, "E"), make_plant(1, "A"), make_plant(9, "I"), make_plant(3, "C")};
    std::vector<ProfileWrite> writes;
    for (Profile const& profile : stored) { writes.push_back({nullptr, &profile}); }
    put(plant(), writes);
    auto transaction = reading();
    auto const page = [&](std::int64_t after, std::size_t limit) {
        std::vector<Profile> profiles;
        succeed(transaction->profiles().page(main_account, plant(), {after}, limit, profiles));
        std::vector<std::int64_t> ids;
        for (Profile const& profile : profiles) { ids.push_back(profile.id.value); }
        return ids;
    };
    using Ids = std::vector<std::int64_t>;
    EXPECT_EQ(page(0, 2), (Ids{1, 3}));
    EXPECT_EQ(page(3, 2), (Ids{5, 9}));
    EXPECT_EQ(page(4, 9), (Ids{5, 9}));
    EXPECT_EQ(page(9, 2), Ids{});
    EXPECT_EQ(page(-7, 1), Ids{1});
    EXPECT_EQ(page(0, 0), Ids{});
    EXPECT_EQ(page(std::numeric_limits<std::int64_t>::max(), 2), Ids{});
}

TEST_P(ProfilesContract, CountsCreationsAndRemovals)
{
    Profile const first = make_plant(1, "A");
    Profile const second = make_plant(2, "B");
    put(plant(), {{nullptr, &first}, {nullptr, &second}});
    EXPECT_EQ(value_of(reading()->profiles().count(main_account, plant())), 2);
    EXPECT_EQ(value_of(reading()->profiles().count(main_account, stone())), 0);
    put(plant(), {{&first, nullptr}});
    EXPECT_EQ(value_of(reading()->profiles().count(main_account, plant())), 1);
    EXPECT_EQ(all(plant()), std::vector{second});
    EXPECT_EQ(owner(label("A")).value, 0);
}

TEST_P(ProfilesContract, FindsOwnersOfManyKeysAtOnce)
{
    std::vector<Profile> stored;
    for (std::int64_t id = 1; id <= 2'000; ++id) { stored.push_back(make_plant(id, "L" + std::to_string(id), {std::to_string(id * 2)})); }
    std::vector<ProfileWrite> writes;
    for (Profile const& profile : stored) { writes.push_back({nullptr, &profile}); }
    put(plant(), writes);
    for (std::int64_t const step : {1, 7, 400}) { // close together and far apart
        std::vector<std::pair<Key128, std::int64_t>> wanted;
        for (std::int64_t id = 1; id <= 4'000; id += step) {
            wanted.emplace_back(key_of(store().hash_key(), label("L" + std::to_string(id))), id <= 2'000 ? id : 0);
        }
        std::sort(wanted.begin(), wanted.end());
        std::vector<Key128> keys;
        for (auto const& [key, id] : wanted) { keys.push_back(key); }
        std::vector<ProfileId> owners(keys.size(), ProfileId{-1});
        succeed(reading()->identities().find(main_account, keys, owners));
        for (std::size_t index = 0; index < wanted.size(); ++index) { ASSERT_EQ(owners[index].value, wanted[index].second) << step; }
    }
    std::vector<Key128> const keys{Key128{}, Key128{{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}}};
    std::vector<ProfileId> owners(2, ProfileId{-1});
    succeed(reading()->identities().find(main_account, keys, owners));
    EXPECT_EQ(owners, std::vector<ProfileId>(2));
    succeed(reading()->identities().find(main_account, {}, {}));
}

TEST_P(ProfilesContract, RefusesAnIdentifierThatBelongsToSomebodyElse)
{
    Profile const first = make_plant(1, "A", {"1"});
    put(plant(), {{nullptr, &first}});
    Profile const taken = make_plant(2, "B", {"1"});
    EXPECT_EQ(refused(plant(), {{nullptr, &taken}}), "IDENTIFIER_TAKEN");
    Profile const one = make_plant(3, "C");
    Profile const two = make_plant(4, "C");
    EXPECT_EQ(refused(plant(), {{nullptr, &one}, {nullptr, &two}}), "IDENTIFIER_TAKEN") << "twice in one batch";
    Profile changed = first;
    changed.set(plant_label, "Z");
    changed.version = 2;
    Profile const free = make_plant(5, "F");
    put(plant(), {{nullptr, &free}});
    changed.set(plant_label, "F");
    EXPECT_EQ(refused(plant(), {{&first, &changed}}), "IDENTIFIER_TAKEN") << "by an update";
    EXPECT_EQ(all(plant()), (std::vector{first, free})) << "nothing of what was refused is left";
    EXPECT_EQ(value_of(reading()->profiles().count(main_account, plant())), 2);
}

TEST_P(ProfilesContract, IdentifiersAreUniqueOverAllTargetsOfAnAccount)
{
    // a target with the same kind of identifier; the port finds owners without a target, so the account is the limit
    Profile const first = make_plant(1, "A");
    put(plant(), {{nullptr, &first}});
    Target same_kind = plant();
    same_kind.number = 103;
    same_kind.name = "moss";
    Profile const second = make_plant(2, "A");
    EXPECT_EQ(refused(same_kind, {{nullptr, &second}}), "IDENTIFIER_TAKEN");
}

TEST_P(ProfilesContract, SwapsAnIdentifierBetweenTwoProfilesInOneBatch)
{
    Profile const first = make_plant(1, "A", {"1"});
    Profile const second = make_plant(2, "B", {"2"});
    put(plant(), {{nullptr, &first}, {nullptr, &second}});
    Profile first_after = make_plant(1, "B", {"2", "1"});
    Profile second_after = make_plant(2, "A");
    first_after.version = second_after.version = 2;
    put(plant(), {{&first, &first_after}, {&second, &second_after}});
    EXPECT_EQ(owner(label("A")).value, 2);
    EXPECT_EQ(owner(label("B")).value, 1);
    EXPECT_EQ(owner(root("2")).value, 1);
    EXPECT_EQ(all(plant()), (std::vector{first_after, second_after}));
}

TEST_P(ProfilesContract, GivesAFreedIdentifierToANewProfileInOneBatch)
{
    Profile const first = make_plant(5, "A");
    Profile const gone = make_plant(6, "B", {"6"});
    put(plant(), {{nullptr, &first}, {nullptr, &gone}});
    Profile first_after = make_plant(5, "C");
    first_after.version = 2;
    Profile const created = make_plant(4, "A", {"6"});
    put(plant(), {{nullptr, &created}, {&first, &first_after}, {&gone, nullptr}});
    EXPECT_EQ(owner(label("A")).value, 4);
    EXPECT_EQ(owner(root("6")).value, 4);
    EXPECT_EQ(owner(label("B")).value, 0);
}

TEST_P(ProfilesContract, RefusesWhatIsNotAsItWas)
{
    Profile const stored = make_plant(1, "A");
    put(plant(), {{nullptr, &stored}});
    Profile newer = stored;
    newer.version = 2;
    newer.set(plant_label, "B");
    put(plant(), {{&stored, &newer}});
    Profile late = stored;
    late.version = 2;
    late.set(plant_label, "C");
    EXPECT_EQ(refused(plant(), {{&stored, &late}}), "STALE_PROFILE") << "an update of an older version";
    EXPECT_EQ(refused(plant(), {{&stored, nullptr}}), "STALE_PROFILE") << "a removal of an older version";
    Profile const other = make_plant(1, "D");
    EXPECT_EQ(refused(plant(), {{nullptr, &other}}), "STALE_PROFILE") << "a creation of what exists";
    Profile const missing = make_plant(9, "E");
    EXPECT_EQ(refused(plant(), {{&missing, nullptr}}), "STALE_PROFILE") << "a removal of what does not";
    EXPECT_EQ(all(plant()), std::vector{newer});
}

TEST_P(ProfilesContract, AFailedWriteSpoilsTheTransaction)
{
    Profile const first = make_plant(1, "A");
    put(plant(), {{nullptr, &first}});
    auto transaction = writing();
    Profile const good = make_plant(2, "B");
    succeed(transaction->profiles().write(main_account, plant(), std::vector<ProfileWrite>{{nullptr, &good}}));
    Profile const bad = make_plant(3, "A");
    EXPECT_EQ(code_of(transaction->profiles().write(main_account, plant(), std::vector<ProfileWrite>{{nullptr, &bad}})),
              "IDENTIFIER_TAKEN");
    EXPECT_FALSE(transaction->profiles().count(main_account, plant()));
    EXPECT_FALSE(transaction->commit());
    transaction.reset();
    EXPECT_EQ(all(plant()), std::vector{first});
}

TEST_P(ProfilesContract, KeepsAccountsApart)
{
    AccountId const other = other_account();
    Profile mine = make_plant(1, "A", {"1"});
    mine.tags = {{1}};
    Profile theirs = make_plant(1, "A", {"1"});
    theirs.version = 3;
    put(plant(), {{nullptr, &mine}});
    EXPECT_EQ(all(plant(), other), std::vector<Profile>{});
    EXPECT_EQ(owner(label("A"), other).value, 0);
    put(plant(), {{nullptr, &theirs}}, other);
    EXPECT_EQ(all(plant(), other), std::vector{theirs});
    EXPECT_EQ(all(plant()), std::vector{mine});
    std::vector<Profile> tagged;
    succeed(reading()->profiles().page_of_tag(other, plant(), {1}, {}, 10, tagged));
    EXPECT_TRUE(tagged.empty());
    put(plant(), {{&theirs, nullptr, ProfileId{9}}}, other);
    EXPECT_EQ(owner(label("A")).value, 1) << "the other account's removal takes nothing of mine";
    EXPECT_FALSE(value_of(reading()->profiles().merged_into(main_account, plant(), {1})));
    EXPECT_EQ(value_of(reading()->profiles().count(main_account, plant())), 1);
}

TEST_P(ProfilesContract, ReservesBlocksOfIdsThatAreNeverGivenTwice)
{
    AccountId const other = other_account();
    auto transaction = writing();
    EXPECT_EQ(value_of(transaction->profiles().reserve_ids(main_account, 10)).value, 1);
    EXPECT_EQ(value_of(transaction->profiles().reserve_ids(main_account, 1)).value, 11);
    EXPECT_EQ(value_of(transaction->profiles().reserve_ids(other, 5)).value, 1);
    succeed(transaction->commit());
    transaction.reset();
    reopen();
    EXPECT_EQ(value_of(writing()->profiles().reserve_ids(main_account, 7)).value, 12);
    EXPECT_EQ(value_of(writing()->profiles().reserve_ids(main_account, 7)).value, 12) << "taken back with its transaction";
}

TEST_P(ProfilesContract, KnowsTheLatestModification)
{
    EXPECT_EQ(value_of(reading()->profiles().latest_modification(main_account)).microseconds, 0);
    Profile const first = make_plant(1, "A");
    Profile const second = make_plant(50, "B");
    put(plant(), {{nullptr, &first}, {nullptr, &second}});
    EXPECT_EQ(value_of(reading()->profiles().latest_modification(main_account)).microseconds, 1'050);
    Profile after = first;
    after.version = 2;
    after.modified_at = {5'000};
    put(plant(), {{&first, &after}});
    EXPECT_EQ(value_of(reading()->profiles().latest_modification(main_account)).microseconds, 5'000);
    EXPECT_EQ(value_of(reading()->profiles().latest_modification(other_account())).microseconds, 0);
}

TEST_P(ProfilesContract, FollowsMergedIdsToTheEnd)
{
    std::vector<Profile> const stored{make_plant(1, "A"), make_plant(2, "B"), make_plant(3, "C"), make_plant(4, "D")};
    std::vector<ProfileWrite> writes;
    for (Profile const& profile : stored) { writes.push_back({nullptr, &profile}); }
    put(plant(), writes);
    put(plant(), {{&stored[0], nullptr, ProfileId{2}}});
    put(plant(), {{&stored[1], nullptr, ProfileId{3}}, {&stored[3], nullptr}});
    auto const merged = [&](std::int64_t id) { return value_of(reading()->profiles().merged_into(main_account, plant(), {id})); };
    EXPECT_EQ(merged(1), ProfileId{3});
    EXPECT_EQ(merged(2), ProfileId{3});
    EXPECT_EQ(merged(3), std::nullopt);
    EXPECT_EQ(merged(4), std::nullopt) << "deleted, not merged";
    EXPECT_EQ(value_of(reading()->profiles().merged_into(main_account, stone(), {1})), std::nullopt);
    auto transaction = writing();
    std::vector<ProfileId> const back{{2}};
    succeed(transaction->profiles().forget_merged(main_account, plant(), back));
    succeed(transaction->profiles().write(main_account, plant(), std::vector<ProfileWrite>{{nullptr, &stored[1]}}));
    succeed(transaction->commit());
    EXPECT_EQ(merged(1), ProfileId{2});
    EXPECT_EQ(merged(2), std::nullopt);
}

TEST_P(ProfilesContract, KeepsWhoHasATag)
{
    std::vector<Profile> stored;
    for (std::int64_t id = 1; id <= 9'000; ++id) {
        stored.push_back(make_plant(id, "L" + std::to_string(id)));
        stored.back().tags.push_back({5});
        if (id % 1'000 == 0) { stored.back().tags.push_back({6}); }
    }
    std::vector<ProfileWrite> writes;
    for (Profile const& profile : stored) { writes.push_back({nullptr, &profile}); }
    put(plant(), writes);
    Profile stoned;
    stoned.id = {1};
    stoned.set(stone_mark, "M");
    stoned.tags = {{6}};
    put(stone(), {{nullptr, &stoned}});
    EXPECT_EQ(value_of(reading()->catalogue().tag_uses(main_account, {5})), 9'000);
    EXPECT_EQ(value_of(reading()->catalogue().tag_uses(main_account, {6})), 10) << "of all targets";
    auto const page = [&](std::int64_t tag, std::int64_t after, std::size_t limit) {
        std::vector<Profile> profiles;
        succeed(reading()->profiles().page_of_tag(main_account, plant(), {tag}, {after}, limit, profiles));
        std::vector<std::int64_t> ids;
        for (Profile const& profile : profiles) { ids.push_back(profile.id.value); }
        return ids;
    };
    using Ids = std::vector<std::int64_t>;
    EXPECT_EQ(page(5, 4'094, 4), (Ids{4'095, 4'096, 4'097, 4'098}));
    EXPECT_EQ(page(6, 3'000, 3), (Ids{4'000, 5'000, 6'000}));
    EXPECT_EQ(page(6, 8'999, 3), (Ids{9'000}));
    EXPECT_EQ(page(7, 0, 3), Ids{});
    Profile after = stored[999];
    after.version = 2;
    after.tags = {{6}, {7}};
    put(plant(), {{&stored[999], &after}, {&stored[1'999], nullptr}});
    EXPECT_EQ(page(6, 0, 2), (Ids{1'000, 3'000}));
    EXPECT_EQ(page(7, 0, 2), (Ids{1'000}));
    EXPECT_EQ(page(5, 998, 2), (Ids{999, 1'001}));
    EXPECT_EQ(value_of(reading()->catalogue().tag_uses(main_account, {5})), 8'998);
}

/// Random batches against a model in memory: whatever the index's shape, its answers are those of a map.
TEST_P(ProfilesContract, AgreesWithAModelOnRandomBatches)
{
    std::mt19937 random{20261124}; // NOLINT: the same batches in every run
    std::map<std::int64_t, Profile> model;
    std::int64_t next_id = 1;
    for (int batch = 0; batch < 12; ++batch) {
        std::vector<Profile> before;
        std::vector<Profile> after;
        std::map<std::int64_t, Profile> next = model;
        before.reserve(model.size());
        after.reserve(model.size() + 1'000);
        std::vector<ProfileWrite> writes;
        std::vector<std::string> free_roots;
        for (auto const& [id, profile] : model) {
            unsigned const fate = random() % 8;
            if (fate > 1) { continue; }
            before.push_back(profile);
            for (FieldValue const& contact : profile.contacts) { free_roots.push_back(contact.value); }
            if (fate == 0) {
                writes.push_back({&before.back(), nullptr});
                next.erase(id);
                continue;
            }
            Profile changed = profile;
            ++changed.version;
            changed.contacts.clear();
            changed.tags = {{static_cast<std::int64_t>(random() % 5 + 1)}};
            after.push_back(changed);
            writes.push_back({&before.back(), &after.back()});
        }
        std::size_t const created = batch % 3 == 0 ? 700 : random() % 20;
        for (std::size_t index = 0; index < created; ++index) {
            after.push_back(make_plant(next_id, "L" + std::to_string(next_id), {"own" + std::to_string(next_id)}));
            writes.push_back({nullptr, &after.back()});
            ++next_id;
        }
        std::shuffle(free_roots.begin(), free_roots.end(), random);
        for (Profile& profile : after) { // what others lose in this batch finds new owners
            if (free_roots.empty()) { break; }
            profile.contacts.push_back({plant_root, free_roots.back()});
            free_roots.pop_back();
        }
        for (Profile const& profile : after) { next[profile.id.value] = profile; }
        put(plant(), writes);
        model = std::move(next);
        std::vector<Profile> expected;
        for (auto const& [id, profile] : model) { expected.push_back(profile); }
        ASSERT_EQ(all(plant()), expected) << "batch " << batch;
        ASSERT_EQ(check(), std::vector<std::string>{}) << "batch " << batch;
    }
    reopen();
    for (auto const& [id, profile] : model) {
        for (Identifier const& identifier : identifiers_of(plant(), profile.values, profile.contacts)) {
            ASSERT_EQ(owner(identifier).value, id);
        }
    }
}

} // namespace
} // namespace muster::contract
