#pragma once

#include "service/people_door.hpp"
#include "service/workplace.hpp"

#include <span>
#include <string>
#include <vector>

namespace muster {

/// The use cases of the People API that read, and those of tags and attributes; what they promise stands at the door's methods.

Result<PersonPage> list_person_page(Workplace const& place, PersonListQuery const& query);
Result<std::vector<PersonMatch>> match_persons(Workplace const& place, std::span<PersonKey const> keys);

Result<Tag> find_stored_tag(Workplace const& place, Transaction& transaction, std::string const& name);
Result<Attribute> find_stored_attribute(Workplace const& place, Transaction& transaction, std::string const& name);
Result<Tag> create_new_tag(Workplace const& place, std::string const& name);
Result<Attribute> create_new_attribute(Workplace const& place, std::string const& name, AttributeType type);

} // namespace muster
