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

/// Some records with whom they hit; the inputs point into the others. Of a record that hits nobody an outline is enough: its input has no
/// record, but there is an outline of the same index.
struct RecordBatch {
    std::uint32_t end{}; ///< ordinal behind the last one
    std::vector<Record> records{};
    std::vector<RecordOutline> outlines{};
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
        std::size_t const count = next_ - start;
        batch.records.resize(std::max(batch.records.size(), count));
        batch.outlines.resize(std::max(batch.outlines.size(), count));
        batch.inputs.clear();
        batch.found.clear();
        ends_.clear();
        for (std::size_t index = 0; index < count; ++index) { TRY(read_one(start, index, batch)); }
        std::size_t from = 0;
        for (std::size_t index = 0; index < count; ++index) {
            batch.inputs[index].hits = std::span<ProfileId const>{batch.found}.subspan(from, ends_[index] - from);
            from = ends_[index];
        }
        return true;
    }

private:
    Result<void> read_one(std::uint32_t start, std::size_t index, RecordBatch& batch)
    {
        std::uint32_t const ordinal = start + static_cast<std::uint32_t>(index);
        std::size_t const before = batch.found.size();
        TRY(hits_.read(ordinal, batch.found));
        ends_.push_back(batch.found.size());
        if (batch.found.size() == before) {
            TRY_ASSIGN(bool const outlined, reader_.read_outline(ordinal, batch.outlines[index]));
            if (outlined) {
                batch.inputs.push_back({ordinal, nullptr, {}});
                return {};
            }
        }
        TRY(reader_.read(ordinal, batch.records[index]));
        batch.inputs.push_back({ordinal, &batch.records[index], {}});
        return {};
    }

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
            TRY(applier_.meet(batch->inputs, store_.profiles()));
            for (std::size_t index = 0; index < batch->inputs.size(); ++index) {
                RecordInput const& record = batch->inputs[index];
                TRY(record.record != nullptr ? applier_.apply(record, take_) : admit(batch->outlines[index]));
            }
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
    Result<void> admit(RecordOutline const& record)
    {
        Admission const admission = applier_.admit(record);
        count(result_.counts, admission);
        MUSTER_ASSERT(admission.code == ProblemCode::none); // of records that may be rejected there is no outline
        PlannedRecord planned{};
        planned.outcome = admission.outcome;
        return add(planned);
    }

    Result<void> add(PlannedRecord const& planned)
    {
        outcomes_.push_back(static_cast<char>(planned.outcome));
        outcomes_.push_back(static_cast<char>(planned.code));
        return writer_.add(planned);
    }

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
        if (applied.code != ProblemCode::none && input_.on_finding) {
            input_.on_finding({record.ordinal, record.record->first_row, applied.code, result.matched});
        }
        return add(planned);
    }

    PlanInput const& input_;
    BatchReader reader_;
    Transaction& store_;
    PieceWriter<PlannedRecord> writer_;
    TagNames& tags_;
    Applier applier_;
    Applier::Take const take_{[this](RecordInput const& record, AppliedRecord& applied) { return take(record, applied); }};
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

void count(Counts& counts, Admission const& admission)
{
    ++counts.records;
    switch (admission.outcome) {
    case Outcome::created:
        ++counts.created;
        ++(admission.type == ProfileType::customer ? counts.created_customers : counts.created_leads);
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
    if (admission.code == ProblemCode::ambiguous_match) { ++counts.ambiguous; }
    if (admission.code == ProblemCode::external_id_replaced) { ++counts.external_ids_replaced; }
}

void count(Counts& counts, Applied const& applied)
{
    count(counts, Admission{applied.outcome, applied.code, applied.after.type});
    counts.fields_overwritten += applied.fields_overwritten;
    counts.fields_filled += applied.fields_filled;
    counts.persons_merged += static_cast<std::int64_t>(applied.absorbed.size());
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
