#include "service/imports_door.hpp"

#include "service/analysis_request.hpp"
#include "service/test_door.hpp"

#include <algorithm>
#include <cstdlib>
#include <future>
#include <thread>

namespace muster {
namespace {

using namespace std::chrono_literals;

/// Long enough that only a hanging test meets it.
constexpr std::chrono::seconds patience{60};

std::string many_people(int count, int from = 0)
{
    std::string text = "Email,First name,City\n";
    for (int row = from; row < from + count; ++row) {
        std::string const number = std::to_string(row);
        text += "p" + number + "@example.com,Name" + number + ",Town\n";
    }
    return text;
}

/// The imports of a server on the test's store, as one run of the program has them.
class ImportsDoorTest : public ServiceTest {
protected:
    ImportsDoorTest() { start(); }

    void start()
    {
        ImportRunsOrder order;
        order.store = store_;
        order.folder = folder_.path();
        order.clock = [this] { return Instant{now().microseconds + later_}; };
        order.queue.first_pause = 20ms;
        runs_ = std::make_unique<ImportRuns>(std::move(order));
    }
    /// The program ends and starts again: what was in memory is gone.
    void restart()
    {
        runs_.reset();
        start();
        must(runs_->resume());
    }

    ImportsDoor door() { return {*runs_, account()}; }
    UploadPreview upload(std::string const& bytes, std::string const& name = "people.csv")
    {
        return must(door().upload({std::shared_ptr<ByteSource const>{memory_source(bytes)}, name}, "tester"));
    }
    static AnalysisRequest automatic() { return {{}, ImportRequest::AutoMap::yes, {}}; }
    ImportView analysed(std::string const& bytes, AnalysisRequest const& request = automatic())
    {
        ImportId const id = upload(bytes).job.id;
        must(door().order_analysis(id, request, {}));
        return wait(id);
    }
    ImportView wait(ImportId id) { return must(door().wait(id, patience)); }
    ImportView committed(ImportId id, std::string const& hash)
    {
        must(door().order_commit(id, hash, {}));
        return wait(id);
    }
    ImportState state(ImportId id) { return must(door().show(id)).job.state; }
    void wait_for_state(ImportId id, ImportState wanted)
    {
        auto const until = std::chrono::steady_clock::now() + patience;
        while (state(id) != wanted && std::chrono::steady_clock::now() < until) { std::this_thread::sleep_for(1ms); }
        ASSERT_EQ(state(id), wanted);
    }

    void queue_as_left_by_another_run(ImportJob job)
    {
        job.state = ImportState::queued;
        job.consented = true;
        auto const transaction = must(store_->begin(Store::Access::write));
        must(transaction->imports().save(account(), job));
        must(transaction->commit());
    }

