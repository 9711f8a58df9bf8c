#include "documents/profile_values.hpp"

#include <algorithm>

namespace muster {

AttributeField const* attribute_of(FieldId field, Names const& names)
{
    auto const place = std::lower_bound(names.attributes.begin(), names.attributes.end(), field,
                                        [](AttributeField const& known, FieldId wanted) { return known.field < wanted; });
    return place != names.attributes.end() && place->field == field ? &*place : nullptr;
}

std::string_view field_name(FieldId field, Names const& names)
{
    if (AttributeField const* attribute = attribute_of(field, names)) { return attribute->name; }
    FieldRule const* rule = person_target().find(field);
    return rule == nullptr ? std::string_view{} : rule->name;
}

std::string_view tag_name(TagId tag, Names const& names)
{
    auto const place = names.tags.find(tag);
    return place == names.tags.end() ? std::string_view{} : std::string_view{place->second};
}

std::string api_time(Instant instant) { return to_text(instant).substr(0, 19); }

} // namespace muster
