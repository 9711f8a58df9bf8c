#include "api/openapi.hpp"

#include "json/value.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace muster {

namespace {

struct Document {
    Json::Object paths{};
    std::vector<std::pair<std::string, Json::Object>> components{}; ///< by kind: schemas, responses, ...
    Json::Array tags{};
};

Error wrong_part(EmbeddedFile const& part, std::string const& what)
{
    return {ErrorKind::internal, "OPENAPI_PART", "The part " + std::string{part.name} + " of the API's description " + what + "."};
}

template <class Value>
Value* find_named(std::vector<std::pair<std::string, Value>>& among, std::string_view name)
{
    auto const found = std::find_if(among.begin(), among.end(), [&](auto const& member) { return member.first == name; });
    return found == among.end() ? nullptr : &found->second;
}

Result<void> add_components(Document& document, EmbeddedFile const& part, Json const& components)
{
    if (components.object() == nullptr) { return wrong_part(part, "has components that are no object"); }
    for (auto const& [kind, named] : *components.object()) {
        if (named.object() == nullptr) { return wrong_part(part, "has components." + kind + " that is no object"); }
        Json::Object* into = find_named(document.components, kind);
        if (into == nullptr) { into = &document.components.emplace_back(kind, Json::Object{}).second; }
        for (auto const& [name, component] : *named.object()) {
            Json const* const there = find_named(*into, name);
            if (there == nullptr) {
                into->emplace_back(name, component);
            } else if (!(*there == component)) {
                return wrong_part(part, "defines components." + kind + "." + name + ", which another part defines otherwise");
            }
        }
    }
    return {};
}

Result<void> add_part(Document& document, EmbeddedFile const& part)
{
    Result<Json> const parsed = parse_json(part.bytes);
    if (!parsed) { return wrong_part(part, "is not valid: " + parsed.error().message); }
    if (parsed->object() == nullptr) { return wrong_part(part, "is no object"); }
    for (auto const& [name, content] : *parsed->object()) {
        if (name == "paths" && content.object() != nullptr) {
            for (auto const& [path, operations] : *content.object()) {
                if (find_named(document.paths, path) != nullptr) {
                    return wrong_part(part, "describes " + path + ", as another part does");
                }
                document.paths.emplace_back(path, operations);
            }
        } else if (name == "components") {
            TRY(add_components(document, part, content));
        } else if (name == "tags" && content.array() != nullptr) {
            document.tags.insert(document.tags.end(), content.array()->begin(), content.array()->end());
        } else {
            return wrong_part(part, "has \"" + name + "\", which no part has");
        }
    }
    return {};
}

constexpr std::string_view description =
    "Brings people's data from files into customer profiles. Three families of errors: the People API keeps the published envelopes of its "
    "versions 2 and 3, everything else answers with problem documents (RFC 9457).";

} // namespace

Result<std::string> openapi_document(std::span<EmbeddedFile const> parts, std::string_view version)
{
    Document document;
    for (EmbeddedFile const& part : parts) { TRY(add_part(document, part)); }
    JsonWriter json;
    json.begin_object().member("openapi", "3.1.0").key("info").begin_object();
    json.member("title", "Muster").member("version", version).member("description", description).end_object();
    json.key("servers").begin_array().begin_object().member("url", "/").end_object().end_array();
    json.key("security").begin_array(); // any of them, unless an operation says otherwise
    for (std::string_view const scheme : {"key", "basic", "token", "cookie"}) {
        json.begin_object().key(scheme).begin_array().end_array().end_object();
    }
    json.end_array().member("tags", Json::of(document.tags)).member("paths", Json::of(document.paths));
    json.key("components").begin_object();
    for (auto const& [kind, named] : document.components) { json.member(kind, Json::of(named)); }
    json.end_object().end_object();
    return json.take();
}

} // namespace muster
