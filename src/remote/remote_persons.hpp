#pragma once

#include "remote/server_calls.hpp"
#include "service/door.hpp"

#include <span>
#include <string>
#include <vector>

namespace muster::remote {

/// The use cases of persons, tags, custom attributes and recipes through a server; what they promise stands at the door's methods.

Result<void> persons(ServerCalls& calls, PersonQuery const& query, ProfilesTaker const& take);
Result<PersonView> person(ServerCalls& calls, PersonKey const& key);
Result<ActivityView> activity(ServerCalls& calls, PersonKey const& key);
Result<std::int64_t> delete_persons(ServerCalls& calls, std::span<PersonKey const> keys);
Result<PersonView> merge_persons(ServerCalls& calls, std::span<PersonKey const> keys);
Result<std::int64_t> export_persons(ServerCalls& calls, PersonQuery const& query, TableFormat format, ByteSink& into);
Result<std::int64_t> tag_persons(ServerCalls& calls, std::span<PersonKey const> keys, std::string const& tag);
Result<std::int64_t> untag_persons(ServerCalls& calls, std::span<PersonKey const> keys, std::string const& tag);

Result<std::vector<TagView>> tags(ServerCalls& calls);
Result<TagView> create_tag(ServerCalls& calls, std::string const& name);
Result<void> delete_tag(ServerCalls& calls, std::string const& name);
Result<std::vector<Attribute>> attributes(ServerCalls& calls);
Result<Attribute> create_attribute(ServerCalls& calls, std::string const& name, AttributeType type);
Result<void> delete_attribute(ServerCalls& calls, std::string const& name);

Result<std::vector<StoredRecipe>> recipes(ServerCalls& calls);
Result<StoredRecipe> save_recipe(ServerCalls& calls, Recipe const& recipe, std::string const& fingerprint);
Result<Recipe> recipe(ServerCalls& calls, std::string const& name);
Result<void> delete_recipe(ServerCalls& calls, std::string const& name);

} // namespace muster::remote
