#include "documents/documents.hpp"

#include "documents/import_members.hpp"
#include "json/writer.hpp"

namespace muster {

std::string tag_view_document(TagView const& tag)
{
    JsonWriter json;
    json.begin_object().member("name", tag.tag.name).member("persons", tag.persons);
    return json.member("createdAt", to_text(tag.tag.created_at)).end_object().take();
}

std::string tags_document(std::span<TagView const> tags)
{
    JsonWriter json;
    json.begin_object().key("tags").begin_array();
    for (TagView const& tag : tags) { json.raw(tag_view_document(tag)); }
    return json.end_array().end_object().take();
}

std::string attributes_document(std::span<Attribute const> attributes)
{
    JsonWriter json;
    json.begin_object().key("customAttributes").begin_array();
    for (Attribute const& attribute : attributes) {
        json.begin_object().member("name", attribute.name).member("dataType", name_of(attribute.type)).end_object();
    }
    return json.end_array().end_object().take();
}

std::string recipe_document(StoredRecipe const& recipe)
{
    JsonWriter json;
    json.begin_object().member("id", recipe.id).member("name", recipe.name).member("fingerprint", recipe.fingerprint);
    write_recipe_member(json, recipe.text);
    return json.end_object().take();
}

std::string recipes_document(std::span<StoredRecipe const> recipes)
{
    JsonWriter json;
    json.begin_object().key("recipes").begin_array();
    for (StoredRecipe const& recipe : recipes) { json.raw(recipe_document(recipe)); }
    return json.end_array().end_object().take();
}

std::string check_document(std::span<CheckFinding const> findings)
{
    JsonWriter json;
    json.begin_object().member("sound", findings.empty()).key("findings").begin_array();
    for (CheckFinding const& finding : findings) {
        json.begin_object().member("rule", finding.rule).member("detail", finding.detail).end_object();
    }
    return json.end_array().end_object().take();
}

std::string error_document(Error const& error)
{
    JsonWriter json;
    json.begin_object().key("error").begin_object().member("kind", name_of(error.kind)).member("code", error.code);
    json.member("message", error.message);
    return json.end_object().end_object().take();
}

} // namespace muster
