#pragma once

#include "json/value.hpp"

#include <optional>
#include <string_view>

namespace muster {

/// What `{"$ref": "#/components/..."}` stands for in a document; the node itself when it is no reference. A reference that leads nowhere
/// gives null.
Json const* resolved(Json const& document, Json const& node);

/// The last piece of a reference, `PersonV2` of `#/components/schemas/PersonV2`; empty when the node is none.
std::string_view reference_name(Json const& node);

/// A value that the schema allows: its own `examples`, `const`, `default` or first `enum` where it has them, or else one made of its rules
/// and, so that people recognise it, the name of the property. Nothing for a property that a request only passes over. Patterns are not
/// understood: a schema with one brings an example.
std::optional<Json> example_of(Json const& document, Json const& schema);

} // namespace muster
