#pragma once

#include "api/route.hpp"

#include <functional>
#include <string>

namespace muster {

/// What the routes for those who run the server ask it.
struct SystemRoutes {
    std::function<Result<void>()> is_ready{}; ///< whether requests can be served now; an Error says why not
    std::string description{};                ///< the OpenAPI document
    std::string reference{};                  ///< the same as a page to read (reference/reference_page.hpp)
};

/// Adds /healthz, /readyz, /openapi.json and /reference. Anybody may ask them.
void add_system_routes(Router& router, SystemRoutes routes);

} // namespace muster
