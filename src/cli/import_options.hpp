#pragma once

#include "cli/session.hpp"

#include <optional>
#include <string>

namespace muster {

/// Opens a file to be read or imported. What may not be read is unreadable here, and what is over the upload limit too large.
Result<IncomingFile> open_incoming(std::string const& path);

/// --sheet and its kin over what a recipe says.
Result<void> apply_reading_options(Arguments const& arguments, ReadingChoices& choices);
/// --on-duplicate and its kin over what a recipe says.
Result<void> apply_choice_options(Arguments const& arguments, Choices& choices);
/// Whether any of them was given.
enum class Given : std::uint8_t { no, yes };
Given choices_given(Arguments const& arguments);
/// --map and --new-attribute over what a recipe says: a column that is named again gets its new field, and a field for one value that is
/// taken again leaves its old column.
Result<void> apply_mapping_options(Arguments const& arguments, Recipe& recipe);

/// Whether the command line says at all where the columns go.
bool names_mapping(Arguments const& arguments);

/// The recipe in a file. Errors: those of reading it, and of a recipe, which name `path`.
Result<Recipe> read_recipe_file(std::string const& path, ByteSource const& file);
/// The recipe that --recipe names, a file or one kept in the store; a standard one without it.
Result<Recipe> load_recipe(Session const& session, Door& door);

/// All of the options together. The recipe is the effective one but for what auto-mapping adds.
Result<ImportRequest> make_import_request(Session const& session, Door& door, std::string const& path);

} // namespace muster
