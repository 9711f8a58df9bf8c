#pragma once

#include "cli/door_maker.hpp"
#include "store/store.hpp"

#include <string>

namespace muster {

/// The account that is named (compared without case), or the only one. Errors: not_found ACCOUNT_NOT_FOUND; invalid_input ACCOUNT_NEEDED
/// when there are several, none was named and it matters.
Result<AccountId> find_account(Store& store, std::string const& name,
                               DoorOrder::WhichAccount which = DoorOrder::WhichAccount::matters);

} // namespace muster
