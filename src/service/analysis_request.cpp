#include "service/analysis_request.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "history/import_file.hpp"
#include "service/checked_choices.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <utility>

namespace muster {

namespace {

std::string write(AnalysisRequest const& request)
{
    JsonWriter json;
    json.begin_object().member("autoMap", request.auto_map == ImportRequest::AutoMap::yes).member("orderedAs", request.ordered_as);
    json.key("recipe").raw(write_recipe(request.recipe));
    return json.end_object().take();
}

Error damaged()
{
    return {ErrorKind::unreadable, "REQUEST_DAMAGED",
            "What was asked of this import's analysis cannot be read any more. Discard the import and upload the file again."};
}

} // namespace

std::string digest_of(AnalysisRequest const& request)
{
    bool const auto_map = request.auto_map == ImportRequest::AutoMap::yes;
    return to_hex(sha256((auto_map ? "auto" : "given") + write_recipe(request.recipe, RecipeName::without)));
}

bool reads_rows_alike(AnalysisRequest const& one, AnalysisRequest const& other)
{
    Recipe const& a = one.recipe;
    Recipe const& b = other.recipe;
    return one.auto_map == other.auto_map && a.reading == b.reading && a.columns == b.columns && a.choices.phones == b.choices.phones &&
           a.choices.on_invalid == b.choices.on_invalid;
}

Result<void> keep_request(Workplace const& place, ImportId id, AnalysisRequest const& request)
{
    return import_file::write_text(place.store, id, import_file::request, write(request));
}

Result<std::optional<AnalysisRequest>> find_request(Workplace const& place, ImportId id)
{
    TRY_ASSIGN(auto const text, import_file::find_text(place.store, id, import_file::request));
    if (!text) { return std::optional<AnalysisRequest>{}; }
    TRY_ASSIGN(Json const json, parse_json(*text));
    Json const* const auto_map = json.find("autoMap");
    Json const* const ordered_as = json.find("orderedAs");
    Json const* const recipe = json.find("recipe");
    if (auto_map == nullptr || !auto_map->boolean() || ordered_as == nullptr || ordered_as->text() == nullptr || recipe == nullptr) {
        return damaged();
    }
    AnalysisRequest request;
    request.auto_map = *auto_map->boolean() ? ImportRequest::AutoMap::yes : ImportRequest::AutoMap::no;
    request.ordered_as = *ordered_as->text();
    TRY_ASSIGN(request.recipe, read_recipe(JsonWriter{}.value(*recipe).take()));
    return std::optional{std::move(request)};
}

Result<AnalysisRequest> checked_request(Workplace const& place, AnalysisRequest request)
{
    if (!text::equal_ascii_caseless(request.recipe.target, place.target.name)) {
        return Error{ErrorKind::unsupported, "TARGET_UNSUPPORTED",
                     "The recipe is for \"" + request.recipe.target + "\"; only persons are imported here."};
    }
    TRY_ASSIGN(request.recipe.choices, checked_choices(request.recipe.choices));
    return request;
}

} // namespace muster
