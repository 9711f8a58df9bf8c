#pragma once

#include "access/caller.hpp"
#include "store/access_records.hpp"

#include <optional>
#include <string>
#include <vector>

namespace muster {

/// Who calls and where, as a page shows it.
struct CallerView {
    Caller caller{};
    std::string account_name{};
    std::optional<AccountUser> user{}; ///< none: a key calls
    std::vector<Account> accounts{};   ///< all that the caller may work in, by id; of a key its one
};

/// Errors: not_found USER_UNKNOWN for one who was removed a moment ago.
Result<CallerView> view_of(Store& store, Caller const& caller);

} // namespace muster
