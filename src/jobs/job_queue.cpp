#include "jobs/job_queue.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <utility>

namespace muster {

namespace {

/// Over how long a rate is measured: long enough to be steady, short enough to follow.
constexpr std::chrono::seconds rate_window{5};
constexpr std::chrono::milliseconds longest_pause{5 * 60 * 1'000};

Error stopping()
{
    return {ErrorKind::unavailable, "SERVER_STOPPING", "The server is stopping. It goes on with this when it is started again."};
}

Error died(std::string const& what)
{
    return {ErrorKind::internal, "JOB_DIED", "The work on this import ended with an error that is a defect of the program: " + what};
}

} // namespace

std::string_view name_of(Lane lane) { return lane == Lane::analysing ? "analysing" : "writing"; }

struct JobQueue::Job {
    /// How far it was at a moment.
    struct Mark {
        Clock::time_point at{};
        std::int64_t done{};
    };

    JobOrder order{};
    bool running{}, cancelled{}, superseded{};
    std::int64_t tries{};
    Clock::time_point not_before{};
    Clock::time_point told_at{};
    JobProgress progress{};
    Mark older{}, newer{}; ///< the rate is measured from the older one, which is between one window and two in the past
    std::optional<Error> trouble{};
    std::uint64_t revision{};
    Clock::time_point stage_began{};

    /// A stage and how long it took.
    struct EndedStage {
        std::string name{};
        std::chrono::microseconds took{};
    };
    /// What ends when a stage begins; nothing while it is the same one, and before the first.
    std::optional<EndedStage> turn_to(std::string_view stage, Clock::time_point at)
    {
        if (progress.stage == stage) { return std::nullopt; }
        auto const took = std::chrono::duration_cast<std::chrono::microseconds>(at - std::exchange(stage_began, at));
        if (progress.stage.empty()) { return std::nullopt; }
        return EndedStage{progress.stage, took};
    }

    void note(std::string_view stage, std::int64_t done, std::int64_t of, Clock::time_point at)
    {
        told_at = at;
        if (progress.stage != stage || done < progress.done) {
            progress = {std::string{stage}, done, of, 0, {}};
            older = newer = {at, done};
            return;
        }
        progress.done = done;
        progress.of = of;
        if (at - newer.at >= rate_window) { older = std::exchange(newer, {at, done}); }
        double const seconds = std::chrono::duration<double>(at - older.at).count();
        if (seconds < 0.2) { return; } // a rate over less jumps about
        progress.per_second = static_cast<double>(done - older.done) / seconds;
        bool const known = of > 0 && progress.per_second > 0;
        progress.seconds_left.reset();
        if (known) { progress.seconds_left = std::llround(std::ceil(static_cast<double>(of - done) / progress.per_second)); }
    }
};

class JobQueue::Teller final : public JobTeller {
public:
    Teller(JobQueue& queue, Job& job) : queue_{queue}, job_{job} {}
    Result<void> tell(std::string_view stage, std::int64_t done, std::int64_t of) override { return queue_.tell(job_, stage, done, of); }
    bool is_superseded() const override
    {
        std::scoped_lock const lock{queue_.mutex_};
        return job_.superseded;
    }

private:
    JobQueue& queue_;
    Job& job_;
};

JobQueue::JobQueue(JobQueueOrder order) : order_{std::move(order)}
{
    for (std::size_t thread = 0; thread < order_.analysing; ++thread) {
        threads_.emplace_back([this] { work(Lane::analysing); });
    }
    for (std::size_t thread = 0; thread < order_.writing; ++thread) {
        threads_.emplace_back([this] { work(Lane::writing); });
    }
}

JobQueue::~JobQueue() { stop(); }

Result<void> JobQueue::submit(JobOrder order, OnBusy on_busy)
{
    {
        std::scoped_lock const lock{mutex_};
        if (stopping_) { return stopping(); }
        if (on_busy == OnBusy::refuse && job_of(order.key)) {
            return Error{ErrorKind::conflict, "JOB_EXISTS",
                         "Something is being done with this import. Wait until it has ended, or cancel it."};
        }
        JobKey const key = order.key;
        std::erase_if(jobs_, [key](auto const& job) { return job->order.key == key && !job->running; });
        for (auto const& job : jobs_) {
            if (job->order.key == key) { job->superseded = true; }
        }
        auto job = std::make_shared<Job>();
        job->order = std::move(order);
        job->revision = ++revision_;
        jobs_.push_back(std::move(job));
    }
    changed_.notify_all();
    return {};
}

bool JobQueue::withdraw(JobKey key)
{
    std::size_t gone = 0;
    {
        std::scoped_lock const lock{mutex_};
        gone = std::erase_if(jobs_, [key](auto const& job) { return job->order.key == key && !job->running; });
    }
    changed_.notify_all();
    return gone > 0;
}

bool JobQueue::cancel(JobKey key)
{
    {
        std::scoped_lock const lock{mutex_};
        auto const job = job_of(key);
        if (!job) { return false; }
        job->cancelled = true;
        job->not_before = {};
        job->revision = ++revision_;
    }
    changed_.notify_all();
    return true;
}

std::optional<JobView> JobQueue::find(JobKey key) const
{
    std::scoped_lock const lock{mutex_};
    auto const job = job_of(key);
    if (!job) { return std::nullopt; }
    return view(*job);
}

std::vector<JobView> JobQueue::all() const
{
    std::scoped_lock const lock{mutex_};
    std::vector<JobView> views;
    for (auto const& job : jobs_) { views.push_back(view(*job)); }
    return views;
}

bool JobQueue::wait(JobKey key, std::chrono::milliseconds longest) const
{
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, longest, [&] { return stopping_ || !job_of(key); }) && !job_of(key);
}

void JobQueue::stop()
{
    {
        std::scoped_lock const lock{mutex_};
        stopping_ = true;
        std::erase_if(jobs_, [](auto const& job) { return !job->running; });
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) {
        if (thread.joinable()) { thread.join(); }
    }
}

/// The latest one: a job that another supersedes stands before it.
std::shared_ptr<JobQueue::Job> JobQueue::job_of(JobKey key) const
{
    auto const found = std::find_if(jobs_.rbegin(), jobs_.rend(), [key](auto const& job) { return job->order.key == key; });
    return found == jobs_.rend() ? nullptr : *found;
}

bool JobQueue::is_running(JobKey key) const
{
    return std::any_of(jobs_.begin(), jobs_.end(), [key](auto const& job) { return job->order.key == key && job->running; });
}

JobView JobQueue::view(Job const& job) const
{
    JobView view;
    view.key = job.order.key;
    view.lane = job.order.lane;
    view.kind = job.order.kind;
    view.state = job.running ? JobView::State::running : JobView::State::waiting;
    for (auto const& other : jobs_) {
        if (other.get() == &job) { break; }
        if (!job.running && other->order.lane == job.order.lane) { ++view.ahead; }
    }
    view.progress = job.progress;
    view.cancelling = job.cancelled || job.superseded;
    if (job.running) { view.silent = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - job.told_at); }
    view.tries = job.tries;
    view.trouble = job.trouble;
    view.revision = job.revision;
    return view;
}

