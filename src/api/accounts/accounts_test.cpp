#include "access/access_fixture_test.hpp"
#include "api/accounts/account_routes.hpp"
#include "api/api_handler.hpp"

#include <utility>
#include <vector>

namespace muster {
namespace {

/// The account's operations over a store, with the real gate, called as the server calls them.
class AccountOperations : public AccessTest {
protected:
    AccountOperations()
    {
        auto const router = std::make_shared<Router>();
        auto const gate = std::make_shared<AccessGate>(check_, Transport::plain);
        auto const note = [this](AccessNote const& told) { access_ += std::string{told.what} + (told.caller.user != 0 ? "+;" : ";"); };
        add_account_routes(*router, {check_, gate, Transport::plain, note});
        ApiSettings settings;
        settings.on_access = note;
        settings.gate = gate;
        handler_ = make_api_handler(router, std::move(settings));
        add_user("ana@mail.example", password, Role::admin);
        add_user("ivan@mail.example", password, Role::viewer);
    }

    /// What a request carries besides its body.
    struct With {
        std::string authorization{};
        std::string cookie{};
        std::string csrf_token{};
    };
    struct Told {
        int status{};
        Json document{};
        std::string set_cookie{};
        std::string location{};

        std::string text(std::string_view name) const
        {
            Json const* const member = document.find(name);
            return member != nullptr && member->text() != nullptr ? *member->text() : std::string{};
        }
        std::int64_t id() const { return document.find("id") != nullptr ? document.find("id")->integer().value_or(0) : 0; }
        std::string code() const { return text("code"); }
        std::size_t length_of(std::string_view name) const
        {
            Json const* const member = document.find(name);
            return member != nullptr && member->array() != nullptr ? member->array()->size() : 9'999;
        }
        /// The cookie as a browser sends it back.
        std::string cookie() const { return set_cookie.substr(0, set_cookie.find(';')); }
    };

    Told ask(std::string const& method, std::string const& path, std::string const& body, With const& with)
    {
        HttpRequest request;
        request.method = method;
        request.path = path;
        request.peer = "192.0.2.1";
        request.body.text = body;
        request.body.size = body.size();
        if (!body.empty()) { request.fields.add("Content-Type", "application/json"); }
        if (!with.authorization.empty()) { request.fields.add("Authorization", with.authorization); }
        if (!with.cookie.empty()) { request.fields.add("Cookie", with.cookie); }
        if (!with.csrf_token.empty()) { request.fields.add("X-CSRF-Token", with.csrf_token); }
        HttpAnswer const answer = handler_->answer(request);
        Told told{answer.status, {}, std::string{answer.fields.value("set-cookie")}, std::string{answer.fields.value("location")}};
        if (auto const* const text = std::get_if<std::string>(&answer.body)) { told.document = *parse_json(*text); }
        return told;
    }
    Told ask(std::string const& method, std::string const& path, std::string const& body = {}) { return ask(method, path, body, admin()); }
    static With admin() { return {"Basic YW5hQG1haWwuZXhhbXBsZTp2aW9sZXQgbGFtcCBmb3Vy", {}, {}}; } // ana@mail.example

    With signed_in(std::string const& email) { return signed_in_with(email, password); }
    With signed_in_with(std::string const& email, std::string const& its_password)
    {
        Told const told = ask("POST", "/account/1/session", R"({"email":")" + email + R"(","password":")" + its_password + R"("})", {});
        EXPECT_EQ(told.status, 200) << told.code();
        return {{}, told.cookie(), told.text("csrfToken")};
    }

