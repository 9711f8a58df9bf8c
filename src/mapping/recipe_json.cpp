#include "base/text.hpp"
#include "mapping/date_format.hpp"
#include "mapping/recipe.hpp"
#include "mapping/recipe_words.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace muster {

namespace {

/// A file has no more; a recipe with more is no recipe.
constexpr std::size_t most_columns = 16'384; // Excel's columns
constexpr std::string_view no_header = "none";

Error invalid(std::string message) { return {ErrorKind::invalid_input, "RECIPE_INVALID", std::move(message)}; }

/// What stands at a place, short enough for a sentence.
std::string shown(Json const& json)
{
    constexpr std::size_t longest = 60;
    std::string text = JsonWriter{}.value(json).take();
    if (text.size() <= longest) { return text; }
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) { --end; }
    return text.substr(0, end) + "...";
}

Error wrong(std::string const& place, Json const& json, std::string const& allowed)
{
    return invalid("In the recipe, " + place + " is " + shown(json) + "; allowed is " + allowed + ".");
}

Result<void> check_members(std::string const& place, Json const& json, std::initializer_list<std::string_view> known)
{
    std::string list;
    for (std::string_view const name : known) { list.append(list.empty() ? "" : ", ").append(name); }
    if (json.object() == nullptr) { return wrong(place, json, "an object with " + list); }
    for (auto const& [name, value] : *json.object()) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            return invalid("In the recipe, " + place + " has an unknown member \"" + name + "\"; known are " + list + ".");
        }
    }
    return {};
}

/// A member that is there and not null: null says the same as leaving it out.
Json const* find_member(Json const& json, std::string_view name)
{
    Json const* member = json.find(name);
    return member == nullptr || member->is_null() ? nullptr : member;
}

template <class Choice, std::size_t Count>
Result<void> take_word(Json const& json, std::string const& place, std::string_view name, ChoiceWords<Choice, Count> const& words,
                       auto& into)
{
    Json const* member = find_member(json, name);
    if (member == nullptr) { return {}; }
    for (auto const& [word, choice] : words) {
        if (member->text() != nullptr && text::equal_ascii_caseless(word, *member->text())) {
            into = choice;
            return {};
        }
    }
    return wrong(place + "." + std::string{name}, *member, "one of " + list_of(words));
}

Result<void> take_text(Json const& json, std::string const& place, std::string_view name, auto& into)
{
    Json const* member = find_member(json, name);
    if (member == nullptr) { return {}; }
    if (member->text() == nullptr) { return wrong(place + "." + std::string{name}, *member, "a text"); }
    into = *member->text();
    return {};
}

Result<void> take_row(Json const& json, std::string const& place, std::string_view name, std::optional<std::int64_t>& into)
{
    Json const* member = find_member(json, name);
    if (member == nullptr) { return {}; }
    std::optional<std::int64_t> const row = member->integer();
    if (!row || *row < 1) { return wrong(place + "." + std::string{name}, *member, "a row's number from 1"); }
    into = row;
    return {};
}

Result<ReadingChoices> read_reading(Json const& json)
{
    ReadingChoices made;
    std::string const place = "reading";
    TRY(check_members(place, json, {"firstRow", "headerRow", "sheet", "encoding", "delimiter", "quote"}));
    TRY(take_row(json, place, "firstRow", made.first_row));
    Json const* header = find_member(json, "headerRow");
    if (header != nullptr && header->text() != nullptr && text::equal_ascii_caseless(*header->text(), no_header)) {
        made.header_row = 0;
    } else if (header != nullptr && (!header->integer() || *header->integer() < 1)) {
        return wrong("reading.headerRow", *header, "a row's number from 1, or \"none\"");
    } else {
        TRY(take_row(json, place, "headerRow", made.header_row));
    }
    TRY(take_text(json, place, "sheet", made.sheet));
    TRY(take_text(json, place, "encoding", made.encoding));
    TRY(take_text(json, place, "delimiter", made.delimiter));
    TRY(take_text(json, place, "quote", made.quote));
    return made;
}

