#pragma once

#include "store/store.hpp"

#include <span>

namespace muster {

/// Takes erased profiles (ascending) out of the outcomes' logs of all imports of the account: what became of the record stays, whom it
/// was about does not. In the given transaction, which the caller commits.
Result<void> blank_outcomes(Transaction& transaction, AccountId account, std::span<ProfileId const> profiles);

} // namespace muster
