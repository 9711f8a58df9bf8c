#include "api/imports/import_request.hpp"

#include "mapping/recipe.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

Error invalid(std::string_view name, std::string_view what)
{
    return {ErrorKind::invalid_input, "PROPERTY_INVALID", "\"" + std::string{name} + "\" must be " + std::string{what} + "."};
}

/// RFC 7396 for the members of one object.
void merge(Json::Object& into, std::string_view name, Json const& value)
{
    std::erase_if(into, [name](Json::Member const& member) { return member.first == name; });
    if (!value.is_null()) { into.emplace_back(name, value); }
}

/// The member `name` with what another says about its members; something else than an object replaces it.
Json merged(Json::Object const& of, std::string_view name, Json const& change)
{
    auto const member = std::find_if(of.begin(), of.end(), [name](Json::Member const& each) { return each.first == name; });
    if (change.object() == nullptr) { return change; }
    Json::Object made = member != of.end() && member->second.object() != nullptr ? *member->second.object() : Json::Object{};
    for (auto const& [key, value] : *change.object()) { merge(made, key, value); }
    return Json::of(std::move(made));
}

/// A recipe with what a request says beside it: reading, columns, choices, single choices, target. All of it is judged by the one reader
/// of recipes.
Result<Recipe> with_changes(Recipe const& recipe, Json const& body)
{
    TRY_ASSIGN(Json const written, parse_json(write_recipe(recipe)));
    MUSTER_ASSERT(written.object() != nullptr);
    Json::Object made = *written.object();
    for (std::string_view const name : {"reading", "choices"}) {
        if (Json const* change = body.find(name)) { merge(made, name, merged(made, name, *change)); }
    }
    for (std::string_view const name : {"columns", "target"}) {
        if (Json const* change = body.find(name)) { merge(made, name, *change); }
    }
    Json::Object single;
    for (std::string_view const name : choice_names) {
        if (Json const* change = body.find(name)) { single.emplace_back(name, *change); }
    }
    if (!single.empty()) { merge(made, "choices", merged(made, "choices", Json::of(std::move(single)))); }
    return read_recipe(JsonWriter{}.value(Json::of(std::move(made))).take());
}

Result<void> check_served(Json const& body, Recipe const& recipe)
{
    if (find_given(body, "journeyId") != nullptr) {
        return Error{ErrorKind::invalid_input, "JOURNEYS_UNSUPPORTED", "Imports do not lead into journeys here. Leave journeyId out."};
    }
    if (recipe.target == "person") { return {}; }
    return Error{ErrorKind::invalid_input, "TARGET_UNSUPPORTED", "Only persons are imported here. Leave target out, or say PERSON."};
}

} // namespace

Result<void> check_members(Json const& json, std::initializer_list<std::string_view> known, std::span<std::string_view const> also)
{
    if (json.object() == nullptr) { return Error{ErrorKind::invalid_input, "PROPERTY_INVALID", "The body must be a JSON object."}; }
    std::vector<std::string_view> all{known};
    all.insert(all.end(), also.begin(), also.end());
    for (auto const& [name, value] : *json.object()) {
        if (std::find(all.begin(), all.end(), name) != all.end()) { continue; }
        std::string names;
        for (std::string_view const each : all) { names += (names.empty() ? "" : ", ") + std::string{each}; }
        return Error{ErrorKind::invalid_input, "PROPERTY_UNKNOWN", "There is no \"" + name + "\" here. There are: " + names + "."};
    }
    return {};
}

Result<Json> request_members(Call const& call, std::initializer_list<std::string_view> known, std::span<std::string_view const> also)
{
    if (call.request.body.size > json_body_limit) {
        return Error{ErrorKind::too_large, "BODY_TOO_LARGE", "A JSON document of a request may have up to 16 MB."};
    }
    TRY_ASSIGN(Json json, call.json());
    TRY(check_members(json, known, also));
    return json;
}

