#pragma once

#include "service/door.hpp"

#include <string>
#include <string_view>

namespace muster {

class DocumentMembers;

/// The attribute of a field; null when the names do not have it.
AttributeField const* attribute_of(FieldId field, Names const& names);
/// The API name of a standard field, or the name of a custom attribute; empty when the names do not have it (any more).
std::string_view field_name(FieldId field, Names const& names);
/// The name of a tag; empty when it is gone.
std::string_view tag_name(TagId tag, Names const& names);
/// What a history calls a change: UPDATED, MERGED, TAGGED, UNDONE, CREATED.
std::string_view name_of(Change::Kind kind);
/// The People API's times have no fraction and no zone; they are UTC.
std::string api_time(Instant instant);

/// An origin by its name, out of a document.
Origin read_origin(DocumentMembers const& members, std::string_view name);

} // namespace muster
