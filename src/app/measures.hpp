#pragma once

#include "api/api_handler.hpp"
#include "delivery/mail.hpp"
#include "delivery/transfer.hpp"
#include "http/server.hpp"
#include "jobs/job_queue.hpp"
#include "operating/metrics.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/store.hpp"

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>

namespace muster {

/// What a running server counts and measures: the one place that says what its metrics are called (doc/operations.md lists them). Nothing
/// of it is personal, and no label is what somebody sent. Any thread.
class Measures {
public:
    Measures();

    void call_ended(CallEnd const& end);
    void refused(int status);
    void group_written(WriteGroup const& group) noexcept;
    void stage_ended(std::string_view kind, std::string_view stage, std::chrono::microseconds took);
    /// `import` as it stands after the job; null when it is gone.
    void job_ended(JobView const& job, JobEnd const& end, ImportJob const* import);
    void webhook_attempted(Result<Answer> const& answer, std::chrono::microseconds took);
    void mail_handed_in(Result<void> const& sent);

    /// What is looked at while somebody asks. All of it outlives the last text().
    void look_at(Store& store, JobQueue const& jobs);
    /// From now on; null: not any more.
    void look_at(HttpServer const* server) { server_ = server; }

    std::string text() const { return metrics_.text(); }

private:
    void look_at_server();
    void import_ended(ImportJob const& import);

    Metrics metrics_{};
    Counters& calls_;
    Histograms& call_seconds_;
    Counters& sent_bytes_;
    Counters& refusals_;
    Histograms& group_acts_;
    Histograms& group_wait_;
    Histograms& group_commit_;
    Counters& jobs_;
    Histograms& stages_;
    Counters& imports_;
    Counters& rows_;
    Counters& records_;
    Counters& webhooks_;
    Histograms& webhook_seconds_;
    Counters& mails_;
    std::atomic<HttpServer const*> server_{};
};

/// Counts every attempt of a poster, which outlives it.
class MeasuredPoster final : public Poster {
public:
    MeasuredPoster(Poster& poster, Measures& measures) : poster_{poster}, measures_{measures} {}
    Result<Answer> post(Post const& post) override;

private:
    Poster& poster_;
    Measures& measures_;
};

} // namespace muster
