#pragma once

#include "history/row_log.hpp"
#include "service/problem_groups.hpp"
#include "service/reading_notes.hpp"
#include "service/workplace.hpp"

namespace muster {

/// What tells the problems of an import as its analysis told them.
Result<Explainer> make_explainer(Workplace const& place, ImportJob const& job);
/// A logged row as a door shows it.
RowView view_of(LoggedRow const& row, Explainer const& explainer);
/// Error conflict IMPORT_STATE when there is no plan yet.
Result<void> check_analysed(ImportJob const& job);

} // namespace muster
