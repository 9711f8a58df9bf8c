#include "api/people/batch.hpp"
#include "api/people/operations.hpp"
#include "json/writer.hpp"

#include <functional>
#include <span>
#include <string_view>

namespace muster::people {

namespace {

using Effect = PersonResult::Effect;

/// The published codes.
std::string_view code_of(PersonResult const& result)
{
    switch (result.error.kind) {
    case ErrorKind::not_found: return "404100";
    case ErrorKind::conflict: return "409100";
    default: return "400100";
    }
}

void write_error(JsonWriter& json, PersonResult const& result, std::size_t index)
{
    bool const has_faults = !result.faults.empty();
    json.begin_object().member("code", code_of(result));
    json.member("message", has_faults ? std::string{"One or more properties of the person are invalid"} : result.error.message);
    if (has_faults) {
        json.key("details").begin_array();
        std::string const person = "persons[" + std::to_string(index) + "]";
        for (InputFault const& fault : result.faults) {
            std::string const property = fault.property.empty() ? person : person + "." + fault.property;
            json.begin_object().member("property", property).member("message", fault.message).end_object();
        }
        json.end_array();
    }
    json.member("index", index).end_object();
}

std::string_view status_name_of(Effect effect)
{
    switch (effect) {
    case Effect::created: return "CREATED";
    case Effect::updated: return "UPDATED";
    default: return "NOT_MODIFIED";
    }
}

enum class Status : std::uint8_t { untold, told };

HttpAnswer batch_answer(std::span<PersonResult const> results, Status status)
{
    JsonWriter json;
    json.begin_object().key("errors").begin_array();
    for (std::size_t index = 0; index < results.size(); ++index) {
        if (results[index].effect == Effect::failed) { write_error(json, results[index], index); }
    }
    json.end_array().key("results").begin_array();
    for (std::size_t index = 0; index < results.size(); ++index) {
        PersonResult const& result = results[index];
        if (result.effect == Effect::failed) { continue; }
        json.begin_object().member("id", result.id.value).member("index", index);
        if (status == Status::told) { json.member("status", status_name_of(result.effect)); }
        json.end_object();
    }
    return json_answer(207, json.end_array().end_object().take());
}

using Act = std::function<Result<std::vector<PersonResult>>(std::span<ProfileInput const>)>;

Result<HttpAnswer> write_persons(Call const& call, Act const& act, Status status)
{
    TRY_ASSIGN(Json const body, call.json());
    ListRequest request = read_list_request(body, ListForm::persons_v3);
    if (request.is_refused()) { return refusal(Family::people_v3, request.error, request.faults); }
    Batch<ProfileInput> batch = batch_of(std::move(request.persons));
    TRY_ASSIGN(auto of_taken, act(batch.inputs()));
    return batch_answer(batch.results(std::move(of_taken)), status);
}

Result<HttpAnswer> upsert(PeopleDoor& door, Call const& call, InputMode mode)
{
    return write_persons(
        call, [&](std::span<ProfileInput const> inputs) { return door.upsert(inputs, mode); }, Status::told);
}

} // namespace

Result<HttpAnswer> upsert_whole(PeopleDoor& door, Call const& call) { return upsert(door, call, InputMode::overwrite); }
Result<HttpAnswer> upsert_given(PeopleDoor& door, Call const& call) { return upsert(door, call, InputMode::append); }

Result<HttpAnswer> merge(PeopleDoor& door, Call const& call)
{
    return write_persons(
        call, [&](std::span<ProfileInput const> inputs) { return door.merge(inputs); }, Status::untold);
}

} // namespace muster::people
