#pragma once

#include "base/result.hpp"

#include <array>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace muster {

/// Fills batches in a thread of its own, one ahead of the one that is being worked on: two batches are kept and filled in turn. next() is
/// called by one thread; an Error of the filling comes out of it. The destructor stops and joins.
template <class Batch>
class ReadAhead {
public:
    /// Fills the next batch, whose old contents are its to reuse; false when there is none.
    using Fill = std::function<Result<bool>(Batch&)>;

    explicit ReadAhead(Fill fill) : fill_{std::move(fill)}, thread_{[this] { run(); }} {}
    ReadAhead(ReadAhead const&) = delete;
    ReadAhead& operator=(ReadAhead const&) = delete;
    ~ReadAhead()
    {
        {
            std::lock_guard const lock{mutex_};
            stopped_ = true;
        }
        moved_.notify_all();
        thread_.join();
    }

    /// The next batch, the caller's until the next call; null behind the last one.
    Result<Batch*> next()
    {
        std::unique_lock lock{mutex_};
        done_ = taken_;
        moved_.notify_all();
        moved_.wait(lock, [this] { return filled_ > taken_ || ended_; });
        if (filled_ > taken_) { return &batches_[taken_++ % batches_.size()]; }
        if (error_) { return Error{*error_}; }
        return static_cast<Batch*>(nullptr);
    }

private:
    void run() noexcept
    {
        for (;;) {
            std::uint64_t place = 0;
            {
                std::unique_lock lock{mutex_};
                moved_.wait(lock, [this] { return stopped_ || filled_ - done_ < batches_.size(); });
                if (stopped_) { return; }
                place = filled_ % batches_.size();
            }
            Result<bool> const more = fill(batches_[place]);
            std::lock_guard const lock{mutex_};
            if (more && *more) {
                ++filled_;
            } else {
                ended_ = true;
            }
            moved_.notify_all();
            if (ended_) { return; }
        }
    }

    /// Keeps an Error for next(). What has no memory for its text was made before.
    Result<bool> fill(Batch& batch) noexcept
    {
        try {
            Result<bool> more = fill_(batch);
            if (!more) { error_ = std::move(more).error(); }
            return error_ ? false : *more;
        } catch (std::exception const&) {
            error_ = std::move(out_of_memory_);
            return false;
        }
    }

    Fill fill_;
    std::array<Batch, 2> batches_{};
    std::mutex mutex_{};
    std::condition_variable moved_{};
    std::uint64_t filled_{}; ///< batches so far
    std::uint64_t taken_{};
    std::uint64_t done_{}; ///< that the caller no longer needs
    bool ended_{};
    bool stopped_{};
    std::optional<Error> error_{};
    Error out_of_memory_{ErrorKind::unavailable, "OUT_OF_MEMORY", "There is not enough memory for this file. Try again later."};
    std::thread thread_; ///< last: it uses all of the above
};

} // namespace muster
