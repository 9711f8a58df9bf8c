#pragma once

#include "api/route.hpp"
#include "service/people_door.hpp"

namespace muster::people {

/// The operations of the People API, by what they do. Each runs on a worker, with a door for its caller.

// One person, or a list
Result<HttpAnswer> find_or_list(PeopleDoor& door, Call const& call);
Result<HttpAnswer> create(PeopleDoor& door, Call const& call);
Result<HttpAnswer> replace(PeopleDoor& door, Call const& call);
Result<HttpAnswer> patch(PeopleDoor& door, Call const& call);
Result<HttpAnswer> remove(PeopleDoor& door, Call const& call);
Result<HttpAnswer> replace_contacts(PeopleDoor& door, Call const& call);
Result<HttpAnswer> add_contacts(PeopleDoor& door, Call const& call);
Result<HttpAnswer> remove_contacts(PeopleDoor& door, Call const& call);

// Batches of version 2
Result<HttpAnswer> create_all(PeopleDoor& door, Call const& call);
Result<HttpAnswer> patch_all(PeopleDoor& door, Call const& call);
Result<HttpAnswer> remove_all(PeopleDoor& door, Call const& call);
Result<HttpAnswer> match(PeopleDoor& door, Call const& call);
Result<HttpAnswer> assign_tag(PeopleDoor& door, Call const& call);
Result<HttpAnswer> unassign_tag(PeopleDoor& door, Call const& call);

// Batches of version 3
Result<HttpAnswer> upsert_whole(PeopleDoor& door, Call const& call);
Result<HttpAnswer> upsert_given(PeopleDoor& door, Call const& call);
Result<HttpAnswer> merge(PeopleDoor& door, Call const& call);

// Tags and custom attributes
Result<HttpAnswer> list_tags(PeopleDoor& door, Call const& call);
Result<HttpAnswer> create_tag(PeopleDoor& door, Call const& call);
Result<HttpAnswer> find_tag(PeopleDoor& door, Call const& call);
Result<HttpAnswer> remove_tag(PeopleDoor& door, Call const& call);
Result<HttpAnswer> list_attributes(PeopleDoor& door, Call const& call);
Result<HttpAnswer> create_attribute(PeopleDoor& door, Call const& call);
Result<HttpAnswer> find_attribute(PeopleDoor& door, Call const& call);
Result<HttpAnswer> remove_attribute(PeopleDoor& door, Call const& call);

} // namespace muster::people
