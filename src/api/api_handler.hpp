#pragma once

#include "access/gate.hpp"
#include "api/access_note.hpp"
#include "api/route.hpp"
#include "http/message.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace muster {

/// What is told of a call after its end. Nothing of it is personal: the path is the route's pattern, not what was asked for.
struct CallEnd {
    std::string_view method{};
    std::string_view pattern{}; ///< /people/2/tags/{name}; empty: no such path
    std::string_view request_id{};
    int status{};
    std::uint64_t sent{}; ///< bytes of the body
    std::chrono::microseconds took{};
};

struct ApiSettings {
    std::shared_ptr<Gate> gate{};
    /// Asked for every call of a known account before its operation: an Error too_often refuses it. Any thread; empty: no limit.
    std::function<Result<void>(AccountId)> limit{};
    std::function<void(int status)> on_refusal{};                                ///< of what never came to its operation; any thread
    std::function<void(CallEnd const&)> on_end{};                                ///< any thread; empty: nobody listens
    std::function<void(std::string_view request_id, Error const&)> on_trouble{}; ///< errors of kind internal and unavailable
    OnAccess on_access{}; ///< refusals for want of a credential, a right or patience, and done calls that change who may come in
};

/// Answers requests by the routes of a router: finds the operation, who calls, whether he may, runs it, and tells errors in the family's
/// envelope. The router must not change any more.
std::unique_ptr<HttpHandler> make_api_handler(std::shared_ptr<Router const> router, ApiSettings settings);

/// Whether a caller may. Error denied FORBIDDEN names the scope that is missing.
Result<void> require_scope(Caller const& caller, Scope scope);

/// The credentials in a request's headers.
Credentials credentials_of(HttpRequest const& request);

} // namespace muster
