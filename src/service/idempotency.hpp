#pragma once

#include "service/workplace.hpp"

#include <optional>
#include <string>

namespace muster {

/// Keys by which a repeated call is known again, per account, for 24 hours: one each for what an import was created by and committed by.

/// Another import that was created with the same key within its time. An empty key finds nothing.
Result<std::optional<ImportJob>> find_created_by(Workplace const& place, Transaction& transaction, ImportJob const& job);

/// Keeps the key that a commit comes with; an empty one is none. Error conflict IDEMPOTENCY_KEY_REUSED when another import of the account
/// was committed with it within its time.
Result<void> keep_commit_key(Workplace const& place, ImportId id, std::string const& key);

Error key_reused();

} // namespace muster
