#include "app/measures.hpp"

#include "cli/help.hpp"
#include "operating/process_metrics.hpp"
#include "service/import_runs.hpp"

#include <algorithm>
#include <array>

namespace muster {

namespace {

double seconds(std::chrono::microseconds time) { return std::chrono::duration<double>(time).count(); }

/// What clients may send as a method has no bound.
std::string_view known_method(std::string_view method)
{
    constexpr std::array<std::string_view, 7> known{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    return std::find(known.begin(), known.end(), method) != known.end() ? method : std::string_view{"other"};
}

/// Calls of paths that are not there count together.
std::string_view route_of(CallEnd const& end) { return end.pattern.empty() ? std::string_view{"none"} : end.pattern; }

std::string_view end_of(JobEnd const& end)
{
    if (!end.trouble) { return "done"; }
    if (end.next == JobEnd::Next::again) { return "again"; }
    return end.trouble->kind == ErrorKind::cancelled ? "cancelled" : "failed";
}

/// 2xx, 4xx, or why there was no answer: TARGET_TIMEOUT.
std::string outcome_of(Result<Answer> const& answer)
{
    if (!answer) { return answer.error().code; }
    return std::to_string(std::clamp<std::int64_t>(answer->status / 100, 1, 5)) + "xx";
}

bool has_come_to_an_end(ImportState state)
{
    constexpr std::array ends{ImportState::completed, ImportState::completed_with_errors, ImportState::failed, ImportState::cancelled,
                              ImportState::undone};
    return std::find(ends.begin(), ends.end(), state) != ends.end();
}

std::uint64_t counted(std::int64_t number) { return static_cast<std::uint64_t>(std::max<std::int64_t>(number, 0)); }

void read_imports(Store& store, MetricReading& reading)
{
    Result<std::unique_ptr<Transaction>> const transaction = store.begin(Store::Access::read);
    if (!transaction) { return; }
    auto const counts = (*transaction)->imports().count_by_state();
    if (!counts) { return; }
    for (auto const& [state, count] : *counts) { reading.add({name_of(state)}, static_cast<double>(count)); }
}

void read_jobs(JobQueue const& queue, MetricReading& reading)
{
    std::vector<JobView> const jobs = queue.all();
    for (Lane const lane : {Lane::analysing, Lane::writing}) {
        for (JobView::State const state : {JobView::State::waiting, JobView::State::running}) {
            auto const count =
                std::count_if(jobs.begin(), jobs.end(), [&](JobView const& job) { return job.lane == lane && job.state == state; });
            reading.add({name_of(lane), state == JobView::State::waiting ? "waiting" : "running"}, static_cast<double>(count));
        }
    }
}

} // namespace

Measures::Measures()
    : calls_{metrics_.counters({"muster_http_requests_total",
                                "Requests that were read and ended. Route none: there is no such path. Status 0: the connection broke.",
                                {"method", "route", "status"}})},
      call_seconds_{metrics_.histograms(
          {"muster_http_request_duration_seconds", "From a request's first byte to the last one of its answer.", {"method", "route"}},
          latency_bounds())},
      sent_bytes_{metrics_.counters({"muster_http_sent_bytes_total", "Bytes of answers.", {}})},
      refusals_{metrics_.counters(
          {"muster_http_refusals_total",
           "Requests that never came to their operation: malformed (400), too slow (408), too large (413, 431), too many at once (503).",
           {"status"}})},
      group_acts_{metrics_.histograms({"muster_store_group_acts", "Small writes that shared one commit.", {}}, doubling_bounds(8))},
      group_wait_{metrics_.histograms({"muster_store_group_wait_seconds", "How long the first write of a group waited for its turn.", {}},
                                      latency_bounds())},
      group_commit_{
          metrics_.histograms({"muster_store_group_commit_seconds", "Making a group of small writes durable.", {}}, latency_bounds())},
      jobs_{metrics_.counters({"muster_import_jobs_total", "Runs of jobs about imports, by how they ended.", {"kind", "end"}})},
      stages_{metrics_.histograms({"muster_import_stage_duration_seconds", "Stages of jobs about imports.", {"kind", "stage"}},
                                  {0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1'800})},
      imports_{metrics_.counters({"muster_imports_ended_total", "Imports and undos that came to their end.", {"state"}})},
      rows_{metrics_.counters({"muster_import_rows_total", "Rows of imports that ended, by what became of them.", {"became"}})},
      records_{metrics_.counters({"muster_import_records_total", "Records of imports that ended, by outcome.", {"outcome"}})},
      webhooks_{metrics_.counters({"muster_webhook_attempts_total",
                                   "Messages that were sent to webhooks, by the answer's class or why there was none.",
                                   {"outcome"}})},
      webhook_seconds_{
          metrics_.histograms({"muster_webhook_attempt_duration_seconds", "Attempts at sending to webhooks.", {}}, latency_bounds())},
      mails_{metrics_.counters({"muster_mails_total", "Mails that were handed in, or why not.", {"outcome"}})}
{
    look_at_server();
    add_process_metrics(metrics_);
    metrics_.look({"muster_build_info", "The version that runs.", {"version"}}, Metrics::Kind::gauge,
                  [](MetricReading& reading) { reading.add({version_text()}, 1); });
}

void Measures::look_at_server()
{
    struct Part {
        MetricDescription description{};
        Metrics::Kind kind{};
        double (*value)(HttpServer::Load const&){};
    };
    using Load = HttpServer::Load;
    using Kind = Metrics::Kind;
    for (Part const& part : {
             Part{{"muster_http_connections", "Connections that are open.", {}},
                  Kind::gauge,
                  [](Load const& load) { return static_cast<double>(load.connections); }},
             Part{{"muster_http_connections_total", "Connections that were taken.", {}},
                  Kind::counter,
                  [](Load const& load) { return static_cast<double>(load.taken); }},
             Part{{"muster_http_connections_turned_away_total", "Connections that there was no room for.", {}},
                  Kind::counter,
                  [](Load const& load) { return static_cast<double>(load.turned_away); }},
             Part{{"muster_http_requests_waiting", "Requests that no thread has taken yet; beyond 256 they are refused.", {}},
                  Kind::gauge,
                  [](Load const& load) { return static_cast<double>(load.waiting); }},
             Part{{"muster_http_requests_running", "Requests that are being answered.", {}},
                  Kind::gauge,
                  [](Load const& load) { return static_cast<double>(load.running); }},
             Part{{"muster_http_spooled_bodies_total", "Bodies that were too long for memory and went to disk.", {}},
                  Kind::counter,
                  [](Load const& load) { return static_cast<double>(load.spooled); }},
         }) {
        metrics_.look(part.description, part.kind, [this, value = part.value](MetricReading& reading) {
            HttpServer const* const server = server_;
            if (server != nullptr) { reading.add({}, value(server->load())); }
        });
    }
}

void Measures::look_at(Store& store, JobQueue const& jobs)
{
    metrics_.look({"muster_imports", "Imports that are kept, by state.", {"state"}}, Metrics::Kind::gauge,
                  [&store](MetricReading& reading) { read_imports(store, reading); });
    metrics_.look({"muster_import_jobs", "Jobs about imports that wait or run, by lane.", {"lane", "state"}}, Metrics::Kind::gauge,
                  [&jobs](MetricReading& reading) { read_jobs(jobs, reading); });
}

void Measures::call_ended(CallEnd const& end)
{
    std::string_view const method = known_method(end.method);
    calls_.add({method, route_of(end), std::to_string(end.status)});
    call_seconds_.observe({method, route_of(end)}, seconds(end.took));
    sent_bytes_.add({}, end.sent);
}

void Measures::refused(int status) { refusals_.add({std::to_string(status)}); }

/// Whoever waits for the group must not fail because its size could not be noted.
void Measures::group_written(WriteGroup const& group) noexcept
{
    try {
        group_acts_.observe({}, static_cast<double>(group.acts));
        group_wait_.observe({}, seconds(group.waited));
        group_commit_.observe({}, seconds(group.commit));
    } catch (...) {
    }
}

void Measures::stage_ended(std::string_view kind, std::string_view stage, std::chrono::microseconds took)
{
    stages_.observe({kind, stage}, seconds(took));
}

void Measures::job_ended(JobView const& job, JobEnd const& end, ImportJob const* import)
{
    jobs_.add({job.kind, end_of(end)});
    bool const brings_to_an_end = job.kind == import_work::commit || job.kind == import_work::undo;
    if (brings_to_an_end && import != nullptr && end.next == JobEnd::Next::none && has_come_to_an_end(import->state)) {
        import_ended(*import);
    }
}

void Measures::import_ended(ImportJob const& import)
{
    imports_.add({name_of(import.state)});
    if (import.state == ImportState::undone) { return; } // its rows were counted when they came in
    Counts const& counts = import.counts;
    rows_.add({"blank"}, counted(counts.rows_blank));
    rows_.add({"rejected"}, counted(counts.rows_rejected));
    rows_.add({"folded"}, counted(counts.rows_folded));
    rows_.add({"record"}, counted(counts.records));
    records_.add({"created"}, counted(counts.created));
    records_.add({"updated"}, counted(counts.updated));
    records_.add({"promoted"}, counted(counts.promoted));
    records_.add({"unchanged"}, counted(counts.unchanged));
    records_.add({"discarded"}, counted(counts.discarded));
    records_.add({"rejected"}, counted(counts.records_rejected));
    records_.add({"not_applied"}, counted(counts.not_applied));
}

void Measures::webhook_attempted(Result<Answer> const& answer, std::chrono::microseconds took)
{
    webhooks_.add({outcome_of(answer)});
    webhook_seconds_.observe({}, seconds(took));
}

void Measures::mail_handed_in(Result<void> const& sent)
{
    mails_.add({sent ? std::string_view{"sent"} : std::string_view{sent.error().code}});
}

Result<Answer> MeasuredPoster::post(Post const& post)
{
    auto const start = std::chrono::steady_clock::now();
    Result<Answer> answer = poster_.post(post);
    measures_.webhook_attempted(answer, std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start));
    return answer;
}

} // namespace muster
