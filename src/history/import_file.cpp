#include "history/import_file.hpp"

namespace muster::import_file {

Result<void> remove_needed_until_end(Store& store, ImportId import)
{
    for (char const* name : needed_until_end) {
        Result<void> removed = store.blobs().remove(import, name);
        if (!removed && removed.error().kind != ErrorKind::not_found) { return removed; }
    }
    return {};
}

} // namespace muster::import_file