Json const* find_given(Json const& json, std::string_view name)
{
    Json const* const member = json.find(name);
    return member == nullptr || member->is_null() ? nullptr : member;
}

Result<std::optional<std::int64_t>> find_integer(Json const& json, std::string_view name)
{
    Json const* const member = find_given(json, name);
    if (member == nullptr) { return std::optional<std::int64_t>{}; }
    if (!member->integer()) { return invalid(name, "a whole number"); }
    return member->integer();
}

Result<std::optional<bool>> find_boolean(Json const& json, std::string_view name)
{
    Json const* const member = find_given(json, name);
    if (member == nullptr) { return std::optional<bool>{}; }
    if (!member->boolean()) { return invalid(name, "true or false"); }
    return member->boolean();
}

Result<std::string> text_member(Json const& json, std::string_view name)
{
    Json const* const member = find_given(json, name);
    if (member == nullptr) { return Error{ErrorKind::invalid_input, "PROPERTY_MISSING", "\"" + std::string{name} + "\" is missing."}; }
    if (member->text() == nullptr) { return invalid(name, "a text"); }
    return *member->text();
}

Result<AnalysisRequest> read_analysis_request(ImportsDoor const& door, Json const& body, std::optional<AnalysisRequest> const& before)
{
    AnalysisRequest request;
    Json const* const recipe = find_given(body, "recipe");
    TRY_ASSIGN(auto const recipe_id, find_integer(body, "recipeId"));
    if (recipe != nullptr && recipe_id) { return invalid("recipeId", "left out when there is a recipe"); }
    if (recipe != nullptr) {
        TRY_ASSIGN(request.recipe, read_recipe(JsonWriter{}.value(*recipe).take()));
    } else if (recipe_id) {
        TRY_ASSIGN(StoredRecipe const stored, find_recipe(door, *recipe_id));
        TRY_ASSIGN(request.recipe, read_recipe(stored.text));
    } else if (before) {
        request = *before;
    }
    bool const given = recipe != nullptr || recipe_id;
    TRY_ASSIGN(request.recipe, with_changes(request.recipe, body));
    TRY(check_served(body, request.recipe));
    TRY_ASSIGN(auto const auto_map, find_boolean(body, "autoMap"));
    bool const maps_itself =
        auto_map.value_or(given || !before ? request.recipe.columns.empty() : request.auto_map == ImportRequest::AutoMap::yes);
    request.auto_map = maps_itself ? ImportRequest::AutoMap::yes : ImportRequest::AutoMap::no;
    return request;
}

Result<ImportChange> read_change(Json const& body, AnalysisRequest const& before)
{
    TRY_ASSIGN(Recipe const after, with_changes(before.recipe, body));
    TRY(check_served(body, after));
    ImportChange change;
    if (body.find("reading") != nullptr) { change.reading = after.reading; }
    if (body.find("columns") != nullptr) { change.columns = after.columns; }
    bool const chooses = body.find("choices") != nullptr ||
                         std::any_of(choice_names.begin(), choice_names.end(), [&](auto name) { return body.find(name) != nullptr; });
    if (chooses) { change.choices = after.choices; }
    TRY_ASSIGN(auto const auto_map, find_boolean(body, "autoMap"));
    if (auto_map) { change.auto_map = *auto_map ? ImportRequest::AutoMap::yes : ImportRequest::AutoMap::no; }
    return change;
}

Result<StoredRecipe> find_recipe(ImportsDoor const& door, std::int64_t id)
{
    TRY_ASSIGN(auto const recipes, door.recipes());
    auto const found = std::find_if(recipes.begin(), recipes.end(), [id](StoredRecipe const& recipe) { return recipe.id == id; });
    if (found != recipes.end()) { return *found; }
    return Error{ErrorKind::not_found, "RECIPE_NOT_FOUND", "There is no recipe " + std::to_string(id) + "."};
}

} // namespace muster
