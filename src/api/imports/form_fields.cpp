#include "api/imports/form_fields.hpp"

#include "api/route.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

#include <utility>

namespace muster {

namespace {

Result<Json> value_of(std::string const& name, std::string text)
{
    bool const is_json = name == "recipe" || name == "tags" || name == "recipeId" || name == "autoMap";
    if (is_json) {
        Result<Json> json = parse_json(text);
        if (json) { return json; }
        return std::move(json).error().while_doing("The form's field \"" + name + "\"");
    }
    if (text::is_utf8(text)) { return Json::of(std::move(text)); }
    return Error{ErrorKind::invalid_input, "PROPERTY_INVALID", "The form's field \"" + name + "\" must be text in UTF-8."};
}

} // namespace

Result<Json> body_of(std::span<FormPart const> fields)
{
    Json::Object body;
    for (FormPart const& field : fields) {
        if (Json::of(body).find(field.name) != nullptr) {
            return Error{ErrorKind::invalid_input, "PROPERTY_INVALID", "The form's field \"" + field.name + "\" is there twice."};
        }
        TRY_ASSIGN(std::string text, read_all(*field.bytes, json_body_limit));
        TRY_ASSIGN(Json value, value_of(field.name, std::move(text)));
        body.emplace_back(field.name, std::move(value));
    }
    return Json::of(std::move(body));
}

} // namespace muster
