#include "base/file.hpp"
#include "cli/acts.hpp"
#include "cli/import_options.hpp"
#include "cli/import_report.hpp"
#include "cli/shown_text.hpp"
#include "cli/text_table.hpp"
#include "documents/documents.hpp"
#include "json/value.hpp"

#include <memory>
#include <vector>

namespace muster {

namespace {

using Row = std::vector<std::string>;

std::string quoted_name(std::string_view name) { return "\"" + shown(name) + "\""; }

/// The fingerprint of the titles that an import's file has; empty where it has none.
std::string fingerprint_of(ImportJob const& job)
{
    Result<Json> const reading = parse_json(job.reading);
    Json const* member = reading ? reading->find("fingerprint") : nullptr;
    return member == nullptr || member->text() == nullptr ? std::string{} : *member->text();
}

struct NewRecipe {
    Recipe recipe{};
    std::string fingerprint{};
};

Result<NewRecipe> recipe_of_file(std::string const& path)
{
    TRY_ASSIGN(auto const file, open_file(path));
    TRY_ASSIGN(Recipe recipe, read_recipe_file(path, *file));
    return NewRecipe{std::move(recipe), {}};
}

Result<NewRecipe> recipe_of_import(Door& door, std::string const& number)
{
    TRY_ASSIGN(ImportId const id, parse_import_id(number));
    TRY_ASSIGN(ImportJob const job, door.show(id));
    TRY_ASSIGN(Recipe recipe, read_recipe(job.recipe));
    return NewRecipe{std::move(recipe), fingerprint_of(job)};
}

} // namespace

Result<ExitStatus> act_tags_list(Session& session)
{
    TRY_ASSIGN(auto const door, session.open_reading());
    TRY_ASSIGN(std::vector<TagView> const tags, door->tags());
    if (session.wants_json()) {
        TRY(session.print_document(tags_document(tags)));
        return ExitStatus::done;
    }
    TextTable table{session.out};
    TRY(table.titles(Row{"Tag", "Persons", "Created (UTC)"}));
    for (TagView const& view : tags) { TRY(table.row(Row{view.tag.name, with_commas(view.persons), shown_time(view.tag.created_at)})); }
    TRY(table.finish());
    return ExitStatus::done;
}

Result<ExitStatus> act_tags_create(Session& session)
{
    TRY_ASSIGN(auto const door, session.open_writing());
    TRY_ASSIGN(TagView const view, door->create_tag(session.arguments.words().front()));
    TRY(session.print("The tag " + quoted_name(view.tag.name) + " is there.\n"));
    return ExitStatus::done;
}

Result<ExitStatus> act_tags_delete(Session& session)
{
    std::string const& name = session.arguments.words().front();
    TRY_ASSIGN(auto const door, session.open_writing());
    TRY(door->delete_tag(name));
    TRY(session.print("The tag " + quoted_name(name) + " is deleted.\n"));
    return ExitStatus::done;
}

Result<ExitStatus> act_attributes_list(Session& session)
{
    TRY_ASSIGN(auto const door, session.open_reading());
    TRY_ASSIGN(std::vector<Attribute> const attributes, door->attributes());
    if (session.wants_json()) {
        TRY(session.print_document(attributes_document(attributes)));
        return ExitStatus::done;
    }
    TextTable table{session.out};
    TRY(table.titles(Row{"Attribute", "Type"}));
    for (Attribute const& attribute : attributes) { TRY(table.row(Row{attribute.name, std::string{name_of(attribute.type)}})); }
    TRY(table.finish());
    return ExitStatus::done;
}

Result<ExitStatus> act_attributes_create(Session& session)
{
    std::string argument; // as --new-attribute has it
    for (std::string const& word : session.arguments.words()) { argument += (argument.empty() ? "" : ":") + word; }
    TRY_ASSIGN(auto const wanted, parse_new_attribute(argument));
    TRY_ASSIGN(auto const door, session.open_writing());
    TRY_ASSIGN(Attribute const attribute, door->create_attribute(wanted.first, wanted.second));
    std::string const type{name_of(attribute.type)};
    TRY(session.print("The attribute " + quoted_name(attribute.name) + " is there, of type " + type + ".\n"));
    return ExitStatus::done;
}

Result<ExitStatus> act_attributes_delete(Session& session)
{
    std::string const& name = session.arguments.words().front();
    TRY_ASSIGN(auto const door, session.open_writing());
    TRY(door->delete_attribute(name));
    TRY(session.print("The attribute " + quoted_name(name) + " is deleted.\n"));
    return ExitStatus::done;
}

Result<ExitStatus> act_recipes_list(Session& session)
{
    TRY_ASSIGN(auto const door, session.open_reading());
    TRY_ASSIGN(std::vector<StoredRecipe> const recipes, door->recipes());
    if (session.wants_json()) {
        TRY(session.print_document(recipes_document(recipes)));
        return ExitStatus::done;
    }
    TextTable table{session.out};
    TRY(table.titles(Row{"Recipe", "Known by its titles"}));
    for (StoredRecipe const& recipe : recipes) { TRY(table.row(Row{recipe.name, recipe.fingerprint.empty() ? "no" : "yes"})); }
    TRY(table.finish());
    return ExitStatus::done;
}

Result<ExitStatus> act_recipes_show(Session& session)
{
    TRY_ASSIGN(auto const door, session.open_reading());
    TRY_ASSIGN(Recipe const recipe, door->recipe(session.arguments.words().front()));
    TRY(session.print_document(write_recipe(recipe)));
    return ExitStatus::done;
}

Result<ExitStatus> act_recipes_save(Session& session)
{
    std::vector<std::string> const& words = session.arguments.words();
    bool const from_file = words.size() > 1;
    std::optional<std::string> const import = session.arguments.value("--import");
    if (from_file == import.has_value()) {
        return Error{ErrorKind::invalid_input, "USAGE", "A recipe comes from one place: give a FILE behind its name, or --import ID."};
    }
    NewRecipe made;
    if (from_file) { TRY_ASSIGN(made, recipe_of_file(words[1])); }
    TRY_ASSIGN(auto const door, session.open_writing());
    if (import) { TRY_ASSIGN(made, recipe_of_import(*door, *import)); }
    made.recipe.name = words.front();
    TRY_ASSIGN(StoredRecipe const stored, door->save_recipe(made.recipe, made.fingerprint));
    TRY(session.print("The recipe " + quoted_name(stored.name) + " is kept.\n"));
    return ExitStatus::done;
}

Result<ExitStatus> act_recipes_delete(Session& session)
{
    std::string const& name = session.arguments.words().front();
    TRY_ASSIGN(auto const door, session.open_writing());
    TRY(door->delete_recipe(name));
    TRY(session.print("The recipe " + quoted_name(name) + " is deleted.\n"));
    return ExitStatus::done;
}

} // namespace muster
