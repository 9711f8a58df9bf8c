#pragma once

#include "store/store.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace muster {

/// Small writes that shared one commit (Store::write_together).
struct WriteGroup {
    std::size_t acts{};
    std::chrono::microseconds waited{}; ///< the first of them, until its turn came
    std::chrono::microseconds commit{}; ///< until all of it was durable
};

/// Where the embedded store lies and what it is opened for.
struct SqliteChoices {
    /// The data directory: muster.db, the lock and the blobs. Created with mode 0700 when it is missing and may be written.
    std::string folder{};
    enum class Mode : std::uint8_t {
        read_write, ///< one process at a time
        read_only,  ///< beside a writing process
    };
    Mode mode{Mode::read_write};
    /// Told every group after its commit, on the writer's thread, before who waits for it goes on. Must not throw; may be empty.
    std::function<void(WriteGroup const&)> on_group{};
    /// Pages of 8 KiB in the write-ahead log after which it is copied into the database: 128 MB, so that pages that several chunks of an
    /// import change are copied once. Fewer let tests meet what happens then.
    std::int64_t log_pages{16'384};
    /// Megabytes that the writing connection keeps of the database. 64 hold the inner pages of the trees of 20 million persons, which is
    /// what an import needs: its keys come sorted.
    int page_memory{64};
    /// Whether a writing store remembers which identifiers there are, 3 bytes for each, so that most of those that are nobody's need no
    /// look into the index. It reads them all at the start, beside its work: for who is asked many times about few.
    enum class Keys : std::uint8_t { looked_up, remembered } keys{Keys::looked_up};
};

/// Opens the store in a data directory; a writing open creates it and brings its schema up to date. begin() and blobs() are safe from
/// any thread; a transaction belongs to one thread at a time and must go before the store. Errors: locked (STORE_LOCKED) when another
/// process has the directory for writing, naming it; not_found when there is nothing to read; unsupported when a newer version wrote
/// it; denied, unavailable, unreadable.
Result<std::unique_ptr<Store>> open_sqlite_store(SqliteChoices const& choices);

} // namespace muster
