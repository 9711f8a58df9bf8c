#pragma once

#include "base/embedded_file.hpp"
#include "base/result.hpp"

#include <span>
#include <string>
#include <string_view>

namespace muster {

/// The parts that the OpenAPI document is put together from: src/api/openapi/*.json, each beside the routes it describes. A part has
/// `paths`, `components` and `tags` only; what all share stands in core.json.
std::span<EmbeddedFile const> openapi_parts();

/// The OpenAPI 3.1 document of a version of the product. Two parts may define the same component only in the same words. Error internal
/// OPENAPI_PART names the part that is wrong.
Result<std::string> openapi_document(std::span<EmbeddedFile const> parts, std::string_view version);

} // namespace muster
