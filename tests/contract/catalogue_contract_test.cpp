#include "adapter.hpp"

namespace muster::contract {
namespace {

using CatalogueContract = StoreContract;
INSTANTIATE_TEST_SUITE_P(Store, CatalogueContract, testing::ValuesIn(adapters()), testing::PrintToStringParamName());

TEST_P(CatalogueContract, TagsAreUniqueWithoutCaseAndKeepTheirFirstSpelling)
{
    AccountId const other = other_account();
    auto transaction = writing();
    std::vector<std::string> const names{"VIP", "Straße", "vip", "STRASSE", "new"};
    std::vector<TagId> const ids = value_of(transaction->catalogue().ensure_tags(main_account, names, {3}, {55}));
    ASSERT_EQ(ids.size(), 5U);
    EXPECT_EQ(ids[0], ids[2]);
    EXPECT_EQ(ids[1], ids[3]);
    EXPECT_NE(ids[0], ids[4]);
    EXPECT_EQ(value_of(transaction->catalogue().ensure_tags(main_account, std::vector<std::string>{"vIp"}, {4}, {66})),
              std::vector{ids[0]});
    value_of(transaction->catalogue().ensure_tags(other, std::vector<std::string>{"Vip"}, {}, {}));
    succeed(transaction->commit());
    transaction.reset();
    std::vector<Tag> const tags = value_of(reading()->catalogue().tags(main_account));
    ASSERT_EQ(tags.size(), 3U);
    EXPECT_EQ(tags[0].id, ids[0]);
    EXPECT_EQ(tags[0].name, "VIP");
    EXPECT_EQ(tags[0].created_by.value, 3);
    EXPECT_EQ(tags[0].created_at.microseconds, 55);
    EXPECT_EQ(value_of(reading()->catalogue().tags(other)).at(0).name, "Vip");
}

TEST_P(CatalogueContract, DeletesATagOnlyWhenNobodyHasIt)
{
    AccountId const other = other_account();
    auto transaction = writing();
    TagId const tag = value_of(transaction->catalogue().ensure_tags(main_account, std::vector<std::string>{"VIP"}, {}, {})).at(0);
    succeed(transaction->commit());
    transaction.reset();
    Profile profile = make_plant(1, "A");
    profile.tags = {tag};
    put(plant(), {{nullptr, &profile}});
    transaction = writing();
    EXPECT_EQ(code_of(transaction->catalogue().remove_tag(main_account, tag)), "TAG_IN_USE");
    EXPECT_EQ(kind_of(transaction->catalogue().remove_tag(other, tag)), ErrorKind::not_found) << "another account's";
    EXPECT_EQ(value_of(transaction->catalogue().tag_uses(main_account, tag)), 1);
    Profile without = profile;
    without.tags.clear();
    without.version = 2;
    succeed(transaction->profiles().write(main_account, plant(), std::vector<ProfileWrite>{{&profile, &without}}));
    succeed(transaction->catalogue().remove_tag(main_account, tag));
    EXPECT_EQ(kind_of(transaction->catalogue().remove_tag(main_account, tag)), ErrorKind::not_found);
    succeed(transaction->commit());
    transaction.reset();
    EXPECT_TRUE(value_of(reading()->catalogue().tags(main_account)).empty());
}

TEST_P(CatalogueContract, AnAttributesTypeNeverChanges)
{
    auto transaction = writing();
    Catalogue& catalogue = transaction->catalogue();
    AttributeId const id = value_of(catalogue.ensure_attribute(main_account, plant(), "Height", AttributeType::decimal, {8}));
    EXPECT_EQ(value_of(catalogue.ensure_attribute(main_account, plant(), "HEIGHT", AttributeType::decimal, {9})), id);
    EXPECT_EQ(code_of(catalogue.ensure_attribute(main_account, plant(), "height", AttributeType::string, {9})), "ATTRIBUTE_TYPE");
    EXPECT_NE(value_of(catalogue.ensure_attribute(main_account, stone(), "Height", AttributeType::string, {9})), id)
        << "another target's own";
    std::vector<Attribute> const attributes = value_of(catalogue.attributes(main_account, plant()));
    ASSERT_EQ(attributes.size(), 1U);
    EXPECT_EQ(attributes[0].name, "Height");
    EXPECT_EQ(attributes[0].type, AttributeType::decimal);
    EXPECT_EQ(attributes[0].created_by.value, 8);
    Profile profile = make_plant(1, "A");
    profile.set(FieldId{first_attribute + static_cast<std::uint32_t>(id.value)}, "1.5");
    succeed(transaction->profiles().write(main_account, plant(), std::vector<ProfileWrite>{{nullptr, &profile}}));
    EXPECT_EQ(code_of(catalogue.remove_attribute(main_account, plant(), id)), "ATTRIBUTE_IN_USE");
    succeed(transaction->profiles().write(main_account, plant(), std::vector<ProfileWrite>{{&profile, nullptr}}));
    succeed(catalogue.remove_attribute(main_account, plant(), id));
    EXPECT_EQ(kind_of(catalogue.remove_attribute(main_account, plant(), id)), ErrorKind::not_found);
}

TEST_P(CatalogueContract, ReplacesRecipesByName)
{
    AccountId const other = other_account();
    auto transaction = writing();
    Catalogue& catalogue = transaction->catalogue();
    std::int64_t const first = value_of(catalogue.put_recipe(main_account, {0, "CRM", "f1", "{}"}));
    std::int64_t const second = value_of(catalogue.put_recipe(main_account, {0, "Shop", "", "{1}"}));
    EXPECT_EQ(value_of(catalogue.put_recipe(main_account, {0, "crm", "f2", "{2}"})), first) << "the same name";
    std::vector<StoredRecipe> recipes = value_of(catalogue.recipes(main_account));
    ASSERT_EQ(recipes.size(), 2U);
    EXPECT_EQ(recipes[0].name, "CRM");
    EXPECT_EQ(recipes[0].fingerprint, "f2");
    EXPECT_EQ(recipes[0].text, "{2}");
    EXPECT_EQ(value_of(catalogue.put_recipe(main_account, {second, "CRM", "f3", "{3}"})), second) << "renamed over the first";
    recipes = value_of(catalogue.recipes(main_account));
    ASSERT_EQ(recipes.size(), 1U);
    EXPECT_EQ(recipes[0].id, second);
    EXPECT_EQ(kind_of(catalogue.put_recipe(other, {second, "X", "", ""})), ErrorKind::not_found);
    EXPECT_EQ(kind_of(catalogue.remove_recipe(other, second)), ErrorKind::not_found);
    succeed(catalogue.remove_recipe(main_account, second));
    EXPECT_TRUE(value_of(catalogue.recipes(main_account)).empty());
}

} // namespace
} // namespace muster::contract
