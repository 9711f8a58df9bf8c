#pragma once

#include "service/workplace.hpp"

#include <string>
#include <vector>

namespace muster {

/// The use cases of tags, attributes, recipes and accounts; what they promise stands at the door's methods of these names.

Result<std::vector<TagView>> list_tags(Workplace const& place);
Result<TagView> create_one_tag(Workplace const& place, std::string const& name);
Result<void> delete_one_tag(Workplace const& place, std::string const& name);
Result<std::vector<Attribute>> list_attributes(Workplace const& place);
Result<Attribute> create_one_attribute(Workplace const& place, std::string const& name, AttributeType type);
Result<void> delete_one_attribute(Workplace const& place, std::string const& name);
Result<std::vector<StoredRecipe>> list_recipes(Workplace const& place);
Result<StoredRecipe> store_recipe(Workplace const& place, Recipe const& recipe, std::string const& fingerprint);
/// The same for programs, which name recipes by their ids. Errors: invalid_input RECIPE_NAME_MISSING; not_found RECIPE_NOT_FOUND; conflict
/// RECIPE_EXISTS when another one has the name.
Result<StoredRecipe> create_recipe(Workplace const& place, Recipe const& recipe, std::string const& fingerprint);
Result<StoredRecipe> replace_recipe(Workplace const& place, std::int64_t id, Recipe const& recipe, std::string const& fingerprint);
Result<void> delete_one_recipe(Workplace const& place, std::int64_t id);
Result<Recipe> load_recipe(Workplace const& place, std::string const& name);
Result<void> delete_one_recipe(Workplace const& place, std::string const& name);
Result<std::vector<Account>> list_accounts(Store& store);
Result<Account> create_one_account(Store& store, std::string const& name);

} // namespace muster