void JobQueue::work(Lane lane)
{
    std::unique_lock lock{mutex_};
    while (auto const job = take(lock, lane)) {
        lock.unlock();
        run(job);
        lock.lock();
    }
}

/// Waits for a job of the lane and marks it running; null when the queue stops.
std::shared_ptr<JobQueue::Job> JobQueue::take(std::unique_lock<std::mutex>& lock, Lane lane)
{
    while (!stopping_) {
        Clock::time_point const now = Clock::now();
        Clock::time_point next_look = now + longest_pause;
        auto job = pick(lane, now, next_look);
        if (!job) {
            changed_.wait_until(lock, next_look);
            continue;
        }
        job->running = true;
        ++job->tries;
        job->told_at = job->stage_began = now;
        job->progress = {};
        job->trouble.reset();
        job->revision = ++revision_;
        last_served_[job->order.key.account] = ++served_;
        return job;
    }
    return nullptr;
}

/// The first job that may run, of the account whose last turn is longest ago.
std::shared_ptr<JobQueue::Job> JobQueue::pick(Lane lane, Clock::time_point now, Clock::time_point& next_look) const
{
    std::shared_ptr<Job> best;
    std::uint64_t best_turn = 0;
    for (auto const& job : jobs_) {
        if (job->running || job->order.lane != lane || is_running(job->order.key)) { continue; }
        if (job->not_before > now) {
            next_look = std::min(next_look, job->not_before);
            continue;
        }
        auto const served = last_served_.find(job->order.key.account);
        std::uint64_t const turn = served == last_served_.end() ? 0 : served->second;
        if (best && turn >= best_turn) { continue; }
        best = job;
        best_turn = turn;
    }
    return best;
}

void JobQueue::run(std::shared_ptr<Job> const& job)
{
    JobEnd ended;
    try {
        Teller teller{*this, *job};
        ended = job->order.run(teller);
    } catch (std::exception const& thrown) {
        ended = {JobEnd::Next::none, died(thrown.what())};
    } catch (...) {
        ended = {JobEnd::Next::none, died("unknown")};
    }
    turn(*job, {});
    if (order_.on_end) { order_.on_end(view_now(*job), ended); }
    end(job, ended);
}

void JobQueue::turn(Job& job, std::string_view stage)
{
    std::optional<Job::EndedStage> ended;
    {
        std::scoped_lock const lock{mutex_};
        ended = job.turn_to(stage, Clock::now());
    }
    if (ended && order_.on_stage) { order_.on_stage(job.order.kind, ended->name, ended->took); }
}

JobView JobQueue::view_now(Job const& job) const
{
    std::scoped_lock const lock{mutex_};
    return view(job);
}

void JobQueue::end(std::shared_ptr<Job> const& job, JobEnd const& ended)
{
    {
        std::scoped_lock const lock{mutex_};
        job->running = false;
        job->revision = ++revision_;
        bool const again = ended.next == JobEnd::Next::again && !job->superseded && !stopping_;
        if (again) {
            auto const doubled = order_.first_pause * (std::int64_t{1} << std::min<std::int64_t>(job->tries - 1, 16));
            job->not_before = Clock::now() + std::min<std::chrono::milliseconds>(doubled, longest_pause);
            job->trouble = ended.trouble;
        } else {
            jobs_.remove(job);
        }
    }
    changed_.notify_all();
}

Result<void> JobQueue::tell(Job& job, std::string_view stage, std::int64_t done, std::int64_t of)
{
    turn(job, stage);
    std::scoped_lock const lock{mutex_};
    job.note(stage, done, of, Clock::now());
    job.revision = ++revision_;
    if (job.superseded) { return Error{ErrorKind::cancelled, "JOB_SUPERSEDED", "Something else was asked for meanwhile."}; }
    if (job.cancelled) { return Error{ErrorKind::cancelled, "CANCELLED", "It was stopped because somebody asked for it."}; }
    if (stopping_) { return stopping(); }
    return {};
}

} // namespace muster
