#include "service/workplace.hpp"

#include <utility>

namespace muster {

Result<ImportJob> load_import(Workplace const& place, ImportId id)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::read));
    return load_import(place, *transaction, id);
}

Result<ImportJob> load_import(Workplace const& place, Transaction& transaction, ImportId id)
{
    TRY_ASSIGN(auto job, transaction.imports().load(place.account, id));
    if (!job) {
        return Error{ErrorKind::not_found, "IMPORT_NOT_FOUND",
                     "There is no import " + std::to_string(id.value) + ". Imports are kept for 14 days; `muster history` lists them."};
    }
    return *std::move(job);
}

Result<void> save_import(Workplace const& place, ImportJob const& job)
{
    TRY_ASSIGN(auto const transaction, place.store.begin(Store::Access::write));
    TRY(transaction->imports().save(place.account, job));
    return transaction->commit();
}

} // namespace muster
