// The program's operator new and SQLite's allocator, which fail when they are told to.
#include "fault/allocations.hpp"

#include <sqlite3.h>

#include <atomic>
#include <cstdlib>
#include <limits>
#include <new>

#include <malloc.h>

namespace muster::fault {

namespace {

std::atomic<bool> on{};
std::atomic<std::int64_t> calls{};
std::atomic<std::int64_t> first{};
std::atomic<std::int64_t> last{};

/// Counts one; whether it is to fail.
bool fails()
{
    if (!on.load(std::memory_order_acquire)) { return false; }
    std::int64_t const number = ++calls;
    return number >= first.load(std::memory_order_relaxed) && number <= last.load(std::memory_order_relaxed);
}

void* allocate(int size) { return fails() ? nullptr : std::malloc(static_cast<std::size_t>(size)); }
void* reallocate(void* memory, int size) { return fails() ? nullptr : std::realloc(memory, static_cast<std::size_t>(size)); }
int size_of(void* memory) { return static_cast<int>(::malloc_usable_size(memory)); }
int rounded(int size) { return (size + 7) & ~7; }
int begin(void* /*none*/) { return SQLITE_OK; }
void end(void* /*none*/) {}

} // namespace

bool count_sqlite_allocations()
{
    static sqlite3_mem_methods const methods{allocate, std::free, reallocate, size_of, rounded, begin, end, nullptr};
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK;
}

void watch_allocations(AllocationPlan plan)
{
    calls = 0;
    first = plan.at > 0 ? plan.at : std::numeric_limits<std::int64_t>::max();
    last = plan.at > 0 ? plan.at + plan.burst - 1 : 0;
    on.store(true, std::memory_order_release);
}

std::int64_t leave_allocations()
{
    on.store(false, std::memory_order_release);
    return calls;
}

/// What operator new gives.
static void* made(void* memory)
{
    if (memory == nullptr) { throw std::bad_alloc{}; }
    return memory;
}

static void* new_memory(std::size_t size) { return made(fails() ? nullptr : std::malloc(size == 0 ? 1 : size)); }

static void* new_memory(std::size_t size, std::align_val_t alignment)
{
    auto const width = static_cast<std::size_t>(alignment);
    return made(fails() ? nullptr : std::aligned_alloc(width, (size + width) / width * width)); // a multiple, and never nothing
}

} // namespace muster::fault

void* operator new(std::size_t size) { return muster::fault::new_memory(size); }
void* operator new(std::size_t size, std::align_val_t alignment) { return muster::fault::new_memory(size, alignment); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t /*alignment*/) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/, std::align_val_t /*alignment*/) noexcept { std::free(memory); }
