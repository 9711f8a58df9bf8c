#include "service/names.hpp"

#include <algorithm>

namespace muster {

std::vector<AttributeField> attribute_fields(std::span<Attribute const> attributes)
{
    std::vector<AttributeField> fields;
    fields.reserve(attributes.size());
    for (Attribute const& attribute : attributes) {
        fields.push_back({FieldId{first_attribute + static_cast<std::uint32_t>(attribute.id.value)}, attribute.name, attribute.type});
    }
    std::sort(fields.begin(), fields.end(), [](AttributeField const& a, AttributeField const& b) { return a.field < b.field; });
    return fields;
}

Result<std::vector<AttributeField>> load_attribute_fields(Workplace const& place, Transaction& transaction)
{
    TRY_ASSIGN(auto const attributes, transaction.catalogue().attributes(place.account, place.target));
    return attribute_fields(attributes);
}

Result<Names> load_names(Workplace const& place, Transaction& transaction)
{
    Names names;
    TRY_ASSIGN(auto const tags, transaction.catalogue().tags(place.account));
    for (Tag const& tag : tags) { names.tags.emplace(tag.id, tag.name); }
    TRY_ASSIGN(names.attributes, load_attribute_fields(place, transaction));
    return names;
}

Result<Names> load_names_of(Workplace const& place, Transaction& transaction, std::span<Profile const> profiles)
{
    Names names;
    bool const tagged = std::any_of(profiles.begin(), profiles.end(), [](Profile const& one) { return !one.tags.empty(); });
    bool const attributed = std::any_of(profiles.begin(), profiles.end(), [](Profile const& one) {
        return !one.values.empty() && is_attribute(one.values.back().field); // ascending by field
    });
    if (tagged) {
        TRY_ASSIGN(auto const tags, transaction.catalogue().tags(place.account));
        for (Tag const& tag : tags) { names.tags.emplace(tag.id, tag.name); }
    }
    if (attributed) { TRY_ASSIGN(names.attributes, load_attribute_fields(place, transaction)); }
    return names;
}

std::string_view tag_name(Names const& names, TagId tag)
{
    auto const found = names.tags.find(tag);
    return found == names.tags.end() ? std::string_view{} : std::string_view{found->second};
}

} // namespace muster
