#pragma once

#include "mapping/recipe.hpp"

namespace muster {

/// Choices as they are kept and hashed: tag names in their canonical form, each once, none where none are given. Errors: invalid_input
/// TAGS_MISSING (tags are to be given, and none is named), TAG_NAME_INVALID.
Result<Choices> checked_choices(Choices choices);

} // namespace muster
