#include "planning/plan.hpp"

#include "base/assert.hpp"
#include "base/read_ahead.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace muster {

namespace {

/// Records whose hits are loaded together.
constexpr std::uint32_t records_per_batch = 8'192;

void add_number(Digest& digest, std::uint64_t number)
{
    std::array<char, sizeof number> bytes{};
    for (char& byte : bytes) { // little-endian on every machine
        byte = static_cast<char>(number);
        number >>= 8;
    }
    digest.add({bytes.data(), bytes.size()});
}

/// Outcome, code and record of every row. No id, time or chunk size is in it, so that the same file, recipe and outcomes hash alike.
Result<void> add_rows(Digest& digest, std::shared_ptr<ByteSource const> rows)
{
    PieceReader<RowEntry> reader{std::move(rows)};
    std::string packed;
    for (std::uint64_t index = 0; index < reader.size(); ++index) {
        TRY_ASSIGN(RowEntry const* const entry, reader.at(index));
        std::uint32_t const record = entry->record;
        packed.push_back(static_cast<char>(entry->outcome));
        packed.push_back(static_cast<char>(entry->code));
        for (unsigned shift = 0; shift < 32; shift += 8) { packed.push_back(static_cast<char>(record >> shift)); }
        if (packed.size() > 64 * 1'024) {
            digest.add(packed);
            packed.clear();
        }
    }
    digest.add(packed);
    return {};
}

/// Some records with whom they hit; the inputs point into the other two.
struct RecordBatch {
    std::uint32_t end{}; ///< ordinal behind the last one
    std::vector<Record> records{};
    std::vector<RecordInput> inputs{};
    std::vector<ProfileId> found{};
};

/// Reads records and their hits, batch by batch.
class BatchReader {
public:
    BatchReader(PlanInput const& input, PlanSources const& sources)
        : reader_{input.target, sources.spill, sources.groups, sources.members}, hits_{sources.hits}
    {
    }

    Result<bool> read(RecordBatch& batch)
    {
        if (next_ >= reader_.size()) { return false; }
        std::uint32_t const start = next_;
        next_ = std::min(start + records_per_batch, reader_.size());
        batch.end = next_;
        batch.records.resize(std::max<std::size_t>(batch.records.size(), next_ - start));
        batch.inputs.clear();
        batch.found.clear();
        ends_.clear();
        for (std::uint32_t ordinal = start; ordinal < next_; ++ordinal) {
            TRY(reader_.read(ordinal, batch.records[ordinal - start]));
            TRY(hits_.read(ordinal, batch.found));
            ends_.push_back(batch.found.size());
        }
        std::size_t from = 0;
        for (std::uint32_t ordinal = start; ordinal < next_; ++ordinal) {
            std::size_t const to = ends_[ordinal - start];
            std::span<ProfileId const> const hits = std::span<ProfileId const>{batch.found}.subspan(from, to - from);
            batch.inputs.push_back({ordinal, &batch.records[ordinal - start], hits});
            from = to;
        }
        return true;
    }

private:
    RecordReader reader_;
    HitReader hits_;
    std::uint32_t next_{};
    std::vector<std::size_t> ends_{};
};

/// The planning of one file: the state that its batches share.
class Planning {
public:
    Planning(PlanInput const& input, PlanSources const& sources, Transaction& store, ByteSink& planned, TagNames& tags)
        : input_{input},
          reader_{input, sources},
          store_{store},
          writer_{planned},
          tags_{tags},
          applier_{input.target, input.account, input.rules, tags}
    {
        result_.counts = input.counts;
    }

    Result<void> run(Digest& digest)
    {
        ReadAhead<RecordBatch> batches{[this](RecordBatch& batch) { return reader_.read(batch); }};
        for (;;) {
            TRY_ASSIGN(RecordBatch* const batch, batches.next());
            if (batch == nullptr) { break; }
            outcomes_.clear();
            TRY(applier_.apply_batch(batch->inputs, store_.profiles(),
                                     [&](RecordInput const& record, AppliedRecord& applied) { return take(record, applied); }));
            digest.add(outcomes_);
            applier_.overlay().keep_only(input_.shared);
            if (input_.progress) { TRY(input_.progress(batch->end)); }
        }
        return writer_.flush();
    }

