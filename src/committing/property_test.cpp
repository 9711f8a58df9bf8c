#include "tests/support/committing_test.hpp"
#include "tests/support/random_rows.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>

namespace muster {
namespace {

/// Cases per property; MUSTER_EXHAUSTIVE=1 tries many more.
std::uint64_t cases(std::uint64_t usual)
{
    char const* const exhaustive = std::getenv("MUSTER_EXHAUSTIVE"); // NOLINT(concurrency-mt-unsafe): nobody sets it
    return exhaustive != nullptr && *exhaustive == '1' ? usual * 50 : usual;
}

CommitOrder random_choices(RandomRows& random, AccountId account)
{
    CommitOrder order{person_target(), account};
    order.on_duplicate = random.one_in(6) ? OnDuplicate::discard : OnDuplicate::merge;
    order.on_ambiguous = random.one_in(3) ? OnAmbiguous::reject : OnAmbiguous::merge;
    order.default_type = random.one_in(4) ? ProfileType::customer : ProfileType::lead;
    order.tag_mode = random.one_in(2) ? TagMode::none : TagMode::manual;
    if (order.tag_mode == TagMode::manual) { order.tags = {"own " + std::to_string(random.below(3))}; }
    order.chunk = 1 + random.below(6);
    if (random.one_in(2)) { order.memory = 1; } // parts of one record
    return order;
}

using Committing = CommittingTest;

/// When imported persons were created is not compared: two accounts are not imported into at the same moment.
std::string without_times(std::string text)
{
    for (std::size_t at = text.find("Z IMPORT"); at != std::string::npos; at = text.find("Z IMPORT", at + 1)) {
        std::size_t const begin = text.rfind(' ', at);
        text.erase(begin, at - begin);
        at = begin;
    }
    return text;
}

/// The plain way: every record by itself, whom it meets found by looking at everybody.
void import_one_at_a_time(Store& store, CommitOrder const& order)
{
    RecordReader reader{order.target, order.files.spill, order.files.groups, order.files.members};
    auto const transaction = must(store.begin(Store::Access::write));
    Instant const at{must(transaction->profiles().latest_modification(order.account)).microseconds + 1};
    std::int64_t const first = must(transaction->profiles().reserve_ids(order.account, reader.size())).value;
    ApplyRules rules{order.on_duplicate, order.on_ambiguous, order.default_type, at, Origin::import, "tester", {}};
    if (order.tag_mode == TagMode::manual) {
        rules.own_tags = must(transaction->catalogue().ensure_tags(order.account, order.tags, order.import, at));
    }
    std::sort(rules.own_tags.begin(), rules.own_tags.end());
    for (std::uint32_t ordinal = 0; ordinal < reader.size(); ++ordinal) {
        Record record;
        must(reader.read(ordinal, record));
        std::vector<Profile> all;
        must(transaction->profiles().page(order.account, order.target, {}, 100'000, all));
        std::vector<Identifier> const wanted = identifiers_of(order.target, record);
        std::vector<Profile const*> matched;
        for (Profile const& one : all) {
            if (shares_identifier(order.target, one, wanted)) { matched.push_back(&one); }
        }
        Applied const trial = apply(order.target, record, {}, matched, rules);
        std::vector<TagId> tags;
        if (is_applied(trial.outcome)) { tags = must(transaction->catalogue().ensure_tags(order.account, record.tags, order.import, at)); }
        Applied applied = apply(order.target, record, tags, matched, rules);
        if (!is_applied(applied.outcome)) { continue; }
        std::vector<ProfileWrite> writes;
        if (applied.outcome == Outcome::created) {
            applied.after.id = ProfileId{first + ordinal};
            writes.push_back({nullptr, &applied.after, {}});
        }
        for (Profile const* one : matched) {
            bool const gone = std::find(applied.absorbed.begin(), applied.absorbed.end(), one->id) != applied.absorbed.end();
            writes.push_back({one, gone ? nullptr : &applied.after, gone ? applied.after.id : ProfileId{}});
        }
        must(transaction->profiles().write(order.account, order.target, writes));
    }
    must(transaction->commit());
}

TEST_F(Committing, EqualsImportingRecordsOneAtATime)
{
    for (std::uint64_t seed = 1; seed <= cases(150); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        RandomRows random{seed};
        std::vector<Profile> const persons = random.population(12);
        AccountId const bulk = account_with(persons);
        AccountId const plain = account_with(persons);
        CommitOrder choices = random_choices(random, bulk);
        std::vector<Candidate> const rows = random.rows(16);
        CommitOrder const order = made(choices, rows);
        ImportJob const planned = must(stored_job(store(), order));
        ImportJob const job = commit(order);

        CommitOrder same{person_target(),      plain,
                         order.import,         order.files,
                         choices.on_duplicate, choices.on_ambiguous,
                         choices.on_error,     choices.on_drift,
                         choices.default_type, choices.tag_mode,
                         choices.tags};
        import_one_at_a_time(store(), same);
        ASSERT_EQ(without_times(dump(bulk)), without_times(dump(plain)));
        Counts counts = job.counts;
        EXPECT_TRUE(counts.conserved());
        EXPECT_EQ(counts.drifted, 0);
        EXPECT_EQ(counts, planned.planned) << "the plan is exact";
    }
    expect_sound();
}

TEST_F(Committing, IsTheSameInChunksOfAnySize)
{
    for (std::uint64_t seed = 1'000; seed < 1'000 + cases(40); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        RandomRows random{seed};
        std::vector<Profile> const persons = random.population(12);
        std::vector<Candidate> const rows = random.rows(20);
        CommitOrder const choices = random_choices(random, {});
        std::string first;
        Counts counts;
        for (std::uint32_t const chunk : {1U, 2U, 7U, 1'000U}) {
            AccountId const account = account_with(persons);
            CommitOrder order{person_target(),
                              account,
                              {},
                              {},
                              choices.on_duplicate,
                              choices.on_ambiguous,
                              OnError::skip,
                              OnDrift::apply,
                              choices.default_type,
                              choices.tag_mode,
                              choices.tags,
                              {},
                              {},
                              chunk};
            ImportJob const job = commit(made(order, rows));
            std::string const now = dump(account);
            if (first.empty()) {
                first = without_times(now);
                counts = job.counts;
            }
            ASSERT_EQ(without_times(now), first) << "chunk " << chunk;
            EXPECT_EQ(job.counts, counts);
        }
    }
}

/// The same file again finds everything as it wants it, unless two of its records want one person otherwise.
TEST_F(Committing, ChangesNothingTheSecondTime)
{
    std::int64_t unchanged = 0;
    for (std::uint64_t seed = 2'000; seed < 2'000 + cases(60); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        RandomRows random{seed};
        AccountId const account = account_with(random.population(10));
        CommitOrder choices{person_target(), account};
        choices.on_ambiguous = OnAmbiguous::merge;
        std::vector<Candidate> const rows = random.rows(14);
        commit(made(choices, rows));
        CommitOrder const again = made(choices, rows);
        std::map<std::int64_t, int> met;
        PieceReader<PlannedRecord> planned{again.files.planned};
        for (std::uint64_t index = 0; index < planned.size(); ++index) { ++met[(*must(planned.at(index))).target]; }
        for (std::uint64_t index = 0; index < planned.size(); ++index) {
            PlannedRecord const one = *must(planned.at(index));
            if (one.target == 0 || met[one.target] > 1 || one.persons_merged > 0) { continue; }
            EXPECT_EQ(one.outcome, Outcome::unchanged) << "record " << index;
            ++unchanged;
        }
    }
    EXPECT_GT(unchanged, 100);
}

TEST_F(Committing, UndoRestoresEverything)
{
    for (std::uint64_t seed = 3'000; seed < 3'000 + cases(150); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        RandomRows random{seed};
        AccountId const account = account_with(random.population(12));
        std::string const before = dump(account);
        CommitOrder const order = made(random_choices(random, account), random.rows(16));
        commit(order);
        UndoOrder const preview{order.target, account, order.import, "undoer"};
        UndoReport const expected = must(preview_undo(store(), preview, {}));
        UndoReport const report = undo(order);
        ASSERT_EQ(dump(account), before);
        EXPECT_EQ(report.conflicts, 0);
        EXPECT_EQ(write_undo_report(report), write_undo_report(expected));
        EXPECT_EQ(must(stored_job(store(), order)).state, ImportState::undone);
    }
    expect_sound();
}

TEST_F(Committing, UndoInAnyOrderEndsAsIfNeverRun)
{
    std::uint64_t const first = 4'000;
    for (std::uint64_t seed = first; seed < first + cases(60); ++seed) {
        RandomRows random{seed};
        std::vector<Profile> const persons = random.population(8);
        std::vector<CommitOrder> choices;
        std::vector<std::vector<Candidate>> files;
        for (int number = 0; number < 3; ++number) {
            choices.push_back(random_choices(random, {}));
            choices.back().on_duplicate = OnDuplicate::merge;
            files.push_back(random.rows(7));
        }
        std::vector<std::size_t> turn{0, 1, 2};
        do {
            SCOPED_TRACE("seed " + std::to_string(seed) + " order " + std::to_string(turn[0]) + std::to_string(turn[1]) +
                         std::to_string(turn[2]));
            AccountId const account = account_with(persons);
            std::string const before = dump(account);
            std::vector<CommitOrder> imports;
            for (std::size_t number = 0; number < 3; ++number) {
                CommitOrder const& one = choices[number];
                imports.push_back(made({person_target(),
                                        account,
                                        {},
                                        {},
                                        one.on_duplicate,
                                        one.on_ambiguous,
                                        OnError::skip,
                                        OnDrift::apply,
                                        one.default_type,
                                        one.tag_mode,
                                        one.tags,
                                        {},
                                        {},
                                        one.chunk},
                                       files[number]));
                commit(imports.back());
            }
            std::string story = dump(account);
            for (std::size_t const number : turn) {
                UndoReport const report = undo(imports[number]);
                story += "undone " + std::to_string(number) + ' ' + write_undo_report(report) + '\n' + dump(account);
            }
            ASSERT_EQ(dump(account), before) << story;
        } while (std::next_permutation(turn.begin(), turn.end()));
    }
    expect_sound();
}

/// Two imports whose chunks take turns, as two servers' would.
TEST_F(Committing, UndoOfInterleavedImportsEndsAsIfNeverRun)
{
    std::int64_t drifted = 0;
    for (std::uint64_t seed = 5'000; seed < 5'000 + cases(80); ++seed) {
        for (std::size_t const first : {0U, 1U}) {
            SCOPED_TRACE("seed " + std::to_string(seed) + " first " + std::to_string(first));
            RandomRows random{seed};
            AccountId const account = account_with(random.population(8));
            std::string const before = dump(account);
            std::vector<CommitOrder> imports;
            for (int number = 0; number < 2; ++number) {
                CommitOrder choices = random_choices(random, account);
                choices.chunk = 1 + random.below(2);
                imports.push_back(made(choices, random.rows(8)));
            }
            std::vector<bool> done(2);
            for (std::size_t turn = 0; !(done[0] && done[1]); turn = 1 - turn) {
                if (done[turn]) { continue; }
                Result<ImportJob> const job = commit_import(store(), imports[turn], [](std::int64_t, std::int64_t) -> Result<void> {
                    return Error{ErrorKind::unavailable, "TURN", "The other one's turn."};
                });
                done[turn] = static_cast<bool>(job) ||
                             must(stored_job(store(), imports[turn])).next_record == must(stored_job(store(), imports[turn])).id_count;
            }
            for (CommitOrder const& one : imports) {
                ImportJob const job = must(stored_job(store(), one));
                if (job.state == ImportState::importing) { commit(one); }
                drifted += job.counts.drifted;
            }
            std::string story = dump(account);
            for (std::size_t const number : {first, 1 - first}) {
                UndoReport const report = undo(imports[number]);
                story += "undone " + std::to_string(number) + ' ' + write_undo_report(report) + '\n' + dump(account);
            }
            ASSERT_EQ(dump(account), before) << story;
        }
    }
    EXPECT_GT(drifted, 0);
    expect_sound();
}

} // namespace
} // namespace muster
