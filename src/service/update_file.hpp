#pragma once

#include "service/workplace.hpp"

namespace muster {

/// Updated and promoted records as CSV, a line for every changed field: `Row`, `Person`, `Outcome`, `Field`, `Old`, `New`. Added
/// contacts and tags have no old value; a person who disappeared in a merge is a line of the field `id`. Before the commit as planned.
Result<void> write_update_file(Workplace const& place, ImportJob const& job, ByteSink& into);

/// A field's name as the API calls it, or the attribute's.
std::string name_of_field(Target const& target, Names const& names, FieldId field);

} // namespace muster
