#include "service/reading_notes.hpp"

#include "mapping/recipe.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <span>

namespace muster {

namespace {

std::string_view name_of_kind(FileKind kind)
{
    switch (kind) {
    case FileKind::delimited: return "delimited";
    case FileKind::xlsx: return "xlsx";
    case FileKind::xls: return "xls";
    case FileKind::zip: return "zip";
    }
    return "";
}

std::string_view name_of_decider(Finding::By by)
{
    switch (by) {
    case Finding::By::standard: return "standard";
    case Finding::By::detected: return "detected";
    case Finding::By::user: return "user";
    }
    return "";
}

void write_findings(JsonWriter& json, std::span<Finding const> findings)
{
    for (Finding const& finding : findings) {
        json.begin_object();
        json.member("what", finding.what).member("value", finding.value).member("by", name_of_decider(finding.by));
        json.member("evidence", finding.evidence).end_object();
    }
}

void write_column(JsonWriter& json, Column const& column, std::size_t index, ColumnNotes const& notes)
{
    json.begin_object().member("number", column.ordinal).member("name", column.name()).member("title", column.title);
    if (index < notes.fields.size()) {
        json.key("field");
        if (notes.fields[index].empty()) {
            json.null();
        } else {
            json.value(notes.fields[index]);
        }
    }
    if (index < notes.suggestions.size() && notes.suggestions[index].grade != Grade::none) {
        Suggestion const& suggestion = notes.suggestions[index];
        json.key("suggestion").begin_object().member("field", suggestion.field).member("grade", name_of(suggestion.grade));
        json.member("evidence", suggestion.evidence).end_object();
    }
    json.end_object();
}

void write_fault(JsonWriter& json, std::string_view name, std::int64_t count, std::span<RowNumber const> examples)
{
    json.key(name).begin_object().member("count", count).key("examples").begin_array();
    for (RowNumber const row : examples) { json.value(row.value); }
    json.end_array().end_object();
}

void write_summary(JsonWriter& json, ReadingSummary const& summary)
{
    json.begin_object().member("rows", summary.rows).member("blank", summary.blank).member("rowsOutside", summary.rows_outside);
    write_fault(json, "shortRows", summary.short_rows, summary.short_examples);
    write_fault(json, "longRows", summary.long_rows, summary.long_examples);
    write_fault(json, "strayQuotes", summary.stray_quotes, summary.quote_examples);
    write_fault(json, "undecodable", summary.undecodable, summary.undecodable_examples);
    json.end_object();
}

std::string text_member(Json const& json, std::string_view name)
{
    Json const* member = json.find(name);
    std::string const* text = member == nullptr ? nullptr : member->text();
    return text == nullptr ? std::string{} : *text;
}

} // namespace

std::string write_reading(Reading const& reading, ReadingSummary const& summary, ColumnNotes const& notes)
{
    JsonWriter json;
    json.begin_object().member("kind", name_of_kind(reading.kind)).member("firstHeaderRow", reading.first_header_row);
    json.member("lastHeaderRow", reading.last_header_row).member("firstDataRow", reading.first_data_row);
    json.key("sheets").begin_array();
    for (std::string const& sheet : reading.sheets) { json.value(sheet); }
    json.end_array().key("columns").begin_array();
    for (std::size_t index = 0; index < reading.columns.size(); ++index) { write_column(json, reading.columns[index], index, notes); }
    json.end_array().key("findings").begin_array();
    write_findings(json, reading.findings);
    write_findings(json, summary.findings);
    json.end_array().key("summary");
    write_summary(json, summary);
    json.key("newAttributes").begin_array();
    for (AttributeField const& attribute : notes.new_attributes) {
        json.begin_object().member("name", attribute.name).member("type", name_of(attribute.type)).end_object();
    }
    json.end_array().member("fingerprint", header_fingerprint(reading)).end_object();
    return json.take();
}

Result<StoredReading> read_stored_reading(std::string_view text)
{
    TRY_ASSIGN(Json const json, parse_json(text));
    StoredReading stored;
    if (Json const* columns = json.find("columns"); columns != nullptr && columns->array() != nullptr) {
        for (Json const& column : *columns->array()) { stored.columns.push_back(text_member(column, "name")); }
    }
    if (Json const* attributes = json.find("newAttributes"); attributes != nullptr && attributes->array() != nullptr) {
        for (Json const& attribute : *attributes->array()) {
            auto const type = attribute_type_of(text_member(attribute, "type"));
            FieldId const field{first_new_attribute + static_cast<std::uint32_t>(stored.new_attributes.size())};
            stored.new_attributes.push_back({field, text_member(attribute, "name"), type.value_or(AttributeType::string)});
        }
    }
    if (Json const* summary = json.find("summary"); summary != nullptr) {
        Json const* outside = summary->find("rowsOutside");
        if (outside != nullptr) { stored.rows_outside = outside->integer().value_or(0); }
    }
    return stored;
}

} // namespace muster
