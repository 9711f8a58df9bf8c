#include "api/imports/import_request.hpp"
#include "api/persons/operations.hpp"
#include "documents/documents.hpp"
#include "documents/people_documents.hpp"
#include "json/writer.hpp"

#include <utility>

namespace muster::persons {

namespace {

Result<std::vector<PersonKey>> read_keys(Json const& body)
{
    Json const* const keys = find_given(body, "keys");
    if (keys == nullptr) { return Error{ErrorKind::invalid_input, "PROPERTY_MISSING", "\"keys\" is missing: the persons that are meant."}; }
    Error const wrong{ErrorKind::invalid_input, "PROPERTY_INVALID",
                      "\"keys\" must be a list of texts like id:42, externalId:A-7, phone:+385911234567 or email:ana@mail.example."};
    if (keys->array() == nullptr) { return wrong; }
    std::vector<PersonKey> read;
    for (Json const& key : *keys->array()) {
        if (key.text() == nullptr) { return wrong; }
        TRY_ASSIGN(PersonKey one, parse_person_key(*key.text()));
        read.push_back(std::move(one));
    }
    return read;
}

HttpAnswer count_answer(std::int64_t persons)
{
    JsonWriter json;
    json.begin_object().member("persons", persons).end_object();
    return json_answer(200, json.take());
}

using Tagging = Result<std::int64_t> (Door::*)(std::span<PersonKey const>, std::string const&, std::string const&);

Result<HttpAnswer> change_tag(PersonCall const& call, Tagging tagging)
{
    TRY_ASSIGN(Json const body, request_members(call.call, {"keys", "tag"}));
    TRY_ASSIGN(std::vector<PersonKey> const keys, read_keys(body));
    TRY_ASSIGN(std::string const tag, text_member(body, "tag"));
    TRY_ASSIGN(std::int64_t const changed, (call.door.*tagging)(keys, tag, call.call.caller.name));
    return count_answer(changed);
}

} // namespace

Result<HttpAnswer> show(PersonCall const& call)
{
    TRY_ASSIGN(PersonKey const key, parse_person_key(call.call.parameters.front()));
    TRY_ASSIGN(PersonView const view, call.door.person(key));
    return json_answer(200, stored_profile_document(view.profile, view.names));
}

Result<HttpAnswer> activity(PersonCall const& call)
{
    TRY_ASSIGN(PersonKey const key, parse_person_key(call.call.parameters.front()));
    TRY_ASSIGN(ActivityView const view, call.door.activity(key));
    return json_answer(200, activity_document(view));
}

Result<HttpAnswer> remove(PersonCall const& call)
{
    TRY_ASSIGN(Json const body, request_members(call.call, {"keys"}));
    TRY_ASSIGN(std::vector<PersonKey> const keys, read_keys(body));
    TRY_ASSIGN(std::int64_t const removed, call.door.delete_persons(keys, call.call.caller.name));
    return count_answer(removed);
}

Result<HttpAnswer> merge(PersonCall const& call)
{
    TRY_ASSIGN(Json const body, request_members(call.call, {"keys"}));
    TRY_ASSIGN(std::vector<PersonKey> const keys, read_keys(body));
    TRY_ASSIGN(PersonView const merged, call.door.merge_persons(keys, call.call.caller.name));
    return json_answer(200, stored_profile_document(merged.profile, merged.names));
}

Result<HttpAnswer> tag(PersonCall const& call) { return change_tag(call, &Door::tag_persons); }
Result<HttpAnswer> untag(PersonCall const& call) { return change_tag(call, &Door::untag_persons); }

Result<HttpAnswer> list_tags(PersonCall const& call)
{
    TRY_ASSIGN(auto const tags, call.door.tags());
    return json_answer(200, tags_document(tags));
}

Result<HttpAnswer> create_tag(PersonCall const& call)
{
    TRY_ASSIGN(Json const body, request_members(call.call, {"name"}));
    TRY_ASSIGN(std::string const name, text_member(body, "name"));
    TRY_ASSIGN(TagView const made, call.door.create_tag(name));
    return json_answer(200, tag_view_document(made));
}

Result<HttpAnswer> remove_tag(PersonCall const& call)
{
    TRY(call.door.delete_tag(call.call.parameters.front()));
    return empty_answer(204);
}

Result<HttpAnswer> list_attributes(PersonCall const& call)
{
    TRY_ASSIGN(auto const attributes, call.door.attributes());
    return json_answer(200, attributes_document(attributes));
}

Result<HttpAnswer> create_attribute(PersonCall const& call)
{
    TRY_ASSIGN(Json const body, request_members(call.call, {"name", "dataType"}));
    TRY_ASSIGN(std::string const name, text_member(body, "name"));
    TRY_ASSIGN(std::string const word, text_member(body, "dataType"));
    auto const type = attribute_type_of(word);
    if (!type) {
        return Error{ErrorKind::invalid_input, "PROPERTY_INVALID",
                     "\"dataType\" must be STRING, INTEGER, DECIMAL, BOOLEAN, DATE or DATE_TIME."};
    }
    TRY_ASSIGN(Attribute const made, call.door.create_attribute(name, *type));
    return json_answer(200, attribute_document(made));
}

Result<HttpAnswer> remove_attribute(PersonCall const& call)
{
    TRY(call.door.delete_attribute(call.call.parameters.front()));
    return empty_answer(204);
}

} // namespace muster::persons
