#pragma once

#include "access/caller.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <string>

namespace muster {

/// How a browser reached this server, which decides what its cookie is called and where it may go.
enum class Transport : std::uint8_t { plain, encrypted };

/// What a request says of its sender.
struct Credentials {
    std::string authorization{}; ///< the header's value: `App KEY`, `Basic ...`, `IBSSO TOKEN`; empty: none
    std::string cookie{};        ///< the Cookie header's value; empty: none
    std::string csrf_token{};    ///< X-CSRF-Token; needed with a cookie when the method changes something
    std::string peer{};          ///< the client's address, for slowing repeated failures
    enum class Method : std::uint8_t { safe, changing } method{Method::safe};
    Transport transport{Transport::plain};
};

/// Says who a request comes from. Any thread.
class Gate {
public:
    Gate() = default;
    Gate(Gate const&) = delete;
    Gate& operator=(Gate const&) = delete;
    virtual ~Gate() = default;
    /// Errors: unauthenticated UNAUTHORIZED (nothing, wrong, expired or revoked: never says which); denied CSRF_TOKEN_INVALID; too_often
    /// TOO_MANY_ATTEMPTS with the seconds to wait; unavailable as the store tells.
    virtual Result<Caller> admit(Credentials const& credentials) = 0;
};

} // namespace muster
