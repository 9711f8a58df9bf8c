#include "delivery/message.hpp"

#include "json/writer.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace muster {

namespace {

JsonWriter begin_message(Event event, Instant at)
{
    JsonWriter json;
    json.begin_object().member("type", name_of(event)).member("timestamp", to_text(at));
    json.key("data").begin_object();
    return json;
}

std::string end_message(JsonWriter& json) { return json.end_object().end_object().take(); }

std::string name_of_field(FieldId field, std::vector<Attribute> const& attributes)
{
    if (FieldRule const* const rule = person_target().find(field); rule != nullptr) { return std::string{rule->name}; }
    auto const own = std::find_if(attributes.begin(), attributes.end(), [field](Attribute const& one) {
        return first_attribute + static_cast<std::uint32_t>(one.id.value) == field.value;
    });
    return "customAttributes." + (own != attributes.end() ? own->name : std::to_string(field.value - first_attribute));
}

/// The names of the fields that a change touched, each once.
std::set<std::string> fields_of(Change const& change, std::vector<Attribute> const& attributes)
{
    std::set<std::string> names;
    for (Difference const& one : change.differences) {
        if (one.before != one.after) { names.insert(name_of_field(one.field, attributes)); }
    }
    for (auto const* contacts : {&change.contacts_added, &change.contacts_removed}) {
        for (FieldValue const& one : *contacts) { names.insert(name_of_field(one.field, attributes)); }
    }
    if (!change.tags_added.empty() || !change.tags_removed.empty()) { names.insert("tags"); }
    return names;
}

void write_change(JsonWriter& json, Change const& change, std::vector<Attribute> const& attributes)
{
    json.begin_object().member("id", change.profile.value).member("version", change.version).member("at", to_text(change.at));
    json.member("from", name_of(change.from));
    if (change.import.value != 0) { json.member("importId", change.import.value); }
    json.key("fields").begin_array();
    for (std::string const& name : fields_of(change, attributes)) { json.value(std::string_view{name}); }
    json.end_array();
    if (!change.absorbed.empty()) {
        json.key("absorbed").begin_array();
        for (Profile const& one : change.absorbed) { json.value(one.id.value); }
        json.end_array();
    }
    json.end_object();
}

void write_ids(JsonWriter& json, std::string_view list, std::string_view name, std::vector<ProfileId> const& ids)
{
    json.key(list).begin_array();
    for (ProfileId const id : ids) { json.begin_object().member(name, id.value).end_object(); }
    json.end_array();
}

} // namespace

std::string write_changes(Event event, std::vector<std::pair<std::int64_t, Change>> const& changes,
                          std::vector<Attribute> const& attributes)
{
    JsonWriter json = begin_message(event, changes.back().second.at);
    json.key("persons").begin_array();
    for (auto const& [sequence, change] : changes) { write_change(json, change, attributes); }
    json.end_array();
    return end_message(json);
}

std::string write_entry(OutboxEntry const& entry)
{
    JsonWriter json = begin_message(entry.event, entry.at);
    if (entry.event == Event::journey_participant_added) { json.member("journeyId", entry.subject); }
    Result<Json> const details = parse_json(entry.details.empty() ? "{}" : entry.details);
    if (details && details->object() != nullptr) {
        for (auto const& [name, value] : *details->object()) { json.member(name, value); }
    }
    switch (entry.event) {
    case Event::person_created:
    case Event::person_deleted: write_ids(json, "persons", "id", entry.profiles); break;
    case Event::journey_participant_added: write_ids(json, "participants", "personId", entry.profiles); break;
    default: break;
    }
    return end_message(json);
}

} // namespace muster
