#pragma once

#include "service/door.hpp"
#include "service/local_door.hpp"

#include <string>

namespace muster {

/// Where the use cases work: one account of one store. A view of the local door's order, which outlives it.
struct Workplace {
    Store& store;
    Target const& target;
    AccountId account{};
    std::string const& folder; ///< for sorting and temporary files
    std::uint64_t upload_limit{};
    LocalDoorOrder const& order;
    Instant now() const { return order.clock(); }
    Unpacking unpacking() const { return {order.unpacked_limit, folder}; }
};

/// Loads an import of the account. Error not_found IMPORT_NOT_FOUND.
Result<ImportJob> load_import(Workplace const& place, ImportId id);
Result<ImportJob> load_import(Workplace const& place, Transaction& transaction, ImportId id);
/// Saves it in a transaction of its own.
Result<void> save_import(Workplace const& place, ImportJob const& job);

/// Runs one stage under its name: tells the progress first (an Error of kind cancelled ends it there) and its time to the order's
/// on_stage afterwards.
template <class Work>
auto in_stage(Workplace const& place, ProgressTaker const& progress, std::string_view stage, Work work) -> decltype(work())
{
    if (progress) { TRY(progress({stage, 0, 0})); }
    Instant const start = muster::now();
    auto result = work();
    if (place.order.on_stage) { place.order.on_stage(stage, muster::now().microseconds - start.microseconds); }
    return result;
}

} // namespace muster
