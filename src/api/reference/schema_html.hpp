#pragma once

#include "api/reference/html_writer.hpp"
#include "json/value.hpp"

namespace muster {

/// What a value is, in words that link to the schemas: "array of [Person]", "1 to 256 characters".
void write_type(HtmlWriter& html, Json const& schema);

/// A table of an object's properties; those of objects within stand in it by their path (`contactInformation.email[].address`). Nothing is
/// written for what has none.
void write_properties(HtmlWriter& html, Json const& schema);

/// An example as a block of JSON; nothing when there is none. `of` is the schema's name, for whoever holds examples against schemas; may be
/// empty.
void write_example(HtmlWriter& html, Json const& document, Json const& schema, std::string_view of);

} // namespace muster
