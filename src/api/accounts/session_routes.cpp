#include "access/authorization.hpp"
#include "access/caller_view.hpp"
#include "access/secrets.hpp"
#include "access/sign_in_desk.hpp"
#include "api/accounts/operations.hpp"
#include "api/api_handler.hpp"
#include "documents/access_documents.hpp"

namespace muster {

namespace {

using Need = RequestMembers::Need;

/// How a session goes with the requests: in a browser's cookie, which no script sees, or as IBSSO in a program's hands.
enum class Carrier : std::uint8_t { cookie, token };

Carrier read_carrier(RequestMembers& members)
{
    std::optional<std::string> const name = members.text("carrier", Need::optional);
    if (name == "TOKEN") { return Carrier::token; }
    if (name && *name != "COOKIE") { members.add_fault("carrier", "must be COOKIE or TOKEN."); }
    return Carrier::cookie;
}

void note(AccountApi const& api, Call const& call, std::string_view what, Caller const& caller)
{
    if (api.on_access) { api.on_access({call.request.id, what, caller}); }
}

std::string cookie_header(Call const& call) { return std::string{call.request.fields.value("cookie")}; }

Result<HttpAnswer> signed_in_answer(AccountApi const& api, Call const& call, SignedIn const& signed_in, Carrier carrier)
{
    TRY_ASSIGN(CallerView const view, view_of(api.check.store(), signed_in.caller));
    SessionSecrets secrets;
    secrets.ends_at = signed_in.ends_at;
    (carrier == Carrier::cookie ? secrets.csrf_token : secrets.token) = carrier == Carrier::cookie ? signed_in.csrf_token : signed_in.token;
    HttpAnswer answer = json_answer(200, session_document(view, secrets));
    if (carrier == Carrier::cookie) {
        answer.fields.add("Set-Cookie", session_cookie(signed_in.token, api.check.times().absolute, transport_of(call.request)));
    }
    return answer;
}

HttpAnswer ended(Call const& call)
{
    HttpAnswer answer = empty_answer(204);
    answer.fields.add("Set-Cookie", ended_session_cookie(transport_of(call.request)));
    return answer;
}

Result<HttpAnswer> sign_in(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
    SignInDesk::SignIn wanted;
    wanted.email = members.text("email", Need::required).value_or("");
    wanted.password = members.text("password", Need::required).value_or("");
    std::optional<std::int64_t> const account = members.number("accountId", Need::optional);
    Carrier const carrier = read_carrier(members);
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    if (account) { wanted.account = AccountId{*account}; }
    wanted.peer = call.request.peer;
    if (carrier == Carrier::cookie) { wanted.previous_token = session_token_in(cookie_header(call), transport_of(call.request)); }
    TRY_ASSIGN(SignedIn const signed_in, SignInDesk{api.check}.sign_in(wanted));
    note(api, call, "SIGNED_IN", signed_in.caller);
    return signed_in_answer(api, call, signed_in, carrier);
}

Result<HttpAnswer> show_session(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(Caller const caller, api.gate->admit(credentials_of(call.request)));
    TRY_ASSIGN(CallerView const view, view_of(api.check.store(), caller));
    SessionSecrets secrets;
    if (caller.way == Caller::Way::session_cookie) {
        secrets.csrf_token = csrf_token_of(session_token_in(cookie_header(call), transport_of(call.request)));
    }
    return json_answer(200, session_document(view, secrets));
}

/// Who is signed out already is signed out; a browser's cookie goes in any case.
Result<HttpAnswer> sign_out(AccountApi const& api, Call const& call)
{
    Credentials const credentials = credentials_of(call.request);
    Result<Caller> const caller = api.gate->admit(credentials);
    if (!caller && caller.error().kind == ErrorKind::unauthenticated) { return ended(call); }
    if (!caller) { return caller.error(); }
    bool const by_session = caller->way == Caller::Way::session_cookie || caller->way == Caller::Way::session_token;
    std::optional<Presented> const presented = presented_in(credentials);
    if (by_session && presented) {
        TRY(SignInDesk{api.check}.sign_out(presented->secret));
        note(api, call, "SIGNED_OUT", *caller);
    }
    return ended(call);
}

Result<HttpAnswer> change_password(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(Caller const caller, api.gate->admit(credentials_of(call.request)));
    if (caller.user == 0) { return Error{ErrorKind::denied, "NOT_A_USER", "A key has no password. Sign in as a user."}; }
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
    SignInDesk::PasswordChange change;
    change.current = members.text("currentPassword", Need::optional).value_or("");
    change.wanted = members.text("newPassword", Need::required).value_or("");
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    change.peer = call.request.peer;
    SignInDesk desk{api.check};
    TRY_ASSIGN(SignedIn const signed_in, desk.change_password(caller, change));
    note(api, call, "PASSWORD_CHANGED", caller);
    if (caller.way == Caller::Way::basic) { // has no use for a session
        TRY(desk.sign_out(signed_in.token));
        return empty_answer(204);
    }
    return signed_in_answer(api, call, signed_in, caller.way == Caller::Way::session_cookie ? Carrier::cookie : Carrier::token);
}

Result<HttpAnswer> look_at_link(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
    std::string const token = members.text("token", Need::required).value_or("");
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    TRY_ASSIGN(LinkView const view, SignInDesk{api.check}.look_at_link(token));
    return json_answer(200, link_view_document(view));
}

Result<HttpAnswer> redeem_link(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
    std::string const token = members.text("token", Need::required).value_or("");
    std::string const password = members.text("password", Need::optional).value_or("");
    Carrier const carrier = read_carrier(members);
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    TRY_ASSIGN(SignedIn const signed_in, SignInDesk{api.check}.redeem_link(token, password));
    note(api, call, "LINK_REDEEMED", signed_in.caller);
    return signed_in_answer(api, call, signed_in, carrier);
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
