#pragma once

#include "planning/plan.hpp"
#include "service/problem_groups.hpp"
#include "service/workplace.hpp"

#include <vector>

namespace muster {

/// The rules of applying that a recipe asks for, as a plan needs them (no own tags).
ApplyRules rules_of(Workplace const& place, ImportJob const& job, Choices const& choices);

/// Opens the files that a plan is made from.
Result<PlanSources> open_plan_sources(Store& store, ImportId import);

/// Matches and plans an analysed import anew over its files: writes hits, planned and plan problems, and puts planned counts, plan
/// hash and problems into the job, which the caller saves. `job.recipe` holds the effective recipe, `job.planned` the rows' side of
/// the counts, `job.problems` the groups so far.
Result<void> plan_import(Workplace const& place, ImportJob& job, Recipe const& recipe, ProgressTaker const& progress);

} // namespace muster
