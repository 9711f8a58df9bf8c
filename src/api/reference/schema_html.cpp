#include "api/reference/schema_html.hpp"

#include "api/reference/schema_example.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace muster {

namespace {

std::string json_text(Json const& value) { return JsonWriter{}.value(value).take(); }

std::string with_commas(std::int64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3 + (number < 0 ? 1U : 0U);) { digits.insert(at -= 3, ","); }
    return digits;
}

std::optional<std::int64_t> number_member(Json const& schema, std::string_view name)
{
    Json const* const member = schema.find(name);
    return member == nullptr ? std::nullopt : member->integer();
}

struct Bounds {
    std::string_view least{}, most{}, unit{};
};

/// "1 to 256 characters", "at least 1 entry"; empty when there are none.
std::string bounds_text(Json const& schema, Bounds const& bounds)
{
    auto const least = number_member(schema, bounds.least);
    auto const most = number_member(schema, bounds.most);
    std::string text;
    if (least && most) { text = *least == *most ? with_commas(*least) : with_commas(*least) + " to " + with_commas(*most); }
    if (least && !most) { text = "at least " + with_commas(*least); }
    if (!least && most) { text = "at most " + with_commas(*most); }
    if (!text.empty() && !bounds.unit.empty()) { text += " " + std::string{bounds.unit}; }
    return text;
}

std::vector<std::string> rules_of(Json const& schema)
{
    std::vector<std::string> rules;
    for (Bounds const& bounds : {Bounds{"minLength", "maxLength", "characters"}, Bounds{"minimum", "maximum", ""},
                                 Bounds{"minItems", "maxItems", "entries"}, Bounds{"minProperties", "maxProperties", "properties"}}) {
        if (std::string text = bounds_text(schema, bounds); !text.empty()) { rules.push_back(std::move(text)); }
    }
    if (Json const* const format = schema.find("format"); format != nullptr && format->text() != nullptr) {
        rules.push_back(*format->text());
    }
    if (Json const* const unique = schema.find("uniqueItems"); unique != nullptr && unique->boolean() == true) {
        rules.emplace_back("none twice");
    }
    if (Json const* const pattern = schema.find("pattern"); pattern != nullptr && pattern->text() != nullptr) {
        rules.push_back("matches `" + *pattern->text() + "`");
    }
    if (Json const* const otherwise = schema.find("default")) { rules.push_back("unless given `" + json_text(*otherwise) + "`"); }
    if (Json const* const only = schema.find("readOnly"); only != nullptr && only->boolean() == true) {
        rules.emplace_back("in answers only");
    }
    return rules;
}

void write_alternatives(HtmlWriter& html, Json::Array const& several)
{
    for (std::size_t place = 0; place < several.size(); ++place) {
        if (place > 0) { html.text(" or "); }
        write_type(html, several[place]);
    }
}

/// The values of an `enum`, or the names of types.
void write_words(HtmlWriter& html, Json::Array const& values, std::string_view element)
{
    for (std::size_t place = 0; place < values.size(); ++place) {
        if (place > 0) { html.text(place + 1 == values.size() ? " or " : ", "); }
        html.element(element, values[place].text() != nullptr ? *values[place].text() : json_text(values[place]));
    }
}

void write_kind(HtmlWriter& html, Json const& schema)
{
    for (std::string_view const either : {"anyOf", "oneOf"}) {
        Json const* const several = schema.find(either);
        bool const is_kind = schema.find("properties") == nullptr; // or else they are rules for those
        if (is_kind && several != nullptr && several->array() != nullptr) { return write_alternatives(html, *several->array()); }
    }
    if (Json const* const values = schema.find("enum"); values != nullptr && values->array() != nullptr) {
        return write_words(html, *values->array(), "code");
    }
    if (Json const* const value = schema.find("const")) { return write_words(html, {*value}, "code"); }
    Json const* const type = schema.find("type");
    bool const is_array = type != nullptr && type->text() != nullptr && *type->text() == "array";
    if (Json const* const entries = schema.find("items"); is_array && entries != nullptr) {
        html.text("array of ");
        return write_type(html, *entries);
    }
    if (type == nullptr) { return; }
    if (type->array() != nullptr) { return write_words(html, *type->array(), "span"); }
    html.text(type->text() != nullptr ? *type->text() : std::string{});
}

