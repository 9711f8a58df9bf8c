#pragma once

#include "jobs/job_queue.hpp"
#include "service/import_acts.hpp"

#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// What the jobs of imports are called.
namespace import_work {
inline constexpr std::string_view analysis = "analysis"; ///< of the file
inline constexpr std::string_view plan = "plan";         ///< of rows that were analysed, under other choices
inline constexpr std::string_view commit = "commit";
inline constexpr std::string_view undo = "undo";
inline constexpr std::string_view undo_preview = "undo preview";
inline constexpr std::string_view receipt = "receipt"; ///< what a crash left out
inline constexpr std::string_view removal = "removal";
} // namespace import_work

struct ImportRunsOrder {
    std::shared_ptr<Store> store{};
    std::string folder{}; ///< for sorting and temporary files
    std::uint64_t upload_limit{standard_upload_limit};
    std::uint64_t unpacked_limit{standard_unpacked_limit};
    std::function<Instant()> clock{now};
    JobQueueOrder queue{};
};

/// What an undo would do, or why that could not be told.
struct UndoPreview {
    std::optional<UndoReport> report{};
    std::optional<Error> trouble{};
    Instant at{};
};

/// The imports of all accounts of a running server: what is done in the background, and the order between that and what people ask for.
/// Everything that has to survive stands in the store, so that the next start goes on. Any thread.
class ImportRuns {
public:
    explicit ImportRuns(ImportRunsOrder order);
    ImportRuns(ImportRuns const&) = delete;
    ImportRuns& operator=(ImportRuns const&) = delete;
    ~ImportRuns() = default; ///< waits for the running jobs' next safe place

    /// Orders what an earlier run of the program has left: analyses that were asked for, commits and undos that were consented to,
    /// receipts. Uploads that never came to their end go. Once, before the first request.
    Result<void> resume();
    /// Removes the imports whose time is over, of all accounts, but those that are being worked on; gives how many. Called every hour or
    /// so.
    Result<std::int64_t> expire();
    /// Stops at the next safe places.
    void stop() { queue_.stop(); }

    JobQueue const& queue() const { return queue_; }

private:
    friend class ImportsDoor;

    Workplace place(AccountId account) const;
    /// What is asked about one import is decided one after the other.
    std::unique_lock<std::mutex> hold(JobKey key) const;

    Result<void> submit(JobKey key, std::string_view kind, JobQueue::OnBusy on_busy = JobQueue::OnBusy::refuse);
    JobEnd run(JobKey key, std::string_view kind, JobTeller& teller);
    JobEnd run_kind(JobKey key, std::string_view kind, JobTeller& teller);
    JobEnd analyze(JobKey key, AnalyzeFrom from, JobTeller& teller);
    JobEnd commit(JobKey key, JobTeller& teller);
    Result<void> make_missing_plan(AccountId account, ImportJob const& job) const;
    JobEnd undo(JobKey key, JobTeller& teller);
    JobEnd preview_undo(JobKey key, JobTeller& teller);
    JobEnd end_of(JobKey key, Result<void> const& done) const;
    void keep_preview(JobKey key, UndoPreview preview);
    std::optional<UndoPreview> find_preview(JobKey key) const;
    void forget_preview(JobKey key);
    void keep_trouble(JobKey key, JobEnd const& end);
    std::optional<Error> find_trouble(JobKey key) const;
    void forget_trouble(JobKey key);
    Result<void> resume_one(AccountId account, ImportJob const& job);

    ImportRunsOrder order_;
    LocalDoorOrder surroundings_; ///< what the use cases look at beside the store
    mutable std::array<std::mutex, 64> holds_{};
    mutable std::mutex told_mutex_{}; ///< of the two below
    std::map<JobKey, UndoPreview> previews_{};
    std::map<JobKey, Error> troubles_{}; ///< of works that came to no end and are not tried again
    JobQueue queue_;                     ///< last: its threads use all of the above
};

} // namespace muster
