#include "planning/plan.hpp"
#include "tests/support/committing_test.hpp"
#include "tests/support/random_rows.hpp"

#include <algorithm>

namespace muster {
namespace {

using namespace person_field;

class Planning : public CommittingTest {
protected:
    struct Planned {
        CommitOrder order;
        Counts counts{};
        std::string hash{};
        std::vector<PlannedRecord> records{};
    };
    static Planned plan(CommitOrder const& choices, std::vector<Candidate> const& rows)
    {
        Planned result{made(choices, rows)};
        ImportJob const job = must(stored_job(store(), result.order));
        result.counts = job.planned;
        result.hash = job.plan_hash;
        PieceReader<PlannedRecord> reader{result.order.files.planned};
        for (std::uint64_t index = 0; index < reader.size(); ++index) { result.records.push_back(*must(reader.at(index))); }
        return result;
    }
    static Candidate row(std::int64_t number, std::string const& ext, std::string const& mail, std::string const& name = {},
                         std::vector<std::string> tags = {})
    {
        Candidate row;
        row.row = RowNumber{number};
        if (!ext.empty()) { row.values.push_back({person_field::external_id, ext}); }
        if (!name.empty()) { row.values.push_back({first_name, name}); }
        if (!mail.empty()) { row.contacts.push_back({email, mail}); }
        row.tags = std::move(tags);
        return row;
    }
    static Profile person(std::int64_t id, std::string const& ext, std::vector<std::string> const& mails)
    {
        Profile person;
        person.id = ProfileId{id};
        person.created_at = person.modified_at = Instant{1'000};
        if (!ext.empty()) { person.values.push_back({person_field::external_id, ext}); }
        for (std::string const& mail : mails) { person.contacts.push_back({email, mail}); }
        return person;
    }
    /// The files of the groups or further rows as if no row had an outline: planning reads every record then.
    template <class T>
    static std::shared_ptr<ByteSource const> without_outlines(std::shared_ptr<ByteSource const> const& source)
    {
        std::string bytes;
        PieceReader<T> reader{source};
        for (std::uint64_t index = 0; index < reader.size(); ++index) {
            T value = *must(reader.at(index));
            RowPlace bare{};
            bare.offset = value.place.offset;
            value.place = bare;
            bytes.append(reinterpret_cast<char const*>(&value), sizeof value); // NOLINT: plain values as bytes
        }
        return memory_source(std::move(bytes));
    }
    /// Plans again what was made, from other groups and further rows.
    static PlanResult plan_from(CommitOrder const& order, std::shared_ptr<ByteSource const> groups,
                                std::shared_ptr<ByteSource const> members, std::string& planned)
    {
        auto const transaction = must(store().begin(Store::Access::read));
        std::string hits;
        auto const hit_sink = memory_sink(hits);
        Hits found = must(find_hits(order.files.keys, transaction->identities(), order.account, folder(), *hit_sink));
        PlanInput input{order.target, order.account, {}, std::move(found.shared), order.tags, {}, {}, "{}", {}, {}};
        input.rules = {order.on_duplicate, order.on_ambiguous, order.default_type, now(), Origin::import, "tester", {}};
        PieceReader<RowEntry> rows{order.files.rows};
        input.counts.rows_read = static_cast<std::int64_t>(rows.size());
        for (std::uint64_t index = 0; index < rows.size(); ++index) {
            if (must(rows.at(index))->outcome == Outcome::rejected) { ++input.counts.rows_rejected; }
        }
        input.counts.rows_folded = static_cast<std::int64_t>(PieceReader<Member>{members}.size());
        auto const sink = memory_sink(planned);
        return must(make_plan(input, {order.files.spill, order.files.rows, std::move(groups), std::move(members), memory_source(hits)},
                              *transaction, *sink));
    }
    static CommitOrder merging(AccountId account)
    {
        CommitOrder choices{person_target(), account};
        choices.on_ambiguous = OnAmbiguous::merge;
        return choices;
    }
};

TEST_F(Planning, AppliesRecordsThatMeetOnePersonOneAfterTheOther)
{
    AccountId const account = account_with({person(1, "a", {"a@example.com"})});
    Planned const plan =
        Planning::plan({person_target(), account}, {row(2, "a", "", "Ana"), row(3, "", "a@example.com", "Ana"), row(4, "n", "")});
    EXPECT_EQ(plan.counts.updated, 1);
    EXPECT_EQ(plan.counts.unchanged, 1) << "the second finds what the first has left";
    EXPECT_EQ(plan.counts.created, 1);
    EXPECT_EQ(plan.counts.created_leads, 1);
    EXPECT_TRUE(plan.counts.conserved());
    EXPECT_EQ(plan.records[0].target, 1);
    EXPECT_EQ(plan.records[1].target, 1);
    EXPECT_EQ(plan.records[2].target, 0);
}

TEST_F(Planning, LetsALaterRecordHaveAFreedExternalId)
{
    AccountId const account = account_with({person(1, "old", {"a@example.com"})});
    Planned const plan = Planning::plan({person_target(), account}, {row(2, "new", "a@example.com"), row(3, "old", "b@example.com")});
    EXPECT_EQ(plan.counts.external_ids_replaced, 1);
    EXPECT_EQ(plan.records[0].code, ProblemCode::external_id_replaced);
    EXPECT_EQ(plan.records[1].outcome, Outcome::created) << "old belongs to nobody by then";
    EXPECT_EQ(plan.records[1].fingerprint, 0U);
}

TEST_F(Planning, MeetsTheStoredPersonBeforeItsExternalIdIsFreed)
{
    AccountId const account = account_with({person(1, "old", {"a@example.com"})});
    Planned const plan = Planning::plan({person_target(), account}, {row(2, "old", "b@example.com"), row(3, "new", "a@example.com")});
    EXPECT_EQ(plan.counts.updated, 2);
    EXPECT_EQ(plan.counts.created, 0);
}

TEST_F(Planning, FollowsMergedPersonsAcrossBatches)
{
    // record 0 merges 2 into 1; long after, a record knows only what was 2's: it meets 1 as merged, which no other record hits
    std::vector<Candidate> rows;
    Candidate both = row(2, "", "a@example.com");
    both.contacts.push_back({email, "b@example.com"});
    rows.push_back(both);
    for (std::int64_t number = 3; number < 20'000; ++number) { rows.push_back(row(number, "n" + std::to_string(number), "")); }
    rows.push_back(row(20'000, "", "c@example.com", "Ana"));
    AccountId const account = account_with({person(1, "", {"a@example.com"}), person(2, "", {"b@example.com", "c@example.com"})});
    Planned const plan = Planning::plan(merging(account), rows);
    EXPECT_EQ(plan.counts.persons_merged, 1);
    EXPECT_EQ(plan.records[0].persons_merged, 1U);
    EXPECT_EQ(plan.records.back().outcome, Outcome::updated);
    EXPECT_EQ(plan.records.back().target, 1);
}

TEST_F(Planning, FindsStoredPersonsBySupersededExternalIds)
{
    AccountId const account = account_with({person(1, "first", {}), person(2, "second", {})});
    std::vector<Candidate> const rows{row(2, "first", "x@example.com"), row(3, "second", "x@example.com")};
    Planned const rejected = Planning::plan({person_target(), account}, rows);
    EXPECT_EQ(rejected.counts.ambiguous, 1);
    EXPECT_EQ(rejected.counts.records_rejected, 1);
    EXPECT_EQ(rejected.counts.rows_folded, 1);
    Planned const merged = Planning::plan(merging(account), rows);
    EXPECT_EQ(merged.counts.persons_merged, 1);
    EXPECT_EQ(merged.counts.updated, 1);
    EXPECT_NE(merged.hash, rejected.hash);
}

TEST_F(Planning, DiscardsWhatMeetsSomebody)
{
    AccountId const account = account_with({person(1, "a", {}), person(2, "b", {"b@example.com"})});
    CommitOrder choices{person_target(), account};
    choices.on_duplicate = OnDuplicate::discard;
    Planned const plan =
        Planning::plan(choices, {row(2, "a", "", "Ana", {"never"}), row(3, "a2", "b@example.com"), row(4, "c", "", "", {"VIP"})});
    EXPECT_EQ(plan.counts.discarded, 2);
    EXPECT_EQ(plan.counts.created, 1);
    EXPECT_EQ(plan.counts.new_tags, 1) << "a tag that only a discarded record names is not created";
}

TEST_F(Planning, TellsTheRowOfARejectedRecordThatMeetsNobody)
{
    Candidate crowd = row(3, "b", "");
    for (std::size_t number = 0; number <= person_target().contact_limit; ++number) {
        crowd.contacts.push_back({email, "c" + std::to_string(number) + "@example.com"});
    }
    crowd.tags = {"never"};
    Planned const plan = Planning::plan({person_target(), account_with({})}, {row(2, "a", "", "", {"vip"}), crowd});
    EXPECT_EQ(plan.counts.created, 1);
    EXPECT_EQ(plan.counts.records_rejected, 1);
    EXPECT_EQ(plan.records[1].code, ProblemCode::too_many_contacts);
    EXPECT_EQ(plan.counts.new_tags, 1) << "a tag that only a rejected record names is not created";
}

TEST_F(Planning, CountsNewTagsOnceWhateverTheirCase)
{
    AccountId const account = account_with({});
    {
        auto const transaction = must(store().begin(Store::Access::write));
        std::vector<std::string> const known{"Known"};
        must(transaction->catalogue().ensure_tags(account, known, {}, {}));
        must(transaction->commit());
    }
    CommitOrder choices{person_target(), account};
    choices.tag_mode = TagMode::manual;
    choices.tags = {"Own"};
    Planned const plan = Planning::plan(choices, {row(2, "a", "", "", {"vip", "known"}), row(3, "b", "", "", {"VIP", "own", "other"})});
    EXPECT_EQ(plan.counts.new_tags, 3);
}

TEST_F(Planning, IsTheSameFromOutlinesAndFromRecords)
{
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        RandomRows random{seed};
        CommitOrder choices{person_target(), account_with(random.population(seed % 2 == 0 ? 12 : 0))};
        choices.tags = {"Own"};
        CommitOrder const order = made(choices, random.rows(200));
        std::string from_outlines;
        std::string from_records;
        PlanResult const fast = plan_from(order, order.files.groups, order.files.members, from_outlines);
        PlanResult const slow =
            plan_from(order, without_outlines<Group>(order.files.groups), without_outlines<Member>(order.files.members), from_records);
        EXPECT_EQ(from_outlines, from_records) << seed;
        EXPECT_EQ(fast.hash, slow.hash) << seed;
        EXPECT_EQ(fast.new_tags, slow.new_tags) << seed;
        EXPECT_EQ(fast.counts, slow.counts) << seed;
    }
}

TEST_F(Planning, HashesOutcomesAndNeitherIdsNorTimes)
{
    AccountId const one = account_with({person(1, "a", {})});
    AccountId const other = account_with({person(1, "zzz", {}), person(2, "a", {})});
    std::vector<Candidate> const rows{row(2, "a", "", "Ana"), row(3, "n", "")};
    Planned const first = plan({person_target(), one}, rows);
    EXPECT_EQ(first.hash.size(), 64U);
    EXPECT_EQ(plan({person_target(), one}, rows).hash, first.hash);
    EXPECT_EQ(plan({person_target(), other}, rows).hash, first.hash) << "the same outcomes on another person";
    EXPECT_NE(plan({person_target(), one}, {row(2, "a", ""), row(3, "n", "")}).hash, first.hash);
    EXPECT_NE(plan({person_target(), account_with({})}, rows).hash, first.hash);
}

TEST(TagNames, GivesOneIdForAllSpellingsAndNotesOnlyTheUnknown)
{
    std::vector<Tag> const known{{TagId{5}, "Fair", {}, {}}};
    TagNames names{known};
    EXPECT_EQ(names.id_of("FAIR"), TagId{5});
    TagId const fresh = names.id_of("Vip");
    EXPECT_LT(fresh.value, 0);
    EXPECT_EQ(names.id_of("vIP"), fresh);
    EXPECT_NE(names.id_of("other"), fresh);
    EXPECT_TRUE(names.used().empty());
    names.use(TagId{5}, "Fair");
    names.use(fresh, "vIP");
    names.use(fresh, "Vip");
    ASSERT_EQ(names.used().size(), 1U);
    EXPECT_EQ(names.used()[0].name, "vIP") << "as the first record spells it";
}

} // namespace
} // namespace muster
