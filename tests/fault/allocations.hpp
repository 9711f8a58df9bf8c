#pragma once

#include <cstdint>

namespace muster::fault {

/// Which allocation fails, and how many from it on: memory that is short is short for what tells of it, too.
struct AllocationPlan {
    std::int64_t at{}; ///< from 1; 0: none, they are only counted
    std::int64_t burst{1};
};

/// Lets SQLite allocate through the counter. Before the first use of SQLite; false when it refuses.
bool count_sqlite_allocations();

/// From now on allocations of this program's C++ and of SQLite are counted, in all threads, and the chosen ones fail.
void watch_allocations(AllocationPlan plan);
/// They succeed again. Gives how many there were; at least `at` when the chosen one came.
std::int64_t leave_allocations();

} // namespace muster::fault
