#pragma once

#include "api/route.hpp"
#include "documents/person_requests.hpp"
#include "service/people_door.hpp"

#include <vector>

namespace muster::people {

/// An error of a whole call, with its faults property by property.
HttpAnswer refusal(Family family, Error const& error, std::vector<InputFault> const& faults);
/// Why one call for one person failed. A taken identifier is 400, as published, where a batch has 409.
HttpAnswer refusal(PersonResult const& result);

/// What became of a person that could not be read, or whose identifier is of a type that is not kept.
PersonResult unreadable(std::vector<InputFault> faults);
PersonResult unknown_type(IdentityRequest const& identity);

} // namespace muster::people
