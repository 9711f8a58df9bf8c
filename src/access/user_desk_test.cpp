#include "access/access_fixture_test.hpp"
#include "access/caller_view.hpp"
#include "access/first_start.hpp"
#include "access/user_desk.hpp"

namespace muster {
namespace {

class UserUpkeep : public AccessTest {
protected:
    AddedUser add(std::string const& email, Role role, AccountId account = main_account, std::string const& its_password = password)
    {
        auto added = users_.add(account, {email, role, its_password});
        EXPECT_TRUE(added) << (added ? "" : added.error().message);
        return added ? *std::move(added) : AddedUser{};
    }
    UserId id_of(std::string const& email, AccountId account = main_account) { return users_.find(account, email)->user.id; }

    UserDesk users_{check_};
};

using FirstStart = UserUpkeep;

TEST_F(UserUpkeep, AddsAUserWhoSetsAPasswordByALink)
{
    AddedUser const added = *users_.add(main_account, {" Ana@Mail.example ", Role::editor, {}});
    EXPECT_EQ(added.member.user.email, "Ana@Mail.example");
    EXPECT_EQ(added.member.role, static_cast<std::uint8_t>(Role::editor));
    ASSERT_TRUE(added.link);
    EXPECT_EQ(added.link->purpose, LinkPurpose::invitation);
    LinkView const view = *desk_.look_at_link(added.link->token);
    EXPECT_EQ(view.email, "Ana@Mail.example");
    EXPECT_EQ(view.purpose, LinkPurpose::invitation);
    EXPECT_EQ(code_of(desk_.redeem_link(added.link->token, "")), "PASSWORD_TOO_SHORT") << "an invitation does not do without a password";
    SignedIn const in = *desk_.redeem_link(added.link->token, password);
    EXPECT_EQ(in.caller.scopes, scopes_of(Role::editor));
    EXPECT_EQ(code_of(desk_.look_at_link(added.link->token)), "LINK_INVALID");
    EXPECT_TRUE(sign_in("ana@mail.example", password));
}

TEST_F(UserUpkeep, AddsAUserWithAPasswordAtOnce)
{
    EXPECT_FALSE(add("ana@mail.example", Role::viewer).link);
    EXPECT_TRUE(sign_in("ana@mail.example", password));
    EXPECT_EQ(code_of(users_.add(main_account, {"ivan@mail.example", {}, "password1"})), "PASSWORD_TOO_COMMON");
    EXPECT_EQ(code_of(users_.find(main_account, "ivan@mail.example")), "USER_UNKNOWN");
}

TEST_F(UserUpkeep, MakesAnAccountsFirstUserItsAdministrator)
{
    EXPECT_EQ(users_.add(main_account, {"ana@mail.example", {}, {}})->member.role, static_cast<std::uint8_t>(Role::admin));
    EXPECT_EQ(users_.add(main_account, {"ivan@mail.example", {}, {}})->member.role, static_cast<std::uint8_t>(Role::viewer));
}

TEST_F(UserUpkeep, RefusesWhatIsNoEmailOrThereAlready)
{
    for (std::string const email : {"", "ana", "ana@", "@mail.example", "ana@localhost", "a b@mail.example", "\xFF@mail.example"}) {
        EXPECT_EQ(code_of(users_.add(main_account, {email, {}, {}})), "EMAIL_INVALID") << email;
    }
    EXPECT_EQ(code_of(users_.add(main_account, {std::string(60, 'a') + "@" + std::string(60, 'b') + "." + std::string(60, 'c') + "." +
                                                    std::string(60, 'd') + "." + std::string(60, 'e') + ".example",
                                                {},
                                                {}})),
              "EMAIL_INVALID");
    add("ana@mail.example", Role::admin);
    EXPECT_EQ(code_of(users_.add(main_account, {"ANA@mail.example", {}, {}})), "USER_EXISTS");
    EXPECT_EQ(code_of(users_.add(AccountId{99}, {"ivan@mail.example", {}, {}})), "ACCOUNT_UNKNOWN");
}

TEST_F(UserUpkeep, KeepsAccountsApart)
{
    AccountId const other = other_account();
    add("ana@mail.example", Role::admin);
    add("eva@mail.example", Role::admin, other);
    UserId const eva = id_of("eva@mail.example", other);
    ASSERT_EQ(users_.list(main_account)->size(), 1);
    EXPECT_EQ(users_.list(main_account)->front().user.email, "ana@mail.example");
    EXPECT_EQ(code_of(users_.load(main_account, eva)), "USER_UNKNOWN");
    EXPECT_EQ(code_of(users_.find(main_account, "eva@mail.example")), "USER_UNKNOWN");
    EXPECT_EQ(code_of(users_.change(main_account, eva, {Role::viewer, {}}, Authority::host)), "USER_UNKNOWN");
    EXPECT_EQ(code_of(users_.remove(main_account, eva)), "USER_UNKNOWN");
    EXPECT_EQ(code_of(users_.link(main_account, eva, Authority::host)), "USER_UNKNOWN");
    EXPECT_EQ(users_.load(other, eva)->role, static_cast<std::uint8_t>(Role::admin));
}

TEST_F(UserUpkeep, LetsNoAdministratorIntoAnotherAccountByAUserOfBoth)
{
    AccountId const other = other_account();
    add("ana@mail.example", Role::admin);
    add("eva@mail.example", Role::admin, other);
    UserId const ana = id_of("ana@mail.example");
    IssuedLink const early = *users_.link(main_account, ana, Authority::administrator);
    EXPECT_EQ(code_of(users_.add(other, {"ana@mail.example", Role::viewer, "another fine password"})), "USER_HAS_PASSWORD");
    AddedUser const joined = *users_.add(other, {"ana@mail.example", Role::viewer, {}});
    EXPECT_EQ(joined.member.user.id, ana);
    EXPECT_FALSE(joined.link) << "whoever added her could set her password";
    EXPECT_EQ(code_of(desk_.look_at_link(early.token)), "LINK_INVALID");
    EXPECT_EQ(code_of(users_.link(other, ana, Authority::administrator)), "USER_OF_SEVERAL_ACCOUNTS");
    EXPECT_EQ(code_of(users_.change(other, ana, {{}, "mine@mail.example"}, Authority::administrator)), "USER_OF_SEVERAL_ACCOUNTS");
    EXPECT_TRUE(users_.link(other, ana, Authority::host));

    AddedUser const invited = *users_.add(main_account, {"ivan@mail.example", {}, {}});
    EXPECT_EQ(code_of(users_.add(other, {"ivan@mail.example", {}, {}})), "USER_NOT_IN_YET") << "his link is in main's hands";
    EXPECT_TRUE(desk_.look_at_link(invited.link->token));
}

TEST_F(UserUpkeep, KeepsTheLastAdministrator)
{
    add("ana@mail.example", Role::admin);
    add("ivan@mail.example", Role::editor);
    UserId const ana = id_of("ana@mail.example");
    UserId const ivan = id_of("ivan@mail.example");
    EXPECT_EQ(code_of(users_.change(main_account, ana, {Role::editor, {}}, Authority::host)), "LAST_ADMINISTRATOR");
    EXPECT_EQ(code_of(users_.remove(main_account, ana)), "LAST_ADMINISTRATOR");
    EXPECT_TRUE(users_.change(main_account, ana, {Role::admin, {}}, Authority::host));
    EXPECT_TRUE(users_.change(main_account, ivan, {Role::admin, {}}, Authority::host));
    EXPECT_TRUE(users_.change(main_account, ana, {Role::viewer, {}}, Authority::host));
    EXPECT_EQ(code_of(users_.remove(main_account, ivan)), "LAST_ADMINISTRATOR");
    EXPECT_TRUE(users_.remove(main_account, ana));
    EXPECT_EQ(users_.list(main_account)->size(), 1);
}

TEST_F(UserUpkeep, TakesAChangedRoleIntoAccountAtOnce)
{
    add("ana@mail.example", Role::admin);
    add("ivan@mail.example", Role::admin);
    SignedIn const ivan = *sign_in("ivan@mail.example", password);
    Credentials const his{"IBSSO " + ivan.token, {}, {}, "192.0.2.1"};
    EXPECT_TRUE(gate_.admit(his)->scopes.has(Scope::account_manage));
    ASSERT_TRUE(users_.change(main_account, {ivan.caller.user}, {Role::viewer, {}}, Authority::administrator));
    EXPECT_FALSE(gate_.admit(his)->scopes.has(Scope::account_manage));
    ASSERT_TRUE(users_.remove(main_account, {ivan.caller.user}));
    EXPECT_EQ(admitted(his), "UNAUTHORIZED");
    EXPECT_EQ(code_of(sign_in("ivan@mail.example", password)), "UNAUTHORIZED");
}

TEST_F(UserUpkeep, ForgetsAUserWhoIsInNoAccountAnyMore)
{
    AccountId const other = other_account();
    add("ana@mail.example", Role::admin);
    add("eva@mail.example", Role::admin, other);
    add("ivan@mail.example", Role::viewer);
    ASSERT_TRUE(users_.add(other, {"ivan@mail.example", Role::viewer, {}}));
    UserId const ivan = id_of("ivan@mail.example");
    ASSERT_TRUE(users_.remove(main_account, ivan));
    EXPECT_TRUE(sign_in("ivan@mail.example", password)) << "still in the other account";
    ASSERT_TRUE(users_.remove(other, ivan));
    EXPECT_FALSE(*(*store_->begin(Store::Access::read))->access().users().load(ivan));
}

TEST_F(UserUpkeep, GivesAUserAnotherEmail)
{
    add("ana@mail.example", Role::admin);
    add("ivan@mail.example", Role::viewer);
    UserId const ivan = id_of("ivan@mail.example");
    EXPECT_EQ(code_of(users_.change(main_account, ivan, {{}, "Ana@mail.example"}, Authority::administrator)), "USER_EXISTS");
    EXPECT_EQ(code_of(users_.change(main_account, ivan, {{}, "nobody"}, Authority::administrator)), "EMAIL_INVALID");
    EXPECT_EQ(users_.change(main_account, ivan, {{}, "ivo@mail.example"}, Authority::administrator)->user.email, "ivo@mail.example");
    EXPECT_TRUE(sign_in("ivo@mail.example", password));
    EXPECT_EQ(code_of(sign_in("ivan@mail.example", password)), "UNAUTHORIZED");
}

TEST_F(UserUpkeep, LinksAResetForWhoHasAPasswordAndAnInvitationForWhoHasNone)
{
    add("ana@mail.example", Role::admin);
    UserId const ana = id_of("ana@mail.example");
    EXPECT_EQ(users_.link(main_account, ana, Authority::administrator)->purpose, LinkPurpose::password_reset);
    AddedUser const ivan = *users_.add(main_account, {"ivan@mail.example", {}, {}});
    EXPECT_EQ(users_.link(main_account, ivan.member.user.id, Authority::administrator)->purpose, LinkPurpose::invitation);
}

TEST_F(UserUpkeep, ShowsWhoCalls)
{
    AccountId const other = other_account();
    add("ana@mail.example", Role::admin);
    ASSERT_TRUE(users_.add(other, {"ana@mail.example", Role::viewer, {}}));
    SignedIn const in = *desk_.sign_in({"ana@mail.example", password, other, "192.0.2.1", {}});
    CallerView const view = *view_of(*store_, in.caller);
    EXPECT_EQ(view.account_name, "other");
    EXPECT_EQ(view.user->role, static_cast<std::uint8_t>(Role::viewer));
    EXPECT_EQ(view.accounts.size(), 2);

    CreatedApiKey const key = *keys_.create(other, {"shop", all_scopes, {}, "ana"});
    CallerView const program = *view_of(*store_, *gate_.admit({"App " + key.text, {}, {}, "192.0.2.1"}));
    EXPECT_FALSE(program.user);
    EXPECT_EQ(program.account_name, "other");
    ASSERT_EQ(program.accounts.size(), 1);
    EXPECT_EQ(program.accounts.front().id, other);
}

TEST_F(UserUpkeep, ChangesKeysUntilTheyAreRevoked)
{
    CreatedApiKey const key = *keys_.create(main_account, {"shop", all_scopes, {}, "ana"});
    Credentials const its{"App " + key.text, {}, {}, "192.0.2.1"};
    EXPECT_TRUE(gate_.admit(its)->scopes.has(Scope::people_manage));
    Scopes const reading = Scopes{}.with(Scope::people_read);
    ApiKey const changed = *keys_.change(main_account, key.key.id, {"Shop 2", reading, now() + std::chrono::hours{1}});
    EXPECT_EQ(changed.name, "Shop 2");
    EXPECT_EQ(gate_.admit(its)->scopes, reading);
    EXPECT_EQ(code_of(keys_.change(main_account, key.key.id, {{}, Scopes{}, {}})), "KEY_WITHOUT_SCOPES");
    EXPECT_EQ(code_of(keys_.change(main_account, key.key.id, {{}, {}, now()})), "KEY_EXPIRY_PAST");
    EXPECT_EQ(code_of(keys_.change(other_account(), key.key.id, {"x", {}, {}})), "API_KEY_UNKNOWN");
    pass(std::chrono::hours{2});
    EXPECT_EQ(admitted(its), "UNAUTHORIZED");
    EXPECT_TRUE(keys_.change(main_account, key.key.id, {{}, {}, Instant{}}));
    EXPECT_EQ(admitted(its), "Shop 2");
    ASSERT_TRUE(keys_.revoke(main_account, key.key.id));
    EXPECT_EQ(code_of(keys_.change(main_account, key.key.id, {"x", {}, {}})), "KEY_REVOKED");
}

TEST_F(FirstStart, LetsTheFirstAdministratorInWithoutAPassword)
{
    IssuedLink const link = **first_administrator_link(check_);
    EXPECT_EQ(path_of(link), "/#link=" + link.token);
    SignedIn const in = *desk_.redeem_link(link.token, "");
    EXPECT_EQ(in.caller.name, first_administrator_email);
    EXPECT_EQ(in.caller.account, main_account);
    EXPECT_EQ(in.caller.scopes, all_scopes);
    EXPECT_EQ(code_of(sign_in(std::string{first_administrator_email}, "")), "UNAUTHORIZED");

    IssuedLink const next = **first_administrator_link(check_); // the next start
    EXPECT_EQ(desk_.redeem_link(next.token, "")->caller.user, in.caller.user);
    EXPECT_EQ(users_.list(main_account)->size(), 1);
    EXPECT_EQ(admitted_by_cookie(in.token), first_administrator_email) << "the browser of the first start stays signed in";
}

TEST(MailboxOf, IsAUsersAlone)
{
    EXPECT_EQ(mailbox_of("ana@mail.example"), "ana@mail.example");
    EXPECT_EQ(mailbox_of("Shop"), std::nullopt) << "a key";
    EXPECT_EQ(mailbox_of(std::string{first_administrator_email}), std::nullopt);
}

TEST_F(FirstStart, IsOverWhenAnAdministratorCanSignIn)
{
    add("ivan@mail.example", Role::viewer);
    IssuedLink const link = **first_administrator_link(check_);
    ASSERT_TRUE(desk_.redeem_link(link.token, password));
    EXPECT_TRUE(sign_in(std::string{first_administrator_email}, password));
    EXPECT_FALSE(*first_administrator_link(check_));
}

TEST_F(FirstStart, TakesTheAdministratorWhoIsThere)
{
    AddedUser const ana = *users_.add(main_account, {"ana@mail.example", Role::admin, {}});
    IssuedLink const link = **first_administrator_link(check_);
    EXPECT_EQ(desk_.look_at_link(link.token)->email, "ana@mail.example");
    EXPECT_EQ(users_.list(main_account)->size(), 1);
}

} // namespace
} // namespace muster
