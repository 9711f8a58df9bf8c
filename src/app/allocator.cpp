#include "app/allocator.hpp"

#ifdef MUSTER_JEMALLOC

#include <cstddef>
#include <limits>
#include <string>

#include <jemalloc/jemalloc.h>

/// The allocator reads it when it is first asked for memory. oversize_threshold:0 turns off an arena that gives large arrays back at once.
char const* malloc_conf = "thp:always,metadata_thp:auto,oversize_threshold:0,dirty_decay_ms:-1"; // NOLINT: the allocator's name for it

void muster::arrange_memory()
{
    // The first arena was made before that was read, and still gives them back at once. Should an allocator not know the name, that
    // costs some time and nothing else.
    std::size_t never = std::numeric_limits<std::size_t>::max();
    static_cast<void>(mallctl("arena.0.oversize_threshold", nullptr, nullptr, &never, sizeof never));
}

void muster::give_memory_back()
{
    static std::string const purge = "arena." + std::to_string(MALLCTL_ARENAS_ALL) + ".purge";
    static_cast<void>(mallctl(purge.c_str(), nullptr, nullptr, nullptr, 0));
}

#else

void muster::arrange_memory() {}
void muster::give_memory_back() {}

#endif