    std::unique_ptr<ImportRuns> runs_{};
};

TEST_F(ImportsDoorTest, ShowsHowAnUploadIsReadBeforeAnythingIsDecided)
{
    UploadPreview const preview = upload("Spring fair\n\nEmail,Phone,City\nana@example.com,+385911234561,Split\nivan@example.com,,Split\n");
    EXPECT_EQ(preview.job.state, ImportState::uploaded);
    ASSERT_EQ(preview.reading.columns.size(), 3U);
    EXPECT_EQ(preview.first_rows.at(0).cells.at(0), "Spring fair");
    EXPECT_EQ(preview.content_rows.size(), 2U);
    EXPECT_EQ(preview.content_rows.at(0).row.value, 4);
    EXPECT_EQ(preview.columns.at(1).filled, 1);
    EXPECT_EQ(preview.columns.at(2).frequent, (std::vector<std::pair<std::string, std::int64_t>>{{"Split", 2}}));
    EXPECT_EQ(preview.columns.at(0).examples, (std::vector<std::string>{"ana@example.com", "ivan@example.com"}));
    EXPECT_EQ(preview.suggestions.at(0).field, "email");
    EXPECT_EQ(preview.extent, UploadPreview::Extent::whole);
    ReadingChoices choices;
    choices.delimiter = "semicolon";
    EXPECT_EQ(must(door().preview(preview.job.id, choices)).reading.columns.size(), 1U);
    EXPECT_EQ(must(door().preview(preview.job.id, {})).reading.columns.size(), 3U);
    EXPECT_FALSE(must(door().show(preview.job.id)).work.has_value());
}

TEST_F(ImportsDoorTest, TakesNothingInThatCannotBeRead)
{
    Result<UploadPreview> const refused = door().upload({std::shared_ptr<ByteSource const>{memory_source("%PDF-1.4 text")}, "x.pdf"}, "t");
    EXPECT_FALSE(refused);
    EXPECT_TRUE(must(door().list({}, 100)).empty());
    EXPECT_TRUE(must(door_->history()).empty());
}

TEST_F(ImportsDoorTest, ComesToWhatTheLocalDoorComesTo)
{
    ImportJob const local = analyze(request(three_people));
    ImportView const ready = analysed(three_people);
    EXPECT_EQ(ready.job.state, ImportState::ready);
    EXPECT_FALSE(ready.work.has_value());
    EXPECT_EQ(ready.job.plan_hash, local.plan_hash);
    EXPECT_EQ(ready.job.planned, local.planned);
    EXPECT_EQ(ready.job.recipe, local.recipe);
    EXPECT_EQ(ready.job.reading, local.reading);
    ImportView const done = committed(ready.job.id, ready.job.plan_hash);
    EXPECT_EQ(done.job.state, ImportState::completed);
    EXPECT_EQ(done.job.result_hash.size(), 64U);
    EXPECT_EQ(persons().size(), 3U);
    // agreed to again: the run that was started
    EXPECT_EQ(must(door().order_commit(ready.job.id, ready.job.plan_hash, {})).job.result_hash, done.job.result_hash);
    EXPECT_EQ(code_of(door().order_commit(ready.job.id, "other", {})), "PLAN_OUTDATED");
}

TEST_F(ImportsDoorTest, TellsWhyAnAnalysisFailedAndTakesAnotherMapping)
{
    ImportView const failed = analysed("Colour,Size\nred,1\nblue,2\n");
    EXPECT_EQ(failed.job.state, ImportState::uploaded);
    EXPECT_EQ(failed.job.reason.find("NO_IDENTIFIER_MAPPED: "), 0U) << failed.job.reason;
    ImportChange change;
    change.columns = std::vector<ColumnMapping>{must(parse_column_mapping("Colour=externalId"))};
    must(door().change(failed.job.id, change));
    ImportView const ready = wait(failed.job.id);
    EXPECT_EQ(ready.job.state, ImportState::ready);
    EXPECT_TRUE(ready.job.reason.empty());
    EXPECT_EQ(ready.job.planned.created, 2);
}

TEST_F(ImportsDoorTest, PlansAgainForChoicesAndReadsAgainForMapping)
{
    import(request(three_people));
    ImportView const first = analysed("Email,First name\nana@example.com,Anna\n");
    EXPECT_EQ(first.job.planned.updated, 1);
    ImportChange change;
    change.choices = first.request.value().recipe.choices;
    change.choices->on_duplicate = OnDuplicate::discard;
    ImportView const ordered = must(door().change(first.job.id, change));
    EXPECT_EQ(ordered.job.state, ImportState::analyzing);
    ImportView const second = wait(first.job.id);
    EXPECT_EQ(second.job.planned.discarded, 1);
    EXPECT_EQ(code_of(door().order_commit(first.job.id, first.job.plan_hash, {})), "PLAN_OUTDATED");

    AnalysisRequest fresh = automatic();
    fresh.recipe.choices.on_duplicate = OnDuplicate::discard;
    EXPECT_EQ(second.job.plan_hash, analysed("Email,First name\nana@example.com,Anna\n", fresh).job.plan_hash);

    change = {};
    change.columns = std::vector<ColumnMapping>{must(parse_column_mapping("Email=email")), must(parse_column_mapping("First name=city"))};
    must(door().change(first.job.id, change));
    ImportView const third = wait(first.job.id);
    EXPECT_EQ(third.job.state, ImportState::ready);
    EXPECT_NE(third.job.plan_hash, second.job.plan_hash);
    EXPECT_EQ(must(read_recipe(third.job.recipe)).columns.at(1).field, "city");
}

TEST_F(ImportsDoorTest, RefusesAChangeThatWasMadeOutOfAnEarlierWish)
{
    ImportView const first = analysed("Email\nana@example.com\n");
    ImportChange change;
    change.seen = digest_of(first.request.value());
    change.choices = first.request.value().recipe.choices;
    change.choices->on_duplicate = OnDuplicate::discard;
    must(door().change(first.job.id, change));
    ImportView const second = wait(first.job.id);
    change.choices->on_error = OnError::fail;
    EXPECT_EQ(code_of(door().change(first.job.id, change)), "IMPORT_CHANGED");
    EXPECT_EQ(wait(first.job.id).job.plan_hash, second.job.plan_hash);
    change.seen = digest_of(second.request.value());
    must(door().change(first.job.id, change));
    EXPECT_EQ(wait(first.job.id).request.value().recipe.choices.on_error, OnError::fail);
}

TEST_F(ImportsDoorTest, EndsWithTheLastOfManyChangesInAHurry)
{
    ImportId const id = upload(many_people(20'000)).job.id;
    must(door().order_analysis(id, automatic(), {}));
    for (int time = 0; time < 6; ++time) {
        ImportChange change;
        change.choices = Choices{};
        change.choices->default_type = time % 2 == 0 ? ProfileType::customer : ProfileType::lead;
        if (time == 3) { change.columns = std::vector<ColumnMapping>{must(parse_column_mapping("Email=email"))}; }
        must(door().change(id, change));
        std::this_thread::sleep_for(time * 20ms);
    }
    ImportView const ready = wait(id);
    EXPECT_EQ(ready.job.state, ImportState::ready);
    EXPECT_EQ(ready.job.planned.created_leads, 20'000);
    AnalysisRequest asked = ready.request.value();
    asked.ordered_as.clear();
    EXPECT_EQ(analysed(many_people(20'000), asked).job.plan_hash, ready.job.plan_hash);
}

TEST_F(ImportsDoorTest, CancelsAnAnalysisAndKeepsTheUpload)
{
    ImportId const id = upload(many_people(50'000)).job.id;
    must(door().order_analysis(id, automatic(), {}));
    must(door().cancel(id));
    ImportView const stopped = wait(id);
    EXPECT_EQ(stopped.job.state, ImportState::uploaded);
    EXPECT_EQ(stopped.job.reason.find("CANCELLED: "), 0U) << stopped.job.reason;
    EXPECT_EQ(code_of(door().cancel(id)), "IMPORT_STATE");
    must(door().order_analysis(id, automatic(), {}));
    EXPECT_EQ(wait(id).job.planned.created, 50'000);
}

TEST_F(ImportsDoorTest, CancelsAQueuedImportBeforeAnythingIsWritten)
{
    ImportView const first = analysed(many_people(10));
    ImportView const second = analysed(many_people(10, 100));
    for (ImportView const* view : {&first, &second}) { queue_as_left_by_another_run(view->job); }
    std::unique_ptr<Transaction> writing = must(store_->begin(Store::Access::write)); // the first one waits for it, the second for that
    restart();
    std::future<Result<ImportView>> cancelled =
        std::async(std::launch::async, [&, place = door()]() mutable { return place.cancel(second.job.id); });
    auto const until = std::chrono::steady_clock::now() + patience;
    while (door().work(second.job.id) && std::chrono::steady_clock::now() < until) { std::this_thread::sleep_for(1ms); }
    writing.reset();
    EXPECT_EQ(must(cancelled.get()).job.state, ImportState::cancelled);
    ImportJob const end = wait(second.job.id).job;
    EXPECT_EQ(end.state, ImportState::cancelled);
    EXPECT_TRUE(end.counts.conserved());
    EXPECT_EQ(end.counts.not_applied, 10);
    EXPECT_TRUE(must(door().verify(end.id)).holds);
    EXPECT_EQ(wait(first.job.id).job.state, ImportState::completed);
    EXPECT_EQ(persons().size(), 10U);
}

TEST_F(ImportsDoorTest, DiscardsAlsoWhatIsBeingAnalysed)
{
    ImportId const id = upload(many_people(50'000)).job.id;
    must(door().order_analysis(id, automatic(), {}));
    must(door().discard(id));
    static_cast<void>(door().wait(id, patience));
    EXPECT_EQ(code_of(door().show(id)), "IMPORT_NOT_FOUND");
    EXPECT_EQ(code_of(store_->blobs().open(id, "upload")), "FILE_NOT_FOUND");
    ImportView const ready = analysed(three_people);
    ImportView const done = committed(ready.job.id, ready.job.plan_hash);
    EXPECT_EQ(code_of(door().discard(done.job.id)), "IMPORT_STATE");
}

TEST_F(ImportsDoorTest, UndoesAfterTellingWhatThatWouldDo)
{
    ImportView const ready = analysed(three_people);
    EXPECT_EQ(code_of(door().order_undo_preview(ready.job.id)), "IMPORT_STATE");
    EXPECT_EQ(code_of(door().order_undo(ready.job.id, "somebody")), "IMPORT_STATE");
    committed(ready.job.id, ready.job.plan_hash);
    must(door().order_undo_preview(ready.job.id));
    ImportView const previewed = wait(ready.job.id);
    ASSERT_TRUE(previewed.undo_preview && previewed.undo_preview->report);
    EXPECT_EQ(previewed.undo_preview->report->removed, 3);
    EXPECT_EQ(previewed.job.state, ImportState::completed);
    EXPECT_EQ(persons().size(), 3U);
    ImportView const ordered = must(door().order_undo(ready.job.id, "somebody"));
    EXPECT_EQ(ordered.job.state, ordered.work ? ImportState::undoing : ImportState::undone);
    EXPECT_EQ(wait(ready.job.id).job.state, ImportState::undone);
    EXPECT_TRUE(persons().empty());
}

/// Work may end between two looks of one question.
TEST_F(ImportsDoorTest, ShowsNoWorkOnlyWithTheStateAfterIt)
{
    for (int round = 0; round < 100; ++round) {
        ImportView const ready = analysed("Email\nana@example.com\n");
        committed(ready.job.id, ready.job.plan_hash);
        must(door().order_undo(ready.job.id, "somebody"));
        ImportView shown = must(door().show(ready.job.id));
        while (shown.work) { shown = must(door().show(ready.job.id)); }
        ASSERT_EQ(shown.job.state, ImportState::undone) << round;
    }
}

TEST_F(ImportsDoorTest, KnowsRepeatedOrdersByTheirKeys)
{
    ImportId const first = upload(three_people).job.id;
    must(door().order_analysis(first, automatic(), "create-1"));
    ImportId const again = upload(three_people).job.id;
    EXPECT_EQ(must(door().order_analysis(again, automatic(), "create-1")).job.id, first);
    EXPECT_EQ(code_of(door().show(again)), "IMPORT_NOT_FOUND");
    ImportId const other = upload("Email\nx@example.com\n").job.id;
    EXPECT_EQ(code_of(door().order_analysis(other, automatic(), "create-1")), "IDEMPOTENCY_KEY_REUSED");
    AnalysisRequest different = automatic();
    different.recipe.choices.on_duplicate = OnDuplicate::discard;
    EXPECT_EQ(code_of(door().order_analysis(first, different, "create-1")), "IDEMPOTENCY_KEY_REUSED");
    EXPECT_EQ(must(door().order_analysis(first, automatic(), {})).job.id, first); // the same as before, without a key

    std::string const hash = wait(first).job.plan_hash;
    must(door().order_commit(first, hash, "commit-1"));
    EXPECT_EQ(wait(first).job.state, ImportState::completed);
    EXPECT_EQ(must(door().order_commit(first, hash, "commit-1")).job.state, ImportState::completed);
    must(door().order_analysis(other, automatic(), "create-2"));
    std::string const other_hash = wait(other).job.plan_hash;
    EXPECT_EQ(code_of(door().order_commit(other, other_hash, "commit-1")), "IDEMPOTENCY_KEY_REUSED");
    later_ = 25LL * 60 * 60 * 1'000'000;
    must(door().order_commit(other, other_hash, "commit-1"));
    EXPECT_EQ(wait(other).job.state, ImportState::completed);
}

TEST_F(ImportsDoorTest, AnalysesAgainAfterARestart)
{
    ImportId const waiting = upload(three_people).job.id;
    ImportId const id = upload(many_people(50'000)).job.id;
    must(door().order_analysis(id, automatic(), {}));
    restart();
    ImportView const ready = wait(id);
    EXPECT_EQ(ready.job.state, ImportState::ready);
    EXPECT_EQ(ready.job.planned.created, 50'000);
    EXPECT_EQ(state(waiting), ImportState::uploaded); // nothing was asked of it
}

TEST_F(ImportsDoorTest, GoesOnWithAnImportAndItsUndoWhereARestartInterruptedThem)
{
    setenv("MUSTER_RECORDS_PER_CHUNK", "20", 1); // NOLINT(concurrency-mt-unsafe): no other thread runs that reads it
    ImportView const ready = analysed(many_people(3'000));
    must(door().order_commit(ready.job.id, ready.job.plan_hash, {}));
    wait_for_state(ready.job.id, ImportState::importing);
    restart();
    int restarts = 1;
    while (must(door().show(ready.job.id)).work && restarts < 4) {
        std::this_thread::sleep_for(50ms);
        restart();
        ++restarts;
    }
    ImportView const done = wait(ready.job.id);
    EXPECT_EQ(done.job.state, ImportState::completed);
    EXPECT_EQ(done.job.counts, ready.job.planned);
    EXPECT_TRUE(must(door().verify(ready.job.id)).holds);
    EXPECT_EQ(persons().size(), 3'000U);

    must(door().order_undo(ready.job.id, "somebody"));
    restart();
    EXPECT_EQ(wait(ready.job.id).job.state, ImportState::undone);
    EXPECT_TRUE(persons().empty());
    unsetenv("MUSTER_RECORDS_PER_CHUNK"); // NOLINT(concurrency-mt-unsafe): as above
}

TEST_F(ImportsDoorTest, CancelsARunningImportAfterItsChunk)
{
    setenv("MUSTER_RECORDS_PER_CHUNK", "20", 1); // NOLINT(concurrency-mt-unsafe): no other thread runs that reads it
    ImportView const ready = analysed(many_people(5'000));
    must(door().order_commit(ready.job.id, ready.job.plan_hash, {}));
    wait_for_state(ready.job.id, ImportState::importing);
    must(door().cancel(ready.job.id));
    ImportView const end = wait(ready.job.id);
    EXPECT_EQ(end.job.state, ImportState::cancelled);
    EXPECT_TRUE(end.job.counts.conserved());
    EXPECT_GT(end.job.counts.not_applied, 0);
    EXPECT_EQ(static_cast<std::int64_t>(persons().size()), end.job.counts.created);
    unsetenv("MUSTER_RECORDS_PER_CHUNK"); // NOLINT(concurrency-mt-unsafe): as above
}

TEST_F(ImportsDoorTest, RemovesWhatIsOverButNothingThatIsWorkedOn)
{
    ImportId const old = upload(three_people).job.id;
    ImportId const busy = upload(many_people(60'000)).job.id;
    must(door().order_analysis(busy, automatic(), {}));
    later_ = 15LL * 24 * 60 * 60 * 1'000'000;
    EXPECT_EQ(must(runs_->expire()), 1);
    EXPECT_EQ(code_of(door().show(old)), "IMPORT_NOT_FOUND");
    EXPECT_EQ(wait(busy).job.state, ImportState::ready);
    EXPECT_EQ(must(runs_->expire()), 1);
}

TEST_F(ImportsDoorTest, KeepsAccountsApart)
{
    ImportId const id = upload(three_people).job.id;
    AccountId other{};
    {
        auto const transaction = must(store_->begin(Store::Access::write));
        other = must(transaction->accounts().create("other"));
        must(transaction->commit());
    }
    ImportsDoor stranger{*runs_, other};
    EXPECT_EQ(code_of(stranger.show(id)), "IMPORT_NOT_FOUND");
    EXPECT_EQ(code_of(stranger.preview(id, {})), "IMPORT_NOT_FOUND");
    EXPECT_EQ(code_of(stranger.order_analysis(id, automatic(), {})), "IMPORT_NOT_FOUND");
    EXPECT_EQ(code_of(stranger.change(id, {})), "IMPORT_NOT_FOUND");
    EXPECT_EQ(code_of(stranger.upload_file(id)), "IMPORT_NOT_FOUND");
    EXPECT_EQ(code_of(stranger.discard(id)), "IMPORT_NOT_FOUND");
    EXPECT_EQ(code_of(stranger.cancel(id)), "IMPORT_NOT_FOUND");
    EXPECT_EQ(code_of(stranger.order_undo(id, "x")), "IMPORT_NOT_FOUND");
    EXPECT_TRUE(must(stranger.list({}, 100)).empty());
}

} // namespace
} // namespace muster
