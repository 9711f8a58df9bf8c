#include "documents/document_members.hpp"

#include "mapping/recipe.hpp"
#include "json/writer.hpp"

namespace muster {

void DocumentFault::note(std::string_view member)
{
    if (member_.empty()) { member_ = member; }
}

Result<void> DocumentFault::told() const
{
    if (member_.empty()) { return {}; }
    return Error{ErrorKind::unavailable, "ANSWER_NOT_UNDERSTOOD",
                 "The server's answer cannot be understood: \"" + member_ +
                     "\" is missing or of another kind. Are this program and the server of the same version?"};
}

std::string DocumentMembers::text(std::string_view name) const
{
    std::string const* const text = member(name).text();
    if (text == nullptr) { wrong(name); }
    return text == nullptr ? std::string{} : *text;
}

std::string DocumentMembers::text_or_empty(std::string_view name) const { return has(name) ? text(name) : std::string{}; }

std::int64_t DocumentMembers::integer(std::string_view name) const
{
    auto const number = member(name).integer();
    if (!number) { wrong(name); }
    return number.value_or(0);
}

std::int64_t DocumentMembers::integer_or_zero(std::string_view name) const { return has(name) ? integer(name) : 0; }

bool DocumentMembers::boolean(std::string_view name) const
{
    auto const value = member(name).boolean();
    if (!value) { wrong(name); }
    return value.value_or(false);
}

Instant DocumentMembers::instant_or_zero(std::string_view name) const
{
    if (!has(name)) { return {}; }
    auto const instant = parse_instant(text(name));
    if (!instant) { wrong(name); }
    return instant.value_or(Instant{});
}

Json::Array const& DocumentMembers::array(std::string_view name) const
{
    static Json::Array const none;
    Json::Array const* const array = member(name).array();
    if (array == nullptr) { wrong(name); }
    return array == nullptr ? none : *array;
}

Json const& DocumentMembers::member(std::string_view name) const
{
    static Json const none;
    Json const* const found = json_.find(name);
    return found == nullptr ? none : *found;
}

bool DocumentMembers::has(std::string_view name) const { return !member(name).is_null(); }

DocumentMembers DocumentMembers::members(std::string_view name) const
{
    Json const& object = member(name);
    if (object.object() == nullptr) { wrong(name); }
    return {object, fault_};
}

std::string DocumentMembers::recipe_or_empty(std::string_view name) const
{
    std::string const json = json_or_empty(name);
    if (json.empty()) { return json; }
    Result<Recipe> const recipe = read_recipe(json);
    RecipeName const named = member(name).find("name") != nullptr ? RecipeName::with : RecipeName::without;
    if (recipe) { return write_recipe(*recipe, named); }
    wrong(name);
    return {};
}

std::string DocumentMembers::json_or_empty(std::string_view name) const
{
    return has(name) ? JsonWriter{}.value(member(name)).take() : std::string{};
}

} // namespace muster
