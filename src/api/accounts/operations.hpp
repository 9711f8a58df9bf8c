#pragma once

#include "api/accounts/account_routes.hpp"
#include "api/request_members.hpp"

#include <cstdint>
#include <optional>

namespace muster {

/// `role` by its name; nothing when it is not there.
std::optional<Role> read_role(RequestMembers& members);
/// `scopes`, an array of names of scopes; nothing when it is not there.
std::optional<Scopes> read_scopes(RequestMembers& members);
/// `expiresAt`; nothing when it is not there, 0 (never) for null.
std::optional<Instant> read_expiry(RequestMembers& members);

/// The number that stands in the path; nothing when it is none that an id could have.
std::optional<std::int64_t> number_in_path(Call const& call);

using AccountOperation = Result<HttpAnswer> (*)(AccountApi const&, Call const&);
/// The operation as a route has it.
inline Operation of(AccountApi const& api, AccountOperation operation)
{
    return [api, operation](Call const& call) { return operation(api, call); };
}

void add_own_account_routes(Router& router, AccountApi const& api);
void add_session_routes(Router& router, AccountApi const& api);
void add_user_routes(Router& router, AccountApi const& api);
void add_api_key_routes(Router& router, AccountApi const& api);

} // namespace muster