Result<ColumnOptions> read_options(std::string const& place, Json const& json)
{
    ColumnOptions made;
    TRY(check_members(place, json, {"country", "countryPrefix", "dateFormat", "delimiter"}));
    bool const prefix = find_member(json, "countryPrefix") != nullptr; // the page's word for country
    if (prefix && find_member(json, "country") != nullptr) {
        return invalid("In the recipe, " + place + " has both country and countryPrefix, which say the same; remove one.");
    }
    std::string_view const country_name = prefix ? "countryPrefix" : "country";
    TRY(take_text(json, place, country_name, made.country));
    if (!made.country.empty()) {
        std::optional<std::string> country = country_option(made.country);
        if (!country) {
            return wrong(place + "." + std::string{country_name}, *json.find(country_name),
                         "a two-letter ISO code like \"HR\", or \"column\"");
        }
        made.country = *std::move(country);
    }
    TRY(take_text(json, place, "dateFormat", made.date_format));
    if (!made.date_format.empty() && !DateFormat::find(made.date_format)) {
        return wrong(place + ".dateFormat", *json.find("dateFormat"), "one of " + date_format_list());
    }
    TRY(take_word(json, place, "delimiter", delimiter_words, made.delimiter));
    return made;
}

Result<ColumnMapping> read_column(std::string const& place, Json const& json)
{
    ColumnMapping made;
    TRY(check_members(place, json, {"column", "field", "newAttribute", "options"}));
    TRY(take_text(json, place, "column", made.column));
    if (made.column.empty()) { return invalid("In the recipe, " + place + ".column is missing: a title, or a place like \"#3\"."); }
    TRY(take_text(json, place, "field", made.field));
    if (Json const* type = find_member(json, "newAttribute")) {
        made.new_attribute = type->text() == nullptr ? std::nullopt : attribute_type_of(*type->text());
        if (!made.new_attribute) {
            return wrong(place + ".newAttribute", *type, "one of STRING, INTEGER, DECIMAL, BOOLEAN, DATE, DATE_TIME");
        }
        if (made.field.empty()) { return invalid("In the recipe, " + place + ".field is missing: the new attribute's name."); }
    }
    if (Json const* options = find_member(json, "options")) { TRY_ASSIGN(made.options, read_options(place + ".options", *options)); }
    return made;
}

/// A tag's name as it would be stored.
Result<std::string> read_tag(std::string const& place, Json const& json)
{
    std::string name;
    bool const good =
        json.text() != nullptr && canonical_value(FieldKind::text, tag_name_limit, *json.text(), {}, name) == ProblemCode::none;
    if (!good || name.empty()) { return wrong(place, json, "a tag's name of 1 to " + std::to_string(tag_name_limit) + " characters"); }
    return name;
}

Result<void> read_tags(Json const& json, Choices& into)
{
    std::string const place = "choices.tags";
    TRY(check_members(place, json, {"mode", "names"}));
    TRY(take_word(json, place, "mode", tag_mode_words, into.tag_mode));
    if (Json const* names = find_member(json, "names")) {
        if (names->array() == nullptr) { return wrong(place + ".names", *names, "an array of tags' names"); }
        for (Json const& name : *names->array()) {
            TRY_ASSIGN(std::string tag, read_tag(place + ".names[" + std::to_string(into.tags.size()) + "]", name));
            into.tags.push_back(std::move(tag));
        }
    }
    bool const manual = into.tag_mode == TagMode::manual;
    if (manual && into.tags.empty()) {
        return invalid("In the recipe, choices.tags.names is missing: the mode MANUAL needs one tag or more.");
    }
    if (!manual && !into.tags.empty()) { return invalid("In the recipe, choices.tags.names goes with the mode MANUAL only."); }
    return {};
}

Result<Choices> read_choices(Json const& json)
{
    Choices made;
    std::string const place = "choices";
    TRY(check_members(place, json,
                      {"personType", "onDuplicate", "onAmbiguousMatch", "onInvalidValue", "onError", "onDrift", "phones", "tags"}));
    TRY(take_word(json, place, "personType", person_type_words, made.default_type));
    TRY(take_word(json, place, "onDuplicate", on_duplicate_words, made.on_duplicate));
    TRY(take_word(json, place, "onAmbiguousMatch", on_ambiguous_words, made.on_ambiguous));
    TRY(take_word(json, place, "onInvalidValue", on_invalid_words, made.on_invalid));
    TRY(take_word(json, place, "onError", on_error_words, made.on_error));
    TRY(take_word(json, place, "onDrift", on_drift_words, made.on_drift));
    TRY(take_word(json, place, "phones", phones_words, made.phones));
    if (Json const* tags = find_member(json, "tags")) { TRY(read_tags(*tags, made)); }
    return made;
}

