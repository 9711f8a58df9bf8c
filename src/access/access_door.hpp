#pragma once

#include "access/key_desk.hpp"
#include "access/user_desk.hpp"

#include <memory>
#include <string>
#include <vector>

namespace muster {

/// Users and keys of one account as the command line sees them, on the word of whoever has the data directory. Errors as UserDesk and
/// KeyDesk tell. One thread.
class AccessDoor {
public:
    AccessDoor() = default;
    AccessDoor(AccessDoor const&) = delete;
    AccessDoor& operator=(AccessDoor const&) = delete;
    virtual ~AccessDoor() = default;

    virtual Result<AddedUser> add_user(NewUser const& wanted) = 0;
    virtual Result<std::vector<AccountUser>> users() = 0;
    virtual Result<AccountUser> change_role(std::string const& email, Role role) = 0;
    virtual Result<void> remove_user(std::string const& email) = 0;
    virtual Result<IssuedLink> link_for(std::string const& email) = 0;

    virtual Result<CreatedApiKey> create_key(NewApiKey const& wanted) = 0;
    virtual Result<std::vector<ApiKey>> keys() = 0;
    virtual Result<void> revoke_key(ApiKeyId id) = 0;
};

/// The door to a store at hand.
std::unique_ptr<AccessDoor> make_local_access_door(std::shared_ptr<Store> store, AccountId account);

} // namespace muster
