#pragma once

#include "access/caller.hpp"
#include "http/message.hpp"
#include "json/value.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muster {

/// Whose envelope errors have.
enum class Family : std::uint8_t {
    people_v2, ///< {"requestError":{"serviceException":{...}}}
    people_v3, ///< {"code","message","details"}
    problem,   ///< RFC 9457 application/problem+json: everything of ours
};

/// Parameters of a query string, decoded, in order. A name may come several times.
class QueryParameters {
public:
    /// Error invalid_input QUERY_INVALID for a broken percent sign or text that is no UTF-8.
    static Result<QueryParameters> parse(std::string_view query);
    /// The first of that name.
    std::string const* find(std::string_view name) const;
    std::vector<std::pair<std::string, std::string>> const& all() const { return all_; }
    /// A whole number between bounds; nothing when it is not there. Error invalid_input QUERY_INVALID naming parameter and bounds.
    Result<std::optional<std::int64_t>> number(std::string_view name, std::int64_t least, std::int64_t most) const;
    /// `true` or `false`; `otherwise` when it is not there.
    Result<bool> flag(std::string_view name, bool otherwise) const;

private:
    std::vector<std::pair<std::string, std::string>> all_{};
};

/// One call as its operation sees it.
struct Call {
    HttpRequest const& request;
    Caller const& caller; ///< of an operation without a need: all zero
    QueryParameters const& query;
    std::vector<std::string> parameters{}; ///< what stood at {name} in the path, decoded, in the path's order
    /// The body as JSON. Errors: unsupported MEDIA_TYPE_UNSUPPORTED when it is not sent as application/json, invalid_input NOT_JSON and its
    /// like, invalid_input BODY_MISSING.
    Result<Json> json() const;
};

/// What an operation does: its answer, or an Error that the family's envelope tells. Runs on a worker; several at once.
using Operation = std::function<Result<HttpAnswer>(Call const&)>;

/// One method of one path.
struct Route {
    std::string_view method{}; ///< GET
    std::string_view path{};   ///< /people/2/tags/{name}
    Family family{Family::problem};
    std::optional<Scope> scope{}; ///< what the caller needs; nothing: anybody, signed in or not
    std::uint64_t body_limit{0};  ///< bytes; 0: takes no body (one of up to 64 KiB is read and ignored)
    Operation operation{};
};
/// Bodies of JSON requests: 1,000 persons with all they can hold fit.
inline constexpr std::uint64_t json_body_limit = std::uint64_t{16} * 1'024 * 1'024;

/// Finds the route of a request. Built once, then read by any thread.
class Router {
public:
    /// A path's fixed pieces win over {name}. Two routes for one method and path are a bug.
    void add(Route route);
    struct Found {
        Route const* route{};                  ///< null: nothing there
        std::vector<std::string> parameters{}; ///< decoded
        std::string allowed{};                 ///< when the path exists with other methods only: `GET, POST`
        Family family{Family::problem};        ///< of the path, as near as can be told
    };
    Found find(std::string_view method, std::string_view path) const;
    std::span<Route const> routes() const { return routes_; }

private:
    std::vector<Route> routes_{};
    std::vector<std::vector<std::string_view>> patterns_{}; ///< the pieces of each route's path: every call is held against all of them
};

/// Answers with a JSON document.
HttpAnswer json_answer(int status, std::string document);
/// 204, or another status without content.
HttpAnswer empty_answer(int status);

} // namespace muster
