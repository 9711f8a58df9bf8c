#include "app/heap_room.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

namespace muster {

namespace {

/// The room: a third more than the 400 MB that importing the largest usual upload may take.
constexpr int room = 512 * 1'024 * 1'024;
/// Steps in which the heap grows beyond the room, or where there is none.
constexpr int step = 4 * 1'024 * 1'024;
/// Larger arrays that do not fit into the room are mapped by themselves and given back; the allocator takes no larger threshold.
constexpr int mapped_above = 32 * 1'024 * 1'024;
/// Free memory at the heap's end is given back only above this.
constexpr int kept = 64 * 1'024 * 1'024;

constexpr std::uintptr_t large_page = 2 * 1'024 * 1'024;

std::uintptr_t end_of_heap()
{
    void* const end = sbrk(0);
    return reinterpret_cast<std::uintptr_t>(end); // NOLINT: addresses are rounded
}

/// Makes the heap grow by the room; gives where it ended before.
std::uintptr_t grow_heap()
{
    std::uintptr_t const before = end_of_heap();
    mallopt(M_TOP_PAD, room);
    void* volatile grown = std::malloc(large_page); // NOLINT(cppcoreguidelines-no-malloc): volatile, or the compiler leaves both out
    std::free(grown);                               // NOLINT(cppcoreguidelines-no-malloc)
    mallopt(M_TOP_PAD, step);
    return before;
}

} // namespace

void arrange_memory()
{
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TRIM_THRESHOLD, room + kept);
    mallopt(M_MMAP_THRESHOLD, mapped_above);
    std::uintptr_t const from = (grow_heap() + large_page - 1) / large_page * large_page;
    std::uintptr_t const to = end_of_heap();
    if (to < from + large_page) {
        mallopt(M_TRIM_THRESHOLD, kept);
        return;
    }
    // A kernel without large pages says no, which changes nothing.
    static_cast<void>(madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE)); // NOLINT: an address of the heap
}

} // namespace muster
