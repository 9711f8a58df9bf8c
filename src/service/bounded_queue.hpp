#pragma once

#include "base/result.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace muster {

/// A queue between two threads that holds back the faster one. Closed from either end: then pushing is refused, and popping gives what
/// is left, then the first Error that was put in, if any, then nothing. Safe from any thread.
template <class T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t limit) : limit_{limit} {}

    /// Waits for room; false when the queue is closed.
    bool push(T value)
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return closed_ || values_.size() < limit_; });
        if (closed_) { return false; }
        values_.push_back(std::move(value));
        changed_.notify_all();
        return true;
    }

    /// Waits for a value; nothing at the end.
    Result<std::optional<T>> pop()
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return closed_ || !values_.empty(); });
        if (!values_.empty()) {
            std::optional<T> value{std::move(values_.front())};
            values_.pop_front();
            changed_.notify_all();
            return value;
        }
        if (error_) { return *error_; }
        return std::optional<T>{};
    }

    void close()
    {
        std::scoped_lock const lock{mutex_};
        closed_ = true;
        changed_.notify_all();
    }

    void fail(Error error)
    {
        std::scoped_lock const lock{mutex_};
        if (!error_) { error_ = std::move(error); }
        closed_ = true;
        changed_.notify_all();
    }

private:
    std::size_t limit_;
    std::mutex mutex_{};
    std::condition_variable changed_{};
    std::deque<T> values_{};
    std::optional<Error> error_{};
    bool closed_{};
};

} // namespace muster
