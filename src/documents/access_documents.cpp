#include "documents/access_documents.hpp"

#include "json/writer.hpp"

namespace muster {

namespace {

void write_user_members(JsonWriter& json, AccountUser const& member)
{
    json.member("id", member.user.id.value).member("email", member.user.email);
    json.member("role", name_of(static_cast<Role>(member.role))).member("passwordSet", !member.user.password_hash.empty());
    json.member("createdAt", to_text(member.user.created_at));
}

void write_link(JsonWriter& json, IssuedLink const& link)
{
    json.begin_object().member("purpose", name_of(link.purpose)).member("token", link.token);
    json.member("path", path_of(link)).member("expiresAt", to_text(link.expires_at)).end_object();
}

void write_scopes(JsonWriter& json, Scopes scopes)
{
    json.key("scopes").begin_array();
    for (std::string_view const name : names_of(scopes)) { json.value(name); }
    json.end_array();
}

void write_moment(JsonWriter& json, std::string_view name, Instant moment)
{
    if (moment != Instant{}) { json.member(name, to_text(moment)); }
}

void write_key(JsonWriter& json, ApiKey const& key)
{
    json.begin_object().member("id", key.id.value).member("name", key.name).member("prefix", key.prefix);
    write_scopes(json, Scopes{key.scopes});
    json.member("createdBy", key.created_by).member("createdAt", to_text(key.created_at));
    write_moment(json, "expiresAt", key.expires_at);
    write_moment(json, "revokedAt", key.revoked_at);
    write_moment(json, "usedAt", key.used_at);
    json.end_object();
}

void write_account(JsonWriter& json, AccountId id, std::string_view name)
{
    json.begin_object().member("id", id.value).member("name", name).end_object();
}

} // namespace

std::string account_document(Account const& account)
{
    JsonWriter json;
    write_account(json, account.id, account.name);
    return json.take();
}

std::string user_document(AccountUser const& member)
{
    JsonWriter json;
    write_user_members(json.begin_object(), member);
    return json.end_object().take();
}

std::string users_document(std::span<AccountUser const> members)
{
    JsonWriter json;
    json.begin_object().key("users").begin_array();
    for (AccountUser const& member : members) {
        write_user_members(json.begin_object(), member);
        json.end_object();
    }
    return json.end_array().end_object().take();
}

std::string added_user_document(AddedUser const& added)
{
    JsonWriter json;
    write_user_members(json.begin_object(), added.member);
    if (added.link) { write_link(json.key("link"), *added.link); }
    return json.end_object().take();
}

std::string link_document(IssuedLink const& link)
{
    JsonWriter json;
    write_link(json, link);
    return json.take();
}

std::string link_view_document(LinkView const& view)
{
    JsonWriter json;
    json.begin_object().member("purpose", name_of(view.purpose)).member("email", view.email);
    json.member("passwordNeeded", view.purpose != LinkPurpose::first_administrator).member("expiresAt", to_text(view.expires_at));
    return json.end_object().take();
}

std::string api_key_document(ApiKey const& key)
{
    JsonWriter json;
    write_key(json, key);
    return json.take();
}

std::string api_keys_document(std::span<ApiKey const> keys)
{
    JsonWriter json;
    json.begin_object().key("apiKeys").begin_array();
    for (ApiKey const& key : keys) { write_key(json, key); }
    return json.end_array().end_object().take();
}

std::string created_api_key_document(CreatedApiKey const& created)
{
    JsonWriter json;
    json.begin_object().member("id", created.key.id.value).member("name", created.key.name).member("key", created.text);
    write_scopes(json, Scopes{created.key.scopes});
    return json.end_object().take();
}

std::string session_document(CallerView const& view, SessionSecrets const& secrets)
{
    JsonWriter json;
    json.begin_object().member("name", view.caller.name);
    write_account(json.key("account"), view.caller.account, view.account_name);
    if (view.user) {
        write_user_members(json.key("user").begin_object(), *view.user);
        json.end_object();
    } else if (view.caller.key != 0) {
        json.key("apiKey").begin_object().member("id", view.caller.key).end_object();
    }
    write_scopes(json, view.caller.scopes);
    json.key("accounts").begin_array();
    for (Account const& account : view.accounts) { write_account(json, account.id, account.name); }
    json.end_array();
    if (!secrets.csrf_token.empty()) { json.member("csrfToken", secrets.csrf_token); }
    if (!secrets.token.empty()) { json.member("token", secrets.token); }
    write_moment(json, "expiresAt", secrets.ends_at);
    return json.end_object().take();
}

} // namespace muster
