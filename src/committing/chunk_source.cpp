#include "committing/chunk_source.hpp"

#include "grouping/record_reader.hpp"

#include <exception>
#include <string>
#include <utility>

namespace muster {

namespace {

/// A record that meets stored profiles brings them with it: as it was, as it becomes, and the change.
constexpr std::size_t weight_of_meeting = 4;

/// Bytes that a text takes beside its std::string when it does not fit into it, the allocator's share included.
std::size_t weight_of(std::string const& text) { return text.size() < 16 ? 0 : text.size() + 24; }

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

    Result<PreparedChunk> prepare(std::uint32_t start)
    {
        PreparedChunk chunk;
        chunk.start = start;
        chunk.new_attributes = new_attributes;
        std::size_t weight = 0;
        for (std::uint32_t ordinal = start; ordinal < records.size() && ordinal - start < order.chunk && weight < chunk_memory; ++ordinal) {
            TRY_ASSIGN(PlannedRecord const* const plan, planned.at(ordinal));
            TRY(records.read(ordinal, chunk.records.emplace_back()));
            chunk.fingerprints.push_back(plan->fingerprint);
            weight += weight_of(chunk.records.back()) * (plan->outcome == Outcome::created ? 1 : weight_of_meeting);
        }
        chunk.keys = keys_of(order.target, chunk.records, key);
        return chunk;
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
    for (std::uint32_t start = next_; start < size_;) {
        std::optional<Result<PreparedChunk>> chunk;
        try {
            chunk = reading_->prepare(start);
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
        std::optional<PreparedChunk> const spent = std::exchange(spent_, std::nullopt);
        lock.unlock(); // and freed before the next one is prepared
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
