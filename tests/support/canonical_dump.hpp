#pragma once

#include "store/store.hpp"

#include <string>

namespace muster {

/// The state of an account as text, for comparing two of them: all profiles of a target in id order with id, type, values, contacts in
/// their order and tags, then the account's tags and attributes by name. Without version, modifiedAt/By/From and histories.
Result<std::string> canonical_dump(Store& store, AccountId account, Target const& target);

} // namespace muster