    std::unique_ptr<HttpHandler> handler_{};
    std::string access_{}; ///< what was told of who came in; + for a user that is known
};

using SessionOperations = AccountOperations;
using LinkOperations = AccountOperations;
using UserOperations = AccountOperations;
using ApiKeyOperations = AccountOperations;

TEST_F(SessionOperations, GiveABrowserACookieAndNoToken)
{
    Told const in = ask("POST", "/account/1/session", R"({"email":"ana@mail.example","password":"violet lamp four"})", {});
    EXPECT_EQ(in.status, 200);
    EXPECT_TRUE(in.set_cookie.starts_with("muster_session="));
    EXPECT_NE(in.set_cookie.find("HttpOnly"), std::string::npos);
    EXPECT_NE(in.set_cookie.find("SameSite=Strict"), std::string::npos);
    EXPECT_EQ(in.document.find("token"), nullptr);
    With const browser{{}, in.cookie(), {}};
    Told const shown = ask("GET", "/account/1/session", {}, browser);
    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(shown.text("csrfToken"), in.text("csrfToken"));
    EXPECT_EQ(*shown.document.find("user")->find("role")->text(), "ADMIN");
    EXPECT_EQ(*shown.document.find("account")->find("name")->text(), "default");
    EXPECT_EQ(shown.length_of("scopes"), 8);
}

TEST_F(SessionOperations, GiveAProgramATokenAndNoCookie)
{
    Told const in =
        ask("POST", "/account/1/session", R"({"email":"ana@mail.example","password":"violet lamp four","carrier":"TOKEN"})", {});
    EXPECT_EQ(in.set_cookie, "");
    EXPECT_EQ(in.document.find("csrfToken"), nullptr);
    EXPECT_EQ(ask("GET", "/account/1/users", {}, {"IBSSO " + in.text("token"), {}, {}}).status, 200);
    EXPECT_EQ(ask("DELETE", "/account/1/session", {}, {"IBSSO " + in.text("token"), {}, {}}).status, 204);
    EXPECT_EQ(ask("GET", "/account/1/users", {}, {"IBSSO " + in.text("token"), {}, {}}).status, 401);
}

TEST_F(SessionOperations, AreToldToTheLog)
{
    With const browser = signed_in("ivan@mail.example");
    ask("POST", "/account/1/session", R"({"email":"ana@mail.example","password":"wrong"})", {});
    ask("PUT", "/account/1/password", R"({"currentPassword":"violet lamp four","newPassword":"green lamp five"})", browser);
    With const fresh = signed_in_with("ivan@mail.example", "green lamp five");
    ask("DELETE", "/account/1/session", {}, {{}, fresh.cookie, {}});
    ask("DELETE", "/account/1/session", {}, fresh);
    ask("POST", "/account/1/apiKeys", R"({"name":"x","scopes":["people:read"]})");
    EXPECT_EQ(access_, "SIGNED_IN+;UNAUTHORIZED;PASSWORD_CHANGED+;SIGNED_IN+;CSRF_TOKEN_INVALID;SIGNED_OUT+;CHANGED+;");
}

TEST_F(SessionOperations, RefuseWrongPasswordsAndBodies)
{
    struct Row {
        std::string body{};
        int status{};
        std::string code{};
    };
    for (Row const& row : {Row{R"({"email":"ana@mail.example","password":"wrong"})", 401, "UNAUTHORIZED"},
                           Row{R"({"email":"nobody@mail.example","password":"wrong"})", 401, "UNAUTHORIZED"},
                           Row{R"({"email":"ana@mail.example"})", 400, "PROPERTY_MISSING"},
                           Row{R"({"email":"ana@mail.example","password":7})", 400, "PROPERTY_INVALID"},
                           Row{R"({"email":"ana@mail.example","password":"x","passwort":"x"})", 400, "PROPERTY_UNKNOWN"},
                           Row{R"({"email":"ana@mail.example","password":"violet lamp four","accountId":77})", 401, "UNAUTHORIZED"},
                           Row{R"({"email":"ana@mail.example","password":"x","accountId":"1"})", 400, "PROPERTY_INVALID"},
                           Row{R"({"email":"ana@mail.example","password":"x","carrier":"PIGEON"})", 400, "PROPERTY_INVALID"},
                           Row{"[]", 400, "PROPERTY_INVALID"}, Row{"{", 400, "NOT_JSON"}, Row{"", 400, "BODY_MISSING"}}) {
        Told const told = ask("POST", "/account/1/session", row.body, {});
        EXPECT_EQ(told.status, row.status) << row.body;
        EXPECT_EQ(told.code(), row.code) << row.body;
        EXPECT_EQ(told.set_cookie, "") << row.body;
    }
}

TEST_F(SessionOperations, WantTheTokenOfThePageForChanges)
{
    With browser = signed_in("ana@mail.example");
    EXPECT_EQ(ask("GET", "/account/1/users", {}, browser).status, 200);
    std::string const right = std::exchange(browser.csrf_token, "");
    EXPECT_EQ(ask("POST", "/account/1/apiKeys", R"({"name":"x","scopes":["people:read"]})", browser).code(), "CSRF_TOKEN_INVALID");
    EXPECT_EQ(ask("DELETE", "/account/1/session", {}, browser).code(), "CSRF_TOKEN_INVALID");
    browser.csrf_token = right;
    EXPECT_EQ(ask("POST", "/account/1/apiKeys", R"({"name":"x","scopes":["people:read"]})", browser).status, 201);
}

TEST_F(SessionOperations, SignOutAlsoWhoIsOut)
{
    With const browser = signed_in("ana@mail.example");
    for (int time = 0; time < 2; ++time) {
        Told const out = ask("DELETE", "/account/1/session", {}, browser);
        EXPECT_EQ(out.status, 204);
        EXPECT_NE(out.set_cookie.find("Max-Age=0"), std::string::npos) << out.set_cookie;
        EXPECT_EQ(ask("GET", "/account/1/session", {}, browser).status, 401);
    }
}

TEST_F(SessionOperations, EndTheBrowsersFormerSessionAtSignIn)
{
    With const former = signed_in("ana@mail.example");
    EXPECT_EQ(ask("POST", "/account/1/session", R"({"email":"ivan@mail.example","password":"violet lamp four"})", former).status, 200);
    EXPECT_EQ(ask("GET", "/account/1/session", {}, former).status, 401);
}

TEST_F(SessionOperations, ChangeThePasswordAndEndAllOtherSessions)
{
    With const here = signed_in("ivan@mail.example");
    With const elsewhere = signed_in("ivan@mail.example");
    EXPECT_EQ(ask("PUT", "/account/1/password", R"({"currentPassword":"wrong","newPassword":"orange tower nine"})", here).code(),
              "PASSWORD_WRONG");
    EXPECT_EQ(ask("PUT", "/account/1/password", R"({"currentPassword":"violet lamp four","newPassword":"password"})", here).code(),
              "PASSWORD_TOO_COMMON");
    Told const changed =
        ask("PUT", "/account/1/password", R"({"currentPassword":"violet lamp four","newPassword":"orange tower nine"})", here);
    EXPECT_EQ(changed.status, 200);
    EXPECT_EQ(ask("GET", "/account/1/session", {}, {{}, changed.cookie(), {}}).status, 200);
    EXPECT_EQ(ask("GET", "/account/1/session", {}, here).status, 401);
    EXPECT_EQ(ask("GET", "/account/1/session", {}, elsewhere).status, 401);

    EXPECT_EQ(ask("PUT", "/account/1/password", R"({"currentPassword":"violet lamp four","newPassword":"orange tower nine"})").status, 204);
    std::string const key = ask("POST", "/account/1/apiKeys", R"({"name":"x","scopes":["account:manage"]})",
                                signed_in_with("ana@mail.example", "orange tower nine"))
                                .text("key");
    EXPECT_EQ(ask("PUT", "/account/1/password", R"({"newPassword":"orange tower nine"})", {"App " + key, {}, {}}).code(), "NOT_A_USER");
    Told const by_key = ask("GET", "/account/1/session", {}, {"App " + key, {}, {}});
    EXPECT_EQ(by_key.status, 200);
    EXPECT_EQ(by_key.document.find("user"), nullptr);
    EXPECT_NE(by_key.document.find("apiKey"), nullptr);
}

TEST_F(LinkOperations, LetInOnceAndSetAPassword)
{
    Told const added = ask("POST", "/account/1/users", R"({"email":"eva@mail.example","role":"EDITOR"})");
    EXPECT_EQ(added.status, 201);
    EXPECT_EQ(added.location, "/account/1/users/" + std::to_string(added.id()));
    std::string const token = *added.document.find("link")->find("token")->text();
    Told const view = ask("POST", "/account/1/links/look", R"({"token":")" + token + R"("})", {});
    EXPECT_EQ(view.text("email"), "eva@mail.example");
    EXPECT_EQ(view.document.find("passwordNeeded")->boolean(), true);
    std::string const redeem = R"({"token":")" + token + R"(","password":"violet lamp four"})";
    EXPECT_EQ(ask("POST", "/account/1/links/redeem", R"({"token":")" + token + R"("})", {}).code(), "PASSWORD_TOO_SHORT");
    Told const in = ask("POST", "/account/1/links/redeem", redeem, {});
    EXPECT_EQ(in.status, 200);
    EXPECT_EQ(in.text("name"), "eva@mail.example");
    EXPECT_EQ(ask("GET", "/account/1/session", {}, {{}, in.cookie(), {}}).status, 200);
    EXPECT_EQ(ask("POST", "/account/1/links/redeem", redeem, {}).code(), "LINK_INVALID");
    EXPECT_EQ(ask("POST", "/account/1/links/look", R"({"token":"nonsense"})", {}).status, 401);
    signed_in("eva@mail.example");

    std::string const reset = ask("POST", added.location + "/link").text("token");
    Told const again = ask("POST", "/account/1/links/redeem", R"({"token":")" + reset + R"(","password":"orange tower nine"})", {});
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(ask("GET", "/account/1/session", {}, {{}, in.cookie(), {}}).status, 401) << "a new password ends what the old one began";
}

TEST_F(UserOperations, ListChangeAndRemove)
{
    Told const all = ask("GET", "/account/1/users");
    EXPECT_EQ(all.length_of("users"), 2);
    Told const ivan = ask("GET", "/account/1/users/2");
    EXPECT_EQ(ivan.text("email"), "ivan@mail.example");
    EXPECT_EQ(ivan.text("role"), "VIEWER");
    EXPECT_EQ(ask("PATCH", "/account/1/users/2", R"({"role":"EDITOR"})").text("role"), "EDITOR");
    EXPECT_EQ(ask("PATCH", "/account/1/users/2", R"({"email":"ivo@mail.example"})").text("email"), "ivo@mail.example");
    EXPECT_EQ(ask("PATCH", "/account/1/users/2", R"({"role":"KING"})").code(), "PROPERTY_INVALID");
    EXPECT_EQ(ask("PATCH", "/account/1/users/1", R"({"role":"VIEWER"})").code(), "LAST_ADMINISTRATOR");
    EXPECT_EQ(ask("DELETE", "/account/1/users/1").status, 409);
    EXPECT_EQ(ask("DELETE", "/account/1/users/2").status, 204);
    EXPECT_EQ(ask("DELETE", "/account/1/users/2").code(), "USER_UNKNOWN");
    for (std::string const path :
         {"/account/1/users/0", "/account/1/users/x", "/account/1/users/2x", "/account/1/users/99999999999999999999"}) {
        EXPECT_EQ(ask("GET", path).status, 404) << path;
    }
    EXPECT_EQ(ask("POST", "/account/1/users", R"({"email":"nobody"})").code(), "EMAIL_INVALID");
    EXPECT_EQ(ask("POST", "/account/1/users", R"({"email":"Ana@mail.example"})").code(), "USER_EXISTS");
}

TEST_F(UserOperations, AreForAdministratorsOnly)
{
    With const viewer = signed_in("ivan@mail.example");
    With const nobody{};
    for (auto const& [method, path] : std::vector<std::pair<std::string, std::string>>{{"GET", "/account/1/users"},
                                                                                       {"POST", "/account/1/users"},
                                                                                       {"GET", "/account/1/users/1"},
                                                                                       {"PATCH", "/account/1/users/2"},
                                                                                       {"DELETE", "/account/1/users/1"},
                                                                                       {"POST", "/account/1/users/1/link"},
                                                                                       {"GET", "/account/1/apiKeys"},
                                                                                       {"POST", "/account/1/apiKeys"},
                                                                                       {"GET", "/account/1/apiKeys/1"},
                                                                                       {"PATCH", "/account/1/apiKeys/1"},
                                                                                       {"DELETE", "/account/1/apiKeys/1"}}) {
        std::string const body = method == "POST" || method == "PATCH" ? R"({"role":"ADMIN"})" : "";
        EXPECT_EQ(ask(method, path, body, viewer).code(), "FORBIDDEN") << method << path;
        EXPECT_EQ(ask(method, path, body, nobody).code(), "UNAUTHORIZED") << method << path;
    }
    EXPECT_EQ(ask("GET", "/account/1/users/2").text("role"), "VIEWER");
}

TEST_F(UserOperations, StayWithinTheirAccount)
{
    AccountId const other = other_account();
    UserId const eva = add_user("eva@mail.example", password, Role::admin, other);
    With const hers = signed_in("eva@mail.example");
    std::string const key = ask("POST", "/account/1/apiKeys", R"({"name":"theirs","scopes":["people:read"]})").location;
    EXPECT_EQ(ask("GET", "/account/1/users", {}, hers).length_of("users"), 1);
    EXPECT_EQ(ask("GET", "/account/1/apiKeys", {}, hers).length_of("apiKeys"), 0);
    EXPECT_EQ(ask("GET", "/account/1/users/1", {}, hers).status, 404);
    EXPECT_EQ(ask("PATCH", "/account/1/users/2", R"({"role":"ADMIN"})", hers).status, 404);
    EXPECT_EQ(ask("DELETE", "/account/1/users/2", {}, hers).status, 404);
    EXPECT_EQ(ask("POST", "/account/1/users/1/link", {}, hers).status, 404);
    EXPECT_EQ(ask("GET", key, {}, hers).status, 404);
    EXPECT_EQ(ask("PATCH", key, R"({"name":"mine"})", hers).status, 404);
    EXPECT_EQ(ask("DELETE", key, {}, hers).status, 404);
    EXPECT_EQ(ask("GET", "/account/1/users/" + std::to_string(eva.value)).status, 404);

    Told const joined = ask("POST", "/account/1/users", R"({"email":"ana@mail.example"})", hers);
    EXPECT_EQ(joined.status, 201);
    EXPECT_EQ(joined.document.find("link"), nullptr);
    EXPECT_EQ(ask("POST", "/account/1/users/1/link", {}, hers).code(), "USER_OF_SEVERAL_ACCOUNTS");
}

TEST_F(ApiKeyOperations, ShowAKeyOnceAndRevokeItForGood)
{
    Told const made = ask("POST", "/account/1/apiKeys",
                          R"({"name":"shop","scopes":["people:read","account:manage"],"expiresAt":"2999-01-01T00:00:00Z"})");
    EXPECT_EQ(made.status, 201);
    EXPECT_EQ(made.length_of("scopes"), 2);
    With const program{"App " + made.text("key"), {}, {}};
    Told const shown = ask("GET", made.location, {}, program);
    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(shown.document.find("key"), nullptr);
    EXPECT_EQ(shown.text("createdBy"), "ana@mail.example");
    EXPECT_EQ(shown.text("expiresAt"), "2999-01-01T00:00:00Z");
    Told const changed = ask("PATCH", made.location, R"({"name":"Shop 2","expiresAt":null})");
    EXPECT_EQ(changed.text("name"), "Shop 2");
    EXPECT_EQ(changed.document.find("expiresAt"), nullptr);
    EXPECT_EQ(ask("PATCH", made.location, R"({"scopes":["people:read"]})").status, 200);
    EXPECT_EQ(ask("GET", made.location, {}, program).code(), "FORBIDDEN");
    EXPECT_EQ(ask("DELETE", made.location).status, 204);
    EXPECT_EQ(ask("DELETE", made.location).status, 204);
    EXPECT_EQ(ask("GET", made.location, {}, program).status, 401);
    EXPECT_NE(ask("GET", made.location).text("revokedAt"), "");
    EXPECT_EQ(ask("GET", "/account/1/apiKeys").length_of("apiKeys"), 1);
}

TEST_F(ApiKeyOperations, RefuseWhatMakesNoKey)
{
    for (auto const& [body, code] : std::vector<std::pair<std::string, std::string>>{
             {R"({"scopes":["people:read"]})", "PROPERTY_MISSING"},
             {R"({"name":"x"})", "KEY_WITHOUT_SCOPES"},
             {R"({"name":"x","scopes":[]})", "KEY_WITHOUT_SCOPES"},
             {R"({"name":"x","scopes":["people:eat"]})", "PROPERTY_INVALID"},
             {R"({"name":"x","scopes":"people:read"})", "PROPERTY_INVALID"},
             {R"({"name":" ","scopes":["people:read"]})", "KEY_NAME_INVALID"},
             {R"({"name":"x","scopes":["people:read"],"expiresAt":"soon"})", "PROPERTY_INVALID"},
             {R"({"name":"x","scopes":["people:read"],"expiresAt":"2001-01-01T00:00:00Z"})", "KEY_EXPIRY_PAST"}}) {
        EXPECT_EQ(ask("POST", "/account/1/apiKeys", body).code(), code) << body;
    }
    EXPECT_EQ(ask("GET", "/account/1/apiKeys").length_of("apiKeys"), 0);
}

} // namespace
} // namespace muster
