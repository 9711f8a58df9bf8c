#pragma once

#include "service/door.hpp"
#include "json/writer.hpp"

namespace muster {

/// The members of an import's document, into an object that the caller has begun.
void write_import_members(JsonWriter& json, ImportJob const& job);
/// Those of them that change while it runs: id, state, reason, planHash, resultHash, startedAt, finishedAt, counts.
void write_state_members(JsonWriter& json, ImportJob const& job);
/// `recipe`, null for an empty text. Recipes are kept as people write them, indented; a document of one line has them in one line.
void write_recipe_member(JsonWriter& json, std::string_view recipe);
/// One import as histories show it, an object.
void write_history_entry(JsonWriter& json, ImportJob const& job);

} // namespace muster
