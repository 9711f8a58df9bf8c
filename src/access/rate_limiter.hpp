#pragma once

#include "access/failure_throttle.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string_view>
#include <unordered_map>

namespace muster {

/// Token buckets: so many calls in a time, all of them at once or spread over it. A bucket is kept as the moment at which it will be full
/// again, so that one that nobody uses is none. Remembers a bounded number under keyed hashes; no address is kept. Any thread.
class RateLimiter {
public:
    struct Rate {
        std::int64_t calls{}; ///< at least 1
        std::chrono::seconds per{1};
    };
    /// About 2 MB. When there is no room, the fuller half of the buckets is forgotten: they are the ones that refuse nobody.
    static constexpr std::size_t most_remembered = 20'000;

    explicit RateLimiter(Clock clock) : clock_{std::move(clock)} {}

    /// Counts a call of the subject and gives zero; or, when there were too many, counts nothing and gives the time to wait, in whole
    /// seconds. A subject always comes with the same rate.
    std::chrono::seconds take(std::string_view subject, Rate const& rate);
    std::size_t remembered() const; ///< for tests of the bound

private:
    void make_room(std::int64_t now);

    Clock clock_;
    HashKey key_ = HashKey::draw();
    mutable std::mutex mutex_{};
    std::unordered_map<Key128, std::int64_t> full_at_{}; ///< microseconds, as an Instant's
};

} // namespace muster
