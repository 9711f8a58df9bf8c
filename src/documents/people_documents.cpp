#include "documents/people_documents.hpp"

#include "documents/profile_values.hpp"
#include "json/writer.hpp"

namespace muster {

namespace {

void write_page(JsonWriter& json, ListPage const& page)
{
    json.member("limit", page.limit).member("page", page.page);
    if (!page.order_by.empty()) { json.member("orderBy", page.order_by); }
    if (page.total >= 0) { json.member("totalCount", page.total); }
}

void write_tag(JsonWriter& json, Tag const& tag)
{
    std::string const created = api_time(tag.created_at);
    json.begin_object().member("id", static_cast<std::int64_t>(tag.id.value)).member("name", tag.name);
    json.member("createdAt", created).member("modifiedAt", created).end_object(); // tags are never changed
}

void write_attribute(JsonWriter& json, Attribute const& attribute)
{
    json.begin_object().member("name", attribute.name).member("dataType", name_of(attribute.type)).end_object();
}

} // namespace

std::string person_list_document(PersonPage const& persons, ListPage const& page)
{
    JsonWriter json;
    json.begin_object();
    write_page(json, page);
    json.key("persons").begin_array();
    for (Profile const& person : persons.persons) { json.raw(person_v2_document(person, persons.names)); }
    return json.end_array().end_object().take();
}

std::string tag_document(Tag const& tag)
{
    JsonWriter json;
    write_tag(json, tag);
    return json.take();
}

std::string tag_list_document(std::span<Tag const> tags)
{
    JsonWriter json;
    json.begin_array();
    for (Tag const& tag : tags) { write_tag(json, tag); }
    return json.end_array().take();
}

std::string attribute_document(Attribute const& attribute)
{
    JsonWriter json;
    write_attribute(json, attribute);
    return json.take();
}

std::string attribute_list_document(std::span<Attribute const> attributes, ListPage const& page)
{
    JsonWriter json;
    json.begin_object();
    write_page(json, page);
    json.key("customAttributes").begin_array();
    for (Attribute const& attribute : attributes) { write_attribute(json, attribute); }
    return json.end_array().end_object().take();
}

} // namespace muster
