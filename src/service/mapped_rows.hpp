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

/// What the threads work with; all of it outlives the source. `reader` and `damage` are theirs alone until the end has come.
struct RowsToMap {
    RowReader& reader;
    Mapper const& mapper;
    ColumnDamage& damage;
    HashKey const& salt; ///< of the rows' digests
};

/// Reads and digests the rows of a table on one thread and maps them on another, a few batches ahead of whoever takes them: three shares
/// of about the same size. Batches are used again, so that memory is not asked for anew. One taker.
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
    using Batch = std::unique_ptr<MappedRows>;
    void run(void (MappedRowsSource::*work)(), BoundedQueue<Batch>& into, Error& out_of_memory) noexcept;
    void read_all();
    void map_all();
    void stop();
    static Error memory_is_short();

    /// Enough that no side waits for a single slow batch; each holds about a megabyte.
    static constexpr std::size_t batches = 6;
    RowsToMap rows_;
    std::string row_{};
    BoundedQueue<Batch> free_{batches};
    BoundedQueue<Batch> read_{batches};
    BoundedQueue<Batch> full_{batches};
    /// Of each thread; made before they are needed: there is no memory for their texts then.
    Error out_of_memory_[2]{memory_is_short(), memory_is_short()};
    std::thread reading_{};
    std::thread mapping_{};
};

} // namespace muster
