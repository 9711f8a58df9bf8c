#pragma once

#include "api/route.hpp"
#include "service/people_door.hpp"

#include <functional>
#include <memory>

namespace muster {

/// The door for one caller: his account, and his name as the author. Any thread.
using PeopleDoorOf = std::function<std::unique_ptr<PeopleDoor>(Caller const&)>;

/// Adds the People API: persons one by one, in batches and by upsert and merge, tags, custom attributes. doc/people-api.md tells where it
/// differs from what is published.
void add_people_routes(Router& router, PeopleDoorOf door_of);

} // namespace muster
