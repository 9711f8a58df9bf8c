#include "access/rate_limiter.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <vector>

namespace muster {

namespace {

constexpr std::uint8_t subject_kind = 1;

} // namespace

std::chrono::seconds RateLimiter::take(std::string_view subject, Rate const& rate)
{
    MUSTER_ASSERT(rate.calls > 0);
    std::int64_t const whole = std::chrono::microseconds{rate.per}.count();
    std::int64_t const one_call = std::max<std::int64_t>(whole / rate.calls, 1);
    Key128 const key = keyed_hash(key_, subject_kind, subject);
    std::int64_t const now = clock_().microseconds;
    std::lock_guard const lock{mutex_};
    if (!full_at_.contains(key)) { make_room(now); }
    std::int64_t& full_at = full_at_[key];
    // never emptier than empty: when the clock is set back, nobody waits for it to catch up
    std::int64_t const before = std::clamp(full_at, now, now + whole);
    std::int64_t const too_many = before + one_call - (now + whole);
    if (too_many > 0) { return std::chrono::seconds{(too_many + Instant::second - 1) / Instant::second}; }
    full_at = before + one_call;
    return std::chrono::seconds{0};
}

std::size_t RateLimiter::remembered() const
{
    std::lock_guard const lock{mutex_};
    return full_at_.size();
}

void RateLimiter::make_room(std::int64_t now)
{
    if (full_at_.size() < most_remembered) { return; }
    std::erase_if(full_at_, [&](auto const& each) { return each.second <= now; });
    if (full_at_.size() < most_remembered) { return; }
    std::vector<std::int64_t> moments;
    moments.reserve(full_at_.size());
    for (auto const& [key, moment] : full_at_) { moments.push_back(moment); }
    auto const middle = moments.begin() + static_cast<std::ptrdiff_t>(moments.size() / 2);
    std::nth_element(moments.begin(), middle, moments.end());
    std::erase_if(full_at_, [&](auto const& each) { return each.second <= *middle; });
}

} // namespace muster
