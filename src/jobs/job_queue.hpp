#pragma once

#include "base/number.hpp"
#include "base/result.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace muster {

/// What a job is about: there is one job for an import at a time.
struct JobKey {
    AccountId account{};
    ImportId import{};
    auto operator<=>(JobKey const&) const = default;
};

/// Who works a job off. Analyses only read the store, so they run beside what writes to it.
enum class Lane : std::uint8_t { analysing, writing };
std::string_view name_of(Lane lane); ///< analysing, writing

/// How far a job is.
struct JobProgress {
    std::string stage{}; ///< as the use case calls it: reading, planning, importing, ...
    std::int64_t done{};
    std::int64_t of{};                          ///< 0: not known
    double per_second{};                        ///< over the last seconds of this stage; 0: not known yet
    std::optional<std::int64_t> seconds_left{}; ///< of this stage
};

/// One job as it stands.
struct JobView {
    JobKey key{};
    Lane lane{Lane::analysing};
    std::string_view kind{}; ///< what it was ordered as
    enum class State : std::uint8_t { waiting, running } state{State::waiting};
    std::size_t ahead{}; ///< of a waiting one: jobs of its lane that were ordered before it
    JobProgress progress{};
    bool cancelling{};              ///< it was asked to end
    std::chrono::seconds silent{};  ///< of a running one: since it last told how far it is
    std::int64_t tries{};           ///< how often it was begun
    std::optional<Error> trouble{}; ///< why it is tried again
    std::uint64_t revision{};       ///< changes with everything that is shown here but `ahead` and `silent`
};

/// What a running job tells and is told. Any thread of the job.
class JobTeller {
public:
    JobTeller() = default;
    JobTeller(JobTeller const&) = delete;
    JobTeller& operator=(JobTeller const&) = delete;
    virtual ~JobTeller() = default;
    /// An Error when the job is to end at the next safe place: cancelled CANCELLED (somebody asked for it), cancelled JOB_SUPERSEDED
    /// (another job for the import waits), unavailable SERVER_STOPPING (the program ends; a restart goes on).
    virtual Result<void> tell(std::string_view stage, std::int64_t done, std::int64_t of) = 0;
    /// Whether another job for the import waits: this one's result is not wanted any more.
    virtual bool is_superseded() const = 0;
};

/// How a run of a job ended.
struct JobEnd {
    enum class Next : std::uint8_t {
        none,
        again, ///< to be tried again after a pause that doubles with every try
    } next{Next::none};
    std::optional<Error> trouble{}; ///< what was in the way
};

struct JobOrder {
    JobKey key{};
    Lane lane{Lane::analysing};
    std::string_view kind{};                 ///< a literal
    std::function<JobEnd(JobTeller&)> run{}; ///< on one of the lane's threads; what it throws ends it with internal JOB_DIED
};

struct JobQueueOrder {
    std::size_t analysing{1}; ///< threads of the lane. An analysis uses three cores by itself
    std::size_t writing{1};   ///< the embedded store has one writer: a second one would only wait
    /// Before a job is tried again the first time; longest: 5 minutes.
    std::chrono::milliseconds first_pause{5'000};
    /// Told the end of every run, on the job's thread: for the log. May be empty.
    std::function<void(JobView const&, JobEnd const&)> on_end{};
    /// Told how long each stage of a job took, on the job's thread: for the metrics. May be empty.
    std::function<void(std::string_view kind, std::string_view stage, std::chrono::microseconds took)> on_stage{};
};

/// Works jobs off in the background. Accounts take turns, so that one with many imports keeps nobody else waiting; within an account the
/// order is that of ordering. Jobs live in memory only: what has to outlive the program stands in the store, from which a restart orders it
/// again. Any thread.
class JobQueue {
public:
    explicit JobQueue(JobQueueOrder order);
    JobQueue(JobQueue const&) = delete;
    JobQueue& operator=(JobQueue const&) = delete;
    ~JobQueue(); ///< stops

    enum class OnBusy : std::uint8_t {
        refuse,
        supersede, ///< a waiting job for the import is dropped, a running one asked to end; this one comes after it
    };
    /// Errors: conflict JOB_EXISTS when there is a job for the import; unavailable SERVER_STOPPING.
    Result<void> submit(JobOrder order, OnBusy on_busy = OnBusy::refuse);
    /// Takes a job away that is not running; false when there is none such.
    bool withdraw(JobKey key);
    /// Asks a job to end. One that waits is begun at once and told at the first question. False when there is none.
    bool cancel(JobKey key);
    /// The job for an import: of two, the one that waits.
    std::optional<JobView> find(JobKey key) const;
    std::vector<JobView> all() const; ///< in the order of ordering
    /// Waits until the import has no job; false when the time is over before.
    bool wait(JobKey key, std::chrono::milliseconds longest) const;
    /// Asks all running jobs to end, drops the others and waits for the threads.
    void stop();

private:
    using Clock = std::chrono::steady_clock;
    struct Job;
    class Teller;
    using Jobs = std::list<std::shared_ptr<Job>>;

    void work(Lane lane);
    std::shared_ptr<Job> take(std::unique_lock<std::mutex>& lock, Lane lane);
    std::shared_ptr<Job> pick(Lane lane, Clock::time_point now, Clock::time_point& next_look) const;
    void run(std::shared_ptr<Job> const& job);
    void end(std::shared_ptr<Job> const& job, JobEnd const& end);
    Result<void> tell(Job& job, std::string_view stage, std::int64_t done, std::int64_t of);
    std::shared_ptr<Job> job_of(JobKey key) const;
    bool is_running(JobKey key) const;
    JobView view(Job const& job) const;
    JobView view_now(Job const& job) const;
    void turn(Job& job, std::string_view stage); ///< tells of the stage that ends

    JobQueueOrder order_;
    mutable std::mutex mutex_{};
    mutable std::condition_variable changed_{};
    Jobs jobs_{};                                      ///< waiting and running, in the order of ordering
    std::map<AccountId, std::uint64_t> last_served_{}; ///< rising
    std::uint64_t served_{};
    std::uint64_t revision_{};
    bool stopping_{};
    std::vector<std::thread> threads_{};
};

} // namespace muster
