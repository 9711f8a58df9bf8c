#include "access/key_desk.hpp"
#include "api/accounts/operations.hpp"
#include "documents/access_documents.hpp"

namespace muster {

namespace {

using Need = RequestMembers::Need;

Result<ApiKeyId> key_in_path(Call const& call)
{
    if (std::optional<std::int64_t> const number = number_in_path(call)) { return ApiKeyId{*number}; }
    return Error{ErrorKind::not_found, "API_KEY_UNKNOWN", "There is no such key in this account."};
}

Result<HttpAnswer> list_keys(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(std::vector<ApiKey> const keys, KeyDesk{api.check}.list(call.caller.account));
    return json_answer(200, api_keys_document(keys));
}

Result<HttpAnswer> create_key(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
    NewApiKey wanted;
    wanted.name = members.text("name", Need::required).value_or("");
    wanted.scopes = read_scopes(members).value_or(Scopes{}); // none: refused in a sentence of its own
    wanted.expires_at = read_expiry(members).value_or(Instant{});
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    wanted.by = call.caller.name;
    TRY_ASSIGN(CreatedApiKey const created, KeyDesk{api.check}.create(call.caller.account, wanted));
    HttpAnswer answer = json_answer(201, created_api_key_document(created));
    answer.fields.add("Location", "/account/1/apiKeys/" + std::to_string(created.key.id.value));
    return answer;
}

Result<HttpAnswer> show_key(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(ApiKeyId const id, key_in_path(call));
    TRY_ASSIGN(ApiKey const key, KeyDesk{api.check}.load(call.caller.account, id));
    return json_answer(200, api_key_document(key));
}

Result<HttpAnswer> change_key(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(ApiKeyId const id, key_in_path(call));
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
    KeyChange change;
    change.name = members.text("name", Need::optional);
    change.scopes = read_scopes(members);
    change.expires_at = read_expiry(members);
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    TRY_ASSIGN(ApiKey const key, KeyDesk{api.check}.change(call.caller.account, id, change));
    return json_answer(200, api_key_document(key));
}

/// The key stays in the list, so that histories which name it can be understood.
Result<HttpAnswer> revoke_key(AccountApi const& api, Call const& call)
{
    TRY_ASSIGN(ApiKeyId const id, key_in_path(call));
    TRY(KeyDesk{api.check}.revoke(call.caller.account, id));
    return empty_answer(204);
}

} // namespace

void add_api_key_routes(Router& router, AccountApi const& api)
{
    Scope const needed = Scope::account_manage;
    router.add({"GET", "/account/1/apiKeys", Family::problem, needed, 0, of(api, list_keys)});
    router.add({"POST", "/account/1/apiKeys", Family::problem, needed, http_memory_body, of(api, create_key)});
    router.add({"GET", "/account/1/apiKeys/{id}", Family::problem, needed, 0, of(api, show_key)});
    router.add({"PATCH", "/account/1/apiKeys/{id}", Family::problem, needed, http_memory_body, of(api, change_key)});
    router.add({"DELETE", "/account/1/apiKeys/{id}", Family::problem, needed, 0, of(api, revoke_key)});
}

} // namespace muster
