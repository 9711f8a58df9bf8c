#include "access/access_door.hpp"

#include <utility>

namespace muster {

namespace {

class LocalAccessDoor final : public AccessDoor {
public:
    LocalAccessDoor(std::shared_ptr<Store> store, AccountId account) : store_{std::move(store)}, account_{account} {}

    Result<AddedUser> add_user(NewUser const& wanted) override { return users_.add(account_, wanted); }
    Result<std::vector<AccountUser>> users() override { return users_.list(account_); }
    Result<AccountUser> change_role(std::string const& email, Role role) override
    {
        TRY_ASSIGN(AccountUser const member, users_.find(account_, email));
        return users_.change(account_, member.user.id, {role, {}}, Authority::host);
    }
    Result<void> remove_user(std::string const& email) override
    {
        TRY_ASSIGN(AccountUser const member, users_.find(account_, email));
        return users_.remove(account_, member.user.id);
    }
    Result<IssuedLink> link_for(std::string const& email) override
    {
        TRY_ASSIGN(AccountUser const member, users_.find(account_, email));
        return users_.link(account_, member.user.id, Authority::host);
    }
    Result<CreatedApiKey> create_key(NewApiKey const& wanted) override { return keys_.create(account_, wanted); }
    Result<std::vector<ApiKey>> keys() override { return keys_.list(account_); }
    Result<void> revoke_key(ApiKeyId id) override { return keys_.revoke(account_, id); }

private:
    std::shared_ptr<Store> store_;
    AccountId account_;
    CredentialCheck check_{*store_, now};
    UserDesk users_{check_};
    KeyDesk keys_{check_};
};

} // namespace

std::unique_ptr<AccessDoor> make_local_access_door(std::shared_ptr<Store> store, AccountId account)
{
    return std::make_unique<LocalAccessDoor>(std::move(store), account);
}

} // namespace muster
