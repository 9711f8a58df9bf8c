#pragma once

#include "mapping/recipe.hpp"
#include "service/workplace.hpp"

#include <memory>

namespace muster {

/// The table of an import's file as its recipe reads it: the same rows and columns whenever it is asked for. Errors: as open_table.
Result<std::unique_ptr<Table>> open_import_table(Workplace const& place, ImportJob const& job, Recipe const& recipe);

} // namespace muster
