#include "access/key_desk.hpp"
#include "api/accounts/operations.hpp"
#include "documents/access_documents.hpp"

namespace muster {

namespace {

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
    TRY_ASSIGN(AccountRequest const request, AccountRequest::read(call, {"name", "scopes", "expiresAt"}));
    NewApiKey wanted;
    TRY_ASSIGN(wanted.name, request.text("name"));
    TRY_ASSIGN(std::optional<Scopes> const scopes, request.find_scopes());
    TRY_ASSIGN(std::optional<Instant> const expires_at, request.find_expiry());
    wanted.scopes = scopes.value_or(Scopes{}); // none: refused in a sentence of its own
    wanted.expires_at = expires_at.value_or(Instant{});
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
    TRY_ASSIGN(AccountRequest const request, AccountRequest::read(call, {"name", "scopes", "expiresAt"}));
    KeyChange change;
    TRY_ASSIGN(change.name, request.find_text("name"));
    TRY_ASSIGN(change.scopes, request.find_scopes());
    TRY_ASSIGN(change.expires_at, request.find_expiry());
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
