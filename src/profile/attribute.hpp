#pragma once

#include "profile/field.hpp"

#include <span>
#include <string>
#include <string_view>

namespace muster {

/// A custom attribute as the rules see it.
struct AttributeField {
    FieldId field{}; ///< first_attribute + its id, or first_new_attribute + index when it does not exist yet
    std::string name{};
    AttributeType type{AttributeType::string};
};

/// The attribute of a name, compared by text::fold; null when there is none.
AttributeField const* find_attribute(std::span<AttributeField const> attributes, std::string_view name);
/// Its rule: kind and limit (AttributeLimits::text for strings).
FieldRule rule_of(AttributeField const& attribute);
/// Whether a name may be an attribute's: 1..256 code points, none of { } [ ], not a standard field of the target.
bool is_attribute_name(Target const& target, std::string_view name);

} // namespace muster
