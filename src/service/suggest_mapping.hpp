#pragma once

#include "service/workplace.hpp"

#include <span>
#include <string>
#include <vector>

namespace muster {

/// Studies all rows of a table and gives one suggestion for every column.
Result<std::vector<Suggestion>> suggest_mapping(Workplace const& place, Table const& table, std::span<AttributeField const> attributes,
                                                ProgressTaker const& progress);

/// Adds the certain suggestions for the columns that the recipe does not name and the fields that it does not take. Error
/// invalid_input NO_IDENTIFIER_MAPPED, naming what was found, when then nothing goes to a phone, an email or an external id.
Result<void> take_certain(Target const& target, Reading const& reading, std::span<Suggestion const> suggestions, Recipe& recipe);

/// The titles that a recipe names (not the "#3"), for finding the title row.
std::vector<std::string> named_titles(Recipe const& recipe);

} // namespace muster
