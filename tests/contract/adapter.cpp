#include "adapter.hpp"

#include "store/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <array>

namespace muster::contract {

namespace {

constexpr std::array plant_fields{
    FieldRule{plant_label, "label", FieldKind::external_id, Arity::one, 20, IdentifierKind::external_id},
    FieldRule{plant_root, "root", FieldKind::phone, Arity::many, 20, IdentifierKind::phone},
};
constexpr std::array stone_fields{
    FieldRule{stone_mark, "mark", FieldKind::external_id, Arity::one, 20, IdentifierKind::company_external_id},
    FieldRule{stone_weight, "weight", FieldKind::text, Arity::one, 20},
};

} // namespace

std::vector<Adapter> const& adapters()
{
    static std::vector<Adapter> const all{
        {"sqlite", [](std::string const& folder) { return open_sqlite_store({folder + "/store", SqliteChoices::Mode::read_write}); },
         [](std::string const& folder) { return open_sqlite_store({folder + "/store", SqliteChoices::Mode::read_only}); }},
        {"sqlite_that_remembers_keys",
         [](std::string const& folder) {
             SqliteChoices choices{folder + "/store"};
             choices.keys = SqliteChoices::Keys::remembered;
             return open_sqlite_store(choices);
         },
         [](std::string const& folder) { return open_sqlite_store({folder + "/store", SqliteChoices::Mode::read_only}); }}};
    return all;
}

Target const& plant()
{
    static constexpr Target target{101, "plant", plant_fields, Target::Typed::yes, 10, 10};
    return target;
}

Target const& stone()
{
    static constexpr Target target{102, "stone", stone_fields, Target::Typed::no, 10, 10};
    return target;
}

void StoreContract::SetUp()
{
    Result<TemporaryFolder> made = TemporaryFolder::create();
    ASSERT_TRUE(made);
    folder_ = std::make_unique<TemporaryFolder>(*std::move(made));
    reopen();
    ASSERT_TRUE(store_);
}

void StoreContract::TearDown()
{
    if (store_) { EXPECT_EQ(check(), std::vector<std::string>{}) << "every test leaves a sound store"; }
    store_.reset();
}

void StoreContract::reopen()
{
    store_.reset();
    store_ = value_of(GetParam().open(folder()));
}

std::unique_ptr<Transaction> StoreContract::begin(Store::Access access) { return value_of(store_->begin(access)); }

AccountId StoreContract::other_account()
{
    auto transaction = writing();
    AccountId const account = value_of(transaction->accounts().create("other"));
    succeed(transaction->commit());
    return account;
}

void StoreContract::put(Target const& target, std::vector<ProfileWrite> const& writes, AccountId account)
{
    auto transaction = writing();
    // ids of tests are chosen, not reserved; the counter must be above them all the same
    ProfileId const next = value_of(transaction->profiles().reserve_ids(account, 0));
    std::int64_t highest = 0;
    for (ProfileWrite const& write : writes) {
        if (write.after != nullptr) { highest = std::max(highest, write.after->id.value); }
    }
    if (highest >= next.value) { value_of(transaction->profiles().reserve_ids(account, highest - next.value + 1)); }
    succeed(transaction->profiles().write(account, target, writes));
    succeed(transaction->commit());
}

std::string StoreContract::refused(Target const& target, std::vector<ProfileWrite> const& writes, AccountId account)
{
    auto transaction = writing();
    Result<void> const result = transaction->profiles().write(account, target, writes);
    EXPECT_FALSE(result);
    EXPECT_FALSE(transaction->commit()) << "a transaction that failed must not be committed";
    if (!result) { EXPECT_EQ(result.error().kind, ErrorKind::conflict); }
    return code_of(result);
}

std::vector<Profile> StoreContract::all(Target const& target, AccountId account)
{
    std::vector<Profile> profiles;
    succeed(reading()->profiles().page(account, target, ProfileId{}, 1'000'000, profiles));
    return profiles;
}

ProfileId StoreContract::owner(Identifier const& identifier, AccountId account)
{
    Key128 const key = key_of(store_->hash_key(), identifier);
    ProfileId found{-1};
    succeed(reading()->identities().find(account, {&key, 1}, {&found, 1}));
    return found;
}

std::vector<std::string> StoreContract::check()
{
    std::array<Target const*, 2> const targets{&plant(), &stone()};
    std::vector<std::string> sentences;
    for (CheckFinding const& finding : value_of(store_->check(targets))) { sentences.push_back(finding.rule + ": " + finding.detail); }
    return sentences;
}

Profile make_plant(std::int64_t id, std::string const& text, std::vector<std::string> const& roots)
{
    Profile profile;
    profile.id = {id};
    profile.created_at = profile.modified_at = {1'000 + id};
    profile.created_by = profile.modified_by = "gardener";
    profile.set(plant_label, text);
    for (std::string const& each : roots) { profile.contacts.push_back({plant_root, each}); }
    return profile;
}

Identifier label(std::string const& text) { return {IdentifierKind::external_id, text}; }
Identifier root(std::string const& text) { return {IdentifierKind::phone, text}; }

} // namespace muster::contract
