#include "access/failure_throttle.hpp"

#include "access/client_network.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <string>

namespace muster {

namespace {


constexpr std::uint8_t user_kind = 1;
constexpr std::uint8_t peer_kind = 2;

/// The wait after so many failures: 1 s after the first that is not free, then twice as long each time.
std::int64_t wait_after(int failures, FailureThrottle::Patience const& patience)
{
    if (failures <= patience.free) { return 0; }
    int const doublings = std::min(failures - patience.free - 1, 20);
    return Instant::second * std::min<std::int64_t>(std::int64_t{1} << doublings, patience.most.count());
}

} // namespace

Key128 FailureThrottle::key_of_user(std::string_view email) const { return keyed_hash(key_, user_kind, text::fold(email)); }
Key128 FailureThrottle::key_of_peer(std::string_view peer) const { return keyed_hash(key_, peer_kind, network_of(peer)); }

Result<void> FailureThrottle::attempt(std::string_view email, std::string_view peer)
{
    Key128 const user = key_of_user(email);
    Key128 const address = key_of_peer(peer);
    Instant const now = clock_();
    std::lock_guard const lock{mutex_};
    Instant const until = std::max(blocked_until(user, now), blocked_until(address, now));
    if (until > now) {
        std::int64_t const seconds = (until.microseconds - now.microseconds + Instant::second - 1) / Instant::second;
        return Error{ErrorKind::too_often, "TOO_MANY_ATTEMPTS",
                     "There were too many wrong passwords. Try again in " + std::to_string(seconds) +
                         (seconds == 1 ? " second." : " seconds."),
                     seconds};
    }
    count(user, of_user, now);
    count(address, of_peer, now);
    return {};
}

void FailureThrottle::succeeded(std::string_view email, std::string_view peer)
{
    Key128 const user = key_of_user(email);
    Key128 const address = key_of_peer(peer);
    std::lock_guard const lock{mutex_};
    failures_.erase(user);
    uncount(address, of_peer);
}

void FailureThrottle::take_back(std::string_view email, std::string_view peer)
{
    Key128 const user = key_of_user(email);
    Key128 const address = key_of_peer(peer);
    std::lock_guard const lock{mutex_};
    uncount(user, of_user);
    uncount(address, of_peer);
}

std::size_t FailureThrottle::remembered() const
{
    std::lock_guard const lock{mutex_};
    return failures_.size();
}

Instant FailureThrottle::blocked_until(Key128 const& key, Instant now)
{
    auto const known = failures_.find(key);
    if (known == failures_.end()) { return {}; }
    if (now.microseconds - known->second.last.microseconds > std::chrono::microseconds{forgotten_after}.count()) {
        failures_.erase(known);
        return {};
    }
    return known->second.blocked_until;
}

void FailureThrottle::count(Key128 const& key, Patience const& patience, Instant now)
{
    if (!failures_.contains(key)) { make_room(now); }
    Failures& failures = failures_[key];
    failures.count = std::min(failures.count + 1, 1'000);
    failures.last = now;
    failures.blocked_until = {now.microseconds + wait_after(failures.count, patience)};
}

void FailureThrottle::uncount(Key128 const& key, Patience const& patience)
{
    auto const known = failures_.find(key);
    if (known == failures_.end()) { return; }
    Failures& failures = known->second;
    if (--failures.count <= 0) {
        failures_.erase(known);
        return;
    }
    failures.blocked_until = {failures.last.microseconds + wait_after(failures.count, patience)};
}

void FailureThrottle::make_room(Instant now)
{
    if (failures_.size() < most_remembered) { return; }
    Instant const old{now.microseconds - std::chrono::microseconds{forgotten_after}.count()};
    std::erase_if(failures_, [&](auto const& each) { return each.second.last < old; });
    while (failures_.size() >= most_remembered) {
        failures_.erase(std::min_element(failures_.begin(), failures_.end(),
                                         [](auto const& one, auto const& other) { return one.second.last < other.second.last; }));
    }
}

} // namespace muster
