#pragma once

#include "service/door.hpp"

#include <string>
#include <string_view>

namespace muster {

/// The attribute of a field; null when the names do not have it.
AttributeField const* attribute_of(FieldId field, Names const& names);
/// The API name of a standard field, or the name of a custom attribute; empty when the names do not have it (any more).
std::string_view field_name(FieldId field, Names const& names);
/// The name of a tag; empty when it is gone.
std::string_view tag_name(TagId tag, Names const& names);
/// The People API's times have no fraction and no zone; they are UTC.
std::string api_time(Instant instant);

} // namespace muster
