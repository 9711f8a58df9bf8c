#include "access/user_desk.hpp"
#include "api/accounts/operations.hpp"
#include "documents/access_documents.hpp"

namespace muster {

namespace {

using Need = RequestMembers::Need;

Result<UserId> user_in_path(Call const& call)
{
    if (std::optional<std::int64_t> const number = number_in_path(call)) { return UserId{*number}; }
    return Error{ErrorKind::not_found, "USER_UNKNOWN", "There is no such user in this account."};
}

Result<HttpAnswer> list_users(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(std::vector<AccountUser> const users, UserDesk{api.check}.list(call.caller.account));
    return json_answer(200, users_document(users));
}

Result<HttpAnswer> add_user(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
    NewUser wanted;
    wanted.email = members.text("email", Need::required).value_or("");
    wanted.role = read_role(members);
    wanted.password = members.text("password", Need::optional).value_or("");
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    TRY_ASSIGN(AddedUser const added, UserDesk{api.check}.add(call.caller.account, wanted));
    HttpAnswer answer = json_answer(201, added_user_document(added));
    answer.fields.add("Location", "/account/1/users/" + std::to_string(added.member.user.id.value));
    return answer;
}

Result<HttpAnswer> show_user(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(UserId const id, user_in_path(call));
    TRY_ASSIGN(AccountUser const user, UserDesk{api.check}.load(call.caller.account, id));
    return json_answer(200, user_document(user));
}

Result<HttpAnswer> change_user(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(UserId const id, user_in_path(call));
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
    UserChange change;
    change.email = members.text("email", Need::optional);
    change.role = read_role(members);
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    TRY_ASSIGN(AccountUser const user, UserDesk{api.check}.change(call.caller.account, id, change, Authority::administrator));
    return json_answer(200, user_document(user));
}

Result<HttpAnswer> remove_user(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(UserId const id, user_in_path(call));
    TRY(UserDesk{api.check}.remove(call.caller.account, id));
    return empty_answer(204);
}

Result<HttpAnswer> issue_user_link(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(UserId const id, user_in_path(call));
    TRY_ASSIGN(IssuedLink const link, UserDesk{api.check}.link(call.caller.account, id, Authority::administrator));
    return json_answer(201, link_document(link));
}

Result<HttpAnswer> end_user_sessions(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(UserId const id, user_in_path(call));
    TRY(UserDesk{api.check}.end_sessions(call.caller.account, id));
    return empty_answer(204);
}

} // namespace

void add_user_routes(Router& router, AccountApi const& api)
{
    Scope const needed = Scope::account_manage;
    router.add({"GET", "/account/1/users", Family::problem, needed, 0, of(api, list_users)});
    router.add({"POST", "/account/1/users", Family::problem, needed, http_memory_body, of(api, add_user)});
    router.add({"GET", "/account/1/users/{id}", Family::problem, needed, 0, of(api, show_user)});
    router.add({"PATCH", "/account/1/users/{id}", Family::problem, needed, http_memory_body, of(api, change_user)});
    router.add({"DELETE", "/account/1/users/{id}", Family::problem, needed, 0, of(api, remove_user)});
    router.add({"POST", "/account/1/users/{id}/link", Family::problem, needed, 0, of(api, issue_user_link)});
    router.add({"DELETE", "/account/1/users/{id}/sessions", Family::problem, needed, 0, of(api, end_user_sessions)});
}

} // namespace muster