    PlanResult finish(Digest& digest)
    {
        result_.hash = to_hex(digest.finish());
        for (TagNames::NewTag const& tag : tags_.used()) { result_.new_tags.push_back(tag.name); }
        result_.counts.new_tags = static_cast<std::int64_t>(result_.new_tags.size());
        return std::move(result_);
    }

    void add_own_tags()
    {
        for (std::string const& name : input_.own_tags) { tags_.use(tags_.id_of(name), name); }
    }

private:
    Result<void> take(RecordInput const& record, AppliedRecord& result)
    {
        Applied const& applied = result.applied;
        count(result_.counts, applied);
        PlannedRecord planned{};
        planned.target = is_applied(applied.outcome) && applied.outcome != Outcome::created ? applied.after.id.value : 0;
        planned.fingerprint = result.fingerprint;
        planned.outcome = applied.outcome;
        planned.code = applied.code;
        planned.persons_merged = static_cast<std::uint32_t>(applied.absorbed.size());
        outcomes_.push_back(static_cast<char>(applied.outcome));
        outcomes_.push_back(static_cast<char>(applied.code));
        if (applied.code != ProblemCode::none && input_.on_finding) {
            input_.on_finding({record.ordinal, record.record->first_row, applied.code, result.matched});
        }
        return writer_.add(planned);
    }

    PlanInput const& input_;
    BatchReader reader_;
    Transaction& store_;
    PieceWriter<PlannedRecord> writer_;
    TagNames& tags_;
    Applier applier_;
    std::string outcomes_{}; ///< of the batch, for the hash
    PlanResult result_{};
};

} // namespace

Result<void> HitReader::read(std::uint32_t record, std::vector<ProfileId>& into)
{
    for (; next_ < reader_.size(); ++next_) {
        TRY_ASSIGN(Hit const* const hit, reader_.at(next_));
        if (hit->record > record) { break; }
        if (hit->record == record) { into.push_back(ProfileId{hit->profile}); }
    }
    return {};
}

void count(Counts& counts, Applied const& applied)
{
    ++counts.records;
    switch (applied.outcome) {
    case Outcome::created:
        ++counts.created;
        ++(applied.after.type == ProfileType::customer ? counts.created_customers : counts.created_leads);
        break;
    case Outcome::updated: ++counts.updated; break;
    case Outcome::promoted: ++counts.promoted; break;
    case Outcome::unchanged: ++counts.unchanged; break;
    case Outcome::discarded: ++counts.discarded; break;
    case Outcome::rejected: ++counts.records_rejected; break;
    case Outcome::not_applied: ++counts.not_applied; break;
    case Outcome::none:
    case Outcome::blank:
    case Outcome::folded: break;
    }
    counts.fields_overwritten += applied.fields_overwritten;
    counts.fields_filled += applied.fields_filled;
    counts.persons_merged += static_cast<std::int64_t>(applied.absorbed.size());
    if (applied.code == ProblemCode::ambiguous_match) { ++counts.ambiguous; }
    if (applied.code == ProblemCode::external_id_replaced) { ++counts.external_ids_replaced; }
}

Result<PlanResult> make_plan(PlanInput const& input, PlanSources const& sources, Transaction& store, ByteSink& planned)
{
    Digest digest;
    digest.add("muster plan 1\n");
    digest.add({reinterpret_cast<char const*>(input.file_digest.data()), input.file_digest.size()}); // NOLINT: bytes as text
    add_number(digest, input.recipe.size());
    digest.add(input.recipe);
    TRY(add_rows(digest, sources.rows));

    TRY_ASSIGN(auto const known, store.catalogue().tags(input.account));
    TagNames tags{known};
    Planning planning{input, sources, store, planned, tags};
    planning.add_own_tags();
    TRY(planning.run(digest));
    TRY(planned.finish());
    PlanResult result = planning.finish(digest);
    MUSTER_ASSERT(result.counts.conserved());
    return result;
}

} // namespace muster
