#include "cli/import_options.hpp"

#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/option_groups.hpp"
#include "cli/shown_text.hpp"

#include <algorithm>
#include <memory>

namespace muster {

namespace {

/// A recipe is small; a file above this is none.
constexpr std::uint64_t recipe_limit = 4'194'304;

bool same_name(std::string_view a, std::string_view b) { return text::fold(text::trim(a)) == text::fold(text::trim(b)); }

bool takes_one(std::string_view field)
{
    FieldRule const* rule = person_target().find(field);
    if (rule == nullptr) { return true; } // a custom attribute
    return rule->arity == Arity::one && rule->kind != FieldKind::tags;
}

void add_mapping(Recipe& recipe, ColumnMapping mapping)
{
    bool const single = !mapping.field.empty() && takes_one(mapping.field);
    std::erase_if(recipe.columns, [&](ColumnMapping const& known) {
        return same_name(known.column, mapping.column) || (single && same_name(known.field, mapping.field));
    });
    recipe.columns.push_back(std::move(mapping));
}

/// A choice between two words, the second of which has a meaning of its own.
template <class Choice>
void take_choice(Arguments const& arguments, std::string_view option, std::string_view word, Choice chosen, Choice otherwise, Choice& into)
{
    if (auto const value = arguments.value(option); value) { into = *value == word ? chosen : otherwise; }
}

Result<void> apply_tags(Arguments const& arguments, Choices& choices)
{
    std::vector<std::string> tags = arguments.values("--tag");
    if (arguments.has("--auto-tag") && !tags.empty()) { return bad_option("--tag and --auto-tag exclude each other. Give one of them."); }
    if (arguments.has("--auto-tag")) {
        choices.tag_mode = TagMode::automatic;
        choices.tags.clear();
    } else if (!tags.empty()) {
        for (std::string const& tag : tags) {
            if (text::is_blank(tag)) { return bad_option("--tag cannot be empty. Name a tag."); }
        }
        choices.tag_mode = TagMode::manual;
        choices.tags = std::move(tags);
    }
    return {};
}

} // namespace

Result<Recipe> read_recipe_file(std::string const& path, ByteSource const& file)
{
    TRY_ASSIGN(std::string const json, read_all(file, recipe_limit));
    Result<Recipe> recipe = read_recipe(json);
    if (!recipe) { return std::move(recipe).error().while_doing(shown(path)); }
    return recipe;
}

Result<IncomingFile> open_incoming(std::string const& path)
{
    Result<std::unique_ptr<ByteSource>> file = open_file(path);
    if (!file) {
        Error error = std::move(file).error();
        if (error.kind == ErrorKind::denied) { error.kind = ErrorKind::unreadable; } // it is the file that cannot be read
        return error;
    }
    if ((*file)->size() > standard_upload_limit) {
        return Error{ErrorKind::too_large, "FILE_TOO_LARGE",
                     shown(path) + " has " + with_commas(static_cast<long long>((*file)->size())) + " bytes. Files are taken up to " +
                         with_commas(static_cast<long long>(standard_upload_limit)) + " bytes (50 MB). Split it into several files."};
    }
    return IncomingFile{std::shared_ptr<ByteSource const>{*std::move(file)}, as_utf8(path)};
}

Result<void> apply_reading_options(Arguments const& arguments, ReadingChoices& choices)
{
    if (auto sheet = arguments.value("--sheet"); sheet) { choices.sheet = std::move(sheet); }
    if (auto encoding = arguments.value("--encoding"); encoding) { choices.encoding = std::move(encoding); }
    if (auto delimiter = arguments.value("--delimiter"); delimiter) { choices.delimiter = std::move(delimiter); }
    if (auto quote = arguments.value("--quote"); quote) { choices.quote = std::move(quote); }
    TRY_ASSIGN(auto const first_row, arguments.number("--first-row", 1));
    if (first_row) { choices.first_row = first_row; }
    if (auto const header = arguments.value("--header-row"); header == "none") {
        choices.header_row = 0;
    } else if (header) {
        TRY_ASSIGN(choices.header_row, arguments.number("--header-row", 1));
    }
    return {};
}

Result<void> apply_choice_options(Arguments const& arguments, Choices& choices)
{
    if (arguments.value("--target") == "company") {
        return Error{ErrorKind::invalid_input, "NOT_IN_THIS_VERSION",
                     "This version of muster has no companies, only persons. Leave --target out."};
    }
    take_choice(arguments, "--person-type", "customer", ProfileType::customer, ProfileType::lead, choices.default_type);
    take_choice(arguments, "--on-duplicate", "discard", OnDuplicate::discard, OnDuplicate::merge, choices.on_duplicate);
    take_choice(arguments, "--on-ambiguous", "merge", OnAmbiguous::merge, OnAmbiguous::reject, choices.on_ambiguous);
    take_choice(arguments, "--on-invalid", "drop", OnInvalid::drop, OnInvalid::reject, choices.on_invalid);
    take_choice(arguments, "--on-error", "fail", OnError::fail, OnError::skip, choices.on_error);
    take_choice(arguments, "--on-drift", "stop", OnDrift::stop, OnDrift::apply, choices.on_drift);
    take_choice(arguments, "--phones", "strict", PhoneRule::strict, PhoneRule::lenient, choices.phones);
    return apply_tags(arguments, choices);
}

Given choices_given(Arguments const& arguments)
{
    auto const& options = choice_options().options;
    bool const any = std::any_of(options.begin(), options.end(), [&](OptionRule const& rule) { return arguments.has(rule.name); });
    return any ? Given::yes : Given::no;
}

Result<void> apply_mapping_options(Arguments const& arguments, Recipe& recipe)
{
    for (std::string const& argument : arguments.values("--map")) {
        TRY_ASSIGN(ColumnMapping mapping, parse_column_mapping(argument));
        add_mapping(recipe, std::move(mapping));
    }
    for (std::string const& argument : arguments.values("--new-attribute")) {
        TRY_ASSIGN(auto const attribute, parse_new_attribute(argument));
        auto const mapped = std::find_if(recipe.columns.begin(), recipe.columns.end(),
                                         [&](ColumnMapping const& mapping) { return same_name(mapping.field, attribute.first); });
        if (mapped == recipe.columns.end()) {
            return bad_option("No column is mapped to the new attribute \"" + attribute.first +
                              "\". Say which: --map \"TITLE=" + attribute.first + "\".");
        }
        mapped->new_attribute = attribute.second;
    }
    return {};
}

bool names_mapping(Arguments const& arguments)
{
    return arguments.has("--map") || arguments.has("--recipe") || arguments.has("--auto-map");
}

Result<Recipe> load_recipe(Session const& session, Door& door)
{
    std::optional<std::string> const name = session.arguments.value("--recipe");
    if (!name) { return Recipe{}; }
    Result<std::unique_ptr<ByteSource>> const file = open_file(*name);
    if (file) { return read_recipe_file(*name, **file); }
    if (file.error().kind != ErrorKind::not_found) { return file.error(); }
    Result<Recipe> stored = door.recipe(*name);
    if (!stored && stored.error().kind == ErrorKind::not_found) {
        return Error{ErrorKind::not_found, "RECIPE_NOT_FOUND",
                     "There is neither a file \"" + *name + "\" nor a recipe of that name. muster recipes list shows the recipes."};
    }
    return stored;
}

Result<ImportRequest> make_import_request(Session const& session, Door& door, std::string const& path)
{
    ImportRequest request;
    TRY_ASSIGN(request.file, open_incoming(path));
    TRY_ASSIGN(request.recipe, load_recipe(session, door));
    if (request.recipe.target != person_target().name) {
        return Error{ErrorKind::invalid_input, "NOT_IN_THIS_VERSION",
                     "The recipe is for companies. This version of muster has only persons."};
    }
    TRY(apply_reading_options(session.arguments, request.recipe.reading));
    TRY(apply_mapping_options(session.arguments, request.recipe));
    TRY(apply_choice_options(session.arguments, request.recipe.choices));
    if (session.arguments.has("--auto-map")) { request.auto_map = ImportRequest::AutoMap::yes; }
    request.by = operating_user();
    return request;
}

} // namespace muster
