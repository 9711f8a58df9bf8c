#include "remote/remote_persons.hpp"

#include "documents/read_documents.hpp"
#include "json/writer.hpp"

#include <utility>

namespace muster::remote {

namespace {

/// Persons that are given on at once: some megabytes at most.
constexpr std::size_t persons_at_once = 1'000;

ServerCalls::Query query_of(PersonQuery const& query)
{
    ServerCalls::Query asked;
    if (!query.filter.empty()) { asked.emplace_back("filter", query.filter); }
    if (!query.tag.empty()) { asked.emplace_back("tag", query.tag); }
    if (query.import.value != 0) { asked.emplace_back("import", std::to_string(query.import.value)); }
    if (query.after.value != 0) { asked.emplace_back("after", std::to_string(query.after.value)); }
    if (query.limit != 0) { asked.emplace_back("limit", std::to_string(query.limit)); }
    return asked;
}

/// Lines of stored profiles, as they come, in batches.
class ProfileLines {
public:
    explicit ProfileLines(ProfilesTaker const& take) : take_{take} {}

    Result<void> add(std::string_view bytes)
    {
        while (!bytes.empty()) {
            std::size_t const end = bytes.find('\n');
            line_ += bytes.substr(0, end);
            if (end == std::string_view::npos) { return {}; }
            bytes.remove_prefix(end + 1);
            TRY_ASSIGN(Json const document, parse_json(std::exchange(line_, {})));
            TRY_ASSIGN(Profile profile, reader_.read(document));
            batch_.push_back(std::move(profile));
            if (batch_.size() == persons_at_once) { TRY(give()); }
        }
        return {};
    }
    Result<void> give()
    {
        if (batch_.empty()) { return {}; }
        TRY(take_(batch_, reader_.names()));
        batch_.clear();
        return {};
    }

private:
    ProfilesTaker const& take_;
    ProfileReader reader_{};
    std::string line_{};
    std::vector<Profile> batch_{};
};

Result<PersonView> view_of(Json const& document)
{
    ProfileReader reader;
    TRY_ASSIGN(Profile profile, reader.read(document));
    return PersonView{std::move(profile), reader.names()};
}

std::string keys_document(std::span<PersonKey const> keys, std::string const* tag = nullptr)
{
    JsonWriter json;
    json.begin_object().key("keys").begin_array();
    for (PersonKey const& key : keys) { json.value(text_of(key)); }
    json.end_array();
    if (tag != nullptr) { json.member("tag", *tag); }
    return json.end_object().take();
}

/// How many persons an act changed.
Result<std::int64_t> changed(ServerCalls& calls, std::string path, std::string document)
{
    TRY_ASSIGN(Json const answer, calls.send("POST", std::move(path), std::move(document)));
    Json const* const count = answer.find("persons");
    if (count != nullptr && count->integer()) { return *count->integer(); }
    return Error{ErrorKind::unavailable, "NOT_MUSTER", calls.url() + " does not answer as a Muster server does. Look at --server."};
}

std::string path_of_recipe(StoredRecipe const& recipe) { return "/imports/1/recipes/" + std::to_string(recipe.id); }

} // namespace

Result<void> persons(ServerCalls& calls, PersonQuery const& query, ProfilesTaker const& take)
{
    ProfileLines lines{take};
    HttpCall call;
    call.path = "/persons/1/persons";
    call.query = query_of(query);
    call.take = [&lines](std::string_view bytes) -> Result<bool> {
        TRY(lines.add(bytes));
        return true;
    };
    TRY(calls.call(call));
    return lines.give();
}

Result<PersonView> person(ServerCalls& calls, PersonKey const& key)
{
    TRY_ASSIGN(Json const document, calls.get("/persons/1/persons/" + escaped(text_of(key))));
    return view_of(document);
}

Result<ActivityView> activity(ServerCalls& calls, PersonKey const& key)
{
    TRY_ASSIGN(Json const document, calls.get("/persons/1/persons/" + escaped(text_of(key)) + "/activity"));
    return read_activity(document);
}

Result<std::int64_t> delete_persons(ServerCalls& calls, std::span<PersonKey const> keys)
{
    return changed(calls, "/persons/1/delete", keys_document(keys));
}

Result<PersonView> merge_persons(ServerCalls& calls, std::span<PersonKey const> keys)
{
    TRY_ASSIGN(Json const document, calls.send("POST", "/persons/1/merge", keys_document(keys)));
    return view_of(document);
}

Result<std::int64_t> export_persons(ServerCalls& calls, PersonQuery const& query, TableFormat format, ByteSink& into)
{
    return calls.download(format == TableFormat::csv ? "/persons/1/persons.csv" : "/persons/1/persons.xlsx", query_of(query), into);
}

Result<std::int64_t> tag_persons(ServerCalls& calls, std::span<PersonKey const> keys, std::string const& tag)
{
    return changed(calls, "/persons/1/tag", keys_document(keys, &tag));
}

Result<std::int64_t> untag_persons(ServerCalls& calls, std::span<PersonKey const> keys, std::string const& tag)
{
    return changed(calls, "/persons/1/untag", keys_document(keys, &tag));
}

Result<std::vector<TagView>> tags(ServerCalls& calls)
{
    TRY_ASSIGN(Json const document, calls.get("/persons/1/tags"));
    return read_tags(document);
}

Result<TagView> create_tag(ServerCalls& calls, std::string const& name)
{
    JsonWriter json;
    json.begin_object().member("name", name).end_object();
    TRY_ASSIGN(Json const document, calls.send("POST", "/persons/1/tags", json.take()));
    return read_tag(document);
}

Result<void> delete_tag(ServerCalls& calls, std::string const& name)
{
    TRY(calls.send("DELETE", "/persons/1/tags/" + escaped(name)));
    return {};
}

Result<std::vector<Attribute>> attributes(ServerCalls& calls)
{
    TRY_ASSIGN(Json const document, calls.get("/persons/1/customAttributes"));
    return read_attributes(document);
}

Result<Attribute> create_attribute(ServerCalls& calls, std::string const& name, AttributeType type)
{
    JsonWriter json;
    json.begin_object().member("name", name).member("dataType", name_of(type)).end_object();
    TRY_ASSIGN(Json const document, calls.send("POST", "/persons/1/customAttributes", json.take()));
    return read_attribute(document);
}

Result<void> delete_attribute(ServerCalls& calls, std::string const& name)
{
    TRY(calls.send("DELETE", "/persons/1/customAttributes/" + escaped(name)));
    return {};
}

Result<std::vector<StoredRecipe>> recipes(ServerCalls& calls)
{
    TRY_ASSIGN(Json const document, calls.get("/imports/1/recipes"));
    return read_stored_recipes(document);
}

Result<StoredRecipe> save_recipe(ServerCalls& calls, Recipe const& recipe, std::string const& fingerprint)
{
    JsonWriter json;
    json.begin_object().key("recipe").raw(write_recipe(recipe)).member("fingerprint", fingerprint).end_object();
    TRY_ASSIGN(Json const document, calls.send("POST", "/imports/1/recipes?replace=true", json.take()));
    return read_stored_recipe(document);
}

Result<Recipe> recipe(ServerCalls& calls, std::string const& name)
{
    TRY_ASSIGN(auto const there, recipes(calls));
    TRY_ASSIGN(StoredRecipe const stored, find_recipe_of_name(there, name));
    return read_recipe(stored.text);
}

Result<void> delete_recipe(ServerCalls& calls, std::string const& name)
{
    TRY_ASSIGN(auto const there, recipes(calls));
    TRY_ASSIGN(StoredRecipe const stored, find_recipe_of_name(there, name));
    TRY(calls.send("DELETE", path_of_recipe(stored)));
    return {};
}

} // namespace muster::remote
