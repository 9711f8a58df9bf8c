#pragma once

#include "access/access_door.hpp"
#include "remote/server_address.hpp"
#include "service/door.hpp"

#include <memory>
#include <string>

namespace muster {

/// The doors through another server: every use case is a call of its HTTP API. Whoever asks is who the server takes them for: `by` of an
/// act is not sent, a server tells it from the key. Opening asks the server who that is, so that a wrong address or key is told before
/// anything is done. Errors: invalid_input API_KEY; unauthenticated UNAUTHORIZED; not_found ACCOUNT_NOT_FOUND when the key is for another
/// account than `account` (empty: any); as of HttpClient (http_client.hpp). What only a data directory can do is invalid_input
/// NOT_THROUGH_A_SERVER.
Result<std::unique_ptr<Door>> open_remote_door(ServerAddress const& address, std::string const& account);
Result<std::unique_ptr<AccessDoor>> open_remote_access_door(ServerAddress const& address, std::string const& account);

} // namespace muster
