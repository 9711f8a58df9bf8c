#include "service/replay_plan.hpp"

#include "history/import_file.hpp"
#include "service/plan_import.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <span>
#include <utility>

namespace muster {

namespace {

/// Records applied together, as in planning.
constexpr std::size_t records_per_batch = 8'192;

/// Profiles met by two or more records, ascending: what later batches may still meet.
Result<std::vector<ProfileId>> shared_profiles(std::shared_ptr<ByteSource const> hits)
{
    PieceReader<Hit> reader{std::move(hits)};
    std::vector<std::int64_t> profiles;
    profiles.reserve(static_cast<std::size_t>(reader.size()));
    for (std::uint64_t index = 0; index < reader.size(); ++index) {
        TRY_ASSIGN(Hit const* const hit, reader.at(index));
        profiles.push_back(hit->profile);
    }
    std::sort(profiles.begin(), profiles.end());
    std::vector<ProfileId> shared;
    for (std::size_t index = 1; index < profiles.size(); ++index) {
        bool const again = profiles[index] == profiles[index - 1];
        if (again && (shared.empty() || shared.back().value != profiles[index])) { shared.push_back(ProfileId{profiles[index]}); }
    }
    return shared;
}

/// One batch of records with their hits.
struct Batch {
    std::vector<Record> records{};
    std::vector<RecordInput> inputs{};
    std::vector<ProfileId> found{};

    Result<void> read(RecordReader& reader, HitReader& hits, std::span<std::uint32_t const> ordinals)
    {
        records.resize(ordinals.size());
        inputs.clear();
        found.clear();
        std::vector<std::size_t> ends;
        for (std::size_t index = 0; index < ordinals.size(); ++index) {
            TRY(reader.read(ordinals[index], records[index]));
            TRY(hits.read(ordinals[index], found));
            ends.push_back(found.size());
        }
        std::size_t from = 0;
        for (std::size_t index = 0; index < ordinals.size(); ++index) {
            inputs.push_back({ordinals[index], &records[index], std::span<ProfileId const>{found}.subspan(from, ends[index] - from)});
            from = ends[index];
        }
        return {};
    }
};

/// Adds the records up to `last` that hit one of the profiles, and the profiles that those hit; whether anything was added.
Result<bool> widen(std::shared_ptr<ByteSource const> hits, std::uint32_t last, std::set<std::int64_t>& profiles,
                   std::set<std::uint32_t>& records)
{
    PieceReader<Hit> reader{std::move(hits)};
    std::size_t const before = profiles.size() + records.size();
    for (std::uint64_t index = 0; index < reader.size(); ++index) {
        TRY_ASSIGN(Hit const* const hit, reader.at(index));
        if (hit->record > last) { break; }
        if (profiles.contains(hit->profile)) { records.insert(hit->record); }
        if (records.contains(hit->record)) { profiles.insert(hit->profile); }
    }
    return profiles.size() + records.size() > before;
}

} // namespace

Result<void> PlanReplay::run(Workplace const& place, ImportJob const& job, Transaction& transaction,
                             std::vector<std::uint32_t> const& records, TagNames& tags, Take const& take)
{
    TRY_ASSIGN(PlanSources const sources, open_plan_sources(place.store, job.id));
    TRY_ASSIGN(Recipe const recipe, read_recipe(job.recipe));
    TRY_ASSIGN(auto const shared, shared_profiles(sources.hits));
    RecordReader reader{place.target, sources.spill, sources.groups, sources.members};
    HitReader hits{sources.hits};
    Applier applier{place.target, place.account, rules_of(place, job, recipe.choices), tags};
    Batch batch;
    for (std::size_t start = 0; start < records.size(); start += records_per_batch) {
        std::size_t const count = std::min(records_per_batch, records.size() - start);
        TRY(batch.read(reader, hits, std::span{records}.subspan(start, count)));
        TRY(applier.apply_batch(batch.inputs, transaction.profiles(), take));
        applier.overlay().keep_only(shared);
    }
    return {};
}

Result<std::vector<std::uint32_t>> records_met_together(Store& store, ImportId import, std::uint32_t record)
{
    TRY_ASSIGN(auto const hits, store.blobs().open(import, import_file::hits));
    std::set<std::int64_t> profiles;
    std::set<std::uint32_t> records{record};
    for (;;) {
        TRY_ASSIGN(bool const more, widen(hits, record, profiles, records));
        if (!more) { break; }
    }
    return std::vector<std::uint32_t>{records.begin(), records.end()};
}

Result<std::vector<std::uint32_t>> all_records(Store& store, ImportId import)
{
    TRY_ASSIGN(auto const groups, store.blobs().open(import, import_file::groups));
    std::vector<std::uint32_t> records(static_cast<std::size_t>(groups->size() / sizeof(Group)));
    std::iota(records.begin(), records.end(), 0U);
    return records;
}

} // namespace muster
