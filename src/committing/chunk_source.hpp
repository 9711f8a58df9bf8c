#pragma once

#include "committing/commit.hpp"
#include "matching/matching.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace muster {

/// Records read back from the spill with everything about them that needs no store.
struct PreparedChunk {
    std::uint32_t start{};
    std::vector<Record> records{};
    std::vector<std::uint64_t> fingerprints{}; ///< as planned
    std::vector<ChunkKey> keys{};
    std::vector<FieldId> new_attributes{}; ///< that the records may have values of
    std::vector<Profile> created{};        ///< what was made of them; here to be given back with them
};

/// Prepares the chunks of an import in order, the next one in a thread of its own while the last one is written. next() is called by one
/// thread; an Error in the other thread comes out of it. The destructor stops and joins.
class ChunkSource {
public:
    /// `new_attributes` as in RecordReader; `first`: the record to begin with.
    ChunkSource(CommitOrder const& order, HashKey const& key, std::vector<FieldId> new_attributes, std::uint32_t first);
    ChunkSource(ChunkSource const&) = delete;
    ChunkSource& operator=(ChunkSource const&) = delete;
    ~ChunkSource();

    /// Nothing after the last one.
    Result<std::optional<PreparedChunk>> next();
    /// Takes a written chunk back: its memory, which lies in millions of pieces, is used again for a later one.
    void give_back(PreparedChunk chunk);
    /// Small chunks take some 50 ms to write, so that whoever waits for the store has it soon. For those whose preparation has not begun.
    enum class Size : std::uint8_t { full, small };
    void set_size(Size size) { wanted_size_ = size; }

private:
    struct Reading;
    void run() noexcept;

    std::unique_ptr<Reading> reading_;
    std::mutex mutex_{};
    std::condition_variable moved_{};
    std::optional<Result<PreparedChunk>> ready_{};
    std::optional<PreparedChunk> spent_{};
    bool stopped_{};
    std::atomic<Size> wanted_size_{Size::full};
    std::uint32_t next_{};
    std::uint32_t size_{};
    /// Made before it is needed: there is no memory for its text then. It ends the thread, so it is told once.
    Error out_of_memory_{ErrorKind::unavailable, "OUT_OF_MEMORY", "There is not enough memory for the import. Go on with it later."};
    std::thread thread_{};
};

} // namespace muster
