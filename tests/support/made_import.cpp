#include "tests/support/made_import.hpp"

#include "base/file.hpp"
#include "store/outcome_log.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <atomic>
#include <filesystem>
#include <map>

namespace muster {

namespace {

/// What grouping writes, in memory.
struct MadeFiles {
    std::string spill{}, rows{}, groups{}, members{}, keys{};
};

Result<GroupingCounts> group(Store& store, Target const& target, std::vector<Candidate> const& rows, std::string const& folder,
                             MadeFiles& files)
{
    auto const spill = memory_sink(files.spill);
    auto const row_entries = memory_sink(files.rows);
    auto const groups = memory_sink(files.groups);
    auto const members = memory_sink(files.members);
    auto const keys = memory_sink(files.keys);
    Grouping grouping{target,
                      [&](Identifier const& identifier) { return key_of(store.hash_key(), identifier); },
                      {*spill, *row_entries, *groups, *members, *keys},
                      folder};
    for (Candidate const& row : rows) { TRY(grouping.add_valid(row.row.value, row)); }
    return grouping.finish(
        [&]() -> Result<std::shared_ptr<ByteSource const>> { return std::shared_ptr<ByteSource const>{memory_source(files.spill)}; },
        [](RowNumber, Record const&) {}, [](RowNumber, Record const&) {});
}

Counts counts_of(GroupingCounts const& grouped)
{
    Counts counts;
    counts.rows_read = grouped.rows;
    counts.rows_blank = grouped.blank;
    counts.rows_rejected = grouped.rejected;
    counts.rows_folded = grouped.folded;
    return counts;
}

} // namespace

Result<CommitOrder> made_import(Store& store, CommitOrder order, std::vector<Candidate> const& rows, std::string const& folder)
{
    MadeFiles files;
    order.folder = folder;
    TRY_ASSIGN(GroupingCounts const grouped, group(store, order.target, rows, folder, files));
    order.files = {memory_source(files.spill),   memory_source(files.rows), memory_source(files.groups),
                   memory_source(files.members), memory_source(files.keys), {}};

    ImportJob job;
    {
        TRY_ASSIGN(auto const transaction, store.begin(Store::Access::read));
        std::string hits;
        auto const hit_sink = memory_sink(hits);
        TRY_ASSIGN(Hits found, find_hits(order.files.keys, transaction->identities(), order.account, folder, *hit_sink));
        PlanInput input{order.target, order.account, {}, std::move(found.shared), {}, counts_of(grouped), {}, "{}", {}, {}};
        TRY_ASSIGN(Instant const latest, transaction->profiles().latest_modification(order.account));
        input.rules = {order.on_duplicate,
                       order.on_ambiguous,
                       order.default_type,
                       std::max(now(), Instant{latest.microseconds + 1}),
                       Origin::import,
                       "tester",
                       {}};
        if (order.tag_mode == TagMode::manual) { input.own_tags = order.tags; }
        std::string planned;
        auto const sink = memory_sink(planned);
        TRY_ASSIGN(PlanResult const plan,
                   make_plan(input, {order.files.spill, order.files.rows, order.files.groups, order.files.members, memory_source(hits)},
                             *transaction, *sink));
        order.files.planned = memory_source(planned);
        job.planned = plan.counts;
        job.plan_hash = plan.hash;
    }
    job.target = order.target.number;
    job.state = ImportState::ready;
    job.by = "tester";
    job.uploaded_at = now();
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::write));
    TRY_ASSIGN(order.import, transaction->imports().create(order.account, job));
    TRY(transaction->commit());
    return order;
}

Result<ImportJob> stored_job(Store& store, CommitOrder const& order)
{
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::read));
    TRY_ASSIGN(std::optional<ImportJob> job, transaction->imports().load(order.account, order.import));
    return job.value_or(ImportJob{});
}

Result<std::vector<Outcome>> stored_outcomes(Store& store, CommitOrder const& order)
{
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::read));
    TRY_ASSIGN(auto const chunks, transaction->imports().outcomes(order.account, order.import));
    std::vector<RecordOutcome> unpacked;
    for (auto const& [first, packed] : chunks) {
        if (!unpack_outcomes(packed, unpacked)) { return Error{ErrorKind::internal, "PACKED", "outcomes"}; }
    }
    std::vector<Outcome> outcomes;
    for (RecordOutcome const& one : unpacked) { outcomes.push_back(one.outcome); }
    return outcomes;
}

Result<std::vector<Profile>> stored_profiles(Store& store, AccountId account, Target const& target)
{
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::read));
    std::vector<Profile> profiles;
    TRY(transaction->profiles().page(account, target, ProfileId{}, 1'000'000, profiles));
    return profiles;
}

Result<void> store_profiles(Store& store, AccountId account, Target const& target, std::vector<Profile> const& profiles)
{
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::write));
    std::vector<ProfileWrite> writes;
    for (Profile const& profile : profiles) { writes.push_back({nullptr, &profile, {}}); }
    std::int64_t highest = 0;
    for (Profile const& profile : profiles) { highest = std::max(highest, profile.id.value); }
    TRY(transaction->profiles().reserve_ids(account, highest));
    TRY(transaction->profiles().write(account, target, writes));
    return transaction->commit();
}

Result<void> edit_profile(Store& store, AccountId account, Target const& target, ProfileId id, std::function<void(Profile&)> const& change)
{
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::write));
    std::vector<Profile> loaded;
    TRY(transaction->profiles().load(account, target, {&id, 1}, loaded));
    if (loaded.empty()) { return Error{ErrorKind::not_found, "PROFILE", "There is no such profile."}; }
    Profile after = loaded.front();
    change(after);
    Change entry = difference_between(target, loaded.front(), after);
    after.version += 1;
    after.modified_at = now();
    after.modified_from = Origin::api;
    after.modified_by = "editor";
    entry.profile = id;
    entry.version = after.version;
    entry.at = after.modified_at;
    entry.by = "editor";
    ProfileWrite const write{&loaded.front(), &after, {}};
    TRY(transaction->profiles().write(account, target, {&write, 1}));
    TRY(transaction->changes().append(account, target, {&entry, 1}));
    return transaction->commit();
}

StoreForTests StoreForTests::create()
{
    std::string const in_memory = "/dev/shm";
    auto folder = TemporaryFolder::create(std::filesystem::is_directory(in_memory) ? in_memory : std::string{});
    MUSTER_ASSERT(folder);
    StoreForTests tests;
    tests.folder = std::make_unique<TemporaryFolder>(*std::move(folder));
    auto store = open_sqlite_store({tests.folder->path() + "/store", SqliteChoices::Mode::read_write});
    MUSTER_ASSERT(store);
    tests.store = *std::move(store);
    return tests;
}

AccountId StoreForTests::new_account() const
{
    static std::atomic<int> number{0};
    auto transaction = store->begin(Store::Access::write);
    MUSTER_ASSERT(transaction);
    auto account = (*transaction)->accounts().create("account " + std::to_string(++number));
    MUSTER_ASSERT(account);
    MUSTER_ASSERT((*transaction)->commit());
    return *account;
}

} // namespace muster
