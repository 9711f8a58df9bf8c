#pragma once

#include "base/date.hpp"
#include "base/keyed_hash.hpp"
#include "base/result.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string_view>
#include <unordered_map>

namespace muster {

/// Tells the time; base's now() but in tests.
using Clock = std::function<Instant()>;

/// Slows repeated wrong passwords down, by user and by address: after some free ones each further one costs twice the wait of the one
/// before, up to a most. So a password is guessed at no more than about 300 times a day for a user, and 100 for each further address.
/// Remembers a bounded number of failures under keyed hashes; no email or address is kept. Any thread.
class FailureThrottle {
public:
    /// How patient it is with one subject.
    struct Patience {
        int free{};                  ///< failures without a wait
        std::chrono::seconds most{}; ///< the longest wait
    };
    /// People mistype; a user who is attacked waits five minutes at most.
    static constexpr Patience of_user{5, std::chrono::minutes{5}};
    /// Many people share an address.
    static constexpr Patience of_peer{20, std::chrono::minutes{15}};
    /// After so long without a further failure everything is forgotten.
    static constexpr std::chrono::minutes forgotten_after{60};
    /// About 1 MB. When it is full, the failure that is longest ago is forgotten.
    static constexpr std::size_t most_remembered = 10'000;

    explicit FailureThrottle(Clock clock) : clock_{std::move(clock)} {}

    /// Before a password is looked at. Counts as failed until told otherwise, so that attempts at the same moment count too. Error
    /// too_often TOO_MANY_ATTEMPTS with the seconds to wait; such an attempt is not counted.
    Result<void> attempt(std::string_view email, std::string_view peer);
    /// The attempt was right: the user's failures are forgotten, the address's stay but for this attempt.
    void succeeded(std::string_view email, std::string_view peer);
    /// The attempt could not be judged: it did not happen.
    void take_back(std::string_view email, std::string_view peer);
    std::size_t remembered() const; ///< for tests of the bound

private:
    struct Failures {
        int count{};
        Instant last{};
        Instant blocked_until{};
    };
    using Remembered = std::unordered_map<Key128, Failures>;

    Key128 key_of_user(std::string_view email) const;
    Key128 key_of_peer(std::string_view peer) const;
    Instant blocked_until(Key128 const& key, Instant now);
    void count(Key128 const& key, Patience const& patience, Instant now);
    void uncount(Key128 const& key, Patience const& patience);
    void make_room(Instant now);

    Clock clock_;
    HashKey key_ = HashKey::draw();
    mutable std::mutex mutex_{};
    Remembered failures_{};
};

} // namespace muster
