#include "adapter.hpp"

#include "store/access_records.hpp"

namespace muster::contract {
namespace {

class AccessContract : public StoreContract {
protected:
    /// A user of the main account, committed.
    User add_user(std::string const& email, std::uint8_t role = 1)
    {
        User user{{}, email, "hash of " + email, {10}, {20}};
        auto transaction = writing();
        user.id = value_of(transaction->access().users().create(user));
        succeed(transaction->access().users().put_membership({main_account, user.id, role}));
        succeed(transaction->commit());
        return user;
    }
    std::optional<User> loaded(UserId id) { return value_of(reading()->access().users().load(id)); }
    std::optional<StoredSession> session(Sha256 const& token) { return value_of(reading()->access().sign_ins().find_session(token)); }
    std::optional<StoredLink> link(Sha256 const& token) { return value_of(reading()->access().sign_ins().find_link(token)); }
};
INSTANTIATE_TEST_SUITE_P(Store, AccessContract, testing::ValuesIn(adapters()), testing::PrintToStringParamName());

TEST_P(AccessContract, KeepsUsersWhoseEmailsAreUniqueWithoutCase)
{
    User ada = add_user("Ada@Example.org");
    User const bob = add_user("bob@example.org");
    EXPECT_LT(ada.id, bob.id);
    auto transaction = writing();
    Users& users = transaction->access().users();
    EXPECT_EQ(code_of(users.create({{}, "ADA@example.ORG", "", {}, {}})), "USER_EXISTS");
    EXPECT_EQ(value_of(users.find("ada@example.org")), ada);
    EXPECT_EQ(value_of(users.find("nobody@example.org")), std::nullopt);
    ada.email = "ada@example.org"; // its own in another spelling
    ada.password_hash = "another";
    ada.password_changed_at = {30};
    succeed(users.save(ada));
    User taken = ada;
    taken.email = "BOB@example.org";
    EXPECT_EQ(code_of(users.save(taken)), "USER_EXISTS");
    EXPECT_EQ(code_of(users.save({{99}, "x@example.org", "", {}, {}})), "USER_UNKNOWN");
    succeed(transaction->commit());
    transaction.reset();
    reopen();
    EXPECT_EQ(loaded(ada.id), ada);
    EXPECT_EQ(loaded(bob.id), bob);
    EXPECT_EQ(loaded({99}), std::nullopt);
}

TEST_P(AccessContract, KeepsARoleForEveryAccountOfAUser)
{
    AccountId const other = other_account();
    User const ada = add_user("ada@example.org", 2);
    User const bob = add_user("bob@example.org", 0);
    auto transaction = writing();
    Users& users = transaction->access().users();
    succeed(users.put_membership({other, bob.id, 2}));
    succeed(users.put_membership({main_account, bob.id, 1}));
    EXPECT_EQ(kind_of(users.put_membership({other, {99}, 1})), ErrorKind::not_found) << "no such user";
    EXPECT_EQ(kind_of(users.remove_membership(other, ada.id)), ErrorKind::not_found) << "not in it";
    succeed(transaction->commit());
    transaction.reset();
    EXPECT_EQ(value_of(reading()->access().users().memberships(bob.id)),
              (std::vector<Membership>{{main_account, bob.id, 1}, {other, bob.id, 2}}));
    EXPECT_EQ(value_of(reading()->access().users().members(main_account)), (std::vector<AccountUser>{{ada, 2}, {bob, 1}}));
    EXPECT_EQ(value_of(reading()->access().users().members(other)), (std::vector<AccountUser>{{bob, 2}}));
    transaction = writing();
    EXPECT_EQ(kind_of(transaction->access().users().put_membership({{77}, bob.id, 1})), ErrorKind::not_found) << "no such account";
}

TEST_P(AccessContract, RemovesWithAMembershipOnlyItsSessions)
{
    AccountId const other = other_account();
    User const ada = add_user("ada@example.org");
    auto transaction = writing();
    succeed(transaction->access().users().put_membership({other, ada.id, 1}));
    succeed(transaction->access().sign_ins().create_session({{1}, main_account, ada.id, {5}, {6}}));
    succeed(transaction->access().sign_ins().create_session({{2}, other, ada.id, {5}, {6}}));
    succeed(transaction->access().users().remove_membership(other, ada.id));
    succeed(transaction->commit());
    transaction.reset();
    EXPECT_TRUE(session({1}));
    EXPECT_FALSE(session({2}));
    EXPECT_EQ(loaded(ada.id), ada);
}

TEST_P(AccessContract, RemovesAUserWithEverythingThatLetThemIn)
{
    User const ada = add_user("ada@example.org");
    User const bob = add_user("bob@example.org");
    auto transaction = writing();
    SignIns& sign_ins = transaction->access().sign_ins();
    succeed(sign_ins.create_session({{1}, main_account, ada.id, {5}, {6}}));
    succeed(sign_ins.create_session({{2}, main_account, bob.id, {5}, {6}}));
    succeed(sign_ins.create_link({{1}, ada.id, 1, {5}, {100}}));
    succeed(sign_ins.create_link({{2}, bob.id, 1, {5}, {100}}));
    succeed(transaction->access().users().remove(ada.id));
    EXPECT_EQ(kind_of(transaction->access().users().remove(ada.id)), ErrorKind::not_found);
    succeed(transaction->commit());
    transaction.reset();
    EXPECT_FALSE(loaded(ada.id));
    EXPECT_FALSE(session({1}));
    EXPECT_FALSE(link({1}));
    EXPECT_TRUE(session({2}));
    EXPECT_TRUE(link({2}));
    EXPECT_EQ(value_of(reading()->access().users().members(main_account)).size(), 1U);
    EXPECT_GT(add_user("ada@example.org").id, bob.id) << "ids are never used again";
}

TEST_P(AccessContract, NotesUsesOfSessionsForwardOnly)
{
    User const ada = add_user("ada@example.org");
    auto transaction = writing();
    SignIns& sign_ins = transaction->access().sign_ins();
    StoredSession stored{{1, 2, 3}, main_account, ada.id, {5}, {50}};
    succeed(sign_ins.create_session(stored));
    succeed(sign_ins.touch_session(stored.token, {40}));
    EXPECT_EQ(value_of(sign_ins.find_session(stored.token)), stored);
    succeed(sign_ins.touch_session(stored.token, {60}));
    stored.used_at = {60};
    EXPECT_EQ(value_of(sign_ins.find_session(stored.token)), stored);
    succeed(sign_ins.touch_session({9}, {60}));
    EXPECT_EQ(value_of(sign_ins.find_session({9})), std::nullopt) << "a use creates none";
    succeed(sign_ins.remove_session(stored.token));
    succeed(sign_ins.remove_session(stored.token));
    EXPECT_EQ(value_of(sign_ins.find_session(stored.token)), std::nullopt);
}

TEST_P(AccessContract, EndsAllSessionsAndLinksOfAUser)
{
    AccountId const other = other_account();
    User const ada = add_user("ada@example.org");
    User const bob = add_user("bob@example.org");
    auto transaction = writing();
    SignIns& sign_ins = transaction->access().sign_ins();
    succeed(sign_ins.create_session({{1}, main_account, ada.id, {5}, {6}}));
    succeed(sign_ins.create_session({{2}, main_account, ada.id, {5}, {6}}));
    succeed(sign_ins.create_session({{3}, main_account, bob.id, {5}, {6}}));
    StoredLink const stored{{1}, ada.id, 2, {5}, {100}};
    succeed(sign_ins.create_link(stored));
    succeed(sign_ins.create_link({{2}, ada.id, 1, {5}, {100}}));
    succeed(sign_ins.create_link({{3}, bob.id, 1, {5}, {100}}));
    EXPECT_EQ(value_of(sign_ins.find_link({1})), stored);
    succeed(sign_ins.create_session({{4}, other, ada.id, {5}, {6}}));
    succeed(sign_ins.remove_sessions(other, ada.id));
    EXPECT_FALSE(value_of(sign_ins.find_session({4})));
    EXPECT_TRUE(value_of(sign_ins.find_session({1})));
    succeed(sign_ins.remove_sessions(ada.id));
    succeed(sign_ins.remove_links(ada.id));
    succeed(transaction->commit());
    transaction.reset();
    EXPECT_FALSE(session({1}) || session({2}) || link({1}) || link({2}));
    EXPECT_TRUE(session({3}) && link({3}));
}

TEST_P(AccessContract, RemovesWhatHasExpired)
{
    User const ada = add_user("ada@example.org");
    auto transaction = writing();
    SignIns& sign_ins = transaction->access().sign_ins();
    succeed(sign_ins.create_session({{1}, main_account, ada.id, {99}, {900}}));
    succeed(sign_ins.create_session({{2}, main_account, ada.id, {100}, {500}}));
    succeed(sign_ins.create_session({{3}, main_account, ada.id, {100}, {499}}));
    succeed(sign_ins.create_link({{1}, ada.id, 1, {5}, {1'000}}));
    succeed(sign_ins.create_link({{2}, ada.id, 1, {5}, {1'001}}));
    succeed(sign_ins.remove_expired({100}, {500}, {1'000}));
    succeed(transaction->commit());
    transaction.reset();
    EXPECT_FALSE(session({1})) << "too old";
    EXPECT_TRUE(session({2})) << "just not";
    EXPECT_FALSE(session({3})) << "not used for too long";
    EXPECT_FALSE(link({1}));
    EXPECT_TRUE(link({2}));
}

TEST_P(AccessContract, KeepsApiKeysOfEachAccountApart)
{
    AccountId const other = other_account();
    auto transaction = writing();
    ApiKeys& keys = transaction->access().api_keys();
    ApiKey key{{}, main_account, "Shop", "mst_abcdefgh", {1, 2, 3}, 0b1010'0101, "ada@example.org", {5}, {900}, {}, {}};
    key.id = value_of(keys.create(key));
    ApiKey others = key;
    others.account = other;
    others.secret = {7};
    others.id = value_of(keys.create(others));
    EXPECT_GT(others.id, key.id);
    succeed(transaction->commit());
    transaction.reset();
    EXPECT_EQ(value_of(reading()->access().api_keys().list(main_account)), std::vector{key});
    EXPECT_EQ(value_of(reading()->access().api_keys().list(other)), std::vector{others});
    EXPECT_EQ(value_of(reading()->access().api_keys().find(others.secret)), others);
    EXPECT_EQ(value_of(reading()->access().api_keys().find({8})), std::nullopt);
    EXPECT_EQ(value_of(reading()->access().api_keys().load(main_account, key.id)), key);
    EXPECT_EQ(value_of(reading()->access().api_keys().load(main_account, others.id)), std::nullopt) << "another account's";
    transaction = writing();
    EXPECT_EQ(kind_of(transaction->access().api_keys().remove(main_account, others.id)), ErrorKind::not_found) << "another account's";
    others.account = main_account;
    EXPECT_EQ(kind_of(transaction->access().api_keys().save(others)), ErrorKind::not_found) << "another account's";
    succeed(transaction->access().api_keys().remove(main_account, key.id));
    EXPECT_EQ(kind_of(transaction->access().api_keys().remove(main_account, key.id)), ErrorKind::not_found);
    EXPECT_TRUE(value_of(transaction->access().api_keys().list(main_account)).empty());
    ApiKey nowhere = key;
    nowhere.account = {77};
    EXPECT_EQ(kind_of(transaction->access().api_keys().create(nowhere)), ErrorKind::not_found) << "no such account";
}

TEST_P(AccessContract, ChangesOfAnApiKeyOnlyWhatMayChange)
{
    auto transaction = writing();
    ApiKeys& keys = transaction->access().api_keys();
    ApiKey key{{}, main_account, "Shop", "mst_abcdefgh", {1, 2, 3}, 5, "ada@example.org", {5}, {900}, {}, {}};
    key.id = value_of(keys.create(key));
    succeed(keys.touch(key.id, {70}));
    succeed(keys.touch(key.id, {60}));
    succeed(keys.touch({99}, {60}));
    ApiKey changed = key;
    changed.name = "New shop";
    changed.scopes = 6;
    changed.expires_at = {};
    changed.revoked_at = {80};
    changed.secret = {9};
    changed.used_at = {};
    succeed(keys.save(changed));
    ApiKey expected = key;
    expected.name = "New shop";
    expected.scopes = 6;
    expected.expires_at = {};
    expected.revoked_at = {80};
    expected.used_at = {70};
    EXPECT_EQ(value_of(keys.find(key.secret)), expected);
    EXPECT_EQ(value_of(keys.find({9})), std::nullopt);
}

TEST_P(AccessContract, LeavesNothingOfATransactionThatIsNotCommitted)
{
    User const ada = add_user("ada@example.org");
    {
        auto transaction = writing();
        succeed(transaction->access().users().remove(ada.id));
        EXPECT_NE(value_of(transaction->access().users().create({{}, "bob@example.org", "", {}, {}})), UserId{});
    }
    EXPECT_EQ(loaded(ada.id), ada);
    EXPECT_EQ(value_of(reading()->access().users().find("bob@example.org")), std::nullopt);
    auto transaction = reading();
    EXPECT_EQ(kind_of(transaction->access().users().remove(ada.id)), ErrorKind::denied) << "a reading transaction cannot write";
}

} // namespace
} // namespace muster::contract
