#include "api/persons/person_routes.hpp"

#include "api/persons/operations.hpp"

#include <array>

namespace muster {

namespace {

struct PersonRoute {
    std::string_view method{};
    std::string_view path{};
    Result<HttpAnswer> (*operation)(persons::PersonCall const&){};
    Scope scope{Scope::people_manage};
    std::uint64_t body_limit{};
};

constexpr std::array person_routes{
    PersonRoute{"GET", "/persons/1/persons", persons::list, Scope::people_read},
    PersonRoute{"GET", "/persons/1/persons.csv", persons::list_csv, Scope::people_read},
    PersonRoute{"GET", "/persons/1/persons.xlsx", persons::list_xlsx, Scope::people_read},
    PersonRoute{"GET", "/persons/1/persons/{key}", persons::show, Scope::people_read},
    PersonRoute{"GET", "/persons/1/persons/{key}/activity", persons::activity, Scope::people_read},
    PersonRoute{"POST", "/persons/1/delete", persons::remove, Scope::people_manage, json_body_limit},
    PersonRoute{"POST", "/persons/1/merge", persons::merge, Scope::people_manage, json_body_limit},
    PersonRoute{"POST", "/persons/1/tag", persons::tag, Scope::people_manage, json_body_limit},
    PersonRoute{"POST", "/persons/1/untag", persons::untag, Scope::people_manage, json_body_limit},
    PersonRoute{"GET", "/persons/1/tags", persons::list_tags, Scope::people_read},
    PersonRoute{"POST", "/persons/1/tags", persons::create_tag, Scope::people_manage, json_body_limit},
    PersonRoute{"DELETE", "/persons/1/tags/{name}", persons::remove_tag},
    PersonRoute{"GET", "/persons/1/customAttributes", persons::list_attributes, Scope::people_read},
    PersonRoute{"POST", "/persons/1/customAttributes", persons::create_attribute, Scope::people_manage, json_body_limit},
    PersonRoute{"DELETE", "/persons/1/customAttributes/{name}", persons::remove_attribute},
};

} // namespace

void add_person_routes(Router& router, PersonsApi const& api)
{
    for (PersonRoute const& route : person_routes) {
        router.add({route.method, route.path, Family::problem, route.scope, route.body_limit,
                    [api, operation = route.operation](Call const& call) -> Result<HttpAnswer> {
                        std::unique_ptr<Door> const door = api.door_of(call.caller);
                        return operation({*door, call, api.folder});
                    }});
    }
}

} // namespace muster
