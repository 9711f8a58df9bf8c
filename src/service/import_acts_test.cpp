#include "service/test_door.hpp"

#include "history/import_file.hpp"
#include "json/value.hpp"

#include <algorithm>

namespace muster {
namespace {

class Import : public ServiceTest {};

TEST_F(Import, PlansExactlyWhatItThenCreates)
{
    ImportJob const ready = analyze(request(three_people));
    EXPECT_EQ(ready.state, ImportState::ready);
    EXPECT_EQ(ready.planned.rows_read, 3);
    EXPECT_EQ(ready.planned.created, 3);
    EXPECT_EQ(ready.planned.created_leads, 3);
    EXPECT_TRUE(persons().empty());

    ImportJob const done = commit(ready);
    EXPECT_EQ(done.state, ImportState::completed);
    EXPECT_EQ(done.counts, ready.planned);
    EXPECT_EQ(done.result_hash.size(), 64U);
    ASSERT_EQ(persons().size(), 3U);
    Profile const ivan = person("ivan@example.com");
    EXPECT_EQ(ivan.value(person_field::last_name), "Kova\xC4\x8D");
    EXPECT_EQ(ivan.contacts.size(), 2U);
    EXPECT_EQ(person("+385 91 123 4562").id, ivan.id);
}

TEST_F(Import, FindsTheSameFileUnchangedTheSecondTime)
{
    import(request(three_people));
    ImportJob const again = import(request(three_people));
    EXPECT_EQ(again.counts.unchanged, 3);
    EXPECT_EQ(again.counts.created, 0);
    EXPECT_EQ(person("ana@example.com").version, 1);
}

TEST_F(Import, HasOneHashForOneFileRecipeAndStore)
{
    ImportJob const one = analyze(request(three_people));
    ImportJob const two = analyze(request(three_people, "other name.csv"));
    EXPECT_EQ(one.plan_hash, two.plan_hash);
    ImportRequest lenient = request(three_people);
    lenient.recipe.choices.on_duplicate = OnDuplicate::discard;
    EXPECT_NE(analyze(lenient).plan_hash, one.plan_hash);
}

TEST_F(Import, DiscardsOrMergesDuplicatesAsChosen)
{
    import(request(three_people));
    ImportJob job = analyze(request("Email,First name,City\nANA@example.com,Anna,Split\nnew@example.com,Nina,Zadar\n"));
    EXPECT_EQ(job.planned.updated, 1);
    EXPECT_EQ(job.planned.created, 1);
    Recipe const recipe = must(read_recipe(job.recipe));
    Choices choices = recipe.choices;
    choices.on_duplicate = OnDuplicate::discard;
    ImportJob const discarding = must(door_->choose(job.id, choices, {}));
    EXPECT_EQ(discarding.planned.discarded, 1);
    EXPECT_NE(discarding.plan_hash, job.plan_hash);
    EXPECT_EQ(code_of(door_->commit(job.id, job.plan_hash, {})), "PLAN_OUTDATED");

    choices.on_duplicate = OnDuplicate::merge;
    job = must(door_->choose(job.id, choices, {}));
    DifferenceView const difference = must(door_->difference(job.id, 0));
    ASSERT_EQ(difference.change.differences.size(), 2U);
    EXPECT_EQ(difference.change.differences[0].before, "Ana");
    EXPECT_EQ(difference.change.differences[0].after, "Anna");
    commit(job);
    EXPECT_EQ(person("ana@example.com").value(person_field::first_name), "Anna");
    EXPECT_EQ(person("ana@example.com").value(person_field::city), "Split");
    Change const recalled = must(door_->difference(job.id, 0)).change;
    EXPECT_EQ(recalled.differences, difference.change.differences);
}

TEST_F(Import, AsksForAnotherAnalysisWhenTheRulesOfReadingChange)
{
    ImportJob const job = analyze(request(three_people));
    Choices choices = must(read_recipe(job.recipe)).choices;
    choices.phones = PhoneRule::strict;
    EXPECT_EQ(code_of(door_->choose(job.id, choices, {})), "CHOICE_NEEDS_ANALYZE");
}

TEST_F(Import, TellsRejectedRowsSoThatTheyCanBeCorrectedAndImportedAgain)
{
    std::string const file = "Mail,Tel,Name\n"
                             "ana@example.com,+385911234561,Ana\n"
                             "\n"
                             "not a mail,+385911234562,Ivan\n"
                             ",,Nobody\n";
    std::vector<std::string> const maps{"Mail=email", "Tel=phone", "Name=firstName"};
    ImportJob const done = import(mapped(file, maps));
    EXPECT_EQ(done.state, ImportState::completed_with_errors);
    EXPECT_EQ(done.counts.rows_read, 4);
    EXPECT_EQ(done.counts.rows_blank, 1);
    EXPECT_EQ(done.counts.rows_rejected, 2);
    EXPECT_EQ(done.counts.created, 1);

    std::string rejected = outcome_file(done.id, OutcomeFile::rejected);
    EXPECT_EQ(rejected.find("Mail,Tel,Name,Reason code,Reason\nnot a mail,'+385911234562,Ivan,INVALID_EMAIL,"), 0U) << rejected;
    EXPECT_NE(rejected.find(",,Nobody,NO_IDENTIFIER,"), std::string::npos) << rejected;
    EXPECT_EQ(rejected.find("ana@example.com"), std::string::npos);
    auto const view = rows(done.id, {.outcome = Outcome::rejected});
    ASSERT_EQ(view.size(), 2U);
    EXPECT_EQ(view[0].row.value, 4);
    EXPECT_EQ(view[0].code, ProblemCode::invalid_email);
    ASSERT_FALSE(view[0].problems.empty());
    EXPECT_EQ(view[0].problems[0].column, "Mail");
    EXPECT_EQ(view[0].problems[0].value, "not a mail");
    EXPECT_FALSE(view[0].problems[0].message.empty());
    EXPECT_EQ(rows(done.id, {.text = "NOT A"}).size(), 1U);

    rejected.replace(rejected.find("not a mail"), 10, "ivan@example.com");
    ImportJob const corrected = import(mapped(rejected, maps));
    EXPECT_EQ(corrected.counts.created, 1);
    EXPECT_EQ(person("ivan@example.com").value(person_field::first_name), "Ivan");
}

TEST_F(Import, NamesThePersonsOfAnAmbiguousRecordAndRejectsAllItsRows)
{
    import(request(three_people));
    std::string const file = "Mail,Tel\nana@example.com,+385911234562\nx@example.com,+385911234562\n";
    ImportJob const job = analyze(mapped(file, {"Mail=email", "Tel=phone"}));
    EXPECT_EQ(job.planned.records_rejected, 1);
    EXPECT_EQ(job.planned.ambiguous, 1);
    auto const view = rows(job.id, {.code = ProblemCode::ambiguous_match});
    ASSERT_EQ(view.size(), 1U);
    std::string const ids = std::to_string(person("ana@example.com").id.value) + ", " + std::to_string(person("ivan@example.com").id.value);
    EXPECT_NE(view[0].problems.at(0).message.find(ids), std::string::npos) << view[0].problems[0].message;
    for (ImportJob const& at : {job, commit(job)}) {
        std::string const rejected = outcome_file(at.id, OutcomeFile::rejected);
        EXPECT_EQ(std::count(rejected.begin(), rejected.end(), '\n'), 3) << rejected;
        EXPECT_NE(rejected.find("x@example.com,'+385911234562,AMBIGUOUS_MATCH"), std::string::npos) << rejected;
    }
    Json const problems = must(parse_json(job.problems));
    ASSERT_NE(problems.array(), nullptr);
    EXPECT_EQ(*problems.array()->at(0).find("code")->text(), "AMBIGUOUS_MATCH");
}

TEST_F(Import, FailsBeforeAnythingIsWrittenWhenErrorsAreToStopIt)
{
    ImportRequest wanted = mapped("Mail\nana@example.com\nbroken\n", {"Mail=email"});
    wanted.recipe.choices.on_error = OnError::fail;
    ImportJob const job = analyze(wanted);
    EXPECT_EQ(code_of(door_->commit(job.id, job.plan_hash, {})), "ON_ERROR_FAIL");
    EXPECT_TRUE(persons().empty());
    EXPECT_EQ(must(door_->show(job.id)).state, ImportState::ready);
}

TEST_F(Import, AnswersASecondCommitWithTheRunThatItStarted)
{
    ImportJob const job = analyze(request(three_people));
    ImportJob const done = commit(job);
    ImportJob const again = commit(job);
    EXPECT_EQ(again.result_hash, done.result_hash);
    EXPECT_EQ(persons().size(), 3U);
    EXPECT_EQ(code_of(door_->commit(job.id, std::string(64, '0'), {})), "PLAN_OUTDATED");
}

TEST_F(Import, MakesANewPlanWhenTheStoreDriftedAndTheChoiceWasToStop)
{
    import(request(three_people));
    ImportRequest wanted = request("Email,City\nana@example.com,Split\n");
    wanted.recipe.choices.on_drift = OnDrift::stop;
    ImportJob const job = analyze(wanted);
    import(request("Email,City\nana@example.com,Zadar\n"));
    EXPECT_EQ(code_of(door_->commit(job.id, job.plan_hash, {})), "PLAN_DRIFTED");
    ImportJob const ready = must(door_->show(job.id));
    EXPECT_EQ(ready.state, ImportState::ready);
    EXPECT_EQ(ready.reason.find("PLAN_DRIFTED"), 0U) << ready.reason;
    EXPECT_FALSE(ready.consented);
    EXPECT_EQ(commit(ready).counts.updated, 1);
    EXPECT_EQ(person("ana@example.com").value(person_field::city), "Split");
}

TEST_F(Import, UndoBringsBackWhatWasBefore)
{
    import(request(three_people));
    std::string const before = exported();
    ImportRequest wanted = request("Email,City,Last name\nana@example.com,Split,Kralj\nnew@example.com,Zadar,Novi\n");
    wanted.recipe.choices.tag_mode = TagMode::manual;
    wanted.recipe.choices.tags = {"fair"};
    ImportJob const job = import(wanted);
    EXPECT_EQ(persons().size(), 4U);
    EXPECT_EQ(must(door_->tags()).size(), 1U);
    UndoReport const preview = must(door_->undo_preview(job.id, {}));
    UndoReport const report = must(door_->undo(job.id, "tester", {}));
    EXPECT_EQ(report.removed, 1);
    EXPECT_EQ(report.restored, 1);
    EXPECT_EQ(preview.removed, report.removed);
    EXPECT_EQ(exported(), before);
    EXPECT_EQ(must(door_->show(job.id)).state, ImportState::undone);
    EXPECT_TRUE(must(door_->tags()).empty());
}

TEST_F(Import, RefusesAFileWithoutIdentifierAndNamesWhatItFound)
{
    auto const result = door_->analyze(request("First name,City\nAna,Split\nIvan,Zadar\n"), {});
    ASSERT_EQ(code_of(result), "NO_IDENTIFIER_MAPPED");
    EXPECT_NE(result.error().message.find("First name"), std::string::npos);
    EXPECT_NE(result.error().message.find("firstName"), std::string::npos) << result.error().message;
    EXPECT_TRUE(must(door_->history()).empty());
}

TEST_F(Import, LeavesNothingBehindWhenAnalysisFails)
{
    EXPECT_EQ(code_of(door_->analyze(mapped(three_people, {"No such column=email"}), {})), "COLUMN_NOT_FOUND");
    EXPECT_FALSE(door_->analyze(request("%PDF-1.7 ...", "a.pdf"), {}));
    auto const stop = [](Progress const& progress) -> Result<void> {
        if (progress.stage != "planning") { return {}; }
        return Error{ErrorKind::cancelled, "CANCELLED", "Cancelled."};
    };
    EXPECT_EQ(code_of(door_->analyze(request(three_people), stop)), "CANCELLED");
    EXPECT_TRUE(must(door_->history()).empty());
}

TEST_F(Import, CreatesAttributesThatTheMappingAsksFor)
{
    ImportRequest wanted = mapped("Mail,Points\nana@example.com,12\nivan@example.com,7.50\n", {"Mail=email", "Points=points"});
    wanted.recipe.columns[1].new_attribute = AttributeType::decimal;
    ImportJob const job = analyze(wanted);
    EXPECT_EQ(job.planned.new_attributes, 1);
    DifferenceView const planned = must(door_->difference(job.id, 1));
    EXPECT_EQ(planned.names.attributes.back().name, "points");
    commit(job);
    auto const attributes = must(door_->attributes());
    ASSERT_EQ(attributes.size(), 1U);
    FieldId const field{first_attribute + static_cast<std::uint32_t>(attributes[0].id.value)};
    EXPECT_EQ(person("ivan@example.com").value(field), "7.5");
    EXPECT_EQ(persons({.filter = R"({"points":{"#gt":10}})"}).size(), 1U);
    std::vector<Difference> const recalled = must(door_->difference(job.id, 1)).change.differences;
    EXPECT_TRUE(std::find(recalled.begin(), recalled.end(), Difference{field, "", "7.5"}) != recalled.end());
}

TEST_F(Import, GroupsRowsOfOnePersonAndTellsTwoExternalIds)
{
    std::string const file = "Id,Mail,Name\nA-1,ana@example.com,Ana\nA-2,ANA@example.com,Anna\n";
    ImportJob const job = analyze(mapped(file, {"Id=externalId", "Mail=email", "Name=firstName"}));
    EXPECT_EQ(job.planned.rows_folded, 1);
    EXPECT_EQ(job.planned.created, 1);
    auto const warned = rows(job.id, {.code = ProblemCode::two_external_ids});
    ASSERT_EQ(warned.size(), 1U);
    EXPECT_NE(warned[0].problems.at(0).message.find("A-1, A-2"), std::string::npos);
    EXPECT_EQ(rows(job.id).at(1).outcome, Outcome::folded);
    commit(job);
    EXPECT_EQ(person("externalId:A-2").value(person_field::first_name), "Anna");
}

TEST_F(Import, StopsAfterTheChunkWhenCancelledAndCanBeUndone)
{
    ImportJob const job = analyze(request(three_people));
    auto const stop = [](Progress const& progress) -> Result<void> {
        if (progress.stage != "importing") { return {}; }
        return Error{ErrorKind::cancelled, "CANCELLED", "Cancelled."};
    };
    ImportJob const ended = must(door_->commit(job.id, job.plan_hash, stop));
    EXPECT_TRUE(ended.counts.conserved());
    EXPECT_EQ(static_cast<std::int64_t>(persons().size()), ended.counts.created);
    EXPECT_EQ(ended.counts.created + ended.counts.not_applied, 3);
    VerifyAnswer const answer = must(door_->verify(job.id));
    EXPECT_TRUE(answer.holds) << answer.detail;
    must(door_->undo(job.id, "tester", {}));
    EXPECT_TRUE(persons().empty());
    EXPECT_TRUE(must(door_->verify(job.id)).holds);
}

TEST_F(Import, GivesTheTagsThatWereChosen)
{
    ImportJob job = analyze(request(three_people));
    Choices choices = must(read_recipe(job.recipe)).choices;
    choices.tag_mode = TagMode::manual;
    EXPECT_EQ(code_of(door_->choose(job.id, choices, {})), "TAGS_MISSING");
    choices.tags = {" Fair ", "fair", "news"};
    job = must(door_->choose(job.id, choices, {}));
    EXPECT_EQ(job.planned.new_tags, 2);
    commit(job);
    EXPECT_EQ(persons({.tag = "fair"}).size(), 3U);

    ImportRequest automatic = request(three_people);
    automatic.recipe.choices.tag_mode = TagMode::automatic;
    ImportJob const tagged = import(automatic);
    EXPECT_EQ(tagged.counts.unchanged, 3);
    ASSERT_EQ(must(door_->tags()).size(), 3U);
    EXPECT_EQ(must(door_->tags()).back().tag.name.find("Import 20"), 0U);
    EXPECT_EQ(must(door_->tags()).back().persons, 3);
    EXPECT_EQ(person("ana@example.com").version, 1);
}

TEST_F(Import, RefusesATargetThatItDoesNotKnow)
{
    ImportRequest wanted = request(three_people);
    wanted.recipe.target = "company";
    EXPECT_EQ(code_of(door_->analyze(wanted, {})), "TARGET_UNSUPPORTED");
}

TEST_F(Import, MergesPersonsWhereAmbiguousMatchesAreToBeMerged)
{
    import(request(three_people));
    ImportRequest wanted = mapped("Mail,Tel,City\nana@example.com,+385911234562,Split\n", {"Mail=email", "Tel=phone", "City=city"});
    wanted.recipe.choices.on_ambiguous = OnAmbiguous::merge;
    ImportJob const job = analyze(wanted);
    EXPECT_EQ(job.planned.persons_merged, 1);
    EXPECT_EQ(must(door_->difference(job.id, 0)).matched.size(), 2U);
    commit(job);
    EXPECT_EQ(persons().size(), 2U);
    EXPECT_EQ(must(door_->difference(job.id, 0)).matched.size(), 2U);
    EXPECT_NE(outcome_file(job.id, OutcomeFile::updated).find(",UPDATED,id,"), std::string::npos);
    must(door_->undo(job.id, "tester", {}));
    EXPECT_EQ(persons().size(), 3U);
    EXPECT_EQ(person("ivan@example.com").value(person_field::first_name), "Ivan");
    EXPECT_TRUE(must(door_->check()).empty());
}

TEST_F(Import, KeepsTheFilesOrderOverManyBatches)
{
    constexpr int count = 20'000;
    std::string file = "Mail,Name,City\n";
    for (int number = 0; number < count; ++number) {
        bool const bad = number % 10 == 3;
        bool const again = number % 10 == 7; // the person of the row before
        int const person = again ? number - 1 : number;
        file += (bad ? "bad " : "p") + std::to_string(person) + "@example.com,Ana,\"a long, quoted name of a city " +
                std::to_string(number) + "\"\n";
    }
    ImportJob const job = analyze(mapped(file, {"Mail=email", "Name=firstName", "City=city"}));
    EXPECT_EQ(job.planned.rows_read, count);
    EXPECT_EQ(job.planned.rows_rejected, count / 10);
    EXPECT_EQ(job.planned.rows_folded, count / 10);
    auto const all = rows(job.id, {.limit = 0});
    ASSERT_EQ(all.size(), static_cast<std::size_t>(count));
    std::int64_t record = -1;
    for (std::size_t index = 0; index < all.size(); ++index) {
        ASSERT_EQ(all[index].row.value, static_cast<std::int64_t>(index) + 2);
        ASSERT_EQ(all[index].outcome, index % 10 == 3 ? Outcome::rejected : index % 10 == 7 ? Outcome::folded : Outcome::created);
        if (all[index].outcome == Outcome::created) { ASSERT_EQ(all[index].record, ++record); }
        if (all[index].outcome == Outcome::rejected) {
            ASSERT_EQ(all[index].problems.at(0).value, "bad " + std::to_string(index) + "@example.com");
        }
    }
    commit(job);
    EXPECT_TRUE(must(door_->verify(job.id)).holds);
    EXPECT_EQ(person("p16@example.com").value(person_field::city), "a long, quoted name of a city 17");
    std::string const rejected = outcome_file(job.id, OutcomeFile::rejected);
    EXPECT_EQ(std::count(rejected.begin(), rejected.end(), '\n'), 1 + count / 10);
    ImportJob const again = analyze(request(exported()));
    EXPECT_EQ(again.planned.unchanged, count / 10 * 8);
}

TEST_F(Import, IsJoinedByItsIdempotencyKey)
{
    ImportRequest wanted = request(three_people);
    wanted.idempotency_key = "k-1";
    ImportJob const one = analyze(wanted);
    EXPECT_EQ(analyze(wanted).id, one.id);
    ImportRequest other = request("Email\nx@example.com\n");
    other.idempotency_key = "k-1";
    EXPECT_EQ(code_of(door_->analyze(other, {})), "IDEMPOTENCY_KEY_REUSED");
    EXPECT_EQ(must(door_->history()).size(), 1U);
}

TEST_F(Import, ReadsFiveEncodingsToTheSamePeople)
{
    std::vector<std::pair<std::string, std::string>> const files{
        {"UTF-8", "Email,Ime\nana@example.com,\xC5\xBD"
                  "eljko\n"},
        {"UTF-8", "\xEF\xBB\xBF"
                  "Email,Ime\nana@example.com,\xC5\xBD"
                  "eljko\n"},
        {"windows-1250", "Email,Ime\nana@example.com,\x8E"
                         "eljko\n"},
        {"ISO-8859-2", "Email,Ime\nana@example.com,\xAE"
                       "eljko\n"},
        {"UTF-16LE", {}},
    };
    std::string wide{"\xFF\xFE"};
    for (char const letter : std::string{"Email,Ime\nana@example.com,"}) { wide += std::string{letter, '\0'}; }
    wide += std::string{"\x7D\x01", 2};
    for (char const letter : std::string{"eljko\n"}) { wide += std::string{letter, '\0'}; }
    for (auto const& [encoding, bytes] : files) {
        ImportRequest wanted = mapped(bytes.empty() ? wide : bytes, {"Email=email", "Ime=firstName"});
        wanted.recipe.reading.encoding = encoding;
        import(wanted);
        EXPECT_EQ(person("ana@example.com").value(person_field::first_name), "\xC5\xBD"
                                                                             "eljko")
            << encoding;
    }
    EXPECT_EQ(persons().size(), 1U);
    EXPECT_EQ(person("ana@example.com").version, 1);
}

} // namespace
} // namespace muster
