#include "api/imports/import_request.hpp"
#include "api/imports/operations.hpp"
#include "documents/documents.hpp"
#include "mapping/recipe.hpp"
#include "json/writer.hpp"

#include <charconv>

namespace muster {

namespace {

struct WrittenRecipe {
    Recipe recipe{};
    std::string fingerprint{};
};

/// Reads the body and gives what `keep` answers to it.
template <class Keep>
Result<HttpAnswer> with_written(Call const& call, Keep keep)
{
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
    Json const* const recipe = members.value("recipe", RequestMembers::Need::required);
    WrittenRecipe written;
    written.fingerprint = members.text("fingerprint", RequestMembers::Need::optional).value_or("");
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    TRY_ASSIGN(written.recipe, read_recipe(JsonWriter{}.value(*recipe).take()));
    return keep(written);
}

Result<std::int64_t> recipe_in_path(Call const& call)
{
    std::string const& written = call.parameters.front();
    std::int64_t number{};
    auto const [end, fault] = std::from_chars(written.data(), written.data() + written.size(), number);
    if (fault == std::errc{} && end == written.data() + written.size()) { return number; }
    return Error{ErrorKind::not_found, "RECIPE_NOT_FOUND", "There is no recipe \"" + written + "\". A recipe's id is a number."};
}

Result<HttpAnswer> list_recipes(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(auto const recipes, desk.door(call).recipes());
    return json_answer(200, recipes_document(recipes));
}

Result<HttpAnswer> create_recipe(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(bool const replaces, call.query.flag("replace", false));
    return with_written(call, [&](WrittenRecipe const& written) -> Result<HttpAnswer> {
        ImportsDoor door = desk.door(call);
        TRY_ASSIGN(StoredRecipe const stored, replaces ? door.save_recipe(written.recipe, written.fingerprint)
                                                       : door.create_recipe(written.recipe, written.fingerprint));
        HttpAnswer answer = json_answer(201, recipe_document(stored));
        answer.fields.add("Location", "/imports/1/recipes/" + std::to_string(stored.id));
        return answer;
    });
}

Result<HttpAnswer> show_recipe(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(std::int64_t const id, recipe_in_path(call));
    TRY_ASSIGN(StoredRecipe const stored, find_recipe(desk.door(call), id));
    return json_answer(200, recipe_document(stored));
}

Result<HttpAnswer> replace(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(std::int64_t const id, recipe_in_path(call));
    return with_written(call, [&](WrittenRecipe const& written) -> Result<HttpAnswer> {
        TRY_ASSIGN(StoredRecipe const stored, desk.door(call).replace_recipe(id, written.recipe, written.fingerprint));
        return json_answer(200, recipe_document(stored));
    });
}

Result<HttpAnswer> remove(ImportsDesk& desk, Call const& call)
{
    TRY_ASSIGN(std::int64_t const id, recipe_in_path(call));
    TRY(desk.door(call).delete_recipe(id));
    return empty_answer(204);
}

} // namespace

void add_recipe_routes(ImportRouteAdder& routes)
{
    routes.read("/imports/1/recipes", list_recipes);
    routes.change("POST", "/imports/1/recipes", json_body_limit, create_recipe);
    routes.read("/imports/1/recipes/{id}", show_recipe);
    routes.change("PUT", "/imports/1/recipes/{id}", json_body_limit, replace);
    routes.change("DELETE", "/imports/1/recipes/{id}", 0, remove);
}

} // namespace muster
