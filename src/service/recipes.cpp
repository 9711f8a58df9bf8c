#include "base/text.hpp"
#include "service/catalogue_acts.hpp"

#include <utility>

namespace muster {

namespace {

Result<StoredRecipe> find_recipe(Workplace const& place, Transaction& transaction, std::string const& name)
{
    TRY_ASSIGN(auto const recipes, transaction.catalogue().recipes(place.account));
    return find_recipe_of_name(recipes, name);
}

Result<StoredRecipe> find_recipe(Workplace const& place, Transaction& transaction, std::int64_t id)
{
    TRY_ASSIGN(auto const recipes, transaction.catalogue().recipes(place.account));
    for (StoredRecipe const& recipe : recipes) {
        if (recipe.id == id) { return recipe; }
    }
    return Error{ErrorKind::not_found, "RECIPE_NOT_FOUND", "There is no recipe " + std::to_string(id) + "."};
}

/// A recipe as it is kept. Error invalid_input RECIPE_NAME_MISSING.
Result<StoredRecipe> as_kept(Recipe const& recipe, std::string const& fingerprint)
{
    StoredRecipe stored;
    stored.name = text::to_nfc(text::trim(recipe.name));
    if (stored.name.empty()) { return Error{ErrorKind::invalid_input, "RECIPE_NAME_MISSING", "A recipe that is kept needs a name."}; }
    stored.fingerprint = fingerprint;
    stored.text = write_recipe(recipe);
    return stored;
}

/// No other recipe than `stored` itself has its name. Error conflict RECIPE_EXISTS.
Result<void> check_name(Workplace const& place, Transaction& transaction, StoredRecipe const& stored)
{
    TRY_ASSIGN(auto const recipes, transaction.catalogue().recipes(place.account));
    std::string const wanted = text::fold(stored.name);
    for (StoredRecipe const& recipe : recipes) {
        if (recipe.id == stored.id || text::fold(recipe.name) != wanted) { continue; }
        return Error{ErrorKind::conflict, "RECIPE_EXISTS",
                     "There is a recipe \"" + recipe.name + "\" already, number " + std::to_string(recipe.id) + "."};
    }
    return {};
}

} // namespace

Result<StoredRecipe> find_recipe_of_name(std::span<StoredRecipe const> recipes, std::string const& name)
{
    std::string const wanted = text::fold(text::trim(name));
    for (StoredRecipe const& recipe : recipes) {
        if (text::fold(recipe.name) == wanted) { return recipe; }
    }
    return Error{ErrorKind::not_found, "RECIPE_NOT_FOUND", "There is no recipe \"" + name + "\". `muster recipes list` lists them."};
}

Result<std::vector<StoredRecipe>> list_recipes(Workplace const& place)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    return transaction->catalogue().recipes(place.account);
}

Result<StoredRecipe> store_recipe(Workplace const& place, Recipe const& recipe, std::string const& fingerprint)
{
    TRY_ASSIGN(StoredRecipe stored, as_kept(recipe, fingerprint));
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY_ASSIGN(stored.id, transaction->catalogue().put_recipe(place.account, stored));
    TRY(transaction->commit());
    return stored;
}

Result<StoredRecipe> create_recipe(Workplace const& place, Recipe const& recipe, std::string const& fingerprint)
{
    TRY_ASSIGN(StoredRecipe stored, as_kept(recipe, fingerprint));
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY(check_name(place, *transaction, stored));
    TRY_ASSIGN(stored.id, transaction->catalogue().put_recipe(place.account, stored));
    TRY(transaction->commit());
    return stored;
}

Result<StoredRecipe> replace_recipe(Workplace const& place, std::int64_t id, Recipe const& recipe, std::string const& fingerprint)
{
    TRY_ASSIGN(StoredRecipe stored, as_kept(recipe, fingerprint));
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY(find_recipe(place, *transaction, id));
    stored.id = id;
    TRY(check_name(place, *transaction, stored));
    TRY(transaction->catalogue().put_recipe(place.account, stored));
    TRY(transaction->commit());
    return stored;
}

Result<Recipe> load_recipe(Workplace const& place, std::string const& name)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    TRY_ASSIGN(StoredRecipe const stored, find_recipe(place, *transaction, name));
    return read_recipe(stored.text);
}

Result<void> delete_one_recipe(Workplace const& place, std::string const& name)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY_ASSIGN(StoredRecipe const stored, find_recipe(place, *transaction, name));
    TRY(transaction->catalogue().remove_recipe(place.account, stored.id));
    return transaction->commit();
}

Result<void> delete_one_recipe(Workplace const& place, std::int64_t id)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY(find_recipe(place, *transaction, id));
    TRY(transaction->catalogue().remove_recipe(place.account, id));
    return transaction->commit();
}

Result<std::vector<Account>> list_accounts(Store& store)
{
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::read));
    return transaction->accounts().list();
}

Result<Account> create_one_account(Store& store, std::string const& name)
{
    std::string const trimmed{text::trim(name)};
    if (trimmed.empty()) { return Error{ErrorKind::invalid_input, "ACCOUNT_NAME_MISSING", "An account needs a name."}; }
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::write));
    TRY_ASSIGN(AccountId const id, transaction->accounts().create(trimmed));
    TRY(transaction->commit());
    return Account{id, trimmed};
}

} // namespace muster
