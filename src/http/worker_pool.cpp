#include "http/worker_pool.hpp"

#include <system_error>
#include <utility>

namespace muster {

Result<std::unique_ptr<WorkerPool>> WorkerPool::create(std::size_t threads, std::size_t queue_limit)
{
    auto pool = std::make_unique<WorkerPool>(queue_limit);
    try {
        for (std::size_t number = 0; number < threads; ++number) {
            pool->threads_.emplace_back([&pool = *pool] { pool.run(); });
        }
    } catch (std::system_error const&) {
        return Error{ErrorKind::unavailable, "NO_THREADS", "The system gives no more threads. Set a smaller number of workers."};
    }
    return pool;
}

bool WorkerPool::submit(Job job)
{
    {
        std::lock_guard const lock{mutex_};
        if (is_stopped_ || queue_.size() >= queue_limit_) { return false; }
        queue_.push_back(std::move(job));
    }
    arrived_.notify_one();
    return true;
}

void WorkerPool::stop()
{
    {
        std::lock_guard const lock{mutex_};
        is_stopped_ = true;
    }
    arrived_.notify_all();
    for (std::thread& thread : threads_) {
        if (thread.joinable()) { thread.join(); }
    }
}

std::size_t WorkerPool::waiting() const
{
    std::lock_guard const lock{mutex_};
    return queue_.size();
}

std::size_t WorkerPool::running() const
{
    std::lock_guard const lock{mutex_};
    return running_;
}

void WorkerPool::run()
{
    std::unique_lock lock{mutex_};
    for (;;) {
        arrived_.wait(lock, [this] { return is_stopped_ || !queue_.empty(); });
        if (queue_.empty()) { return; }
        Job job = std::move(queue_.front());
        queue_.pop_front();
        ++running_;
        lock.unlock();
        job();
        job = {}; // what it holds goes before it counts as done
        lock.lock();
        --running_;
    }
}

} // namespace muster
