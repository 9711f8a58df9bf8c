#pragma once

namespace muster {

/// Arranges the process's memory for batches of some megabytes that come and go all the time. Call once, before the first thread.
///
/// The heap gets its room at once, and the kernel is asked for large pages (2 MB) there: each of them costs one page fault where small
/// ones cost 512, which counts for half of an import's system time on a guest whose page tables are kept by software. All threads
/// share that heap, because a heap of a thread's own grows by 4 KB at a time. Room is only address space until it is used. What was
/// used stays with the process. Where the room cannot be had (a limit, strict overcommitting), memory comes as it always does.
void arrange_memory();

} // namespace muster
