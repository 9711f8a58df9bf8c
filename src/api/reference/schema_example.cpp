#include "api/reference/schema_example.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace muster {

namespace {

struct NamedText {
    std::string_view property{}, text{};
};
/// What people know at a glance; everything else is "text".
constexpr std::array named_texts{
    NamedText{"firstName", "Ana"},
    NamedText{"lastName", "Horvat"},
    NamedText{"middleName", "Marija"},
    NamedText{"nickName", "Ani"},
    NamedText{"address", "Ilica 1"},
    NamedText{"city", "Zagreb"},
    NamedText{"country", "Croatia"},
    NamedText{"gender", "FEMALE"},
    NamedText{"birthDate", "1990-05-17"},
    NamedText{"preferredLanguage", "en"},
    NamedText{"profilePicture", "https://example.com/ana.png"},
    NamedText{"externalId", "C-1024"},
    NamedText{"number", "385911234567"},
    NamedText{"email", "ana@example.com"},
    NamedText{"name", "Spring fair"},
    NamedText{"names", "Spring fair"},
    NamedText{"tags", "Spring fair"},
    NamedText{"column", "Email"},
    NamedText{"field", "email"},
    NamedText{"url", "https://example.com/muster"},
    NamedText{"password", "correct horse battery staple"},
    NamedText{"newPassword", "correct horse battery staple"},
    NamedText{"currentPassword", "an older pass phrase"},
    NamedText{"planHash", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
};

/// What a property is best known by: an address within an email is one of mail.
std::string_view known_as(std::string_view within, std::string_view property)
{
    return within == "email" && property == "address" ? within : property;
}

/// Makes one example. References that it is within are not followed again: a schema that holds itself ends there.
class ExampleMaker {
public:
    explicit ExampleMaker(Json const& document) : document_{document} {}

    std::optional<Json> make(Json const& schema, std::string_view property)
    {
        if (std::string_view const name = reference_name(schema); !name.empty()) { return make_referred(schema, name, property); }
        if (auto const given = given_example(schema)) { return given; }
        for (std::string_view const either : {"anyOf", "oneOf"}) {
            Json const* const choices = schema.find(either);
            bool const is_kind = schema.find("properties") == nullptr; // or else they are rules for those
            if (is_kind && choices != nullptr && choices->array() != nullptr && !choices->array()->empty()) {
                return make(choices->array()->front(), property);
            }
        }
        std::string const type = type_of(schema);
        if (type == "object") { return make_members(schema, property); }
        if (type == "array") { return make_array(schema, property); }
        if (type == "string") { return Json::of(make_text(schema, property)); }
        if (type == "integer") { return Json::of(least_number(schema)); }
        if (type == "number") { return Json::of(1.5); }
        if (type == "boolean") { return Json::of(true); }
        return std::nullopt;
    }

private:
    std::optional<Json> make_referred(Json const& schema, std::string_view name, std::string_view property)
    {
        Json const* const target = resolved(document_, schema);
        if (target == nullptr || std::find(within_.begin(), within_.end(), name) != within_.end()) { return std::nullopt; }
        within_.push_back(name);
        std::optional<Json> made = make(*target, property);
        within_.pop_back();
        return made;
    }

    static std::optional<Json> given_example(Json const& schema)
    {
        for (std::string_view const name : {"examples", "enum"}) {
            Json const* const several = schema.find(name);
            if (several != nullptr && several->array() != nullptr && !several->array()->empty()) { return several->array()->front(); }
        }
        for (std::string_view const name : {"const", "default"}) {
            if (Json const* const one = schema.find(name)) { return *one; }
        }
        return std::nullopt;
    }

    /// Of several the first that is not null.
    static std::string type_of(Json const& schema)
    {
        Json const* const type = schema.find("type");
        if (type == nullptr) { return schema.find("properties") != nullptr ? "object" : ""; }
        if (type->text() != nullptr) { return *type->text(); }
        if (type->array() == nullptr) { return {}; }
        for (Json const& each : *type->array()) {
            if (each.text() != nullptr && *each.text() != "null") { return *each.text(); }
        }
        return {};
    }

    Json make_members(Json const& schema, std::string_view within)
    {
        Json::Object made;
        Json const* const properties = schema.find("properties");
        if (properties != nullptr && properties->object() != nullptr) {
            for (auto const& [name, property] : *properties->object()) {
                if (auto value = make(property, known_as(within, name))) { made.emplace_back(name, *std::move(value)); }
            }
        }
        Json const* const further = schema.find("additionalProperties");
        if (made.empty() && further != nullptr && further->object() != nullptr) {
            if (auto value = make(*further, "name")) { made.emplace_back("name", *std::move(value)); }
        }
        return Json::of(std::move(made));
    }

    std::optional<Json> make_array(Json const& schema, std::string_view property)
    {
        Json const* const entries = schema.find("items");
        std::optional<Json> one = entries != nullptr ? make(*entries, property) : std::nullopt;
        return Json::of(one ? Json::Array{*std::move(one)} : Json::Array{});
    }

    static std::string make_text(Json const& schema, std::string_view property)
    {
        Json const* const format = schema.find("format");
        if (format != nullptr && format->text() != nullptr && *format->text() == "date-time") { return "2026-11-24T09:30:00Z"; }
        auto const known =
            std::find_if(named_texts.begin(), named_texts.end(), [property](NamedText const& named) { return named.property == property; });
        std::string text{known == named_texts.end() ? "text" : known->text};
        Json const* const least = schema.find("minLength");
        Json const* const most = schema.find("maxLength");
        if (least != nullptr) { text.resize(std::max(text.size(), static_cast<std::size_t>(least->integer().value_or(0))), 'x'); }
        if (most != nullptr) { text.resize(std::min(text.size(), static_cast<std::size_t>(most->integer().value_or(0)))); }
        return text;
    }

    static std::int64_t least_number(Json const& schema)
    {
        Json const* const least = schema.find("minimum");
        return least != nullptr ? least->integer().value_or(1) : 1;
    }

    Json const& document_;
    std::vector<std::string_view> within_{};
};

} // namespace

Json const* resolved(Json const& document, Json const& node)
{
    Json const* const reference = node.find("$ref");
    if (reference == nullptr || reference->text() == nullptr) { return &node; }
    std::string_view path = *reference->text();
    Json const* at = &document;
    while (at != nullptr && !path.empty()) {
        path.remove_prefix(1); // the # in front, then a slash
        std::size_t const end = std::min(path.find('/'), path.size());
        if (end > 0) { at = at->find(path.substr(0, end)); }
        path.remove_prefix(end);
    }
    return at;
}

std::string_view reference_name(Json const& node)
{
    Json const* const reference = node.find("$ref");
    if (reference == nullptr || reference->text() == nullptr) { return {}; }
    std::string_view const path = *reference->text();
    return path.substr(path.rfind('/') + 1);
}

std::optional<Json> example_of(Json const& document, Json const& schema) { return ExampleMaker{document}.make(schema, {}); }

} // namespace muster
