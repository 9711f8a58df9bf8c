#include "access/access_fixture_test.hpp"

#include "access/secrets.hpp"

#include <thread>
#include <vector>

namespace muster {
namespace {

using namespace std::chrono_literals;

using GateOverAStore = AccessTest;
using ApiKeyGate = AccessTest;
using BasicGate = AccessTest;
using SessionGate = AccessTest;

TEST(Roles, StandForFixedScopes)
{
    EXPECT_EQ(scopes_of(Role::admin).bits(), 0xFF) << "everything";
    for (int number = 0; number < scope_count; ++number) {
        auto const scope = static_cast<Scope>(number);
        EXPECT_EQ(parse_scope(name_of(scope)), scope);
        EXPECT_EQ(scopes_of(Role::editor).has(scope), scope != Scope::account_manage) << name_of(scope);
        EXPECT_EQ(scopes_of(Role::viewer).has(scope), scope == Scope::people_read || scope == Scope::imports_read) << name_of(scope);
    }
    EXPECT_EQ(scopes_of(static_cast<Role>(77)), Scopes{}) << "a role that does not exist may nothing";
    EXPECT_EQ(parse_role("EDITOR"), Role::editor);
    EXPECT_EQ(parse_role("editor"), std::nullopt);
    EXPECT_EQ(parse_scope("people:eat"), std::nullopt);
}

TEST_F(GateOverAStore, RefusesWhatNamesNobody)
{
    for (std::string const header :
         {"", "App", "App ", "App nonsense", "Basic", "Basic !!!", "Basic YQ==", "Bearer x", "IBSSO x", "Digest y", "mst_x"}) {
        EXPECT_EQ(admitted(header), "UNAUTHORIZED") << header;
    }
    EXPECT_EQ(admitted(Credentials{{}, "muster_session=", {}, "192.0.2.1"}), "UNAUTHORIZED");
    EXPECT_EQ(admitted(Credentials{{}, "muster_session", {}, "192.0.2.1"}), "UNAUTHORIZED");
    EXPECT_EQ(admitted(std::string(1'000'000, 'A')), "UNAUTHORIZED");
    EXPECT_EQ(admitted("Basic " + std::string(1'000'000, 'A')), "UNAUTHORIZED");
}

TEST_F(ApiKeyGate, AdmitsAKeyWithItsScopesToItsAccount)
{
    AccountId const other = other_account();
    CreatedApiKey const created = *keys_.create(other, {" Shop ", Scopes{}.with(Scope::people_read), {}, "ada@example.org"});
    EXPECT_EQ(created.text.size(), api_key_mark.size() + secret_length);
    EXPECT_EQ(created.key.prefix, created.text.substr(0, api_key_prefix));
    Caller const caller = *gate_.admit({"app  " + created.text, {}, {}, "192.0.2.1"});
    EXPECT_EQ(caller.account, other);
    EXPECT_EQ(caller.key, created.key.id.value);
    EXPECT_EQ(caller.user, 0);
    EXPECT_EQ(caller.name, "Shop");
    EXPECT_EQ(caller.scopes, Scopes{}.with(Scope::people_read));
    EXPECT_EQ(caller.way, Caller::Way::key);
    std::string wrong = created.text;
    wrong.back() = wrong.back() == 'A' ? 'E' : 'A';
    EXPECT_EQ(admitted("App " + wrong), "UNAUTHORIZED");
    EXPECT_EQ(admitted("IBSSO " + created.text), "UNAUTHORIZED") << "a key is no token";
    EXPECT_TRUE(keys_.list(main_account)->empty());
    std::string const listed = to_hex(keys_.list(other)->at(0).secret);
    EXPECT_EQ(listed, to_hex(sha256(created.text))) << "only the digest is kept";
}

TEST_F(ApiKeyGate, RefusesARevokedKeyAtOnce)
{
    AccountId const other = other_account();
    CreatedApiKey const created = *keys_.create(main_account, {"Shop", Scopes{}.with(Scope::people_read), {}, "ada"});
    EXPECT_EQ(admitted("App " + created.text), "Shop");
    EXPECT_EQ(code_of(keys_.revoke(other, created.key.id)), "API_KEY_UNKNOWN") << "another account's";
    EXPECT_EQ(admitted("App " + created.text), "Shop");
    ASSERT_TRUE(keys_.revoke(main_account, created.key.id));
    EXPECT_EQ(admitted("App " + created.text), "UNAUTHORIZED") << "although it was admitted a moment ago";
    Instant const revoked = keys_.load(main_account, created.key.id)->revoked_at;
    pass(1min);
    ASSERT_TRUE(keys_.revoke(main_account, created.key.id));
    EXPECT_EQ(keys_.load(main_account, created.key.id)->revoked_at, revoked);
}

TEST_F(ApiKeyGate, RefusesAnExpiredKeyToTheSecond)
{
    CreatedApiKey const created = *keys_.create(main_account, {"Shop", Scopes{}.with(Scope::people_read), now() + 3s, "ada"});
    EXPECT_EQ(admitted("App " + created.text), "Shop");
    pass(2'999ms);
    EXPECT_EQ(admitted("App " + created.text), "Shop");
    pass(1ms);
    EXPECT_EQ(admitted("App " + created.text), "UNAUTHORIZED") << "what was remembered expires with it";
}

TEST_F(ApiKeyGate, WritesUsesDownNowAndThen)
{
    CreatedApiKey const created = *keys_.create(main_account, {"Shop", Scopes{}.with(Scope::people_read), {}, "ada"});
    auto const used = [&] { return keys_.load(main_account, created.key.id)->used_at; };
    EXPECT_EQ(used(), Instant{});
    Instant const first = now();
    EXPECT_EQ(admitted("App " + created.text), "Shop");
    EXPECT_EQ(used(), first);
    pass(1min);
    EXPECT_EQ(admitted("App " + created.text), "Shop");
    EXPECT_EQ(used(), first) << "not at every call";
    pass(4min);
    EXPECT_EQ(admitted("App " + created.text), "Shop");
    EXPECT_EQ(used(), now());
}

TEST_F(ApiKeyGate, RefusesToCreateWhatIsNoUse)
{
    Scopes const scopes = Scopes{}.with(Scope::people_read);
    EXPECT_EQ(code_of(keys_.create(main_account, {" ", scopes, {}, "ada"})), "KEY_NAME_INVALID");
    EXPECT_EQ(code_of(keys_.create(main_account, {std::string(101, 'x'), scopes, {}, "ada"})), "KEY_NAME_INVALID");
    EXPECT_EQ(code_of(keys_.create(main_account, {"\xff", scopes, {}, "ada"})), "KEY_NAME_INVALID");
    EXPECT_EQ(code_of(keys_.create(main_account, {"Shop", {}, {}, "ada"})), "KEY_WITHOUT_SCOPES");
    EXPECT_EQ(code_of(keys_.create(main_account, {"Shop", scopes, now(), "ada"})), "KEY_EXPIRY_PAST");
    EXPECT_EQ(code_of(keys_.create({77}, {"Shop", scopes, {}, "ada"})), "ACCOUNT_UNKNOWN");
}

TEST_F(BasicGate, AdmitsAUserByEmailAndPassword)
{
    UserId const ada = add_user("ada@example.org", "pass:word of ada", Role::editor);
    // ADA@example.org:pass:word of ada
    std::string const header = "Basic QURBQGV4YW1wbGUub3JnOnBhc3M6d29yZCBvZiBhZGE=";
    Caller const caller = *gate_.admit({header, {}, {}, "192.0.2.1"});
    EXPECT_EQ(caller.user, ada.value);
    EXPECT_EQ(caller.account, main_account);
    EXPECT_EQ(caller.name, "ada@example.org");
    EXPECT_EQ(caller.scopes, scopes_of(Role::editor));
    EXPECT_EQ(caller.way, Caller::Way::basic);
    EXPECT_EQ(admitted("basic QURBQGV4YW1wbGUub3JnOnBhc3M6d29yZCBvZiBhZGE"), "ada@example.org") << "scheme without case, no padding";
    EXPECT_EQ(admitted("Basic YWRhQGV4YW1wbGUub3JnOndyb25n"), "UNAUTHORIZED") << "ada@example.org:wrong";
}

TEST_F(BasicGate, SlowsWrongPasswordsDown)
{
    add_user("ada@example.org", password, Role::editor);
    for (int attempt = 0; attempt < FailureThrottle::of_user.free + 1; ++attempt) {
        EXPECT_EQ(admitted("Basic YWRhQGV4YW1wbGUub3JnOndyb25n"), "UNAUTHORIZED");
    }
    Result<Caller> const slowed = gate_.admit({"Basic YWRhQGV4YW1wbGUub3JnOndyb25n", {}, {}, "198.51.100.7"});
    EXPECT_EQ(code_of(slowed), "TOO_MANY_ATTEMPTS") << "from another address as well";
    EXPECT_EQ(slowed.error().kind, ErrorKind::too_often);
    EXPECT_EQ(slowed.error().retry_after_seconds, 1);
    EXPECT_EQ(code_of(sign_in("ada@example.org", password)), "TOO_MANY_ATTEMPTS") << "the right one waits too, or guessing goes on";
    pass(1s);
    EXPECT_EQ(code_of(sign_in("ada@example.org", password)), "success");
    EXPECT_EQ(admitted("Basic YWRhQGV4YW1wbGUub3JnOndyb25n"), "UNAUTHORIZED") << "forgotten with the success";
}

TEST_F(SessionGate, AdmitsByTokenAndByCookie)
{
    UserId const ada = add_user("ada@example.org", password, Role::viewer);
    SignedIn const session = *sign_in("ada@example.org", password);
    EXPECT_EQ(session.caller.user, ada.value);
    EXPECT_EQ(admitted("IBSSO " + session.token), "ada@example.org");
    EXPECT_EQ(admitted_by_cookie(session.token), "ada@example.org");
    EXPECT_EQ(admitted("App " + session.token), "UNAUTHORIZED") << "a token is no key";
    EXPECT_EQ(admitted(Credentials{"App x", "muster_session=" + session.token, {}, "192.0.2.1"}), "UNAUTHORIZED") << "the header counts";
    EXPECT_EQ(admitted(Credentials{{}, "not_muster_session=" + session.token, {}, "192.0.2.1"}), "UNAUTHORIZED");
    EXPECT_EQ(admitted_by_cookie(session.token.substr(1)), "UNAUTHORIZED");
}

TEST_F(SessionGate, TakesChangesByCookieOnlyWithTheSessionsToken)
{
    add_user("ada@example.org", password, Role::editor);
    add_user("bob@example.org", password, Role::editor);
    SignedIn const session = *sign_in("ada@example.org", password);
    SignedIn const others = *sign_in("bob@example.org", password);
    constexpr auto changing = Credentials::Method::changing;
    EXPECT_EQ(admitted_by_cookie(session.token, changing), "CSRF_TOKEN_INVALID");
    EXPECT_EQ(admitted_by_cookie(session.token, changing, others.csrf_token), "CSRF_TOKEN_INVALID");
    EXPECT_EQ(admitted_by_cookie(session.token, changing, session.token), "CSRF_TOKEN_INVALID");
    EXPECT_EQ(admitted_by_cookie(session.token, changing, session.csrf_token), "ada@example.org");
    EXPECT_EQ(admitted_by_cookie("wrong", changing), "UNAUTHORIZED") << "first of all, who";
    EXPECT_EQ(admitted(Credentials{"IBSSO " + session.token, {}, {}, "192.0.2.1", changing}), "ada@example.org")
        << "no browser sends a header unasked";
}

TEST_F(SessionGate, NeedsTheHostCookieUnderTls)
{
    add_user("ada@example.org", password, Role::editor);
    SignedIn const session = *sign_in("ada@example.org", password);
    auto const admitted_over = [&](Transport transport, std::string const& cookie) {
        return admitted(Credentials{{}, cookie + "=" + session.token, {}, "192.0.2.1", Credentials::Method::safe, transport});
    };
    EXPECT_EQ(admitted_over(Transport::encrypted, "muster_session"), "UNAUTHORIZED");
    EXPECT_EQ(admitted_over(Transport::encrypted, "__Host-muster_session"), "ada@example.org");
    EXPECT_EQ(admitted_over(Transport::plain, "__Host-muster_session"), "UNAUTHORIZED");
    EXPECT_EQ(session_cookie("T", 60s, Transport::plain), "muster_session=T; Path=/; Max-Age=60; HttpOnly; SameSite=Strict");
    EXPECT_EQ(session_cookie("T", 60s, Transport::encrypted),
              "__Host-muster_session=T; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure");
    EXPECT_EQ(ended_session_cookie(Transport::plain), "muster_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
}

TEST_F(SessionGate, EndsASessionThatIsNotUsed)
{
    add_user("ada@example.org", password, Role::editor);
    SignedIn const session = *sign_in("ada@example.org", password);
    pass(check_.times().idle - 1s);
    EXPECT_EQ(admitted_by_cookie(session.token), "ada@example.org");
    pass(check_.times().idle - 1s);
    EXPECT_EQ(admitted_by_cookie(session.token), "ada@example.org") << "a use was written down";
    pass(check_.times().idle);
    EXPECT_EQ(admitted_by_cookie(session.token), "UNAUTHORIZED");
}

TEST_F(SessionGate, EndsASessionThatIsOldHoweverBusy)
{
    add_user("ada@example.org", password, Role::editor);
    SignedIn const session = *sign_in("ada@example.org", password);
    EXPECT_EQ(session.ends_at, now() + check_.times().absolute);
    for (int day = 0; day < 30; ++day) {
        EXPECT_EQ(admitted_by_cookie(session.token), "ada@example.org") << day;
        pass(24h);
    }
    EXPECT_EQ(admitted_by_cookie(session.token), "UNAUTHORIZED");
}

TEST_F(SessionGate, KnowsTheRoleOfNow)
{
    UserId const ada = add_user("ada@example.org", password, Role::editor);
    SignedIn const session = *sign_in("ada@example.org", password);
    Credentials const credentials{"IBSSO " + session.token, {}, {}, "192.0.2.1"};
    EXPECT_EQ(gate_.admit(credentials)->scopes, scopes_of(Role::editor));
    auto transaction = *store_->begin(Store::Access::write); // as another server would
    ASSERT_TRUE(transaction->access().users().put_membership({main_account, ada, static_cast<std::uint8_t>(Role::viewer)}));
    ASSERT_TRUE(transaction->commit());
    transaction.reset();
    pass(AdmissionCache::lifetime);
    EXPECT_EQ(gate_.admit(credentials)->scopes, scopes_of(Role::viewer));
    transaction = *store_->begin(Store::Access::write);
    ASSERT_TRUE(transaction->access().users().remove_membership(main_account, ada));
    ASSERT_TRUE(transaction->commit());
    transaction.reset();
    pass(AdmissionCache::lifetime);
    EXPECT_EQ(admitted("IBSSO " + session.token), "UNAUTHORIZED");
}

TEST_F(SessionGate, AdmitsFromManyThreads)
{
    add_user("ada@example.org", password, Role::editor);
    SignedIn const session = *sign_in("ada@example.org", password);
    std::vector<std::thread> threads;
    std::atomic<int> admissions{};
    for (int number = 0; number < 4; ++number) {
        threads.emplace_back([&] {
            for (int round = 0; round < 50; ++round) {
                if (round % 10 == 0) { check_.cache().forget(); }
                if (admitted_by_cookie(session.token) == "ada@example.org") { ++admissions; }
            }
        });
    }
    for (std::thread& thread : threads) { thread.join(); }
    EXPECT_EQ(admissions, 200);
}

TEST(AdmissionCache, DoesNotKeepWhatWasAskedBeforeAChange)
{
    AdmissionCache cache;
    std::uint64_t const before = cache.generation();
    cache.forget(); // somebody revoked it while the store was asked
    cache.put(Caller::Way::key, "secret", {{}, {100}}, before);
    EXPECT_FALSE(cache.find(Caller::Way::key, "secret", {50}));
    cache.put(Caller::Way::key, "secret", {{}, {100}}, cache.generation());
    EXPECT_TRUE(cache.find(Caller::Way::key, "secret", {99}));
    EXPECT_FALSE(cache.find(Caller::Way::key, "secret", {100})) << "too late";
    EXPECT_FALSE(cache.find(Caller::Way::basic, "secret", {50})) << "another way";
    for (std::size_t number = 0; number < AdmissionCache::most_entries; ++number) {
        cache.put(Caller::Way::key, std::to_string(number), {{}, {100}}, cache.generation());
    }
    EXPECT_FALSE(cache.find(Caller::Way::key, "secret", {50})) << "its memory is bounded";
}

} // namespace
} // namespace muster
