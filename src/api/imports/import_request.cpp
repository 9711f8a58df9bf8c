#include "api/imports/import_request.hpp"

#include "mapping/recipe.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

using Need = RequestMembers::Need;

/// Members that the one reader of recipes judges, and those that only some values are served of.
constexpr std::array<std::string_view, 3> changed_by_recipe{"reading", "columns", "choices"};
constexpr std::array<std::string_view, 2> judged_elsewhere{"target", "journeyId"};

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
    Json const* const journey = body.find("journeyId");
    if (journey != nullptr && !journey->is_null()) {
        return Error{ErrorKind::invalid_input, "JOURNEYS_UNSUPPORTED", "Imports do not lead into journeys here. Leave journeyId out."};
    }
    if (recipe.target == "person") { return {}; }
    return Error{ErrorKind::invalid_input, "TARGET_UNSUPPORTED", "Only persons are imported here. Leave target out, or say PERSON."};
}

} // namespace

AnalysisMembers read_analysis_members(RequestMembers& members)
{
    AnalysisMembers read;
    read.recipe = members.value("recipe", Need::optional);
    read.recipe_id = members.number("recipeId", Need::optional);
    if (read.recipe != nullptr && read.recipe_id) { members.add_fault("recipeId", "must be left out when there is a recipe."); }
    read.auto_map = members.flag("autoMap", Need::optional);
    members.know(judged_elsewhere);
    members.know(choice_names);
    return read;
}

Result<AnalysisRequest> analysis_of(ImportsDoor const& door, RequestMembers const& members, AnalysisMembers const& read,
                                    std::optional<AnalysisRequest> const& before)
{
    AnalysisRequest request;
    if (read.recipe != nullptr) {
        TRY_ASSIGN(request.recipe, read_recipe(JsonWriter{}.value(*read.recipe).take()));
    } else if (read.recipe_id) {
        TRY_ASSIGN(StoredRecipe const stored, find_recipe(door, *read.recipe_id));
        TRY_ASSIGN(request.recipe, read_recipe(stored.text));
    } else if (before) {
        request = *before;
    }
    bool const given = read.recipe != nullptr || read.recipe_id;
    TRY_ASSIGN(request.recipe, with_changes(request.recipe, members.document()));
    TRY(check_served(members.document(), request.recipe));
    bool const maps_itself =
        read.auto_map.value_or(given || !before ? request.recipe.columns.empty() : request.auto_map == ImportRequest::AutoMap::yes);
    request.auto_map = maps_itself ? ImportRequest::AutoMap::yes : ImportRequest::AutoMap::no;
    return request;
}

std::optional<bool> read_change_members(RequestMembers& members)
{
    std::optional<bool> const auto_map = members.flag("autoMap", Need::optional);
    members.know(changed_by_recipe);
    members.know(judged_elsewhere);
    members.know(choice_names);
    return auto_map;
}

Result<ImportChange> change_of(Json const& body, std::optional<bool> auto_map, AnalysisRequest const& before)
{
    TRY_ASSIGN(Recipe const after, with_changes(before.recipe, body));
    TRY(check_served(body, after));
    ImportChange change;
    if (body.find("reading") != nullptr) { change.reading = after.reading; }
    if (body.find("columns") != nullptr) { change.columns = after.columns; }
    bool const chooses = body.find("choices") != nullptr ||
                         std::any_of(choice_names.begin(), choice_names.end(), [&](auto name) { return body.find(name) != nullptr; });
    if (chooses) { change.choices = after.choices; }
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
