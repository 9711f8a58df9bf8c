#include "api/envelope.hpp"
#include "api/people/batch.hpp"
#include "api/people/operations.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <span>

namespace muster::people {

namespace {

using Effect = PersonResult::Effect;

/// Statuses of items are those of calls, but 409 for a person that is not there, as published.
int entry_status(Error const& error) { return error.kind == ErrorKind::not_found ? 409 : status_of(error.kind); }

void write_errors(JsonWriter& json, PersonResult const& result)
{
    json.member("status", entry_status(result.error)).key("errors").begin_array();
    if (result.faults.empty()) { json.begin_object().member("message", result.error.message).end_object(); }
    for (InputFault const& fault : result.faults) {
        std::string const where = fault.property.empty() ? std::string{} : fault.property + ": ";
        json.begin_object().member("message", where + fault.message).end_object();
    }
    json.end_array();
}

void write_query(JsonWriter& json, IdentityRequest const& identity)
{
    json.key("query").begin_object().member("type", identity.type).member("identifier", identity.identifier);
    if (!identity.sender.empty()) { json.member("sender", identity.sender); }
    json.end_object();
}

enum class Modified : std::uint8_t { untold, told };

/// Lists what failed: by the query that named it, or by its place when nothing did. 200 when all was done.
HttpAnswer batch_answer(std::span<PersonResult const> results, std::span<IdentityRequest const> identities, Modified modified)
{
    JsonWriter json;
    json.begin_object().key("results").begin_array();
    bool is_whole = true;
    for (std::size_t index = 0; index < results.size(); ++index) {
        if (results[index].effect != Effect::failed) { continue; }
        is_whole = false;
        json.begin_object();
        if (identities.empty()) {
            json.member("index", index);
        } else {
            write_query(json, identities[index]);
        }
        if (modified == Modified::told) { json.member("isModified", false); }
        write_errors(json, results[index]);
        json.end_object();
    }
    return json_answer(is_whole ? 200 : 207, json.end_array().end_object().take());
}

HttpAnswer refused(ListRequest const& request) { return refusal(Family::people_v2, request.error, request.faults); }

/// Keys of all identities that can be one.
Batch<PersonKey> keys_of(std::vector<IdentityRequest> const& identities)
{
    Batch<PersonKey> batch{identities.size()};
    for (std::size_t place = 0; place < identities.size(); ++place) {
        if (auto key = identities[place].key()) {
            batch.take(place, *std::move(key));
        } else {
            batch.refuse(place, unknown_type(identities[place]));
        }
    }
    return batch;
}

using TagAct = Result<std::vector<PersonResult>> (PeopleDoor::*)(std::string const&, std::span<PersonKey const>);

/// As published a tag's batch has no results: they are told when some failed.
Result<HttpAnswer> change_tag(PeopleDoor& door, Call const& call, TagAct act, HttpAnswer done)
{
    TRY_ASSIGN(Json const body, call.json());
    ListRequest const request = read_list_request(body, ListForm::queries);
    if (request.is_refused()) { return refused(request); }
    Batch<PersonKey> batch = keys_of(request.identities);
    TRY_ASSIGN(auto of_taken, (door.*act)(call.parameters.front(), batch.inputs()));
    HttpAnswer answer = batch_answer(batch.results(std::move(of_taken)), request.identities, Modified::untold);
    return answer.status == 200 ? std::move(done) : std::move(answer);
}

} // namespace

Result<HttpAnswer> create_all(PeopleDoor& door, Call const& call)
{
    TRY_ASSIGN(Json const body, call.json());
    ListRequest request = read_list_request(body, ListForm::persons_v2);
    if (request.is_refused()) { return refused(request); }
    Batch<ProfileInput> batch = batch_of(std::move(request.persons));
    TRY_ASSIGN(auto of_taken, door.create_all(batch.inputs()));
    return batch_answer(batch.results(std::move(of_taken)), {}, Modified::untold);
}

Result<HttpAnswer> patch_all(PeopleDoor& door, Call const& call)
{
    TRY_ASSIGN(Json const body, call.json());
    ListRequest request = read_list_request(body, ListForm::updates);
    if (request.is_refused()) { return refused(request); }
    Batch<PersonPatch> batch{request.persons.size()};
    for (std::size_t place = 0; place < request.persons.size(); ++place) {
        PersonRequest& person = request.persons[place];
        auto key = request.identities[place].key();
        if (!key) {
            batch.refuse(place, unknown_type(request.identities[place]));
        } else if (!person.faults.empty()) {
            batch.refuse(place, unreadable(std::move(person.faults)));
        } else {
            batch.take(place, {*std::move(key), std::move(person.input)});
        }
    }
    TRY_ASSIGN(auto of_taken, door.patch_all(batch.inputs()));
    return batch_answer(batch.results(std::move(of_taken)), request.identities, Modified::told);
}

Result<HttpAnswer> remove_all(PeopleDoor& door, Call const& call)
{
    TRY_ASSIGN(Json const body, call.json());
    ListRequest const request = read_list_request(body, ListForm::queries);
    if (request.is_refused()) { return refused(request); }
    Batch<PersonKey> batch = keys_of(request.identities);
    TRY_ASSIGN(auto of_taken, door.remove_all(batch.inputs()));
    return batch_answer(batch.results(std::move(of_taken)), request.identities, Modified::untold);
}

Result<HttpAnswer> match(PeopleDoor& door, Call const& call)
{
    TRY_ASSIGN(Json const body, call.json());
    ListRequest const request = read_list_request(body, ListForm::identities);
    if (request.is_refused()) { return refused(request); }
    std::vector<PersonKey> keys;
    std::vector<IdentityRequest const*> asked; // of the keys
    for (IdentityRequest const& identity : request.identities) {
        if (auto key = identity.key()) { // others belong to nobody
            keys.push_back(*std::move(key));
            asked.push_back(&identity);
        }
    }
    TRY_ASSIGN(auto const matches, door.match(keys));
    JsonWriter json;
    json.begin_object().key("matches").begin_array();
    for (PersonMatch const& match : matches) {
        IdentityRequest const& identity = *asked[match.index];
        json.begin_object().member("personId", match.id.value).member("type", identity.type).member("identifier", identity.identifier);
        json.end_object();
    }
    return json_answer(200, json.end_array().end_object().take());
}

Result<HttpAnswer> assign_tag(PeopleDoor& door, Call const& call)
{
    return change_tag(door, call, &PeopleDoor::assign_tag, empty_answer(200));
}

Result<HttpAnswer> unassign_tag(PeopleDoor& door, Call const& call)
{
    return change_tag(door, call, &PeopleDoor::unassign_tag, json_answer(200, R"("")"));
}

} // namespace muster::people
