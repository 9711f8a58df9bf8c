#include "api/people/list_query.hpp"
#include "api/people/operations.hpp"
#include "api/people/refusal.hpp"

#include <array>
#include <limits>
#include <utility>

namespace muster::people {

namespace {

constexpr std::array<std::string_view, 4> person_order_fields{"firstName", "lastName", "createdAt", "modifiedAt"};

PersonListQuery::Order order_of(std::string_view field)
{
    using Order = PersonListQuery::Order;
    if (field == "firstName") { return Order::first_name; }
    if (field == "lastName") { return Order::last_name; }
    if (field == "createdAt") { return Order::created_at; }
    return field == "modifiedAt" ? Order::modified_at : Order::id;
}

Result<HttpAnswer> list(PeopleDoor& door, QueryParameters const& parameters)
{
    TRY_ASSIGN(ListQuery const query, read_list_query(parameters, person_order_fields));
    PersonListQuery wanted;
    if (std::string const* const filter = parameters.find("filter")) { wanted.filter = *filter; }
    TRY_ASSIGN(auto const import, parameters.number("import", 1, std::numeric_limits<std::int64_t>::max()));
    wanted.import = ImportId{import.value_or(0)};
    wanted.order = order_of(query.order_field);
    wanted.direction = query.direction;
    wanted.limit = query.limit;
    wanted.page = query.page;
    wanted.total = query.total;
    TRY_ASSIGN(PersonPage const page, door.list(wanted));
    return list_answer(person_list_document(page, query.shown(page.total)), page.total);
}

HttpAnswer answer_of(PersonWritten const& written)
{
    if (written.result.effect == PersonResult::Effect::failed) { return refusal(written.result); }
    return json_answer(200, person_v2_document(written.person.profile, written.person.names));
}

Result<HttpAnswer> change(PeopleDoor& door, Call const& call, PersonRequest const& request, InputMode mode)
{
    TRY_ASSIGN(PersonKey const key, require_person_key(call.query));
    if (!request.faults.empty()) { return refusal(unreadable(request.faults)); }
    TRY_ASSIGN(PersonWritten const written, door.change(key, request.input, mode));
    return answer_of(written);
}

Result<HttpAnswer> change_person(PeopleDoor& door, Call const& call, InputMode mode)
{
    TRY_ASSIGN(Json const body, call.json());
    return change(door, call, read_person_request(body, PersonShape::v2), mode);
}

Result<HttpAnswer> change_contacts(PeopleDoor& door, Call const& call, InputMode mode)
{
    TRY_ASSIGN(Json const body, call.json());
    return change(door, call, read_contacts_request(body), mode);
}

} // namespace

Result<HttpAnswer> find_or_list(PeopleDoor& door, Call const& call)
{
    TRY_ASSIGN(auto const key, read_person_key(call.query));
    if (!key) { return list(door, call.query); }
    TRY_ASSIGN(PersonView const person, door.find(*key));
    return json_answer(200, person_v2_document(person.profile, person.names));
}

Result<HttpAnswer> create(PeopleDoor& door, Call const& call)
{
    TRY_ASSIGN(Json const body, call.json());
    PersonRequest const request = read_person_request(body, PersonShape::v2);
    if (!request.faults.empty()) { return refusal(unreadable(request.faults)); }
    TRY_ASSIGN(PersonWritten const written, door.create(request.input));
    return answer_of(written);
}

Result<HttpAnswer> replace(PeopleDoor& door, Call const& call) { return change_person(door, call, InputMode::replace); }
Result<HttpAnswer> patch(PeopleDoor& door, Call const& call) { return change_person(door, call, InputMode::append); }
Result<HttpAnswer> replace_contacts(PeopleDoor& door, Call const& call) { return change_contacts(door, call, InputMode::replace_contacts); }
Result<HttpAnswer> add_contacts(PeopleDoor& door, Call const& call) { return change_contacts(door, call, InputMode::append); }
Result<HttpAnswer> remove_contacts(PeopleDoor& door, Call const& call) { return change_contacts(door, call, InputMode::remove_contacts); }

Result<HttpAnswer> remove(PeopleDoor& door, Call const& call)
{
    TRY_ASSIGN(PersonKey const key, require_person_key(call.query));
    TRY_ASSIGN(PersonResult const result, door.remove(key));
    return result.effect == PersonResult::Effect::failed ? refusal(result) : empty_answer(200);
}

} // namespace muster::people
