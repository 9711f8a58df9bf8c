#include "store/outcome_log.hpp"
#include "tests/support/committing_test.hpp"

#include <algorithm>

namespace muster {
namespace {

using namespace person_field;

class UndoConflicts : public CommittingTest {
protected:
    static Candidate row(std::int64_t number, std::vector<FieldValue> values, std::vector<FieldValue> contacts)
    {
        Candidate row;
        row.row = RowNumber{number};
        row.values = std::move(values);
        row.contacts = std::move(contacts);
        return row;
    }
    static Profile person(std::int64_t id, std::vector<FieldValue> values, std::vector<FieldValue> contacts)
    {
        Profile person;
        person.id = ProfileId{id};
        person.created_at = person.modified_at = Instant{1'000};
        person.values = std::move(values);
        person.contacts = std::move(contacts);
        return person;
    }
    static void edit(AccountId account, std::int64_t id, std::function<void(Profile&)> const& change)
    {
        must(edit_profile(store(), account, person_target(), ProfileId{id}, change));
    }
    static std::vector<Profile> persons(AccountId account) { return must(stored_profiles(store(), account, person_target())); }
    static CommitOrder merging(AccountId account)
    {
        CommitOrder choices{person_target(), account};
        choices.on_ambiguous = OnAmbiguous::merge;
        choices.tag_mode = TagMode::automatic;
        return choices;
    }
    static std::int64_t count(UndoReport const& report, UndoConflict conflict)
    {
        return std::count_if(report.findings.begin(), report.findings.end(),
                             [conflict](UndoFinding const& one) { return one.conflict == conflict; });
    }
    static FieldValue ext(std::string value) { return {person_field::external_id, std::move(value)}; }
    static FieldValue mail(std::string value) { return {email, std::move(value)}; }
};

TEST_F(UndoConflicts, KeepsAFieldThatSomebodyChangedAndRestoresItsNeighbours)
{
    AccountId const account = account_with({person(1, {ext("a"), {first_name, "Ana"}, {city, "Pula"}}, {})});
    CommitOrder const order = made(merging(account), {row(2, {ext("a"), {first_name, "Iva"}, {city, "Split"}}, {mail("new@example.com")})});
    commit(order);
    edit(account, 1, [](Profile& one) { one.set(city, "Zadar"); });
    UndoReport const report = undo(order);
    EXPECT_EQ(report.conflicts, 1);
    EXPECT_EQ(count(report, UndoConflict::field_changed), 1);
    EXPECT_EQ(report.findings[0].field, city);
    Profile const after = persons(account)[0];
    EXPECT_EQ(after.value(first_name), "Ana");
    EXPECT_EQ(after.value(city), "Zadar");
    EXPECT_TRUE(after.contacts.empty());
    EXPECT_TRUE(after.tags.empty());
}

TEST_F(UndoConflicts, ComparesValuesAndNotVersions)
{
    AccountId const account = account_with({person(1, {ext("a"), {city, "Pula"}}, {})});
    CommitOrder const order = made(merging(account), {row(2, {ext("a"), {city, "Split"}}, {}), row(3, {ext("n"), {city, "Split"}}, {})});
    commit(order);
    std::int64_t const created = persons(account)[1].id.value;
    for (std::int64_t const id : {std::int64_t{1}, created}) {
        edit(account, id, [](Profile& one) { one.set(city, "Zadar"); });
        edit(account, id, [](Profile& one) { one.set(city, "Split"); });
    }
    UndoReport const report = undo(order);
    EXPECT_EQ(report.conflicts, 0);
    EXPECT_EQ(report.removed, 1);
    EXPECT_EQ(persons(account)[0].value(city), "Pula");
}

TEST_F(UndoConflicts, RestoresWhenAndByWhomAPersonWasModified)
{
    AccountId const account = account_with({person(1, {ext("a")}, {})});
    CommitOrder const order = made(merging(account), {row(2, {ext("a"), {city, "Split"}}, {})});
    commit(order);
    undo(order);
    Profile const after = persons(account)[0];
    EXPECT_EQ(after.modified_at, Instant{1'000});
    EXPECT_EQ(after.modified_from, Origin::api);
    EXPECT_EQ(after.version, 3) << "an undo is a change of its own";
}

TEST_F(UndoConflicts, KeepsACreatedPersonThatSomebodyChangedWithoutTheImportsTag)
{
    AccountId const account = account_with({});
    CommitOrder const order = made(merging(account), {row(2, {ext("a")}, {}), row(3, {ext("b")}, {})});
    commit(order);
    std::int64_t const id = persons(account)[0].id.value;
    edit(account, id, [](Profile& one) { one.set(city, "Zadar"); });
    UndoReport const report = undo(order);
    EXPECT_EQ(report.kept, 1);
    EXPECT_EQ(report.removed, 1);
    EXPECT_EQ(report.tags_removed, 1);
    ASSERT_EQ(count(report, UndoConflict::kept_created), 1);
    EXPECT_EQ(report.findings[0].profile.value, id);
    ASSERT_EQ(persons(account).size(), 1U);
    EXPECT_EQ(persons(account)[0].value(city), "Zadar");
    EXPECT_TRUE(persons(account)[0].tags.empty());
}

TEST_F(UndoConflicts, LeavesAnIdentifierThatAnotherPersonHasByNow)
{
    AccountId const account = account_with({person(1, {ext("old")}, {mail("a@example.com")})});
    CommitOrder const order = made(merging(account), {row(2, {ext("new")}, {mail("a@example.com")})});
    commit(order);
    Profile const taker = person(50, {ext("old")}, {});
    must(store_profiles(store(), account, person_target(), {taker}));
    UndoReport const report = undo(order);
    EXPECT_EQ(count(report, UndoConflict::identifier_taken), 1);
    EXPECT_EQ(persons(account)[0].value(person_field::external_id), "new");
    EXPECT_EQ(persons(account)[1], taker);
    expect_sound();
}

TEST_F(UndoConflicts, NeverLeavesAPersonWithoutIdentifier)
{
    AccountId const account = account_with({person(1, {}, {mail("a@example.com")})});
    CommitOrder const order = made(merging(account), {row(2, {}, {mail("a@example.com"), mail("b@example.com")})});
    commit(order);
    edit(account, 1, [](Profile& one) { one.contacts.erase(one.contacts.begin()); });
    UndoReport const report = undo(order);
    EXPECT_EQ(count(report, UndoConflict::last_identifier), 1);
    EXPECT_EQ(persons(account)[0].contacts, std::vector<FieldValue>{mail("b@example.com")});
    expect_sound();
}

TEST_F(UndoConflicts, SplitsMergedPersonsAndLetsTheirIdsAnswerAgain)
{
    AccountId const account = account_with(
        {person(1, {{city, "Pula"}}, {mail("a@example.com")}), person(2, {ext("b"), {city, "Rijeka"}}, {mail("b@example.com")})});
    std::string const before = dump(account);
    CommitOrder const order =
        made(merging(account), {row(2, {{first_name, "Ana"}}, {mail("a@example.com"), mail("b@example.com"), mail("c@example.com")})});
    commit(order);
    ASSERT_EQ(persons(account).size(), 1U);
    EXPECT_EQ(undo(order).split, 1);
    EXPECT_EQ(dump(account), before);
    auto const transaction = must(store().begin(Store::Access::read));
    EXPECT_FALSE(must(transaction->profiles().merged_into(account, person_target(), ProfileId{2})));
}

TEST_F(UndoConflicts, LeavesASplitPersonMergedThatWouldHaveNoIdentifier)
{
    AccountId const account =
        account_with({person(1, {}, {mail("a@example.com")}), person(2, {{city, "Rijeka"}}, {mail("b@example.com")})});
    CommitOrder const order = made(merging(account), {row(2, {{first_name, "Ana"}}, {mail("a@example.com"), mail("b@example.com")})});
    commit(order);
    edit(account, 1, [](Profile& one) { std::erase(one.contacts, mail("b@example.com")); });
    must(store_profiles(store(), account, person_target(), {person(60, {}, {mail("b@example.com")})}));
    UndoReport const report = undo(order);
    EXPECT_EQ(report.split, 0);
    EXPECT_EQ(count(report, UndoConflict::stays_merged), 1);
    std::vector<Profile> const after = persons(account);
    ASSERT_EQ(after.size(), 2U);
    EXPECT_EQ(after[0].value(city), "Rijeka") << "what the merged one brought stays with it";
    EXPECT_EQ(after[0].value(first_name), "");
    expect_sound();
}

TEST_F(UndoConflicts, TellsWhatALaterMergeAbsorbedAndGivesItBackWithThatMerge)
{
    AccountId const account =
        account_with({person(1, {}, {mail("a@example.com")}), person(2, {{city, "Rijeka"}}, {mail("b@example.com")})});
    std::string const before = dump(account);
    CommitOrder const first = made(merging(account), {row(2, {{city, "Split"}}, {mail("b@example.com")})});
    commit(first);
    CommitOrder const second = made(merging(account), {row(2, {}, {mail("a@example.com"), mail("b@example.com")})});
    commit(second);
    UndoReport const report = undo(first);
    EXPECT_EQ(count(report, UndoConflict::absorbed_later), 1);
    EXPECT_EQ(persons(account)[0].value(city), "Split");
    undo(second);
    EXPECT_EQ(dump(account), before);
}

TEST_F(UndoConflicts, LeavesALaterImportsValueAndGivesItTheOlderOneToRestore)
{
    AccountId const account = account_with({person(1, {ext("a"), {city, "Pula"}}, {})});
    CommitOrder const first = made(merging(account), {row(2, {ext("a"), {city, "Split"}}, {})});
    commit(first);
    CommitOrder const second = made(merging(account), {row(2, {ext("a"), {city, "Zadar"}}, {})});
    commit(second);
    EXPECT_EQ(count(undo(first), UndoConflict::field_changed), 1);
    EXPECT_EQ(persons(account)[0].value(city), "Zadar");
    EXPECT_EQ(undo(second).conflicts, 0);
    EXPECT_EQ(persons(account)[0].value(city), "Pula");
}

TEST_F(UndoConflicts, KeepsATagOfTheImportThatIsUsedElsewhere)
{
    AccountId const account = account_with({person(1, {ext("a")}, {}), person(2, {ext("b")}, {})});
    Candidate tagged = row(2, {ext("a")}, {});
    tagged.tags = {"vip", "rare"};
    CommitOrder choices{person_target(), account};
    CommitOrder const order = made(choices, {tagged});
    TagId const vip = commit(order).created_tags.at(0);
    edit(account, 2, [vip](Profile& one) { one.tags = {vip}; });
    UndoReport const report = undo(order);
    EXPECT_EQ(report.tags_removed, 1);
    EXPECT_EQ(persons(account)[1].tags, std::vector<TagId>{vip});
    EXPECT_TRUE(persons(account)[0].tags.empty());
}

TEST_F(UndoConflicts, TellsCreatedPersonsThatWereDeletedSince)
{
    AccountId const account = account_with({});
    CommitOrder const order = made(merging(account), {row(2, {ext("a")}, {})});
    commit(order);
    Profile const created = persons(account)[0];
    {
        auto const transaction = must(store().begin(Store::Access::write));
        ProfileWrite const removal{&created, nullptr, {}};
        must(transaction->profiles().write(account, person_target(), {&removal, 1}));
        must(transaction->commit());
    }
    EXPECT_EQ(count(undo(order), UndoConflict::profile_gone), 1);
}

TEST_F(UndoConflicts, RefusesWhatIsInNoStateToBeUndone)
{
    AccountId const account = account_with({});
    CommitOrder const order = made(merging(account), {row(2, {ext("a")}, {})});
    UndoOrder const undoing{person_target(), account, order.import, "u"};
    Result<UndoReport> report = undo_import(store(), undoing, {});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, "IMPORT_STATE");
    commit(order);
    std::string const before = dump(account);
    EXPECT_EQ(must(preview_undo(store(), undoing, {})).removed, 1);
    EXPECT_EQ(dump(account), before) << "a preview writes nothing";
    undo(order);
    EXPECT_FALSE(undo_import(store(), undoing, {}));
    EXPECT_FALSE(preview_undo(store(), undoing, {}));
}

TEST(UndoReport, ReadsWhatItWrites)
{
    UndoReport report;
    report.removed = 3;
    report.conflicts = 2;
    report.findings = {{UndoConflict::field_changed, ProfileId{7}, city, 4}, {UndoConflict::kept_created, ProfileId{8}, {}, 5}};
    std::string const text = write_undo_report(report);
    EXPECT_EQ(write_undo_report(must(read_undo_report(text))), text);
    EXPECT_NE(text.find("\"FIELD_CHANGED\""), std::string::npos);
    EXPECT_EQ(must(read_undo_report("")).findings.size(), 0U);
    EXPECT_FALSE(read_undo_report("{"));
}

TEST(OutcomeLog, ReadsWhatItPacksAndRefusesWhatItDoesNot)
{
    std::vector<RecordOutcome> const outcomes{
        {ProfileId{1}, Outcome::created, {}, false, 0},
        {ProfileId{std::int64_t{1} << 40}, Outcome::updated, ProblemCode::external_id_replaced, true, 3},
        {{}, Outcome::rejected, ProblemCode::ambiguous_match, false, 0},
        {ProfileId{9}, Outcome::promoted, {}, true, 65'535}};
    std::string packed;
    for (RecordOutcome const& one : outcomes) { pack_outcome(packed, one); }
    std::vector<RecordOutcome> read;
    ASSERT_TRUE(unpack_outcomes(packed, read));
    EXPECT_EQ(read, outcomes);
    EXPECT_FALSE(unpack_outcomes(packed.substr(0, packed.size() - 1), read));
}

} // namespace
} // namespace muster
