#include "api/persons/operations.hpp"
#include "api/request_members.hpp"
#include "documents/documents.hpp"
#include "documents/people_documents.hpp"
#include "json/writer.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace muster::persons {

namespace {

using Need = RequestMembers::Need;

/// Keys in one call: more than a command line has words, less than a body of JSON has room for.
constexpr std::size_t most_keys = 1'000'000;

/// The texts of `keys`; what is wrong is a fault of the members.
std::vector<std::string> read_key_texts(RequestMembers& members)
{
    std::vector<std::string> texts;
    Json::Array const* const keys = members.array("keys", Need::required, most_keys);
    if (keys == nullptr) { return texts; }
    for (Json const& key : *keys) {
        if (key.text() == nullptr) {
            members.add_fault("keys", "must be texts like id:42, externalId:A-7, phone:+385911234567 or email:ana@mail.example.");
            return {};
        }
        texts.push_back(*key.text());
    }
    return texts;
}

Result<std::vector<PersonKey>> parse_keys(std::vector<std::string> const& texts)
{
    std::vector<PersonKey> keys;
    for (std::string const& text : texts) {
        TRY_ASSIGN(PersonKey one, parse_person_key(text));
        keys.push_back(std::move(one));
    }
    return keys;
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
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call.call));
    std::vector<std::string> const texts = read_key_texts(members);
    std::string const tag = members.text("tag", Need::required).value_or("");
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    TRY_ASSIGN(std::vector<PersonKey> const keys, parse_keys(texts));
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
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call.call));
    std::vector<std::string> const texts = read_key_texts(members);
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    TRY_ASSIGN(std::vector<PersonKey> const keys, parse_keys(texts));
    TRY_ASSIGN(std::int64_t const removed, call.door.delete_persons(keys, call.call.caller.name));
    return count_answer(removed);
}

Result<HttpAnswer> merge(PersonCall const& call)
{
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call.call));
    std::vector<std::string> const texts = read_key_texts(members);
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    TRY_ASSIGN(std::vector<PersonKey> const keys, parse_keys(texts));
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
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call.call));
    std::string const name = members.text("name", Need::required).value_or("");
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
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
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call.call));
    std::string const name = members.text("name", Need::required).value_or("");
    std::optional<std::string> const word = members.text("dataType", Need::required);
    auto const type = attribute_type_of(word.value_or(""));
    if (word && !type) { members.add_fault("dataType", "must be STRING, INTEGER, DECIMAL, BOOLEAN, DATE or DATE_TIME."); }
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    TRY_ASSIGN(Attribute const made, call.door.create_attribute(name, *type));
    return json_answer(200, attribute_document(made));
}

Result<HttpAnswer> remove_attribute(PersonCall const& call)
{
    TRY(call.door.delete_attribute(call.call.parameters.front()));
    return empty_answer(204);
}

} // namespace muster::persons
