#include "adapter.hpp"

#include <tuple>

namespace muster::contract {
namespace {

using HistoryContract = StoreContract;
INSTANTIATE_TEST_SUITE_P(Store, HistoryContract, testing::ValuesIn(adapters()), testing::PrintToStringParamName());

Change make_change(std::int64_t profile, std::int64_t import, std::string const& after)
{
    Change change;
    change.profile = {profile};
    change.kind = Change::Kind::updated;
    change.version = 4;
    change.at = {12'345};
    change.from = Origin::import;
    change.by = "gardener";
    change.import = {import};
    change.record = 77;
    change.row = {78};
    change.differences = {{plant_label, "old", after}};
    change.contacts_added = {{plant_root, "1"}};
    change.absorbed = {make_plant(99, "Z", {"z"})};
    return change;
}

using History = std::vector<std::pair<std::int64_t, Change>>;

std::vector<std::string> labels(History const& history)
{
    std::vector<std::string> texts;
    for (auto const& [sequence, change] : history) { texts.push_back(change.differences.at(0).after); }
    return texts;
}

TEST_P(HistoryContract, KeepsTheHistoryInOrder)
{
    auto transaction = writing();
    Changes& changes = transaction->changes();
    succeed(changes.append(main_account, plant(), std::vector{make_change(5, 1, "a"), make_change(3, 1, "b")}));
    succeed(changes.append(main_account, plant(), std::vector{make_change(5, 2, "c"), make_change(5, 0, "d"), make_change(3, 1, "e")}));
    succeed(changes.append(main_account, stone(), std::vector{make_change(5, 9, "f")}));
    succeed(changes.append(main_account, plant(), {}));
    succeed(transaction->commit());
    transaction = reading();
    History history;
    succeed(transaction->changes().of_profile(main_account, plant(), {5}, history));
    EXPECT_EQ(labels(history), (std::vector<std::string>{"a", "c", "d"}));
    EXPECT_EQ(history[1].second, make_change(5, 2, "c")) << "with all its parts";
    EXPECT_LT(history[0].first, history[1].first);
    history.clear();
    succeed(transaction->changes().of_profiles(main_account, plant(), std::vector<ProfileId>{{3}, {4}, {5}}, history));
    EXPECT_EQ(labels(history), (std::vector<std::string>{"b", "e", "a", "c", "d"}));
    History by_import;
    succeed(transaction->changes().of_import(main_account, {1}, Changes::Order::oldest_first, 0, 2, by_import));
    EXPECT_EQ(labels(by_import), (std::vector<std::string>{"a", "b"}));
    succeed(transaction->changes().of_import(main_account, {1}, Changes::Order::oldest_first, by_import.back().first, 2, by_import));
    EXPECT_EQ(labels(by_import), (std::vector<std::string>{"a", "b", "e"}));
    History newest;
    succeed(transaction->changes().of_import(main_account, {1}, Changes::Order::newest_first, 0, 2, newest));
    EXPECT_EQ(labels(newest), (std::vector<std::string>{"e", "b"}));
    succeed(transaction->changes().of_import(main_account, {1}, Changes::Order::newest_first, newest.back().first, 2, newest));
    EXPECT_EQ(labels(newest), (std::vector<std::string>{"e", "b", "a"}));
}

TEST_P(HistoryContract, RewritesAndErasesHistory)
{
    AccountId const other = other_account();
    auto transaction = writing();
    Changes& changes = transaction->changes();
    succeed(changes.append(main_account, plant(), std::vector{make_change(1, 1, "a"), make_change(2, 1, "b"), make_change(1, 2, "c")}));
    History history;
    succeed(changes.of_profile(main_account, plant(), {1}, history));
    ASSERT_EQ(history.size(), 2U);
    Change rewritten = history[1].second;
    rewritten.differences = {{plant_label, "older", "c2"}};
    EXPECT_EQ(kind_of(changes.rewrite(other, history[1].first, rewritten)), ErrorKind::not_found);
    succeed(changes.rewrite(main_account, history[1].first, rewritten));
    std::int64_t const last = history[1].first;
    history.clear();
    succeed(changes.of_profile(main_account, plant(), {1}, history));
    EXPECT_EQ(history.at(1).second, rewritten);
    succeed(changes.erase(other, plant(), std::vector<ProfileId>{{1}}));
    succeed(changes.erase(main_account, stone(), std::vector<ProfileId>{{1}}));
    succeed(changes.erase(main_account, plant(), std::vector<ProfileId>{{1}}));
    history.clear();
    succeed(changes.of_profiles(main_account, plant(), std::vector<ProfileId>{{1}, {2}}, history));
    EXPECT_EQ(labels(history), std::vector<std::string>{"b"});
    succeed(changes.append(main_account, plant(), std::vector{make_change(2, 3, "d")}));
    history.clear();
    succeed(changes.of_profile(main_account, plant(), {2}, history));
    EXPECT_GT(history.back().first, last) << "numbers rise even over what was erased";
    history.clear();
    succeed(changes.of_profile(other, plant(), {2}, history));
    EXPECT_TRUE(history.empty());
}

ImportJob full_job()
{
    ImportJob job;
    job.target = 101;
    job.state = ImportState::importing;
    job.file_name = "Käufer.csv";
    job.file_size = 50'000'000;
    job.file_digest.fill(0xAB);
    job.by = "Ana";
    job.uploaded_at = {1};
    job.started_at = {2};
    job.finished_at = {3};
    job.recipe = "{\"a\":1}";
    job.reading = "{}";
    job.problems = "[]";
    job.plan_hash = "aa";
    job.result_hash = "bb";
    job.reason = "PLAN_DRIFTED";
    job.planned.rows_read = 10;
    job.planned.drifted = 4;
    job.counts.created_customers = 600'000;
    job.counts.fields_filled = -1;
    job.consented = true;
    job.idempotency_key = "k";
    job.first_id = 1'000;
    job.id_count = 600'000;
    job.next_record = 200'000;
    job.undo_mark = 5;
    job.own_tags = {{1}, {2}};
    job.created_tags = {{3}};
    job.created_attributes = {{4}};
    job.undo_report = "{\"conflicts\":2}";
    return job;
}

void expect_equal(ImportJob const& a, ImportJob const& b)
{
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.target, b.target);
    EXPECT_EQ(a.state, b.state);
    EXPECT_EQ(std::tie(a.file_name, a.file_size, a.file_digest, a.by), std::tie(b.file_name, b.file_size, b.file_digest, b.by));
    EXPECT_EQ(std::tie(a.uploaded_at, a.started_at, a.finished_at), std::tie(b.uploaded_at, b.started_at, b.finished_at));
    EXPECT_EQ(std::tie(a.recipe, a.reading, a.problems, a.plan_hash, a.result_hash, a.reason),
              std::tie(b.recipe, b.reading, b.problems, b.plan_hash, b.result_hash, b.reason));
    EXPECT_EQ(a.planned, b.planned);
    EXPECT_EQ(a.counts, b.counts);
    EXPECT_EQ(std::tie(a.consented, a.idempotency_key, a.first_id, a.id_count, a.next_record, a.undo_mark),
              std::tie(b.consented, b.idempotency_key, b.first_id, b.id_count, b.next_record, b.undo_mark));
    EXPECT_EQ(std::tie(a.own_tags, a.created_tags, a.created_attributes, a.undo_report),
              std::tie(b.own_tags, b.created_tags, b.created_attributes, b.undo_report));
}

TEST_P(HistoryContract, KeepsEveryPartOfAnImport)
{
    AccountId const other = other_account();
    auto transaction = writing();
    ImportJob job = full_job();
    job.id = value_of(transaction->imports().create(main_account, job));
    ImportJob const plain;
    ImportId const second = value_of(transaction->imports().create(other, plain));
    EXPECT_GT(second, job.id) << "ids rise over all accounts, because blobs have no account";
    expect_equal(value_of(transaction->imports().load(main_account, job.id)).value(), job);
    EXPECT_FALSE(value_of(transaction->imports().load(other, job.id)));
    job.state = ImportState::completed;
    job.own_tags.clear();
    succeed(transaction->imports().save(main_account, job));
    EXPECT_EQ(kind_of(transaction->imports().save(other, job)), ErrorKind::not_found);
    succeed(transaction->commit());
    transaction.reset();
    reopen();
    expect_equal(value_of(reading()->imports().load(main_account, job.id)).value(), job);
}

TEST_P(HistoryContract, ListsImportsNewestFirstAndFindsThemByState)
{
    AccountId const other = other_account();
    auto transaction = writing();
    Imports& imports = transaction->imports();
    std::vector<ImportId> ids;
    for (ImportState const state : {ImportState::importing, ImportState::ready, ImportState::undoing}) {
        ImportJob job;
        job.state = state;
        ids.push_back(value_of(imports.create(main_account, job)));
    }
    ImportJob queued;
    queued.state = ImportState::queued;
    ids.push_back(value_of(imports.create(other, queued)));
    std::vector<ImportJob> const listed = value_of(imports.list(main_account, 2));
    ASSERT_EQ(listed.size(), 2U);
    EXPECT_EQ(listed[0].id, ids[2]);
    EXPECT_EQ(listed[1].id, ids[1]);
    std::vector<ImportState> const states{ImportState::queued, ImportState::importing};
    auto const found = value_of(imports.in_state(states));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].first, main_account);
    EXPECT_EQ(found[0].second.id, ids[0]);
    EXPECT_EQ(found[1].first, other);
    std::vector<std::pair<ImportState, std::int64_t>> const counted{
        {ImportState::ready, 1}, {ImportState::queued, 1}, {ImportState::importing, 1}, {ImportState::undoing, 1}};
    EXPECT_EQ(value_of(imports.count_by_state()), counted) << "of all accounts";
    EXPECT_EQ(kind_of(imports.remove(main_account, ids[3])), ErrorKind::not_found) << "another account's";
    succeed(imports.remove(other, ids[3]));
    EXPECT_GT(value_of(imports.create(other, queued)), ids[3]) << "an id is never used again";
}

