#include "access/access_fixture_test.hpp"

namespace muster {
namespace {

using namespace std::chrono_literals;

using SignInAtTheDesk = AccessTest;
using PasswordChange = AccessTest;
using OneTimeLink = AccessTest;

TEST_F(SignInAtTheDesk, TellsNobodyWhatWasWrong)
{
    AccountId const other = other_account();
    add_user("ada@example.org", password, Role::editor);
    add_user("new@example.org", "", Role::editor);
    Result<SignedIn> const wrong = sign_in("ada@example.org", "wrong password");
    Result<SignedIn> const unknown = sign_in("nobody@example.org", password);
    ASSERT_FALSE(wrong);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(wrong.error().kind, ErrorKind::unauthenticated);
    EXPECT_EQ(wrong.error().code, unknown.error().code);
    EXPECT_EQ(wrong.error().message, unknown.error().message);
    EXPECT_EQ(code_of(sign_in("new@example.org", "")), "UNAUTHORIZED") << "no password yet is no empty password";
    EXPECT_EQ(code_of(desk_.sign_in({"ada@example.org", password, other, "192.0.2.1", {}})), "UNAUTHORIZED") << "not in that account";
    EXPECT_EQ(code_of(desk_.sign_in({"ada@example.org", password, main_account, "192.0.2.1", {}})), "success");
}

TEST_F(SignInAtTheDesk, GivesANewTokenAndEndsTheOneBefore)
{
    add_user("ada@example.org", password, Role::editor);
    SignedIn const first = *sign_in("ada@example.org", password);
    SignedIn const elsewhere = *sign_in("ada@example.org", password);
    EXPECT_EQ(admitted_by_cookie(first.token), "ada@example.org");
    SignedIn const second = *desk_.sign_in({"ada@example.org", password, {}, "192.0.2.1", first.token});
    EXPECT_NE(first.token, second.token);
    EXPECT_EQ(admitted_by_cookie(first.token), "UNAUTHORIZED");
    EXPECT_EQ(admitted_by_cookie(second.token), "ada@example.org");
    EXPECT_EQ(admitted_by_cookie(elsewhere.token), "ada@example.org") << "another browser goes on";
}

TEST_F(SignInAtTheDesk, SignsOutAtOnce)
{
    add_user("ada@example.org", password, Role::editor);
    SignedIn const session = *sign_in("ada@example.org", password);
    EXPECT_EQ(admitted_by_cookie(session.token), "ada@example.org");
    ASSERT_TRUE(desk_.sign_out(session.token));
    EXPECT_EQ(admitted_by_cookie(session.token), "UNAUTHORIZED");
    EXPECT_TRUE(desk_.sign_out(session.token)) << "again";
}

TEST_F(SignInAtTheDesk, TakesAPasswordHoweverItIsComposed)
{
    add_user("ada@example.org", "caf\u00e9 am morgen", Role::editor);
    EXPECT_EQ(code_of(sign_in("ada@example.org", "cafe\u0301 am morgen")), "success");
    EXPECT_EQ(code_of(sign_in("ada@example.org", "cafe am morgen")), "UNAUTHORIZED");
}

TEST_F(SignInAtTheDesk, HashesAnewWhatWasHashedWithAnotherCost)
{
    // Argon2id with 1 pass over 8 MiB, by the reference implementation (Debian's argon2), of "violet lamp four"
    std::string const old = "$argon2id$v=19$m=8192,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$YUt6fve/GDlwfAkdToNb6r//dPUEDSx0NRkJFJ4iqWU";
    UserId const ada = add_user("ada@example.org", "", Role::editor);
    User user = stored(ada);
    user.password_hash = old;
    auto transaction = *store_->begin(Store::Access::write);
    ASSERT_TRUE(transaction->access().users().save(user));
    ASSERT_TRUE(transaction->commit());
    transaction.reset();
    EXPECT_EQ(code_of(sign_in("ada@example.org", "wrong password")), "UNAUTHORIZED");
    EXPECT_EQ(stored(ada).password_hash, old);
    EXPECT_EQ(code_of(sign_in("ada@example.org", password)), "success");
    EXPECT_TRUE(stored(ada).password_hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << stored(ada).password_hash;
    EXPECT_EQ(code_of(sign_in("ada@example.org", password)), "success");
}

TEST_F(PasswordChange, EndsEverySessionButTheFreshOne)
{
    UserId const ada = add_user("ada@example.org", password, Role::editor);
    add_user("bob@example.org", password, Role::editor);
    SignedIn const here = *sign_in("ada@example.org", password);
    SignedIn const there = *sign_in("ada@example.org", password);
    SignedIn const bob = *sign_in("bob@example.org", password);
    IssuedLink const link = *desk_.issue_link(ada, LinkPurpose::password_reset);
    EXPECT_EQ(admitted_by_cookie(there.token), "ada@example.org");
    pass(1s);
    SignedIn const fresh = *desk_.change_password(here.caller, {password, "seven green bicycles", "192.0.2.1"});
    EXPECT_EQ(admitted_by_cookie(here.token), "UNAUTHORIZED");
    EXPECT_EQ(admitted_by_cookie(there.token), "UNAUTHORIZED");
    EXPECT_EQ(admitted_by_cookie(fresh.token), "ada@example.org");
    EXPECT_EQ(admitted_by_cookie(bob.token), "bob@example.org");
    EXPECT_EQ(code_of(desk_.redeem_link(link.token, "eight green bicycles")), "LINK_INVALID");
    EXPECT_EQ(code_of(sign_in("ada@example.org", password)), "UNAUTHORIZED");
    EXPECT_EQ(code_of(sign_in("ada@example.org", "seven green bicycles")), "success");
    EXPECT_EQ(stored(ada).password_changed_at, now());
}

TEST_F(PasswordChange, NeedsThePasswordUntilNowAndAGoodNewOne)
{
    add_user("ada@example.org", password, Role::editor);
    SignedIn const session = *sign_in("ada@example.org", password);
    EXPECT_EQ(code_of(desk_.change_password(session.caller, {"wrong", "seven green bicycles", "192.0.2.1"})), "PASSWORD_WRONG");
    EXPECT_EQ(code_of(desk_.change_password(session.caller, {"", "seven green bicycles", "192.0.2.1"})), "PASSWORD_WRONG");
    EXPECT_EQ(code_of(desk_.change_password(session.caller, {password, "short", "192.0.2.1"})), "PASSWORD_TOO_SHORT");
    EXPECT_EQ(admitted_by_cookie(session.token), "ada@example.org");
    EXPECT_EQ(code_of(sign_in("ada@example.org", password)), "success");
}

TEST_F(OneTimeLink, LetsInOnce)
{
    UserId const ada = add_user("ada@example.org", "", Role::editor);
    IssuedLink const first = *desk_.issue_link(ada, LinkPurpose::invitation);
    IssuedLink const second = *desk_.issue_link(ada, LinkPurpose::invitation);
    EXPECT_EQ(code_of(desk_.redeem_link(first.token, "password1")), "PASSWORD_TOO_COMMON") << "may be tried again";
    EXPECT_EQ(code_of(desk_.redeem_link(first.token, "")), "PASSWORD_TOO_SHORT") << "an invitation wants one";
    SignedIn const session = *desk_.redeem_link(first.token, password);
    EXPECT_EQ(session.caller.user, ada.value);
    EXPECT_EQ(admitted_by_cookie(session.token), "ada@example.org");
    EXPECT_EQ(code_of(desk_.redeem_link(first.token, password)), "LINK_INVALID") << "used";
    EXPECT_EQ(code_of(desk_.redeem_link(second.token, password)), "LINK_INVALID") << "goes with the one that was used";
    EXPECT_EQ(code_of(desk_.redeem_link("", password)), "LINK_INVALID");
    EXPECT_EQ(code_of(sign_in("ada@example.org", password)), "success");
    EXPECT_EQ(code_of(desk_.issue_link({99}, LinkPurpose::invitation)), "USER_UNKNOWN");
}

TEST_F(OneTimeLink, ExpiresByItsPurpose)
{
    UserId const ada = add_user("ada@example.org", "", Role::editor);
    for (LinkPurpose const purpose : {LinkPurpose::first_administrator, LinkPurpose::invitation, LinkPurpose::password_reset}) {
        IssuedLink const link = *desk_.issue_link(ada, purpose);
        EXPECT_EQ(link.expires_at, now() + lifetime_of(purpose));
        pass(lifetime_of(purpose));
        EXPECT_EQ(code_of(desk_.redeem_link(link.token, password)), "LINK_INVALID");
    }
    IssuedLink const link = *desk_.issue_link(ada, LinkPurpose::password_reset);
    pass(lifetime_of(LinkPurpose::password_reset) - 1s);
    EXPECT_EQ(code_of(desk_.redeem_link(link.token, password)), "success");
}

TEST_F(OneTimeLink, OfTheFirstAdministratorNeedsNoPassword)
{
    UserId const ada = add_user("ada@example.org", "", Role::admin);
    IssuedLink const link = *desk_.issue_link(ada, LinkPurpose::first_administrator);
    SignedIn const session = *desk_.redeem_link(link.token, "");
    EXPECT_EQ(session.caller.scopes, scopes_of(Role::admin));
    EXPECT_EQ(stored(ada).password_hash, "");
    EXPECT_EQ(code_of(desk_.redeem_link(link.token, "")), "LINK_INVALID");
    EXPECT_EQ(code_of(sign_in("ada@example.org", "")), "UNAUTHORIZED");
    SignedIn const fresh = *desk_.change_password(session.caller, {"", password, "192.0.2.1"});
    EXPECT_EQ(admitted_by_cookie(session.token), "UNAUTHORIZED");
    EXPECT_EQ(admitted_by_cookie(fresh.token), "ada@example.org");
    EXPECT_EQ(code_of(sign_in("ada@example.org", password)), "success");
}

TEST_F(OneTimeLink, ThatResetsThePasswordEndsTheSessions)
{
    UserId const ada = add_user("ada@example.org", password, Role::editor);
    SignedIn const session = *sign_in("ada@example.org", password);
    EXPECT_EQ(admitted_by_cookie(session.token), "ada@example.org");
    IssuedLink const link = *desk_.issue_link(ada, LinkPurpose::password_reset);
    EXPECT_EQ(admitted_by_cookie(session.token), "ada@example.org") << "not before it is used";
    ASSERT_TRUE(desk_.redeem_link(link.token, "seven green bicycles"));
    EXPECT_EQ(admitted_by_cookie(session.token), "UNAUTHORIZED");
}

} // namespace
} // namespace muster
