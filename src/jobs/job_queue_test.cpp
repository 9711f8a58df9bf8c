#include "jobs/job_queue.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>

namespace muster {
namespace {

using namespace std::chrono_literals;

JobKey key(std::int64_t account, std::int64_t import) { return {AccountId{account}, ImportId{import}}; }

/// Long enough that only a hanging test meets it.
constexpr std::chrono::seconds patience{20};

/// Jobs that note when they run, and one that waits until it is let go.
class JobQueueTest : public testing::Test {
protected:
    JobOrder noting(JobKey of, Lane lane = Lane::analysing)
    {
        return {of, lane, "noting", [this, of](JobTeller&) {
                    note(of);
                    return JobEnd{};
                }};
    }

    /// Runs until it is told to end, and keeps what it was told.
    JobOrder asking(JobKey of, Lane lane = Lane::analysing)
    {
        return {of, lane, "asking", [this, of](JobTeller& teller) {
                    note(of);
                    for (;;) {
                        Result<void> const told = teller.tell("asking", 0, 0);
                        if (!told) { return JobEnd{JobEnd::Next::none, told.error()}; }
                        std::this_thread::sleep_for(1ms);
                    }
                }};
    }

    void note(JobKey of)
    {
        std::scoped_lock const lock{mutex_};
        ran_.push_back(of);
    }
    std::vector<JobKey> ran()
    {
        std::scoped_lock const lock{mutex_};
        return ran_;
    }

    JobQueueOrder order()
    {
        JobQueueOrder made;
        made.first_pause = 5ms;
        made.on_end = [this](JobView const&, JobEnd const& end) {
            std::scoped_lock const lock{mutex_};
            ends_.push_back(end.trouble ? end.trouble->code : "");
        };
        return made;
    }
    std::vector<std::string> ends()
    {
        std::scoped_lock const lock{mutex_};
        return ends_;
    }

    static void wait_until_running(JobQueue const& queue, JobKey of)
    {
        auto const until = std::chrono::steady_clock::now() + patience;
        while (std::chrono::steady_clock::now() < until) {
            auto const job = queue.find(of);
            if (job && job->state == JobView::State::running) { return; }
            std::this_thread::sleep_for(1ms);
        }
        FAIL() << "the job has not begun";
    }

