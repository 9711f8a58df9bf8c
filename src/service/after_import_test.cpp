#include "service/test_door.hpp"

#include "history/import_file.hpp"
#include "store/outcome_log.hpp"

#include <algorithm>

namespace muster {
namespace {

constexpr std::int64_t microseconds_per_day = 24LL * 60 * 60 * 1'000'000;

class AfterImport : public ServiceTest {};

TEST_F(AfterImport, VerifyHoldsUntilTheLogIsTouched)
{
    ImportJob const job = import(request(three_people));
    VerifyAnswer const fresh = must(door_->verify(job.id));
    EXPECT_TRUE(fresh.holds) << fresh.detail;
    EXPECT_EQ(fresh.result_hash, must(door_->receipt(job.id)).result_hash);
    {
        auto const transaction = must(store_->begin(Store::Access::write));
        auto const log = must(transaction->imports().outcomes(account(), job.id));
        std::vector<RecordOutcome> outcomes;
        ASSERT_TRUE(unpack_outcomes(log.at(0).second, outcomes));
        outcomes.at(1).outcome = Outcome::unchanged;
        std::string packed;
        for (RecordOutcome const& outcome : outcomes) { pack_outcome(packed, outcome); }
        must(transaction->imports().remove_outcomes(account(), job.id, 0));
        must(transaction->imports().append_outcomes(account(), job.id, 0, packed));
        must(transaction->commit());
    }
    VerifyAnswer const tampered = must(door_->verify(job.id));
    EXPECT_FALSE(tampered.holds);
    EXPECT_NE(tampered.result_hash, fresh.result_hash);
}

TEST_F(AfterImport, VerifyNoticesAnotherUpload)
{
    ImportJob const job = import(request(three_people));
    {
        auto const sink = must(store_->blobs().create(job.id, import_file::upload));
        must(sink->write("Email\nother@example.com\n"));
        must(sink->finish());
    }
    VerifyAnswer const answer = must(door_->verify(job.id));
    EXPECT_FALSE(answer.holds);
    EXPECT_NE(answer.detail.find("upload"), std::string::npos);
}

TEST_F(AfterImport, VerifyHoldsAfterAPersonWasErased)
{
    ImportJob const job = import(request(three_people));
    import(request("Email,City\nana@example.com,Split\n"));
    EXPECT_EQ(must(door_->delete_persons(keys({"ana@example.com"}), "tester")), 1);
    EXPECT_TRUE(must(door_->verify(job.id)).holds);
    EXPECT_EQ(rows(job.id).at(0).profile.value, 0);
    EXPECT_EQ(rows(job.id).at(0).outcome, Outcome::created);
    EXPECT_EQ(code_of(door_->person(keys({"ana@example.com"}).front())), "PERSON_NOT_FOUND");
    EXPECT_TRUE(must(door_->check()).empty());
}

TEST_F(AfterImport, KeepsOnlyTheFilesThatAreStillAskedFor)
{
    ImportJob const job = import(request(three_people));
    for (char const* gone : import_file::needed_until_end) { EXPECT_FALSE(store_->blobs().open(job.id, gone)) << gone; }
    std::string text;
    auto const sink = memory_sink(text);
    must(door_->upload_file(job.id, *sink));
    EXPECT_EQ(text, three_people);
}

TEST_F(AfterImport, RemovesImportsWhenTheirTimeIsOver)
{
    ImportJob const done = import(request(three_people));
    ImportJob const ready = analyze(request("Email\nx@example.com\n"));
    later_ = 13 * microseconds_per_day;
    EXPECT_EQ(must(door_->history()).size(), 2U);
    later_ = 15 * microseconds_per_day;
    EXPECT_TRUE(must(door_->history()).empty());
    EXPECT_EQ(code_of(door_->show(done.id)), "IMPORT_NOT_FOUND");
    EXPECT_FALSE(store_->blobs().open(ready.id, import_file::upload));
    EXPECT_EQ(persons().size(), 3U);
    EXPECT_EQ(must(door_->activity(keys({"ana@example.com"}).front())).changes.size(), 0U);
}

TEST_F(AfterImport, WritesWhatChangedFieldByField)
{
    import(request(three_people));
    ImportRequest wanted =
        request("Email,City,Last name\nana@example.com,Split,Kralj\nmia@example.com,,Novak\nnew@example.com,=1+1,Novi\n");
    ImportJob const job = analyze(wanted);
    std::string const ana = std::to_string(person("ana@example.com").id.value);
    std::string const expected = "Row,Person,Outcome,Field,Old,New\n"
                                 "2," +
                                 ana +
                                 ",UPDATED,lastName,Horvat,Kralj\n"
                                 "2," +
                                 ana + ",UPDATED,city,,Split\n";
    EXPECT_EQ(outcome_file(job.id, OutcomeFile::updated), expected);
    commit(job);
    EXPECT_EQ(outcome_file(job.id, OutcomeFile::updated), expected);
    std::string const created = outcome_file(job.id, OutcomeFile::created);
    EXPECT_NE(created.find("new@example.com"), std::string::npos) << created;
    EXPECT_NE(created.find(",'=1+1,"), std::string::npos) << created;
    EXPECT_EQ(created.find("Row,Person,externalId,firstName"), 0U) << created;
    EXPECT_NE(outcome_file(job.id, OutcomeFile::unchanged).find("mia@example.com"), std::string::npos);
}

TEST_F(AfterImport, ResumeGoesOnWithConsentedImportsAndClearsHalfAnalysedOnes)
{
    ImportJob job = analyze(request(three_people));
    {
        auto const transaction = must(store_->begin(Store::Access::write));
        job.consented = true;
        job.state = ImportState::queued;
        must(transaction->imports().save(account(), job));
        ImportJob half;
        half.state = ImportState::analyzing;
        must(transaction->imports().create(account(), half));
        must(transaction->commit());
    }
    ResumeAnswer const answer = must(door_->resume({}, {}));
    ASSERT_EQ(answer.finished.size(), 1U);
    EXPECT_EQ(answer.finished[0].state, ImportState::completed);
    EXPECT_EQ(persons().size(), 3U);
    EXPECT_EQ(must(door_->history()).size(), 1U);
    EXPECT_TRUE(must(door_->resume({}, {})).finished.empty());
}

TEST_F(AfterImport, WaitsForAnotherLookWhenTheCommitCannotBegin)
{
    ImportRequest wanted = mapped("Mail,Points\nana@example.com,12\n", {"Mail=email", "Points=points"});
    wanted.recipe.columns[1].new_attribute = AttributeType::integer;
    ImportJob const job = analyze(wanted);
    must(door_->create_attribute("points", AttributeType::boolean));
    EXPECT_EQ(code_of(door_->commit(job.id, job.plan_hash, {})), "ATTRIBUTE_TYPE");
    ImportJob const waiting = must(door_->show(job.id));
    EXPECT_EQ(waiting.state, ImportState::ready);
    EXPECT_EQ(waiting.reason.find("ATTRIBUTE_TYPE: "), 0U) << waiting.reason;
    EXPECT_TRUE(must(door_->resume({}, {})).finished.empty());
    EXPECT_TRUE(persons().empty());
}

TEST_F(AfterImport, DiscardsOnlyWhatWasNeverCommitted)
{
    ImportJob const ready = analyze(request(three_people));
    must(door_->discard_import(ready.id));
    EXPECT_EQ(code_of(door_->show(ready.id)), "IMPORT_NOT_FOUND");
    ImportJob const done = import(request(three_people));
    EXPECT_EQ(code_of(door_->discard_import(done.id)), "IMPORT_STATE");
}

TEST_F(AfterImport, ForeseesADifferenceOnTopOfEarlierRecordsOfTheFile)
{
    import(request(three_people));
    std::string const file = "Mail,Tel,City\nana@example.com,,Split\n,+385911234561,Zadar\n";
    ImportJob const job = analyze(mapped(file, {"Mail=email", "Tel=phone", "City=city"}));
    EXPECT_EQ(job.planned.records, 2);
    DifferenceView const second = must(door_->difference(job.id, 1));
    ASSERT_EQ(second.change.differences.size(), 1U);
    EXPECT_EQ(second.change.differences[0], (Difference{person_field::city, "Split", "Zadar"}));
    EXPECT_EQ(code_of(door_->difference(job.id, 2)), "RECORD_NOT_FOUND");
}

} // namespace
} // namespace muster
