#pragma once

#include "base/keyed_hash.hpp"
#include "mapping/mapper.hpp"
#include "reading/table.hpp"
#include "service/bounded_queue.hpp"

#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace muster {

/// Some rows as they stand in the file, with what the mapping made of them.
struct MappedRows {
    RowBatch rows{};
    MappedBatch mapped{};
    std::vector<Key128> digests{};
};

/// What the thread that reads works with; all of it outlives the source. `damage` is the thread's alone until the end has come.
struct RowsToMap {
    RowReader& reader;
    Mapper const& mapper;
    ColumnDamage& damage;
    HashKey const& salt; ///< of the rows' digests
};

/// Reads, maps and digests the rows of a table on a thread of its own, a few batches ahead of whoever takes them. Batches are used
/// again, so that memory is not asked for anew. One taker.
class MappedRowsSource {
public:
    explicit MappedRowsSource(RowsToMap rows);
    MappedRowsSource(MappedRowsSource const&) = delete;
    MappedRowsSource& operator=(MappedRowsSource const&) = delete;
    ~MappedRowsSource();

    /// The next batch in the file's order; null at the end. Gives the Error that ended the reading.
    Result<std::unique_ptr<MappedRows>> next();
    /// Gives a batch back to be used again.
    void give_back(std::unique_ptr<MappedRows> batch);

private:
    void run() noexcept;
    void read_all();

    /// Enough that neither side waits for a single slow batch; each holds about a megabyte.
    static constexpr std::size_t batches = 4;
    RowsToMap rows_;
    std::string row_{};
    BoundedQueue<std::unique_ptr<MappedRows>> free_{batches};
    BoundedQueue<std::unique_ptr<MappedRows>> full_{batches};
    /// Made before it is needed: there is no memory for its text then.
    Error out_of_memory_{ErrorKind::unavailable, "OUT_OF_MEMORY", "There is not enough memory to read the file. Free some and try again."};
    std::thread thread_{};
};

} // namespace muster
