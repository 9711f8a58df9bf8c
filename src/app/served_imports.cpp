#include "app/served_imports.hpp"

#include "app/allocator.hpp"
#include "base/date.hpp"

#include <chrono>
#include <optional>
#include <utility>

namespace muster {

namespace {

constexpr std::chrono::hours between_clearances{1};
/// Long enough that the steps of one import, and imports one after the other, find what they had.
constexpr std::chrono::seconds quiet{10};

/// Sentences may quote cells; what is told of our own defects does not.
void log_job(Log& log, JobView const& job, JobEnd const& end)
{
    std::string_view const code = end.trouble ? std::string_view{end.trouble->code} : std::string_view{};
    std::string_view const sentence =
        end.trouble && end.trouble->kind == ErrorKind::internal ? std::string_view{end.trouble->message} : std::string_view{};
    LogLevel const level = end.trouble && end.trouble->kind == ErrorKind::internal ? LogLevel::error : LogLevel::info;
    log.write(level, "job",
              {{"account", job.key.account.value},
               {"import", job.key.import.value},
               {"kind", job.kind},
               {"code", code},
               {"sentence", sentence},
               {"tries", job.tries}});
}

/// How a job left its import; nothing when that cannot be told now.
std::optional<ImportJob> find_import(Store& store, JobKey key)
{
    Result<std::unique_ptr<Transaction>> const transaction = store.begin(Store::Access::read);
    if (!transaction) { return std::nullopt; }
    Result<std::optional<ImportJob>> found = (*transaction)->imports().load(key.account, key.import);
    return found ? *std::move(found) : std::nullopt;
}

ImportRunsOrder runs_order(ServedImports::Order const& order, Log& log, std::shared_ptr<std::atomic<std::uint64_t>> ended)
{
    ImportRunsOrder made;
    made.store = order.store;
    made.folder = order.work_folder;
    made.queue.on_end = [&log, store = order.store, measures = order.measures, ended = std::move(ended)](JobView const& job,
                                                                                                         JobEnd const& end) {
        ++*ended;
        log_job(log, job, end);
        std::optional<ImportJob> const import = find_import(*store, job.key);
        measures->job_ended(job, end, import ? &*import : nullptr);
    };
    made.queue.on_stage = [measures = order.measures](std::string_view kind, std::string_view stage, std::chrono::microseconds took) {
        measures->stage_ended(kind, stage, took);
    };
    return made;
}

} // namespace

ServedImports::ServedImports(Order order, Log& log)
    : order_{std::move(order)}, log_{log}, ended_{std::make_shared<std::atomic<std::uint64_t>>(0)}, runs_{runs_order(order_, log, ended_)}
{
}

Result<std::unique_ptr<ServedImports>> ServedImports::start(Order order, Log& log)
{
    auto imports = std::make_unique<ServedImports>(std::move(order), log);
    TRY_ASSIGN(imports->resumable_, ResumableUploads::open(imports->order_.pieces_folder, now));
    TRY(imports->runs_.resume());
    imports->housekeeper_ = std::thread{[served = imports.get()] { served->keep_house(); }};
    return imports;
}

void ServedImports::stop()
{
    {
        std::scoped_lock const lock{mutex_};
        is_ending_ = true;
    }
    ends_.notify_all();
    if (housekeeper_.joinable()) { housekeeper_.join(); }
    runs_.stop();
}

void ServedImports::keep_house()
{
    using Steady = std::chrono::steady_clock;
    std::uint64_t seen = 0;
    std::uint64_t given = 0;
    Steady::time_point clearance = Steady::now();
    std::unique_lock lock{mutex_};
    while (!is_ending_) {
        lock.unlock();
        if (Steady::now() >= clearance) {
            clear_up();
            clearance = Steady::now() + between_clearances;
        }
        rest(seen, given);
        lock.lock();
        ends_.wait_for(lock, quiet, [this] { return is_ending_; });
    }
}

/// Gives memory back when no job ran since the last look, but some did since it was last given back.
void ServedImports::rest(std::uint64_t& seen, std::uint64_t& given)
{
    std::uint64_t const ended = *ended_;
    bool const is_quiet = ended == std::exchange(seen, ended) && runs_.queue().all().empty();
    if (!is_quiet || ended == given) { return; }
    give_memory_back();
    given = ended;
}

void ServedImports::clear_up()
{
    Result<std::int64_t> const imports = runs_.expire();
    Result<std::int64_t> const pieces = resumable_->expire();
    if (imports && pieces) {
        if (*imports + *pieces > 0) { log_.write(LogLevel::info, "expiry", {{"imports", *imports}, {"uploads", *pieces}}); }
        return;
    }
    std::string const& code = imports ? pieces.error().code : imports.error().code;
    log_.write(LogLevel::warning, "expiry", {{"code", std::string_view{code}}}); // the next hour tries again
}

} // namespace muster
