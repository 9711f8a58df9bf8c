#pragma once

#include "remote/server_calls.hpp"
#include "store/store.hpp"

#include <string>
#include <vector>

namespace muster::remote {

/// Calls to a server that has said that it knows who asks; as open_remote_door says.
Result<ServerCalls> open_calls(ServerAddress const& address, std::string const& account);
/// The accounts that whoever asks may work in.
Result<std::vector<Account>> load_accounts(ServerCalls& calls);

Result<Account> create_account(ServerCalls& calls, std::string const& name);

} // namespace muster::remote
