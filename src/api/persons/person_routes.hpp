#pragma once

#include "api/route.hpp"
#include "service/door.hpp"

#include <functional>
#include <memory>
#include <string>

namespace muster {

/// What the operations of /persons/1 work with.
struct PersonsApi {
    std::function<std::unique_ptr<Door>(Caller const&)> door_of{}; ///< for the caller's account; called by any thread
    std::string folder{};                                          ///< for lists while they are sent
};

/// Persons, tags and custom attributes as the command line has them: whole, in lists of any length, named by keys. The People API is what
/// other programs are written for; this is what the same acts need that it does not have.
void add_person_routes(Router& router, PersonsApi const& api);

} // namespace muster
