#include "service/checked_choices.hpp"
#include "service/import_acts.hpp"
#include "service/plan_import.hpp"

#include <utility>

namespace muster {

namespace {

Error must_be_ready(ImportJob const& job)
{
    return {ErrorKind::conflict, "IMPORT_STATE",
            "Import " + std::to_string(job.id.value) + " is " + std::string{name_of(job.state)} +
                ". Choices change only while it is READY."};
}

} // namespace

Result<ImportJob> choose_again(Workplace const& place, ImportId id, Choices const& choices, ProgressTaker const& progress)
{
    TRY_ASSIGN(ImportJob job, load_import(place, id));
    if (job.state != ImportState::ready) { return must_be_ready(job); }
    TRY_ASSIGN(Recipe recipe, read_recipe(job.recipe));
    if (recipe.choices.phones != choices.phones || recipe.choices.on_invalid != choices.on_invalid) {
        return Error{ErrorKind::conflict, "CHOICE_NEEDS_ANALYZE",
                     "The rules for phones and for invalid values decide how rows are read. Analyse the file again with them."};
    }
    TRY_ASSIGN(recipe.choices, checked_choices(choices));
    TRY_ASSIGN(auto request, find_request(place, id));
    if (request) {
        request->recipe.choices = recipe.choices;
        TRY(keep_request(place, id, *request));
    }
    job.recipe = write_recipe(recipe, RecipeName::without);
    job.plan_hash.clear(); // until the new plan stands: a crash between must not leave an old hash over new files
    job.reason.clear();
    TRY(save_import(place, job));
    TRY(plan_import(place, job, recipe, progress));
    TRY(save_import(place, job));
    return job;
}

} // namespace muster
