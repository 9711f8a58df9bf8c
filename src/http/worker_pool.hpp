#pragma once

#include "base/result.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace muster {

/// Threads that take jobs from one bounded queue, first come first served. Any thread may submit.
class WorkerPool {
public:
    /// A job must not throw.
    using Job = std::function<void()>;

    /// unavailable when the system gives no threads.
    static Result<std::unique_ptr<WorkerPool>> create(std::size_t threads, std::size_t queue_limit);
    explicit WorkerPool(std::size_t queue_limit) : queue_limit_{queue_limit} {}
    WorkerPool(WorkerPool const&) = delete;
    WorkerPool& operator=(WorkerPool const&) = delete;
    ~WorkerPool() { stop(); }

    /// Whether the queue had room for it.
    [[nodiscard]] bool submit(Job job);
    /// Finishes what was submitted, then ends the threads. From the owner's thread; once or more.
    void stop();
    /// Jobs that no thread has taken yet.
    std::size_t waiting() const;
    /// Jobs that are running.
    std::size_t running() const;

private:
    void run();

    std::size_t queue_limit_;
    mutable std::mutex mutex_{};
    std::condition_variable arrived_{};
    std::deque<Job> queue_{};
    std::size_t running_{};
    bool is_stopped_{};
    std::vector<std::thread> threads_{};
};

} // namespace muster
