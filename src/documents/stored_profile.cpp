#include "documents/document_members.hpp"
#include "documents/documents.hpp"
#include "documents/profile_values.hpp"
#include "documents/read_documents.hpp"
#include "json/writer.hpp"

#include <utility>

namespace muster {

namespace {

/// A value with its field's name; of a custom attribute also with its type, by which the two are told apart.
void write_typed_values(JsonWriter& json, std::string_view name, std::vector<FieldValue> const& values, Names const& names)
{
    json.key(name).begin_array();
    for (FieldValue const& value : values) {
        AttributeField const* const attribute = attribute_of(value.field, names);
        if (attribute == nullptr && is_attribute(value.field)) { continue; } // the attribute is gone
        json.begin_object().member("field", field_name(value.field, names));
        if (attribute != nullptr) { json.member("type", name_of(attribute->type)); }
        json.member("value", value.value).end_object();
    }
    json.end_array();
}

ProfileType read_type(DocumentMembers const& members)
{
    std::string const word = members.text("type");
    for (ProfileType const type : {ProfileType::lead, ProfileType::customer}) {
        if (name_of(type) == word) { return type; }
    }
    members.wrong("type");
    return {};
}

FieldId read_standard_field(DocumentMembers const& value)
{
    FieldRule const* const rule = person_target().find(std::string_view{value.text("field")});
    if (rule == nullptr) { value.wrong("field"); }
    return rule == nullptr ? FieldId{} : rule->id;
}

} // namespace

Origin read_origin(DocumentMembers const& members, std::string_view name)
{
    std::string const word = members.text(name);
    for (Origin const origin : {Origin::api, Origin::portal, Origin::import}) {
        if (name_of(origin) == word) { return origin; }
    }
    members.wrong(name);
    return {};
}

std::string stored_profile_document(Profile const& profile, Names const& names)
{
    JsonWriter json;
    json.begin_object().member("id", profile.id.value).member("type", name_of(profile.type)).member("version", profile.version);
    json.member("createdAt", to_text(profile.created_at)).member("createdBy", profile.created_by).member("origin", name_of(profile.origin));
    json.member("modifiedAt", to_text(profile.modified_at)).member("modifiedBy", profile.modified_by);
    json.member("modifiedFrom", name_of(profile.modified_from));
    write_typed_values(json, "values", profile.values, names);
    write_typed_values(json, "contacts", profile.contacts, names);
    json.key("tags").begin_array();
    for (TagId const tag : profile.tags) { json.value(tag_name(tag, names)); }
    return json.end_array().end_object().take();
}

FieldId ProfileReader::field_of(std::string const& attribute, AttributeType type)
{
    auto const [place, fresh] = fields_.try_emplace(attribute);
    if (fresh) {
        place->second = FieldId{first_attribute + static_cast<std::uint32_t>(fields_.size())};
        names_.attributes.push_back({place->second, attribute, type});
    }
    return place->second;
}

TagId ProfileReader::tag_of(std::string const& name)
{
    auto const [place, fresh] = tags_.try_emplace(name);
    if (fresh) {
        place->second = TagId{static_cast<std::int64_t>(tags_.size())};
        names_.tags.emplace(place->second, name);
    }
    return place->second;
}

Result<Profile> ProfileReader::read(Json const& document)
{
    DocumentFault fault;
    DocumentMembers const members{document, fault};
    Profile profile;
    profile.id = ProfileId{members.integer("id")};
    profile.type = read_type(members);
    profile.version = members.integer("version");
    profile.created_at = members.instant_or_zero("createdAt");
    profile.created_by = members.text("createdBy");
    profile.origin = read_origin(members, "origin");
    profile.modified_at = members.instant_or_zero("modifiedAt");
    profile.modified_by = members.text("modifiedBy");
    profile.modified_from = read_origin(members, "modifiedFrom");
    for (Json const& each : members.array("values")) {
        DocumentMembers const value = members.of(each);
        auto const type = value.has("type") ? attribute_type_of(value.text("type")) : std::nullopt;
        profile.values.push_back({type ? field_of(value.text("field"), *type) : read_standard_field(value), value.text("value")});
    }
    for (Json const& each : members.array("contacts")) {
        DocumentMembers const contact = members.of(each);
        profile.contacts.push_back({read_standard_field(contact), contact.text("value")});
    }
    for (Json const& tag : members.array("tags")) {
        if (tag.text() == nullptr) { members.wrong("tags"); }
        profile.tags.push_back(tag_of(tag.text() == nullptr ? std::string{} : *tag.text()));
    }
    TRY(fault.told());
    return profile;
}

} // namespace muster
