#pragma once

#include "store/sqlite/session.hpp"

namespace muster::sqlite {

/// Store::check over one reading transaction. Reads every profile once, in batches.
Result<std::vector<CheckFinding>> check_store(Session& session, std::span<Target const* const> targets);

} // namespace muster::sqlite
