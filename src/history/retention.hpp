#pragma once

#include "base/date.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <vector>

namespace muster {

/// How long an import, its upload and its log are kept, as the product promises.
inline constexpr std::int64_t retention_days = 14;

/// Removes the imports whose time is over, with all their files and their log; gives how many. Ended ones count from their end, those
/// never committed from their upload. What is running or was consented to stays. The history of the persons stays.
Result<std::int64_t> expire_imports(Store& store, AccountId account, Instant now);

/// The imports whose time is over, for a program in which others may be at work on them.
Result<std::vector<ImportId>> expired_imports(Store& store, AccountId account, Instant now);

/// Removes one import with everything that it left but the persons' history.
Result<void> remove_import(Store& store, AccountId account, ImportId import);

} // namespace muster