TEST_P(HistoryContract, KeepsOutcomesByTheirFirstRecord)
{
    AccountId const other = other_account();
    auto transaction = writing();
    Imports& imports = transaction->imports();
    ImportId const id = value_of(imports.create(main_account, {}));
    succeed(imports.append_outcomes(main_account, id, 0, std::string_view{"\0a", 2}));
    succeed(imports.append_outcomes(main_account, id, 2'000, "c"));
    succeed(imports.append_outcomes(main_account, id, 1'000, ""));
    EXPECT_EQ(kind_of(imports.append_outcomes(main_account, id, 1'000, "x")), ErrorKind::conflict) << "there already";
    EXPECT_EQ(kind_of(imports.append_outcomes(other, id, 3'000, "x")), ErrorKind::not_found);
    using Outcomes = std::vector<std::pair<std::int64_t, std::string>>;
    EXPECT_EQ(value_of(imports.outcomes(main_account, id)), (Outcomes{{0, std::string{"\0a", 2}}, {1'000, ""}, {2'000, "c"}}));
    EXPECT_TRUE(value_of(imports.outcomes(other, id)).empty());
    succeed(imports.remove_outcomes(main_account, id, 1'000));
    EXPECT_EQ(value_of(imports.outcomes(main_account, id)).size(), 1U);
    succeed(imports.remove(main_account, id));
    EXPECT_TRUE(value_of(imports.outcomes(main_account, id)).empty());
}

} // namespace
} // namespace muster::contract