    std::mutex mutex_{};
    std::vector<JobKey> ran_{};
    std::vector<std::string> ends_{};
};

TEST_F(JobQueueTest, LetsAccountsTakeTurns)
{
    JobQueue queue{order()};
    ASSERT_TRUE(queue.submit(asking(key(1, 1))));
    wait_until_running(queue, key(1, 1));
    for (std::int64_t import = 2; import <= 4; ++import) { ASSERT_TRUE(queue.submit(noting(key(1, import)))); }
    ASSERT_TRUE(queue.submit(noting(key(2, 9))));
    EXPECT_EQ(queue.find(key(2, 9))->ahead, 4U);
    ASSERT_TRUE(queue.cancel(key(1, 1)));
    for (JobKey const one : {key(1, 2), key(1, 3), key(1, 4), key(2, 9)}) { EXPECT_TRUE(queue.wait(one, patience)); }
    EXPECT_EQ(ran(), (std::vector{key(1, 1), key(2, 9), key(1, 2), key(1, 3), key(1, 4)}));
}

TEST_F(JobQueueTest, TellsHowLongEachStageTook)
{
    JobQueueOrder telling = order();
    std::vector<std::string> stages;
    std::vector<std::chrono::microseconds> times;
    telling.on_stage = [&](std::string_view kind, std::string_view stage, std::chrono::microseconds took) {
        std::scoped_lock const lock{mutex_};
        stages.push_back(std::string{kind} + " " + std::string{stage});
        times.push_back(took);
    };
    JobQueue queue{std::move(telling)};
    ASSERT_TRUE(queue.submit({key(1, 1), Lane::analysing, "staged", [](JobTeller& teller) {
                                  for (std::string_view const stage : {"reading", "reading", "planning"}) {
                                      EXPECT_TRUE(teller.tell(stage, 0, 0));
                                      std::this_thread::sleep_for(5ms);
                                  }
                                  return JobEnd{};
                              }}));
    ASSERT_TRUE(queue.submit(noting(key(1, 2)))); // without stages
    EXPECT_TRUE(queue.wait(key(1, 1), patience));
    EXPECT_TRUE(queue.wait(key(1, 2), patience));
    EXPECT_EQ(stages, (std::vector<std::string>{"staged reading", "staged planning"}));
    ASSERT_EQ(times.size(), 2U);
    EXPECT_GE(times[0], 10ms);
    EXPECT_GE(times[1], 5ms);
}

TEST_F(JobQueueTest, WorksItsLanesOffBesideEachOther)
{
    JobQueue queue{order()};
    ASSERT_TRUE(queue.submit(asking(key(1, 1), Lane::writing)));
    wait_until_running(queue, key(1, 1));
    ASSERT_TRUE(queue.submit(noting(key(1, 2), Lane::analysing)));
    EXPECT_TRUE(queue.wait(key(1, 2), patience));
    EXPECT_TRUE(queue.find(key(1, 1)).has_value());
}

TEST_F(JobQueueTest, HasOneJobForAnImport)
{
    JobQueue queue{order()};
    ASSERT_TRUE(queue.submit(asking(key(1, 1))));
    Result<void> const again = queue.submit(noting(key(1, 1), Lane::writing));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "JOB_EXISTS");
    EXPECT_TRUE(queue.submit(noting(key(2, 1), Lane::writing))); // another account's import
}

TEST_F(JobQueueTest, GivesWayToAJobThatSupersedes)
{
    std::promise<void> all_are_there;
    JobQueue queue{order()};
    ASSERT_TRUE(queue.submit({key(1, 1), Lane::analysing, "first", [&](JobTeller& teller) {
                                  all_are_there.get_future().wait(); // or the second one may begin before the third is there
                                  return JobEnd{JobEnd::Next::none, teller.tell("first", 0, 0).error()};
                              }}));
    wait_until_running(queue, key(1, 1));
    std::atomic<bool> dropped_ran{};
    ASSERT_TRUE(queue.submit({key(1, 1), Lane::analysing, "dropped",
                              [&](JobTeller&) {
                                  dropped_ran = true;
                                  return JobEnd{};
                              }},
                             JobQueue::OnBusy::supersede));
    std::promise<bool> last;
    ASSERT_TRUE(queue.submit({key(1, 1), Lane::writing, "last",
                              [&](JobTeller& teller) {
                                  last.set_value(teller.is_superseded());
                                  return JobEnd{};
                              }},
                             JobQueue::OnBusy::supersede));
    all_are_there.set_value();
    EXPECT_TRUE(queue.wait(key(1, 1), patience));
    EXPECT_FALSE(last.get_future().get());
    EXPECT_EQ(ends(), (std::vector<std::string>{"JOB_SUPERSEDED", ""}));
    EXPECT_FALSE(dropped_ran);
}

TEST_F(JobQueueTest, CancelsWhatRunsAndWithdrawsWhatWaits)
{
    JobQueue queue{order()};
    ASSERT_TRUE(queue.submit(asking(key(1, 1))));
    wait_until_running(queue, key(1, 1));
    ASSERT_TRUE(queue.submit(noting(key(1, 2))));
    EXPECT_FALSE(queue.withdraw(key(1, 1)));
    EXPECT_TRUE(queue.withdraw(key(1, 2)));
    EXPECT_FALSE(queue.cancel(key(1, 2)));
    EXPECT_TRUE(queue.cancel(key(1, 1)));
    EXPECT_TRUE(queue.wait(key(1, 1), patience));
    EXPECT_EQ(ends(), std::vector<std::string>{"CANCELLED"});
    EXPECT_EQ(ran(), std::vector{key(1, 1)});
}

TEST_F(JobQueueTest, TriesAgainAndSaysWhy)
{
    JobQueueOrder const slow = [&] {
        JobQueueOrder made = order();
        made.first_pause = 200ms;
        return made;
    }();
    JobQueue queue{slow};
    std::atomic<int> tries{};
    std::promise<void> first_over;
    ASSERT_TRUE(queue.submit({key(1, 1), Lane::writing, "failing", [&](JobTeller&) {
                                  if (++tries > 1) { return JobEnd{}; }
                                  first_over.set_value();
                                  return JobEnd{JobEnd::Next::again, Error{ErrorKind::unavailable, "DISK_FULL", "The disk is full."}};
                              }}));
    first_over.get_future().wait();
    auto const until = std::chrono::steady_clock::now() + patience;
    std::optional<JobView> waiting = queue.find(key(1, 1));
    while (waiting && !waiting->trouble && std::chrono::steady_clock::now() < until) { waiting = queue.find(key(1, 1)); }
    ASSERT_TRUE(waiting && waiting->trouble);
    EXPECT_EQ(waiting->trouble->code, "DISK_FULL");
    EXPECT_EQ(waiting->state, JobView::State::waiting);
    EXPECT_TRUE(queue.wait(key(1, 1), patience));
    EXPECT_EQ(tries, 2);
}

TEST_F(JobQueueTest, OutlivesAJobThatThrows)
{
    JobQueue queue{order()};
    ASSERT_TRUE(queue.submit({key(1, 1), Lane::analysing, "throwing", [](JobTeller&) -> JobEnd { throw std::runtime_error{"odd"}; }}));
    ASSERT_TRUE(queue.submit(noting(key(1, 2))));
    EXPECT_TRUE(queue.wait(key(1, 2), patience));
    EXPECT_EQ(ends(), (std::vector<std::string>{"JOB_DIED", ""}));
}

TEST_F(JobQueueTest, TellsRateAndTimeLeft)
{
    std::promise<void> look, looked; // outlive the queue: its job waits for one
    JobQueue queue{order()};
    ASSERT_TRUE(queue.submit({key(1, 1), Lane::analysing, "counting", [&](JobTeller& teller) {
                                  EXPECT_TRUE(teller.tell("reading", 0, 400));
                                  std::this_thread::sleep_for(400ms);
                                  EXPECT_TRUE(teller.tell("reading", 100, 400));
                                  look.set_value();
                                  looked.get_future().wait();
                                  return JobEnd{};
                              }}));
    look.get_future().wait();
    JobView const view = queue.find(key(1, 1)).value();
    looked.set_value();
    EXPECT_EQ(view.progress.stage, "reading");
    EXPECT_EQ(view.progress.done, 100);
    EXPECT_EQ(view.progress.of, 400);
    EXPECT_GT(view.progress.per_second, 0);
    EXPECT_LE(view.progress.per_second, 250.5); // 100 in 0.4 s or, on a slow machine, in more
    ASSERT_TRUE(view.progress.seconds_left);
    EXPECT_GE(*view.progress.seconds_left, 2); // 300 left
    EXPECT_EQ(view.tries, 1);
}

TEST_F(JobQueueTest, StopsAtTheNextQuestion)
{
    JobQueue queue{order()};
    ASSERT_TRUE(queue.submit(asking(key(1, 1))));
    wait_until_running(queue, key(1, 1));
    ASSERT_TRUE(queue.submit(noting(key(1, 2))));
    queue.stop();
    EXPECT_EQ(ends(), std::vector<std::string>{"SERVER_STOPPING"});
    EXPECT_EQ(ran(), std::vector{key(1, 1)});
    Result<void> const late = queue.submit(noting(key(1, 3)));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "SERVER_STOPPING");
}

} // namespace
} // namespace muster
