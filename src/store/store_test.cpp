#include "store/store.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace muster {
namespace {

Profile person(std::string external_id, std::vector<FieldValue> contacts)
{
    Profile profile;
    profile.set(person_field::external_id, external_id);
    profile.set(person_field::first_name, "Ana");
    profile.contacts = std::move(contacts);
    return profile;
}

std::vector<Key128> keys_by_identifiers(HashKey const& key, Profile const& profile)
{
    std::vector<Key128> keys;
    for (Identifier const& identifier : identifiers_of(person_target(), profile.values, profile.contacts)) {
        keys.push_back(key_of(key, identifier));
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

TEST(IdentityChanges, OfACreationAreAllItsIdentifiers)
{
    HashKey const key = HashKey::draw();
    Profile const after =
        person("X-1", {{person_field::phone, "38591"}, {person_field::email, "Ana@Example.com"}, {person_field::email, "ana@example.COM"}});
    IdentityChanges const changes = identity_changes(key, person_target(), nullptr, &after);
    EXPECT_TRUE(changes.removed.empty());
    EXPECT_EQ(changes.added, keys_by_identifiers(key, after));
    EXPECT_EQ(changes.added.size(), 3U) << "an email that differs in case is the same identifier";
}

TEST(IdentityChanges, OfARemovalAreAllItsIdentifiers)
{
    HashKey const key = HashKey::draw();
    Profile const before = person("X-1", {{person_field::phone, "38591"}});
    IdentityChanges const changes = identity_changes(key, person_target(), &before, nullptr);
    EXPECT_TRUE(changes.added.empty());
    EXPECT_EQ(changes.removed, keys_by_identifiers(key, before));
}

TEST(IdentityChanges, OfAnUpdateAreOnlyWhatDiffers)
{
    HashKey const key = HashKey::draw();
    Profile const before = person("X-1", {{person_field::phone, "1"}, {person_field::email, "a@b.example"}});
    Profile const after = person("X-2", {{person_field::email, "A@B.example"}, {person_field::phone, "1"}, {person_field::phone, "2"}});
    IdentityChanges const changes = identity_changes(key, person_target(), &before, &after);
    EXPECT_EQ(changes.removed, std::vector{key_of(key, {IdentifierKind::external_id, "X-1"})});
    std::vector<Key128> expected{key_of(key, {IdentifierKind::external_id, "X-2"}), key_of(key, {IdentifierKind::phone, "2"})};
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(changes.added, expected);
}

TEST(IdentityChanges, OfAnotherNameAreNone)
{
    HashKey const key = HashKey::draw();
    Profile const before = person("X-1", {{person_field::phone, "1"}});
    Profile after = before;
    after.set(person_field::last_name, "Horvat");
    IdentityChanges const changes = identity_changes(key, person_target(), &before, &after);
    EXPECT_TRUE(changes.added.empty());
    EXPECT_TRUE(changes.removed.empty());
}

TEST(IdentityChanges, KeysDependOnTheStoresKeyAndTheKind)
{
    HashKey first;
    HashKey second;
    second.bytes[15] = 1;
    Identifier const phone{IdentifierKind::phone, "123"};
    EXPECT_NE(key_of(first, phone), key_of(second, phone));
    EXPECT_NE(key_of(first, phone), key_of(first, {IdentifierKind::external_id, "123"}));
}

TEST(ImportJob, NamesEveryStateOnce)
{
    std::vector<std::string_view> names;
    for (int state = 0; state <= static_cast<int>(ImportState::taking_back); ++state) {
        names.push_back(name_of(static_cast<ImportState>(state)));
        EXPECT_FALSE(names.back().empty()) << state;
    }
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::unique(names.begin(), names.end()), names.end());
}

TEST(Counts, AreConservedOnlyWhenBothSumsAgree)
{
    Counts counts;
    EXPECT_TRUE(counts.conserved());
    counts.rows_read = 10;
    counts.rows_blank = 1;
    counts.rows_rejected = 2;
    counts.rows_folded = 3;
    counts.records = 4;
    counts.created = counts.updated = counts.discarded = counts.not_applied = 1;
    EXPECT_TRUE(counts.conserved());
    counts.promoted = 1;
    EXPECT_FALSE(counts.conserved());
    counts.promoted = 0;
    counts.rows_outside = 5;
    EXPECT_TRUE(counts.conserved()) << "rows outside are not read";
    counts.rows_read = 11;
    EXPECT_FALSE(counts.conserved());
}

} // namespace
} // namespace muster