/// Rows of a table of properties.
class PropertyRows {
public:
    explicit PropertyRows(HtmlWriter& html) : html_{html} {}

    void add_all(Json const& schema, std::string const& path)
    {
        Json const* const properties = schema.find("properties");
        if (properties != nullptr && properties->object() != nullptr) {
            for (auto const& [name, property] : *properties->object()) { add(property, path + name, need_of(schema, name)); }
        }
        Json const* const further = schema.find("additionalProperties");
        if (further != nullptr && further->object() != nullptr) { add(*further, path + "*", Need::optional); }
    }

private:
    enum class Need : std::uint8_t { required, optional };

    static Need need_of(Json const& schema, std::string const& name)
    {
        Json const* const required = schema.find("required");
        if (required == nullptr || required->array() == nullptr) { return Need::optional; }
        auto const& names = *required->array();
        auto const is_name = [&name](Json const& each) { return each.text() != nullptr && *each.text() == name; };
        return std::any_of(names.begin(), names.end(), is_name) ? Need::required : Need::optional;
    }

    void add(Json const& property, std::string const& path, Need need)
    {
        html_.open("tr").open("th", {{"scope", "row"}}).element("code", path);
        if (need == Need::required) { html_.text(" ").element("span", "required", {{"class", "required"}}); }
        html_.close().open("td");
        write_type(html_, property);
        html_.close().open("td");
        if (Json const* const about = property.find("description"); about != nullptr && about->text() != nullptr) {
            html_.prose(*about->text());
        }
        html_.close().close();
        add_within(property, path);
    }

    /// What is written inside the property itself, not by reference.
    void add_within(Json const& property, std::string const& path)
    {
        for (std::string_view const either : {"anyOf", "oneOf"}) {
            Json const* const several = property.find(either);
            if (several == nullptr || several->array() == nullptr) { continue; }
            for (Json const& each : *several->array()) { add_within(each, path); }
        }
        if (Json const* const entries = property.find("items")) { add_within(*entries, path + "[]"); }
        add_all(property, path + ".");
    }

    HtmlWriter& html_;
};

bool has_properties(Json const& schema)
{
    Json const* const further = schema.find("additionalProperties");
    return schema.find("properties") != nullptr || (further != nullptr && further->object() != nullptr);
}

} // namespace

void write_type(HtmlWriter& html, Json const& schema)
{
    if (std::string_view const name = reference_name(schema); !name.empty()) {
        std::string const target = "#schema-" + std::string{name};
        html.element("a", name, {{"href", target}});
        return;
    }
    write_kind(html, schema);
    for (std::string const& rule : rules_of(schema)) { html.open("span", {{"class", "rule"}}).text(", ").prose(rule).close(); }
}

void write_properties(HtmlWriter& html, Json const& schema)
{
    Json const* const entries = schema.find("items");
    if (entries != nullptr && has_properties(*entries)) { return write_properties(html, *entries); }
    if (!has_properties(schema)) { return; }
    html.open("table").open("thead").open("tr");
    for (std::string_view const title : {"Property", "Value", "About"}) { html.element("th", title, {{"scope", "col"}}); }
    html.close().close().open("tbody");
    PropertyRows{html}.add_all(schema, {});
    html.close().close();
}

void write_example(HtmlWriter& html, Json const& document, Json const& schema, std::string_view of)
{
    std::optional<Json> const example = example_of(document, schema);
    if (!example) { return; }
    html.open("pre", {{"class", "example"}, {"data-schema", of}, {"tabindex", "0"}});
    html.element("code", JsonWriter{JsonWriter::Layout::indented}.value(*example).take()).close();
}

} // namespace muster