void write_reading(JsonWriter& writer, ReadingChoices const& reading)
{
    writer.key("reading").begin_object();
    if (reading.first_row) { writer.member("firstRow", *reading.first_row); }
    if (reading.header_row && *reading.header_row == 0) {
        writer.member("headerRow", no_header);
    } else if (reading.header_row) {
        writer.member("headerRow", *reading.header_row);
    }
    if (reading.sheet) { writer.member("sheet", *reading.sheet); }
    if (reading.encoding) { writer.member("encoding", *reading.encoding); }
    if (reading.delimiter) { writer.member("delimiter", *reading.delimiter); }
    if (reading.quote) { writer.member("quote", *reading.quote); }
    writer.end_object();
}

void write_column(JsonWriter& writer, ColumnMapping const& column)
{
    writer.begin_object().member("column", column.column).key("field");
    if (column.field.empty()) {
        writer.null();
    } else {
        writer.value(column.field);
    }
    if (column.new_attribute) { writer.member("newAttribute", name_of(*column.new_attribute)); }
    if (column.options != ColumnOptions{}) {
        writer.key("options").begin_object();
        if (!column.options.country.empty()) { writer.member("country", column.options.country); }
        if (!column.options.date_format.empty()) { writer.member("dateFormat", column.options.date_format); }
        if (!column.options.delimiter.empty()) { writer.member("delimiter", column.options.delimiter); }
        writer.end_object();
    }
    writer.end_object();
}

void write_choices(JsonWriter& writer, Choices const& choices)
{
    writer.key("choices").begin_object();
    writer.member("personType", word_of(person_type_words, choices.default_type));
    writer.member("onDuplicate", word_of(on_duplicate_words, choices.on_duplicate));
    writer.member("onAmbiguousMatch", word_of(on_ambiguous_words, choices.on_ambiguous));
    writer.member("onInvalidValue", word_of(on_invalid_words, choices.on_invalid));
    writer.member("onError", word_of(on_error_words, choices.on_error));
    writer.member("onDrift", word_of(on_drift_words, choices.on_drift));
    writer.member("phones", word_of(phones_words, choices.phones));
    writer.key("tags").begin_object().member("mode", word_of(tag_mode_words, choices.tag_mode)).key("names").begin_array();
    for (std::string const& name : choices.tags) { writer.value(name); }
    writer.end_array().end_object().end_object();
}

} // namespace

Result<Recipe> read_recipe(std::string_view json)
{
    Result<Json> const document = parse_json(json);
    if (!document) { return invalid("The recipe cannot be read. " + document.error().message); }
    Recipe made;
    TRY(check_members("the document", *document, {"name", "target", "reading", "columns", "choices"}));
    if (Json const* name = find_member(*document, "name")) {
        if (name->text() == nullptr) { return wrong("name", *name, "a text"); }
        made.name = *name->text();
    }
    if (Json const* target = find_member(*document, "target")) {
        auto const word = std::find_if(target_words.begin(), target_words.end(), [&](auto const& known) {
            return target->text() != nullptr && text::equal_ascii_caseless(known.first, *target->text());
        });
        if (word == target_words.end()) { return wrong("target", *target, "one of " + list_of(target_words)); }
        made.target = word->second;
    }
    if (Json const* reading = find_member(*document, "reading")) { TRY_ASSIGN(made.reading, read_reading(*reading)); }
    if (Json const* columns = find_member(*document, "columns")) {
        if (columns->array() == nullptr) { return wrong("columns", *columns, "an array of columns"); }
        if (columns->array()->size() > most_columns) { return invalid("The recipe has more columns than a spreadsheet can have."); }
        for (Json const& column : *columns->array()) {
            TRY_ASSIGN(ColumnMapping mapping, read_column("columns[" + std::to_string(made.columns.size()) + "]", column));
            made.columns.push_back(std::move(mapping));
        }
    }
    if (Json const* choices = find_member(*document, "choices")) { TRY_ASSIGN(made.choices, read_choices(*choices)); }
    return made;
}

std::string write_recipe(Recipe const& recipe, RecipeName name)
{
    JsonWriter writer{JsonWriter::Layout::indented};
    writer.begin_object();
    if (name == RecipeName::with) { writer.member("name", recipe.name); }
    std::string_view const target = word_of(target_words, std::string_view{recipe.target});
    writer.member("target", target.empty() ? std::string_view{recipe.target} : target);
    write_reading(writer, recipe.reading);
    writer.key("columns").begin_array();
    for (ColumnMapping const& column : recipe.columns) { write_column(writer, column); }
    writer.end_array();
    write_choices(writer, recipe.choices);
    writer.end_object();
    return writer.take();
}

} // namespace muster
