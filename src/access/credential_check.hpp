#pragma once

#include "access/admission_cache.hpp"
#include "access/failure_throttle.hpp"
#include "access/password_hasher.hpp"
#include "store/access_records.hpp"
#include "store/store.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// How long sessions last.
struct SessionTimes {
    /// From sign-in, however busy (NIST SP 800-63B, AAL1: at most 30 days).
    std::chrono::seconds absolute{std::chrono::hours{24 * 30}};
    /// Without a request. A week, so that who comes every working day is not asked again.
    std::chrono::seconds idle{std::chrono::hours{24 * 7}};
};

/// Uses of sessions and keys are written down at most this often, because each is a transaction.
inline constexpr std::chrono::minutes use_written_every{5};

inline Instant operator+(Instant instant, std::chrono::microseconds duration) { return {instant.microseconds + duration.count()}; }
inline Instant operator-(Instant instant, std::chrono::microseconds duration) { return {instant.microseconds - duration.count()}; }

/// Whether secrets are right: what the gate, sign-in and the upkeep of users and keys share. Any thread.
class CredentialCheck {
public:
    CredentialCheck(Store& store, Clock clock, SessionTimes times = {}) : store_{store}, clock_{std::move(clock)}, times_{times} {}

    Store& store() { return store_; }
    Instant now() const { return clock_(); }
    SessionTimes const& times() const { return times_; }
    PasswordHasher& hasher() { return hasher_; }
    AdmissionCache& cache() { return cache_; }

    /// A user who proved to be one, with all accounts (one at least).
    struct Proven {
        User user{};
        std::vector<Membership> memberships{};
    };
    /// Errors: unauthenticated UNAUTHORIZED, the same and after the same time for an unknown user, one without a password or an account,
    /// and a wrong password; too_often TOO_MANY_ATTEMPTS; unavailable SIGN_INS_BUSY and as the store tells.
    Result<Proven> check_password(std::string const& email, std::string const& password, std::string const& peer);

    /// Whether a session is still one at this moment, and until when if it is not used.
    bool is_alive(StoredSession const& session, Instant now) const;
    Instant end_of(StoredSession const& session) const;

    /// What the wrong are told: never what was wrong.
    static Error refusal();
    /// A user's name, account and rights as a caller.
    static Caller caller_of(User const& user, Membership const& membership, Caller::Way way);

private:
    Result<Proven> judge(std::string const& email, std::string const& password);
    Result<void> hash_anew(User& user, std::string const& password);

    Store& store_;
    Clock clock_;
    SessionTimes times_;
    PasswordHasher hasher_{};
    FailureThrottle throttle_{clock_};
    AdmissionCache cache_{};
};

} // namespace muster
