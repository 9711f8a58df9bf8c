#include "service/import_table.hpp"

#include "history/import_file.hpp"
#include "service/suggest_mapping.hpp"

#include <utility>

namespace muster {

Result<std::unique_ptr<Table>> open_import_table(Workplace const& place, ImportJob const& job, Recipe const& recipe)
{
    TRY_ASSIGN(auto upload, place.store.blobs().open(job.id, import_file::upload));
    return open_table(std::move(upload), job.file_name, recipe.reading, named_titles(recipe), place.unpacking());
}

} // namespace muster
