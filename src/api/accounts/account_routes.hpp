#pragma once

#include "access/access_gate.hpp"
#include "api/access_note.hpp"
#include "api/route.hpp"

#include <memory>

namespace muster {

/// What the operations of /account/1 work with.
struct AccountApi {
    CredentialCheck& check;       ///< must outlive the router
    std::shared_ptr<Gate> gate{}; ///< the one that the API's handler asks
    Transport transport{};        ///< how browsers reach this server; the gate's
    OnAccess on_access{};         ///< told of sessions that begin and end and of passwords
};

/// Sessions, passwords and one-time links for everybody; users and API keys for whoever has account:manage, which is as much as
/// everything: it can make a key or a user that may do all in the account.
void add_account_routes(Router& router, AccountApi const& api);

} // namespace muster
