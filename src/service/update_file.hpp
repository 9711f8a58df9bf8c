#pragma once

#include "service/workplace.hpp"
#include "tables/table_writer.hpp"

namespace muster {

/// Updated and promoted records, a line for every changed field: `Row`, `Person`, `Outcome`, `Field`, `Old`, `New`. Added
/// contacts and tags have no old value; a person who disappeared in a merge is a line of the field `id`. Before the commit as planned.
Result<void> write_update_file(Workplace const& place, ImportJob const& job, TableWriter& into);

/// A field's name as the API calls it, or the attribute's.
std::string name_of_field(Target const& target, Names const& names, FieldId field);

} // namespace muster
