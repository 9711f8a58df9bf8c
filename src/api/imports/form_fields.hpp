#pragma once

#include "api/imports/multipart.hpp"
#include "json/value.hpp"

#include <span>

namespace muster {

/// The fields of a form as the object that a JSON request would be: `recipe` and `tags` hold JSON, `recipeId` a number, `autoMap` true or
/// false, all others text. Errors, invalid_input: NOT_JSON and its like, PROPERTY_INVALID (also for a name that comes twice).
Result<Json> body_of(std::span<FormPart const> fields);

} // namespace muster
