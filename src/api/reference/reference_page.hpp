#pragma once

#include "api/route.hpp"

#include <span>
#include <string>
#include <string_view>

namespace muster {

/// The API's description as a page to read: access, errors, every operation under its tag with scope, limits, parameters, bodies and
/// answers, then every schema with an example. One HTML document with anchors (an operation's is its operationId, a schema's
/// `schema-NAME`), without a script. What the description does not say, which scope a call needs and how long its body may be, comes from
/// the routes. Error internal OPENAPI_PART when the description is no OpenAPI document.
Result<std::string> reference_page(std::string_view description, std::span<Route const> routes);

/// What it looks like, a style sheet that the page expects at /reference.css.
std::string_view reference_style();

} // namespace muster
