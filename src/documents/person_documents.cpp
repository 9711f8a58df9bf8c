#include "documents/documents.hpp"
#include "documents/people_documents.hpp"
#include "documents/profile_values.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <array>

namespace muster {

namespace {

/// The single-value fields in the order of the People API's schema.
constexpr std::array api_order{
    person_field::external_id,
    person_field::first_name,
    person_field::last_name,
    person_field::middle_name,
    person_field::nick_name,
    person_field::address,
    person_field::city,
    person_field::country,
    person_field::gender,
    person_field::birth_date,
    person_field::preferred_language,
    person_field::profile_picture,
};

void write_contacts(JsonWriter& json, Profile const& profile)
{
    json.key("contactInformation").begin_object();
    constexpr std::array kinds{std::pair{person_field::phone, std::pair{"phone", "number"}},
                               std::pair{person_field::email, std::pair{"email", "address"}}};
    for (auto const& [field, names] : kinds) {
        FieldId const wanted = field;
        bool const any = std::any_of(profile.contacts.begin(), profile.contacts.end(),
                                     [wanted](FieldValue const& contact) { return contact.field == wanted; });
        if (!any) { continue; }
        json.key(names.first).begin_array();
        for (FieldValue const& contact : profile.contacts) {
            if (contact.field == field) { json.begin_object().member(names.second, contact.value).end_object(); }
        }
        json.end_array();
    }
    json.end_object();
}

void write_attribute(JsonWriter& json, AttributeField const& attribute, std::string const& value)
{
    json.key(attribute.name);
    switch (attribute.type) {
    case AttributeType::integer:
    case AttributeType::decimal:
    case AttributeType::boolean: json.raw(value); break; // canonical text of these kinds is JSON
    default: json.value(value);
    }
}

void write_attributes(JsonWriter& json, Profile const& profile, Names const& names)
{
    json.key("customAttributes").begin_object();
    for (FieldValue const& value : profile.values) {
        if (!is_attribute(value.field)) { continue; }
        if (AttributeField const* attribute = attribute_of(value.field, names)) { write_attribute(json, *attribute, value.value); }
    }
    json.end_object();
}

void write_tag_names(JsonWriter& json, Profile const& profile, Names const& names)
{
    json.key("tags").begin_array();
    for (TagId const tag : profile.tags) { json.value(tag_name(tag, names)); }
    json.end_array();
}

/// How the word for an origin is chosen.
using OriginName = std::string_view (*)(Origin);

std::string_view published_name_of(Origin origin) { return name_of(origin == Origin::import ? Origin::portal : origin); }

std::string document_of(Profile const& profile, Names const& names, OriginName origin_name)
{
    JsonWriter json;
    json.begin_object().member("id", profile.id.value);
    for (FieldId const field : api_order) {
        std::string_view const value = profile.value(field);
        FieldRule const* rule = person_target().find(field);
        if (!value.empty() && rule != nullptr) { json.member(rule->name, value); }
    }
    json.member("type", name_of(profile.type));
    write_tag_names(json, profile, names);
    write_contacts(json, profile);
    write_attributes(json, profile, names);
    json.member("origin", origin_name(profile.origin)).member("modifiedFrom", origin_name(profile.modified_from));
    json.member("createdAt", api_time(profile.created_at)).member("modifiedAt", api_time(profile.modified_at));
    return json.end_object().take();
}

} // namespace

std::string person_document(Profile const& profile, Names const& names) { return document_of(profile, names, name_of); }
std::string person_v2_document(Profile const& profile, Names const& names) { return document_of(profile, names, published_name_of); }

} // namespace muster
