#pragma once

#include "store/sqlite/sqlite_store.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <semaphore.h>

namespace muster::sqlite {

/// One transaction for the acts of several threads.
class GroupTransaction {
public:
    GroupTransaction() = default;
    GroupTransaction(GroupTransaction const&) = delete;
    GroupTransaction& operator=(GroupTransaction const&) = delete;
    virtual ~GroupTransaction() = default;
    /// Runs one act; when it fails, nothing of it is left and the next one can run.
    virtual Result<void> run(WritingAct const& act) = 0;
    /// Durable when it returns without an Error.
    virtual Result<void> finish() = 0;
};

/// The thread that writes what is small: it takes all acts that wait, in the order they came, runs them in one transaction and makes that
/// durable, while the next ones gather. So a sync to the disk is paid once for all threads that wait for it (group commit).
class GroupWriter {
public:
    using Begin = std::function<Result<std::unique_ptr<GroupTransaction>>()>;
    /// The thread starts with the first act: a program that never writes so has none.
    /// `on_group` as in SqliteChoices.
    explicit GroupWriter(Begin begin, std::function<void(WriteGroup const&)> on_group = {})
        : begin_{std::move(begin)}, on_group_{std::move(on_group)}
    {
    }
    GroupWriter(GroupWriter const&) = delete;
    GroupWriter& operator=(GroupWriter const&) = delete;
    /// No thread may be in write() any more.
    ~GroupWriter();

    /// Waits until the act is durable or has failed. Any thread.
    Result<void> write(WritingAct const& act);

private:
    /// Wakes one thread. The system's semaphore, because the standard library's yields the processor several times before it sleeps,
    /// which was a tenth of the server's time while many threads waited for the disk.
    class Signal {
    public:
        Signal() { sem_init(&semaphore_, 0, 0); }
        Signal(Signal const&) = delete;
        Signal& operator=(Signal const&) = delete;
        ~Signal() { sem_destroy(&semaphore_); }
        void give() { sem_post(&semaphore_); }
        void await()
        {
            while (sem_wait(&semaphore_) != 0) {} // a system signal has come in between
        }

    private:
        sem_t semaphore_{};
    };

    /// An act and the thread that waits for it.
    struct Waiting {
        explicit Waiting(WritingAct const& one) : act{one} {}
        WritingAct const& act;
        Result<void> result{};
        std::exception_ptr thrown{};
        std::chrono::steady_clock::time_point came = std::chrono::steady_clock::now();
        Signal done{};
    };

    void work();
    Waiting* next();
    bool wait_for_act();
    void write_group();
    void run(GroupTransaction& transaction, Waiting& waiting);
    void fail_all(Error const& error);
    void tell(Result<void> const& durable);

    void report(std::chrono::steady_clock::time_point start, std::chrono::steady_clock::time_point committing);

    Begin begin_;
    std::function<void(WriteGroup const&)> on_group_;
    std::mutex mutex_{};
    std::condition_variable came_{};
    std::deque<Waiting*> queue_{};
    std::vector<Waiting*> group_{}; ///< in the open transaction; only the thread's
    std::thread thread_{};
    enum class State : std::uint8_t { idle, working, ending } state_{State::idle};
};

} // namespace muster::sqlite
