#include "documents/documents.hpp"

#include "documents/profile_values.hpp"
#include "json/writer.hpp"

namespace muster {

namespace {

void write_row(JsonWriter& json, RowView const& row)
{
    json.member("row", row.row.value).member("line", row.line).member("outcome", name_of(row.outcome));
    json.key("code");
    if (row.code == ProblemCode::none) {
        json.null();
    } else {
        json.value(name_of(row.code));
    }
    json.key("record");
    if (row.record < 0) {
        json.null();
    } else {
        json.value(row.record);
    }
    json.key("personId");
    if (row.profile.value == 0) {
        json.null();
    } else {
        json.value(row.profile.value);
    }
    json.key("problems").begin_array();
    for (Problem const& problem : row.problems) {
        json.begin_object().member("code", name_of(problem.code)).member("column", problem.column);
        json.member("value", problem.value).member("message", problem.message).end_object();
    }
    json.end_array();
}

void write_values(JsonWriter& json, std::string_view name, std::vector<FieldValue> const& values, Names const& names)
{
    json.key(name).begin_array();
    for (FieldValue const& value : values) {
        json.begin_object().member("field", field_name(value.field, names)).member("value", value.value).end_object();
    }
    json.end_array();
}

void write_tags(JsonWriter& json, std::string_view name, std::vector<TagId> const& tags, Names const& names)
{
    json.key(name).begin_array();
    for (TagId const tag : tags) { json.value(tag_name(tag, names)); }
    json.end_array();
}

void write_change(JsonWriter& json, Change const& change, Names const& names)
{
    json.key("fields").begin_array();
    for (Difference const& difference : change.differences) {
        json.begin_object().member("field", field_name(difference.field, names));
        json.member("old", difference.before).member("new", difference.after).end_object();
    }
    json.end_array();
    write_values(json, "contactsAdded", change.contacts_added, names);
    write_values(json, "contactsRemoved", change.contacts_removed, names);
    write_tags(json, "tagsAdded", change.tags_added, names);
    write_tags(json, "tagsRemoved", change.tags_removed, names);
    write_tags(json, "importTagsAdded", change.own_tags_added, names);
    json.key("absorbed").begin_array();
    for (Profile const& profile : change.absorbed) { json.value(profile.id.value); }
    json.end_array();
}

} // namespace

std::string_view name_of(Change::Kind kind)
{
    switch (kind) {
    case Change::Kind::updated: return "UPDATED";
    case Change::Kind::merged: return "MERGED";
    case Change::Kind::tagged: return "TAGGED";
    case Change::Kind::undone: return "UNDONE";
    case Change::Kind::created: return "CREATED";
    }
    return "UPDATED";
}

std::string row_document(RowView const& row)
{
    JsonWriter json;
    json.begin_object();
    write_row(json, row);
    return json.end_object().take();
}

std::string difference_document(DifferenceView const& difference)
{
    JsonWriter json;
    json.begin_object();
    write_row(json, difference.row);
    json.key("matched").begin_array();
    for (ProfileId const id : difference.matched) { json.value(id.value); }
    json.end_array();
    write_change(json, difference.change, difference.names);
    return json.end_object().take();
}

std::string activity_document(ActivityView const& activity)
{
    JsonWriter json;
    json.begin_object().key("createdByImport");
    if (activity.created_by_import.value == 0) {
        json.null();
    } else {
        json.value(activity.created_by_import.value);
    }
    json.key("changes").begin_array();
    for (Change const& change : activity.changes) {
        json.begin_object().member("kind", name_of(change.kind)).member("at", to_text(change.at));
        json.member("from", name_of(change.from)).member("by", change.by).member("version", change.version);
        if (change.import.value != 0) { json.member("import", change.import.value).member("row", change.row.value); }
        write_change(json, change, activity.names);
        json.end_object();
    }
    return json.end_array().end_object().take();
}

} // namespace muster
