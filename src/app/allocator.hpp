#pragma once

namespace muster {

/// Arranges the process's memory for batches of some megabytes that come and go all the time, often given back by another thread than
/// the one that took them. Call once, before the first thread. doc/decisions/010 has the measurements.
///
/// The allocator is jemalloc: each thread has a cache of its own, so that hardly anyone waits for a lock. It asks the kernel for large
/// pages (2 MB), because each costs one page fault where small ones cost 512. What was used stays with the process, arrays of many
/// megabytes too: to give it back and take it anew costs more than anything that is done with it.
/// The environment's MALLOC_CONF comes on top. Under sanitizers, which have an allocator of their own, nothing happens.
void arrange_memory();

/// Gives the kernel back what is free in all threads' heaps; what takes it again pays for each page once more. Any thread.
void give_memory_back();

} // namespace muster
