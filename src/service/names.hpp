#pragma once

#include "service/workplace.hpp"

#include <span>
#include <vector>

namespace muster {

/// The account's attributes as the rules see them, ascending by field.
std::vector<AttributeField> attribute_fields(std::span<Attribute const> attributes);
Result<std::vector<AttributeField>> load_attribute_fields(Workplace const& place, Transaction& transaction);
/// All names that showing a profile of the account may need.
Result<Names> load_names(Workplace const& place, Transaction& transaction);
/// The names that showing these profiles needs, read only where one has a tag or an attribute.
Result<Names> load_names_of(Workplace const& place, Transaction& transaction, std::span<Profile const> profiles);
/// A tag's name; empty when there is none of that id.
std::string_view tag_name(Names const& names, TagId tag);

} // namespace muster
