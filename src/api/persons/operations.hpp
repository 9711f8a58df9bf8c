#pragma once

#include "api/persons/person_routes.hpp"

#include <string>
#include <vector>

namespace muster::persons {

/// The operations of /persons/1, by what they do. Each runs on a worker, with a door for its caller.
struct PersonCall {
    Door& door;
    Call const& call;
    std::string const& folder; ///< for lists while they are sent
};

Result<HttpAnswer> list(PersonCall const& call);
Result<HttpAnswer> list_csv(PersonCall const& call);
Result<HttpAnswer> list_xlsx(PersonCall const& call);
Result<HttpAnswer> show(PersonCall const& call);
Result<HttpAnswer> activity(PersonCall const& call);
Result<HttpAnswer> remove(PersonCall const& call);
Result<HttpAnswer> merge(PersonCall const& call);
Result<HttpAnswer> tag(PersonCall const& call);
Result<HttpAnswer> untag(PersonCall const& call);

Result<HttpAnswer> list_tags(PersonCall const& call);
Result<HttpAnswer> create_tag(PersonCall const& call);
Result<HttpAnswer> remove_tag(PersonCall const& call);
Result<HttpAnswer> list_attributes(PersonCall const& call);
Result<HttpAnswer> create_attribute(PersonCall const& call);
Result<HttpAnswer> remove_attribute(PersonCall const& call);

} // namespace muster::persons
