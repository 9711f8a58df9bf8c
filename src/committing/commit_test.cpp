#include "store/sqlite/sqlite_store.hpp"
#include "tests/support/committing_test.hpp"
#include "tests/support/random_rows.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <thread>

namespace muster {
namespace {

using namespace person_field;

class Commit : public CommittingTest {
protected:
    /// ext, phone, email, first name; an empty one is not there.
    static Candidate row(std::int64_t number, std::string const& ext, std::string const& number_text, std::string const& mail,
                         std::string const& name = {})
    {
        Candidate row;
        row.row = RowNumber{number};
        if (!ext.empty()) { row.values.push_back({person_field::external_id, ext}); }
        if (!name.empty()) { row.values.push_back({first_name, name}); }
        if (!number_text.empty()) { row.contacts.push_back({phone, number_text}); }
        if (!mail.empty()) { row.contacts.push_back({email, mail}); }
        return row;
    }
    static Profile person(std::int64_t id, std::string const& ext, std::string const& mail, std::string const& name = {})
    {
        Profile person;
        person.id = ProfileId{id};
        person.created_at = person.modified_at = Instant{1'000};
        if (!ext.empty()) { person.values.push_back({person_field::external_id, ext}); }
        if (!name.empty()) { person.values.push_back({first_name, name}); }
        if (!mail.empty()) { person.contacts.push_back({email, mail}); }
        return person;
    }
    static void rename(AccountId account, std::int64_t id, std::string const& name)
    {
        must(edit_profile(store(), account, person_target(), ProfileId{id}, [&](Profile& one) { one.set(first_name, name); }));
    }
    static std::vector<std::string> tag_names(AccountId account)
    {
        auto const transaction = must(store().begin(Store::Access::read));
        std::vector<std::string> names;
        for (Tag const& tag : must(transaction->catalogue().tags(account))) { names.push_back(tag.name); }
        return names;
    }
};

/// A dump without its instants, which two runs do not have in common.
std::string contents(std::string const& text)
{
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const end = text.find('\n', at);
        std::string line = text.substr(at, end - at);
        if (std::size_t const instant = line.find(" 20"); instant != std::string::npos) { line.erase(instant); }
        result += line + '\n';
        at = end + 1;
    }
    return result;
}

TEST_F(Commit, NamesAnAutomaticTagAfterItsInstantAndMakesItUnique)
{
    Instant const at = *parse_instant("2026-11-23T14:05:09.25Z");
    EXPECT_EQ(automatic_tag_name(at, [](std::string const&) { return false; }), "Import 2026-11-23 14:05:09");
    EXPECT_EQ(automatic_tag_name(at, [](std::string const& name) { return name.back() != ')' || name.find("(2)") != std::string::npos; }),
              "Import 2026-11-23 14:05:09 (3)");
}

TEST_F(Commit, GivesItsOwnTagToWhatItBroughtInOnlyAndMovesNothingElse)
{
    AccountId const account =
        account_with({person(1, "same", "same@example.com", "Ana"), person(2, "", "two@example.com"), person(3, "", "three@example.com")});
    CommitOrder choices{person_target(), account};
    choices.tag_mode = TagMode::automatic;
    CommitOrder const order =
        made(choices, {row(2, "same", "", "", "Ana"), row(3, "new", "", ""), row(4, "", "", "two@example.com", "Iva"), [] {
                           Candidate both = row(5, "", "", "three@example.com");
                           both.contacts.push_back({email, "same@example.com"});
                           return both;
                       }()});
    // the last row joins the first: same@example.com is one person's with external id "same", so both meet and are told apart by record
    ImportJob const job = commit(order);
    EXPECT_EQ(job.state, ImportState::completed_with_errors);
    EXPECT_EQ(job.counts.created, 1);
    EXPECT_EQ(job.counts.updated, 1);
    EXPECT_EQ(job.counts.ambiguous, 1);
    ASSERT_EQ(job.own_tags.size(), 1U);
    EXPECT_EQ(job.created_tags, job.own_tags);
    std::vector<Profile> const persons = must(stored_profiles(store(), account, person_target()));
    ASSERT_EQ(persons.size(), 4U);
    EXPECT_FALSE(persons[2].tags == job.own_tags) << "a rejected record gives no tag";
    EXPECT_EQ(persons[1].tags, job.own_tags);
    EXPECT_EQ(persons[3].tags, job.own_tags);
    EXPECT_EQ(tag_names(account).front().substr(0, 9), "Import 20");
}

TEST_F(Commit, LeavesVersionAndModificationOfAnUnchangedPersonThatItTags)
{
    AccountId const account = account_with({person(1, "same", "", "Ana")});
    CommitOrder choices{person_target(), account};
    choices.tag_mode = TagMode::manual;
    choices.tags = {"Spring", "spring", "fair"};
    ImportJob const job = commit(made(choices, {row(2, "same", "", "", "Ana")}));
    EXPECT_EQ(job.counts.unchanged, 1);
    EXPECT_EQ(job.own_tags.size(), 2U) << "unique without case";
    Profile const person = must(stored_profiles(store(), account, person_target())).front();
    EXPECT_EQ(person.version, 1);
    EXPECT_EQ(person.modified_at, Instant{1'000});
    EXPECT_EQ(person.tags, job.own_tags);
}

TEST_F(Commit, StartsLaterThanAnyModification)
{
    Profile future = person(1, "a", "");
    future.modified_at = Instant{now().microseconds + 1'000'000'000};
    AccountId const account = account_with({future});
    ImportJob const job = commit(made({person_target(), account}, {row(2, "a", "", "", "Ana")}));
    EXPECT_EQ(job.started_at.microseconds, future.modified_at.microseconds + 1);
}

TEST_F(Commit, CreatesNewAttributesAndTheirValues)
{
    AccountId const account = account_with({});
    CommitOrder choices{person_target(), account};
    choices.new_attributes = {{"Points", AttributeType::integer}, {"Colour", AttributeType::string}};
    Candidate one = row(2, "a", "", "");
    one.values.push_back({FieldId{first_new_attribute + 1}, "red"});
    CommitOrder const order = made(choices, {one});
    std::string const before = dump(account);
    ImportJob const job = commit(order);
    EXPECT_EQ(job.created_attributes.size(), 2U);
    EXPECT_EQ(job.counts.new_attributes, 2);
    EXPECT_NE(dump(account).find("  attribute Colour: red\n"), std::string::npos);
    EXPECT_EQ(undo(order).attributes_removed, 2);
    EXPECT_EQ(dump(account), before);
}

TEST_F(Commit, RefusesAttributesThatExistWithAnotherType)
{
    AccountId const account = account_with({});
    CommitOrder choices{person_target(), account};
    choices.new_attributes = {{"Points", AttributeType::integer}};
    CommitOrder const order = made(choices, {row(2, "a", "", "")});
    {
        auto const transaction = must(store().begin(Store::Access::write));
        must(transaction->catalogue().ensure_attribute(account, person_target(), "points", AttributeType::string, {}));
        must(transaction->commit());
    }
    Result<ImportJob> const job = commit_import(store(), order, {});
    ASSERT_FALSE(job);
    EXPECT_EQ(job.error().code, "ATTRIBUTE_TYPE");
    EXPECT_EQ(must(stored_job(store(), order)).state, ImportState::ready);
}

TEST_F(Commit, MakesAnAttributeAgainThatSomebodyDeletedMeanwhile)
{
    AccountId const account = account_with({});
    CommitOrder choices{person_target(), account};
    choices.new_attributes = {{"Points", AttributeType::integer}};
    choices.chunk = 1;
    Candidate late = row(3, "b", "", "");
    late.values.push_back({FieldId{first_new_attribute}, "7"});
    CommitOrder const order = made(choices, {row(2, "a", "", ""), late});
    Result<ImportJob> job = commit_import(store(), order, [&](std::int64_t done, std::int64_t) -> Result<void> {
        if (done != 1) { return {}; }
        auto const transaction = must(store().begin(Store::Access::write));
        must(transaction->catalogue().remove_attribute(account, person_target(),
                                                       must(transaction->catalogue().attributes(account, person_target())).at(0).id));
        must(transaction->commit());
        return {};
    });
    ASSERT_FALSE(job);
    EXPECT_EQ(job.error().code, "ATTRIBUTE_REMOVED");
    EXPECT_EQ(commit(order).state, ImportState::completed);
    EXPECT_NE(dump(account).find("  attribute Points: 7\n"), std::string::npos);
}

TEST_F(Commit, CommitsOnce)
{
    AccountId const account = account_with({});
    CommitOrder const order = made({person_target(), account}, {row(2, "a", "", "")});
    commit(order);
    Result<ImportJob> const again = commit_import(store(), order, {});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "IMPORT_STATE");
    EXPECT_EQ(must(stored_profiles(store(), account, person_target())).size(), 1U);
}

TEST_F(Commit, CountsDriftAndAppliesTheRulesAsTheyStand)
{
    AccountId const account = account_with({person(1, "a", "", "Ana"), person(2, "b", "", "Bea"), person(3, "c", "", "Eva")});
    CommitOrder choices{person_target(), account};
    choices.chunk = 1;
    CommitOrder const order =
        made(choices, {row(2, "a", "", "a@example.com"), row(3, "b", "", "b@example.com"), row(4, "d", "", "d@example.com")});
    rename(account, 1, "Anna");                                                           // a person's version
    must(edit_profile(store(), account, person_target(), ProfileId{3}, [](Profile& one) { // the set of persons
        one.contacts.push_back({email, "d@example.com"});
    }));
    ImportJob const job = commit(order);
    EXPECT_EQ(job.counts.drifted, 2);
    EXPECT_EQ(job.counts.updated, 3);
    EXPECT_EQ(must(stored_profiles(store(), account, person_target())).size(), 3U);
}

TEST_F(Commit, DoesNotDriftOnItself)
{
    AccountId const account = account_with({person(1, "a", "a@example.com")});
    CommitOrder choices{person_target(), account};
    choices.chunk = 1;
    choices.on_drift = OnDrift::stop;
    ImportJob const job =
        commit(made(choices, {row(2, "a", "", "", "Ana"), row(3, "", "", "a@example.com", "Anna"), row(4, "", "38591", "", "x")}));
    EXPECT_EQ(job.state, ImportState::completed);
    EXPECT_EQ(job.counts.drifted, 0);
    EXPECT_EQ(job.counts.updated, 2);
}

TEST_F(Commit, IsReadyAgainWhenThePlanHasDriftedAndDriftStops)
{
    AccountId const account = account_with({person(1, "a", "", "Ana")});
    CommitOrder choices{person_target(), account};
    choices.on_drift = OnDrift::stop;
    CommitOrder const order = made(choices, {row(2, "a", "", "a@example.com"), row(3, "n", "", "")});
    rename(account, 1, "Anna");
    std::string const before = dump(account);
    ImportJob const job = commit(order);
    EXPECT_EQ(job.state, ImportState::ready);
    EXPECT_EQ(job.reason.substr(0, 12), "PLAN_DRIFTED");
    EXPECT_EQ(dump(account), before);
}

TEST_F(Commit, FailsAtOnceWhenARecordIsRejectedAndErrorsFail)
{
    AccountId const account = account_with({person(1, "a", ""), person(2, "", "b@example.com")});
    CommitOrder choices{person_target(), account};
    choices.on_error = OnError::fail;
    CommitOrder const order = made(choices, {row(2, "n", "", ""), row(3, "a", "", "b@example.com")});
    std::string const before = dump(account);
    ImportJob const job = commit(order);
    EXPECT_EQ(job.state, ImportState::failed);
    EXPECT_EQ(job.counts.not_applied, 2);
    EXPECT_TRUE(job.counts.conserved());
    EXPECT_EQ(dump(account), before);
}

TEST_F(Commit, TakesItsChunksBackWhenALaterOneDriftsAndDriftStops)
{
    AccountId const account = account_with({person(1, "a", "", "Ana"), person(2, "b", "", "Bea"), person(3, "c", "", "Eva")});
    CommitOrder choices{person_target(), account};
    choices.on_drift = OnDrift::stop;
    choices.tag_mode = TagMode::automatic;
    choices.chunk = 1;
    CommitOrder const order = made(choices, {row(2, "a", "", "a@example.com"), row(3, "n", "", ""), row(4, "b", "", "", "Beata")});
    std::string expected;
    ImportJob const job = must(commit_import(store(), order, [&](std::int64_t done, std::int64_t) -> Result<void> {
        if (done == 2 && expected.empty()) {
            rename(account, 2, "Bella");
            expected = "Bella";
        }
        return {};
    }));
    EXPECT_EQ(job.state, ImportState::failed);
    EXPECT_EQ(job.reason.substr(0, 12), "PLAN_DRIFTED");
    EXPECT_TRUE(job.counts.conserved());
    EXPECT_EQ(job.counts.not_applied, 3);
    std::vector<Profile> const persons = must(stored_profiles(store(), account, person_target()));
    ASSERT_EQ(persons.size(), 3U);
    EXPECT_TRUE(persons[0].contacts.empty());
    EXPECT_EQ(persons[1].value(first_name), "Bella");
    EXPECT_TRUE(tag_names(account).empty());
    Result<UndoReport> const again = undo_import(store(), {order.target, account, order.import, "undoer"}, {});
    ASSERT_FALSE(again) << "there is nothing to undo";
    EXPECT_EQ(again.error().code, "IMPORT_STATE");
}

TEST_F(Commit, TakesItsChunksBackWhenALaterOneIsRejectedAndErrorsFail)
{
    AccountId const account = account_with({person(1, "a", ""), person(2, "", "b@example.com")});
    CommitOrder choices{person_target(), account};
    choices.on_error = OnError::fail;
    choices.chunk = 1;
    CommitOrder const order = made(choices, {row(2, "n", "", ""), row(3, "a", "", "c@example.com")});
    std::string before;
    ImportJob const job = must(commit_import(store(), order, [&](std::int64_t done, std::int64_t) -> Result<void> {
        if (done == 1 && before.empty()) { // c@example.com is another's now: ambiguous
            must(edit_profile(store(), account, person_target(), ProfileId{2}, [](Profile& one) {
                one.contacts.push_back({email, "c@example.com"});
            }));
            before = dump(account);
        }
        return {};
    }));
    EXPECT_EQ(job.state, ImportState::failed);
    EXPECT_EQ(job.reason.substr(0, 15), "RECORD_REJECTED");
    EXPECT_EQ(must(stored_profiles(store(), account, person_target())).size(), 2U);
}

TEST_F(Commit, CancelsAfterAChunkAndKeepsWhatIsDone)
{
    AccountId const account = account_with({});
    std::string const before = dump(account);
    CommitOrder choices{person_target(), account};
    choices.chunk = 2;
    CommitOrder const order =
        made(choices, {row(2, "a", "", ""), row(3, "b", "", ""), row(4, "c", "", ""), row(5, "d", "", ""), row(6, "e", "", "")});
    ImportJob const job = must(commit_import(store(), order, [](std::int64_t done, std::int64_t of) -> Result<void> {
        EXPECT_EQ(of, 5);
        return done < 4 ? Result<void>{} : Error{ErrorKind::cancelled, "CANCELLED", "Cancelled."};
    }));
    EXPECT_EQ(job.state, ImportState::cancelled);
    EXPECT_EQ(job.counts.created, 4);
    EXPECT_EQ(job.counts.not_applied, 1);
    EXPECT_TRUE(job.counts.conserved());
    EXPECT_EQ(must(stored_profiles(store(), account, person_target())).size(), 4U);
    undo(order);
    EXPECT_EQ(dump(account), before);
}

TEST_F(Commit, PutsSeveralPartsIntoATransaction)
{
    AccountId const account = account_with({});
    CommitOrder choices{person_target(), account};
    choices.chunk = 3;
    choices.memory = 1;
    choices.longest = std::chrono::hours{1};
    std::vector<Candidate> rows;
    for (std::int64_t number = 2; number < 9; ++number) { rows.push_back(row(number, "p" + std::to_string(number), "", "")); }
    std::vector<std::int64_t> told;
    ImportJob const job = must(commit_import(store(), made(choices, rows), [&](std::int64_t done, std::int64_t) -> Result<void> {
        told.push_back(done);
        return {};
    }));
    EXPECT_EQ(told, (std::vector<std::int64_t>{3, 6, 7}));
    EXPECT_EQ(job.counts.created, 7);
}

TEST_F(Commit, GivesWayToOthersAndEndsTheSame)
{
    std::vector<Candidate> rows;
    for (std::int64_t number = 2; number < 1'500; ++number) {
        std::string const text = std::to_string(number / 3);
        rows.push_back(row(number, number % 3 == 0 ? "p" + text : "", "", "m" + text + "@example.com", "n" + std::to_string(number)));
    }
    std::array<std::string, 2> ends;
    std::array<std::size_t, 2> transactions{};
    for (std::size_t run = 0; run < 2; ++run) {
        AccountId const account = account_with({person(1, "p7", "m8@example.com"), person(2, "p90", "")});
        CommitOrder choices{person_target(), account};
        choices.on_ambiguous = OnAmbiguous::merge;
        choices.memory = 1; // parts of one record
        choices.longest = std::chrono::hours{1};
        CommitOrder const order = made(choices, rows);
        std::atomic<bool> is_over{false};
        std::thread other;
        if (run == 1) {
            other = std::thread{[&] {
                while (!is_over) { must(store().write_together([](Transaction&) { return Result<void>{}; })); }
            }};
        }
        Result<ImportJob> const job = commit_import(store(), order, [&](std::int64_t, std::int64_t) -> Result<void> {
            ++transactions[run];
            return {};
        });
        is_over = true;
        if (other.joinable()) { other.join(); }
        ASSERT_TRUE(job) << job.error().message;
        ends[run] = contents(dump(account));
    }
    EXPECT_EQ(transactions[0], 1U);
    EXPECT_GT(transactions[1], 5U) << "others had their turn in between";
    EXPECT_EQ(ends[0], ends[1]);
}

TEST_F(Commit, GoesOnAfterAnErrorInTheStateOfAnUndisturbedRun)
{
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        RandomRows random{seed};
        std::vector<Profile> const persons = random.population(10);
        AccountId const disturbed = account_with(persons);
        AccountId const plain = account_with(persons);
        std::vector<Candidate> const rows = random.rows(16);
        CommitOrder choices{person_target(), disturbed};
        choices.on_ambiguous = OnAmbiguous::merge;
        choices.tag_mode = TagMode::manual;
        choices.tags = {"own"};
        choices.chunk = 1 + random.below(4);
        if (seed % 2 == 0) { choices.memory = 1; } // parts of one record
        CommitOrder const order = made(choices, rows);
        CommitProgress const failing = [&](std::int64_t, std::int64_t) -> Result<void> {
            return random.one_in(2) ? Result<void>{} : Error{ErrorKind::unavailable, "AWAY", "The store is away."};
        };
        Result<ImportJob> job = commit_import(store(), order, failing);
        while (!job) { job = commit_import(store(), order, failing); }
        CommitOrder undisturbed{
            person_target(),   plain,           {},     {}, OnDuplicate::merge, OnAmbiguous::merge, OnError::skip, OnDrift::apply,
            ProfileType::lead, TagMode::manual, {"own"}};
        CommitOrder const second = made(undisturbed, rows);
        ImportJob const whole = commit(second);
        EXPECT_EQ(job->counts, whole.counts);
        EXPECT_EQ(must(stored_outcomes(store(), order)), must(stored_outcomes(store(), second)));
        EXPECT_EQ(contents(dump(disturbed)), contents(dump(plain)));

        Result<UndoReport> undone = undo_import(store(), {person_target(), disturbed, order.import, "u", 2}, failing);
        while (!undone) { undone = undo_import(store(), {person_target(), disturbed, order.import, "u", 2}, failing); }
        undo(second);
        EXPECT_EQ(dump(disturbed), dump(plain));
        EXPECT_EQ(undone->removed, whole.counts.created) << "the report is the whole one";
    }
}

/// Runs `work` in a process of its own and kills it after some time.
template <class Work>
void run_and_kill(std::chrono::microseconds time, Work work)
{
    pid_t const child = ::fork();
    if (child == 0) {
        work();
        ::_exit(0);
    }
    std::this_thread::sleep_for(time);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
}

TEST(CommitKilled, EndsAsAnUndisturbedRun)
{
    RandomRows random{7};
    std::vector<Candidate> rows;
    for (std::int64_t number = 2; number < 2'000; ++number) {
        Candidate one;
        one.row = RowNumber{number};
        one.contacts.push_back({email, "p" + std::to_string(random.below(1'700)) + "@example.com"});
        one.values.push_back({city, "City " + std::to_string(random.below(9))});
        if (random.one_in(4)) { one.tags.push_back("tag " + std::to_string(random.below(40))); }
        rows.push_back(one);
    }
    auto const folder = must(TemporaryFolder::create());
    std::string const path = folder.path() + "/store";
    auto const opened = [&] { return must(open_sqlite_store({path, SqliteChoices::Mode::read_write})); };
    CommitOrder choices{person_target(), AccountId{1}};
    choices.tag_mode = TagMode::automatic;
    choices.chunk = 100;
    CommitOrder const order = must(made_import(*opened(), choices, rows, folder.path()));
    std::string const before = must(canonical_dump(*opened(), order.account, person_target()));
    int kills = 0;
    std::chrono::microseconds time{4'000};
    auto const state = [&] { return must(stored_job(*opened(), order)).state; };
    for (; state() != ImportState::completed; ++kills, time += std::chrono::milliseconds{3}) { // slow machines come to an end too
        run_and_kill(time, [&] { static_cast<void>(commit_import(*opened(), order, {})); });
        auto const store = opened();
        std::size_t const there = must(stored_profiles(*store, order.account, person_target())).size();
        EXPECT_EQ(static_cast<std::int64_t>(there), must(stored_job(*store, order)).counts.created);
    }
    EXPECT_GT(kills, 1);
    ImportJob const job = must(stored_job(*opened(), order));
    EXPECT_EQ(job.state, ImportState::completed);
    EXPECT_EQ(job.counts.created, job.planned.created);
    EXPECT_EQ(job.counts.drifted, 0);
    EXPECT_EQ(static_cast<std::int64_t>(must(stored_outcomes(*opened(), order)).size()), job.counts.records);
    auto const other = must(open_sqlite_store({folder.path() + "/undisturbed", SqliteChoices::Mode::read_write}));
    CommitOrder const whole = must(made_import(*other, choices, rows, folder.path()));
    must(commit_import(*other, whole, {}));
    EXPECT_EQ(contents(must(canonical_dump(*opened(), order.account, person_target()))),
              contents(must(canonical_dump(*other, whole.account, person_target()))));
    EXPECT_EQ(must(stored_outcomes(*opened(), order)), must(stored_outcomes(*other, whole)));
    UndoOrder const undoing{person_target(), order.account, order.import, "u", 150};
    for (time = std::chrono::milliseconds{4}; state() != ImportState::undone; time += std::chrono::milliseconds{3}) {
        run_and_kill(time, [&] { static_cast<void>(undo_import(*opened(), undoing, {})); });
    }
    EXPECT_EQ(must(canonical_dump(*opened(), order.account, person_target())), before);
    Target const* const target = &person_target();
    EXPECT_TRUE(must(opened()->check({&target, 1})).empty());
}

// A target of two fields that only this test knows runs through the engine: ships are found by their name or call signs.
constexpr FieldId ship_name{1}, call_sign{2};
constexpr FieldRule ship_fields[] = {
    {ship_name, "name", FieldKind::text, Arity::one, 50, IdentifierKind::company_name},
    {call_sign, "callSign", FieldKind::external_id, Arity::many, 10, IdentifierKind::domain},
};
constexpr Target ships{9, "ship", ship_fields, Target::Typed::no, 3, 1};

TEST_F(Commit, RunsATargetThatItDoesNotKnow)
{
    auto const ship = [](std::int64_t number, std::string const& name, std::vector<std::string> const& signs) {
        Candidate row;
        row.row = RowNumber{number};
        row.type = ProfileType::customer; // means nothing for ships
        if (!name.empty()) { row.values.push_back({ship_name, name}); }
        for (std::string const& sign : signs) { row.contacts.push_back({call_sign, sign}); }
        return row;
    };
    AccountId const account = account_with({}, ships);
    std::string const before = dump(account, ships);
    CommitOrder const first = made({ships, account}, {ship(2, "Galeb", {"9AAA"}), ship(3, "GALEB", {"9AAB"}), ship(4, "Jadran", {"9AJD"})});
    EXPECT_EQ(commit(first).counts.created, 2);
    CommitOrder choices{ships, account};
    choices.on_ambiguous = OnAmbiguous::merge;
    CommitOrder const second = made(choices, {ship(2, "jadran", {"9AAA"}), ship(3, "", {"9ZZZ"})});
    ImportJob const job = commit(second);
    EXPECT_EQ(job.counts.persons_merged, 1);
    EXPECT_EQ(job.counts.created, 1);
    EXPECT_EQ(job.counts.promoted, 0);
    EXPECT_EQ(job.counts.updated, 1);
    expect_sound({&person_target(), &ships});
    std::string const both = dump(account, ships);
    EXPECT_EQ(both.find("CUSTOMER"), std::string::npos);
    EXPECT_NE(both.find("  + callSign: 9AAA\n  + callSign: 9AAB\n  + callSign: 9AJD\n"), std::string::npos);
    undo(first);
    undo(second);
    EXPECT_EQ(dump(account, ships), before);
}

} // namespace
} // namespace muster
