#include "api/metrics_route.hpp"

#include "api/api_handler.hpp"
#include "base/ip_network.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace muster {

namespace {

bool is_of_this_machine(HttpRequest const& request)
{
    constexpr std::array<std::string_view, 3> marks{"forwarded", "x-forwarded-for", "via"};
    bool const is_passed_on =
        std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) { return request.fields.find(mark) != nullptr; });
    std::optional<IpAddress> const peer = parse_ip_address(request.peer);
    return peer && is_loopback(*peer) && !is_passed_on;
}

Result<void> require_access(MetricsRoute const& route, HttpRequest const& request)
{
    if (route.access == MetricsAccess::open) { return {}; }
    if (route.access == MetricsAccess::loopback && is_of_this_machine(request)) { return {}; }
    TRY_ASSIGN(Caller const caller, route.gate->admit(credentials_of(request)));
    return require_scope(caller, Scope::account_manage);
}

} // namespace

void add_metrics_route(Router& router, MetricsRoute route)
{
    if (route.access == MetricsAccess::off) { return; }
    router.add({"GET", "/metrics", Family::problem, {}, 0, [route = std::move(route)](Call const& call) -> Result<HttpAnswer> {
                    TRY(require_access(route, call.request));
                    HttpAnswer answer;
                    answer.fields.add("Content-Type", route.content_type);
                    answer.body = route.text();
                    return answer;
                }});
}

} // namespace muster
