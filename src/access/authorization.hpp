#pragma once

#include "access/caller.hpp"
#include "access/gate.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// `muster_session`; under TLS `__Host-muster_session`, which browsers take only from this very host, over TLS and for all paths.
std::string_view session_cookie_name(Transport transport);
/// The value of Set-Cookie that gives a browser its session: HttpOnly, SameSite=Strict, Path=/, Secure under TLS.
std::string session_cookie(std::string_view token, std::chrono::seconds lifetime, Transport transport);
/// The one that takes it away.
std::string ended_session_cookie(Transport transport);

/// A secret as it came, and the way.
struct Presented {
    Caller::Way way{};
    std::string secret{}; ///< key, token, or `email:password`
};
/// What stands in `App KEY`, `Basic BASE64`, `IBSSO TOKEN` (schemes without case), or else in the session cookie; a header that is there
/// wins, also a broken one. Nothing when there is nothing that could be right.
std::optional<Presented> presented_in(Credentials const& credentials);
/// The session token in a Cookie header, for signing out; empty: none.
std::string session_token_in(std::string_view cookie, Transport transport);

} // namespace muster
