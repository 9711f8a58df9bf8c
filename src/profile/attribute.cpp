#include "profile/attribute.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace muster {

AttributeField const* find_attribute(std::span<AttributeField const> attributes, std::string_view name)
{
    std::string const folded = text::fold(name);
    auto const place = std::find_if(attributes.begin(), attributes.end(), [&](AttributeField const& attribute) {
        return attribute.name == name || text::fold(attribute.name) == folded;
    });
    return place == attributes.end() ? nullptr : &*place;
}

FieldRule rule_of(AttributeField const& attribute)
{
    return {attribute.field, attribute.name, kind_of(attribute.type), Arity::one, AttributeLimits::text, IdentifierKind::none};
}

bool is_attribute_name(Target const& target, std::string_view name)
{
    using namespace std::string_view_literals;
    if (name.empty() || text::trim(name) != name || text::length(name) > AttributeLimits::name) { return false; }
    return name.find_first_of("{}[]\0"sv) == std::string_view::npos && target.find(name) == nullptr;
}

} // namespace muster
