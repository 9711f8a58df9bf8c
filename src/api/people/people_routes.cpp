#include "api/people/people_routes.hpp"

#include "api/people/operations.hpp"

#include <array>
#include <utility>

namespace muster {

namespace {

using PeopleOperation = Result<HttpAnswer> (*)(PeopleDoor&, Call const&);

struct PeopleRoute {
    std::string_view method{};
    std::string_view path{};
    PeopleOperation operation{};
    Scope scope{Scope::people_manage};
    enum class Body : std::uint8_t { none, json } body{Body::json};
};
using Body = PeopleRoute::Body;

constexpr std::array routes{
    PeopleRoute{"GET", "/people/2/persons", people::find_or_list, Scope::people_read, Body::none},
    PeopleRoute{"POST", "/people/2/persons", people::create},
    PeopleRoute{"PUT", "/people/2/persons", people::replace},
    PeopleRoute{"PATCH", "/people/2/persons", people::patch},
    PeopleRoute{"DELETE", "/people/2/persons", people::remove, Scope::people_manage, Body::none},
    PeopleRoute{"PUT", "/people/2/persons/contactInformation", people::replace_contacts},
    PeopleRoute{"PATCH", "/people/2/persons/contactInformation", people::add_contacts},
    PeopleRoute{"DELETE", "/people/2/persons/contactInformation", people::remove_contacts},
    PeopleRoute{"POST", "/people/2/persons/batch", people::create_all},
    PeopleRoute{"PATCH", "/people/2/persons/batch", people::patch_all},
    PeopleRoute{"DELETE", "/people/2/persons/batch", people::remove_all},
    PeopleRoute{"POST", "/people/2/persons/match", people::match, Scope::people_read},
    PeopleRoute{"PUT", "/people/3/persons/upsert", people::upsert_whole},
    PeopleRoute{"PATCH", "/people/3/persons/upsert", people::upsert_given},
    PeopleRoute{"POST", "/people/3/persons/merge", people::merge},
    PeopleRoute{"GET", "/people/2/tags", people::list_tags, Scope::people_read, Body::none},
    PeopleRoute{"POST", "/people/2/tags", people::create_tag},
    PeopleRoute{"GET", "/people/2/tags/{name}", people::find_tag, Scope::people_read, Body::none},
    PeopleRoute{"DELETE", "/people/2/tags/{name}", people::remove_tag, Scope::people_manage, Body::none},
    PeopleRoute{"PATCH", "/people/2/tags/{name}/persons", people::assign_tag},
    PeopleRoute{"DELETE", "/people/2/tags/{name}/persons", people::unassign_tag},
    PeopleRoute{"GET", "/people/2/customAttributes", people::list_attributes, Scope::people_read, Body::none},
    PeopleRoute{"POST", "/people/2/customAttributes", people::create_attribute},
    PeopleRoute{"GET", "/people/2/customAttributes/{name}", people::find_attribute, Scope::people_read, Body::none},
    PeopleRoute{"DELETE", "/people/2/customAttributes/{name}", people::remove_attribute, Scope::people_manage, Body::none},
};

} // namespace

void add_people_routes(Router& router, PeopleDoorOf door_of)
{
    for (PeopleRoute const& route : routes) {
        Family const family = route.path.starts_with("/people/3/") ? Family::people_v3 : Family::people_v2;
        std::uint64_t const body_limit = route.body == Body::json ? json_body_limit : 0;
        router.add({route.method, route.path, family, route.scope, body_limit,
                    [door_of, operation = route.operation](Call const& call) -> Result<HttpAnswer> {
                        auto const door = door_of(call.caller);
                        return operation(*door, call);
                    }});
    }
}

} // namespace muster
