#include "access/authorization.hpp"
#include "access/caller_view.hpp"
#include "access/secrets.hpp"
#include "access/sign_in_desk.hpp"
#include "api/accounts/operations.hpp"
#include "api/api_handler.hpp"
#include "documents/access_documents.hpp"

namespace muster {

namespace {

/// How a session goes with the requests: in a browser's cookie, which no script sees, or as IBSSO in a program's hands.
enum class Carrier : std::uint8_t { cookie, token };

Result<Carrier> carrier_of(AccountRequest const& request)
{
    TRY_ASSIGN(std::optional<std::string> const name, request.find_text("carrier"));
    if (!name || *name == "COOKIE") { return Carrier::cookie; }
    if (*name == "TOKEN") { return Carrier::token; }
    return Error{ErrorKind::invalid_input, "PROPERTY_INVALID", "\"carrier\" must be COOKIE or TOKEN."};
}

void note(AccountApi const& api, Call const& call, std::string_view what, Caller const& caller)
{
    if (api.on_access) { api.on_access({call.request.id, what, caller}); }
}

std::string cookie_header(Call const& call) { return std::string{call.request.fields.value("cookie")}; }

Result<HttpAnswer> signed_in_answer(AccountApi const& api, SignedIn const& signed_in, Carrier carrier)
{
    TRY_ASSIGN(CallerView const view, view_of(api.check.store(), signed_in.caller));
    SessionSecrets secrets;
    secrets.ends_at = signed_in.ends_at;
    (carrier == Carrier::cookie ? secrets.csrf_token : secrets.token) = carrier == Carrier::cookie ? signed_in.csrf_token : signed_in.token;
    HttpAnswer answer = json_answer(200, session_document(view, secrets));
    if (carrier == Carrier::cookie) {
        answer.fields.add("Set-Cookie", session_cookie(signed_in.token, api.check.times().absolute, api.transport));
    }
    return answer;
}

HttpAnswer ended(AccountApi const& api)
{
    HttpAnswer answer = empty_answer(204);
    answer.fields.add("Set-Cookie", ended_session_cookie(api.transport));
    return answer;
}

Result<HttpAnswer> sign_in(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(AccountRequest const request, AccountRequest::read(call, {"email", "password", "accountId", "carrier"}));
    SignInDesk::SignIn wanted;
    TRY_ASSIGN(wanted.email, request.text("email"));
    TRY_ASSIGN(wanted.password, request.text("password"));
    TRY_ASSIGN(std::optional<std::int64_t> const account, request.find_integer("accountId"));
    TRY_ASSIGN(Carrier const carrier, carrier_of(request));
    if (account) { wanted.account = AccountId{*account}; }
    wanted.peer = call.request.peer;
    if (carrier == Carrier::cookie) { wanted.previous_token = session_token_in(cookie_header(call), api.transport); }
    TRY_ASSIGN(SignedIn const signed_in, SignInDesk{api.check}.sign_in(wanted));
    note(api, call, "SIGNED_IN", signed_in.caller);
    return signed_in_answer(api, signed_in, carrier);
}

Result<HttpAnswer> show_session(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(Caller const caller, api.gate->admit(credentials_of(call.request)));
    TRY_ASSIGN(CallerView const view, view_of(api.check.store(), caller));
    SessionSecrets secrets;
    if (caller.way == Caller::Way::session_cookie) {
        secrets.csrf_token = csrf_token_of(session_token_in(cookie_header(call), api.transport));
    }
    return json_answer(200, session_document(view, secrets));
}

/// Who is signed out already is signed out; a browser's cookie goes in any case.
Result<HttpAnswer> sign_out(AccountApi const& api, Call const& call)
{
    Credentials const credentials = credentials_of(call.request);
    Result<Caller> const caller = api.gate->admit(credentials);
    if (!caller && caller.error().kind == ErrorKind::unauthenticated) { return ended(api); }
    if (!caller) { return caller.error(); }
    bool const by_session = caller->way == Caller::Way::session_cookie || caller->way == Caller::Way::session_token;
    std::optional<Presented> const presented = presented_in(credentials, api.transport);
    if (by_session && presented) {
        TRY(SignInDesk{api.check}.sign_out(presented->secret));
        note(api, call, "SIGNED_OUT", *caller);
    }
    return ended(api);
}

Result<HttpAnswer> change_password(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(Caller const caller, api.gate->admit(credentials_of(call.request)));
    if (caller.user == 0) { return Error{ErrorKind::denied, "NOT_A_USER", "A key has no password. Sign in as a user."}; }
    TRY_ASSIGN(AccountRequest const request, AccountRequest::read(call, {"currentPassword", "newPassword"}));
    SignInDesk::PasswordChange change;
    TRY_ASSIGN(std::optional<std::string> current, request.find_text("currentPassword"));
    change.current = std::move(current).value_or("");
    TRY_ASSIGN(change.wanted, request.text("newPassword"));
    change.peer = call.request.peer;
    SignInDesk desk{api.check};
    TRY_ASSIGN(SignedIn const signed_in, desk.change_password(caller, change));
    note(api, call, "PASSWORD_CHANGED", caller);
    if (caller.way == Caller::Way::basic) { // has no use for a session
        TRY(desk.sign_out(signed_in.token));
        return empty_answer(204);
    }
    return signed_in_answer(api, signed_in, caller.way == Caller::Way::session_cookie ? Carrier::cookie : Carrier::token);
}

Result<HttpAnswer> look_at_link(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(AccountRequest const request, AccountRequest::read(call, {"token"}));
    TRY_ASSIGN(std::string const token, request.text("token"));
    TRY_ASSIGN(LinkView const view, SignInDesk{api.check}.look_at_link(token));
    return json_answer(200, link_view_document(view));
}

Result<HttpAnswer> redeem_link(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(AccountRequest const request, AccountRequest::read(call, {"token", "password", "carrier"}));
    TRY_ASSIGN(std::string const token, request.text("token"));
    TRY_ASSIGN(std::optional<std::string> const password, request.find_text("password"));
    TRY_ASSIGN(Carrier const carrier, carrier_of(request));
    TRY_ASSIGN(SignedIn const signed_in, SignInDesk{api.check}.redeem_link(token, password.value_or("")));
    note(api, call, "LINK_REDEEMED", signed_in.caller);
    return signed_in_answer(api, signed_in, carrier);
}

} // namespace

/// For everybody: whoever signs in is nobody yet, and who is known needs no scope to see or end his own session.
void add_session_routes(Router& router, AccountApi const& api)
{
    constexpr std::uint64_t limit = http_memory_body; // an email and a password, from somebody unknown
    router.add({"POST", "/account/1/session", Family::problem, {}, limit, of(api, sign_in)});
    router.add({"GET", "/account/1/session", Family::problem, {}, 0, of(api, show_session)});
    router.add({"DELETE", "/account/1/session", Family::problem, {}, 0, of(api, sign_out)});
    router.add({"PUT", "/account/1/password", Family::problem, {}, limit, of(api, change_password)});
    router.add({"POST", "/account/1/links/look", Family::problem, {}, limit, of(api, look_at_link)});
    router.add({"POST", "/account/1/links/redeem", Family::problem, {}, limit, of(api, redeem_link)});
}

} // namespace muster
