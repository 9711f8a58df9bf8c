#include "base/text.hpp"
#include "documents/read_documents.hpp"
#include "remote/remote_door.hpp"
#include "remote/session_check.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

constexpr std::string_view users_path = "/account/1/users";
constexpr std::string_view keys_path = "/account/1/apiKeys";

std::string path_of(AccountUser const& member) { return std::string{users_path} + "/" + std::to_string(member.user.id.value); }

class RemoteAccessDoor final : public AccessDoor {
public:
    explicit RemoteAccessDoor(ServerCalls calls) : calls_{std::move(calls)} {}

    Result<AddedUser> add_user(NewUser const& wanted) override
    {
        JsonWriter json;
        json.begin_object().member("email", wanted.email);
        if (wanted.role) { json.member("role", name_of(*wanted.role)); }
        if (!wanted.password.empty()) { json.member("password", wanted.password); }
        TRY_ASSIGN(Json const added, calls_.send("POST", std::string{users_path}, json.end_object().take()));
        return read_added_user(added);
    }
    Result<std::vector<AccountUser>> users() override
    {
        TRY_ASSIGN(Json const users, calls_.get(std::string{users_path}));
        return read_users(users);
    }
    Result<AccountUser> change_role(std::string const& email, Role role) override
    {
        TRY_ASSIGN(AccountUser const member, find_user(email));
        JsonWriter json;
        json.begin_object().member("role", name_of(role)).end_object();
        TRY_ASSIGN(Json const changed, calls_.send("PATCH", path_of(member), json.take()));
        return read_user(changed);
    }
    Result<void> remove_user(std::string const& email) override
    {
        TRY_ASSIGN(AccountUser const member, find_user(email));
        TRY(calls_.send("DELETE", path_of(member)));
        return {};
    }
    Result<IssuedLink> link_for(std::string const& email) override
    {
        TRY_ASSIGN(AccountUser const member, find_user(email));
        TRY_ASSIGN(Json const link, calls_.send("POST", path_of(member) + "/link"));
        return read_link(link);
    }

    Result<CreatedApiKey> create_key(NewApiKey const& wanted) override
    {
        JsonWriter json;
        json.begin_object().member("name", wanted.name).key("scopes").begin_array();
        for (std::string_view const name : names_of(wanted.scopes)) { json.value(name); }
        json.end_array();
        if (wanted.expires_at != Instant{}) { json.member("expiresAt", to_text(wanted.expires_at)); }
        TRY_ASSIGN(Json const created, calls_.send("POST", std::string{keys_path}, json.end_object().take()));
        return read_created_api_key(created);
    }
    Result<std::vector<ApiKey>> keys() override
    {
        TRY_ASSIGN(Json const keys, calls_.get(std::string{keys_path}));
        return read_api_keys(keys);
    }
    Result<void> revoke_key(ApiKeyId id) override
    {
        TRY(calls_.send("DELETE", std::string{keys_path} + "/" + std::to_string(id.value)));
        return {};
    }

private:
    /// The API names users by their numbers.
    Result<AccountUser> find_user(std::string const& email)
    {
        TRY_ASSIGN(auto const members, users());
        std::string const wanted = text::fold(email);
        auto const found = std::find_if(members.begin(), members.end(),
                                        [&](AccountUser const& member) { return text::fold(member.user.email) == wanted; });
        if (found != members.end()) { return *found; }
        return Error{ErrorKind::not_found, "USER_UNKNOWN", "There is no such user in this account."};
    }

    ServerCalls calls_;
};

} // namespace

Result<std::unique_ptr<AccessDoor>> open_remote_access_door(ServerAddress const& address, std::string const& account)
{
    TRY_ASSIGN(ServerCalls calls, remote::open_calls(address, account));
    return std::unique_ptr<AccessDoor>{std::make_unique<RemoteAccessDoor>(std::move(calls))};
}

} // namespace muster
