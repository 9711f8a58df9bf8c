#include "committing/chunk_source.hpp"

#include "grouping/record_reader.hpp"

#include <algorithm>
#include <exception>
#include <string>
#include <utility>

namespace muster {

namespace {

/// A record that meets stored profiles brings them with it: as it was, as it becomes, and the change.
constexpr std::size_t weight_of_meeting = 4;

/// Bytes that a text takes beside its std::string when it does not fit into it, the allocator's share included.
std::size_t weight_of(std::string const& text) { return text.size() < 16 ? 0 : text.size() + 24; }

/// Of full chunks to small ones: 8 MB of records are about 10,000, which a store that is not empty takes in 50 ms.
constexpr std::size_t full_over_small = 2;

std::size_t weight_of(Record const& record)
{
    std::size_t weight = sizeof(Record);
    for (auto const* list : {&record.values, &record.contacts}) {
        for (FieldValue const& value : *list) { weight += sizeof(FieldValue) + weight_of(value.value); }
    }
    for (std::string const& tag : record.tags) { weight += sizeof tag + weight_of(tag); }
    return weight;
}

} // namespace

struct ChunkSource::Reading {
    CommitOrder const& order;
    HashKey const& key;
    std::vector<FieldId> new_attributes;
    RecordReader records;
    PieceReader<PlannedRecord> planned;

    std::size_t prepared{}; ///< chunks so far

    /// Nobody writes while the first chunk is prepared, so it is small. A chunk is prepared in about half the time that it takes to write,
    /// so each may be twice as large as the one that is written meanwhile.
    std::size_t memory_of_next() const { return order.memory >> (3 - std::min<std::size_t>(prepared, 3)); }

    /// Makes the chunk the next one, in the memory of a written one.
    Result<PreparedChunk> prepare(std::uint32_t start, Size size, PreparedChunk chunk)
    {
        take_buffers_back(chunk);
        chunk.start = start;
        chunk.new_attributes = new_attributes;
        chunk.fingerprints.clear();
        std::size_t const memory = size == Size::full ? memory_of_next() : std::min(memory_of_next(), order.memory / full_over_small);
        std::size_t weight = 0;
        std::size_t taken = 0;
        for (std::uint32_t ordinal = start; ordinal < records.size() && taken < order.chunk && (taken == 0 || weight < memory); ++ordinal) {
            TRY_ASSIGN(PlannedRecord const* const plan, planned.at(ordinal));
            if (taken == chunk.records.size()) { chunk.records.emplace_back(); }
            Record& record = chunk.records[taken++];
            TRY(records.read(ordinal, record));
            chunk.fingerprints.push_back(plan->fingerprint);
            weight += weight_of(record) * (plan->outcome == Outcome::created ? 1 : weight_of_meeting);
        }
        chunk.records.resize(taken);
        ++prepared;
        find_keys(order.target, chunk.records, key, chunk.keys);
        return chunk;
    }

    /// Created profiles took their records' lists over; any record may have any of them.
    static void take_buffers_back(PreparedChunk& chunk)
    {
        std::size_t next = 0;
        for (Record& record : chunk.records) {
            if (record.values.capacity() > 0) { continue; }
            if (next == chunk.created.size()) { break; }
            record.values.swap(chunk.created[next].values);
            record.contacts.swap(chunk.created[next++].contacts);
        }
        chunk.created.clear();
    }
};

ChunkSource::ChunkSource(CommitOrder const& order, HashKey const& key, std::vector<FieldId> new_attributes, std::uint32_t first)
    : reading_{new Reading{
          order, key, new_attributes,
          RecordReader{order.target, order.files.spill, order.files.groups, order.files.members, std::move(new_attributes)},
          PieceReader<PlannedRecord>{order.files.planned}}},
      next_{first},
      size_{reading_->records.size()}
{
    MUSTER_ASSERT(order.chunk > 0 && reading_->planned.size() == size_);
    if (next_ < size_) {
        thread_ = std::thread{[this] { run(); }};
    }
}

ChunkSource::~ChunkSource()
{
    {
        std::lock_guard const lock{mutex_};
        stopped_ = true;
    }
    moved_.notify_all();
    if (thread_.joinable()) { thread_.join(); }
}

/// The thread: prepares one chunk, waits until it is taken, prepares the next. So two chunks are in memory, never three.
void ChunkSource::run() noexcept
{
    PreparedChunk spent;
    for (std::uint32_t start = next_; start < size_;) {
        std::optional<Result<PreparedChunk>> chunk;
        try {
            chunk = reading_->prepare(start, wanted_size_, std::move(spent));
        } catch (std::exception const&) { // memory is short
            chunk = Result<PreparedChunk>{std::move(out_of_memory_)};
        }
        bool const failed = !*chunk;
        if (!failed) { start += static_cast<std::uint32_t>((**chunk).records.size()); }
        std::unique_lock lock{mutex_};
        if (stopped_) { return; }
        ready_ = std::move(chunk);
        moved_.notify_all();
        moved_.wait(lock, [this] { return stopped_ || !ready_; });
        if (stopped_ || failed) { return; }
        spent = spent_ ? *std::exchange(spent_, std::nullopt) : PreparedChunk{};
    }
}

void ChunkSource::give_back(PreparedChunk chunk)
{
    std::lock_guard const lock{mutex_};
    spent_ = std::move(chunk);
}

Result<std::optional<PreparedChunk>> ChunkSource::next()
{
    if (next_ >= size_) { return std::optional<PreparedChunk>{}; }
    std::optional<Result<PreparedChunk>> taken;
    {
        std::unique_lock lock{mutex_};
        moved_.wait(lock, [this] { return ready_.has_value(); });
        taken = std::move(ready_);
        ready_.reset();
    }
    moved_.notify_all();
    TRY_ASSIGN(PreparedChunk chunk, *std::move(taken));
    next_ += static_cast<std::uint32_t>(chunk.records.size());
    return std::optional<PreparedChunk>{std::move(chunk)};
}

} // namespace muster
