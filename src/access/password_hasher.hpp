#pragma once

#include "access/secrets.hpp"

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>

namespace muster {

/// Hashes and checks passwords, a few at a time, because each takes 19 MiB and a core while it runs. Any thread.
class PasswordHasher {
public:
    /// At once: 76 MiB. More gain nothing on few cores.
    static constexpr int most_running = 4;
    /// Waiting for their turn: the last of them for half a second on two cores. A flood of sign-ins leaves other workers free.
    static constexpr int most_waiting = 16;

    PasswordHasher();

    /// Errors: unavailable SIGN_INS_BUSY when too many wait already, OUT_OF_MEMORY.
    Result<std::string> hash(std::string_view password);
    /// Takes the same time for an empty hash (no user, or one without a password), which nothing matches. Errors as hash().
    Result<PasswordMatch> match(std::string const& hash, std::string_view password);

private:
    class Turn;
    Result<void> enter();
    void leave();

    std::mutex mutex_{};
    std::condition_variable free_{};
    int running_{}, waiting_{};
    std::string decoy_; ///< the hash of a password that nobody knows
};

} // namespace muster
