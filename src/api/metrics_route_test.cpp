#include "api/metrics_route.hpp"

#include "api/api_handler.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>

namespace muster {
namespace {

/// Knows `App all`, which may do everything, and `App some`, which may read people.
class TwoKeys final : public Gate {
public:
    Result<Caller> admit(Credentials const& credentials) override
    {
        Caller caller;
        caller.account = AccountId{1};
        if (credentials.authorization == "App all") { caller.scopes = all_scopes; }
        if (credentials.authorization == "App some") { caller.scopes = Scopes{}.with(Scope::people_read); }
        if (caller.scopes == Scopes{}) { return Error{ErrorKind::unauthenticated, "UNAUTHORIZED", "Who are you?"}; }
        return caller;
    }
};

int status_of_metrics(MetricsAccess access, std::string const& peer, std::string const& authorization, std::string const& proxy_field = {})
{
    auto const router = std::make_shared<Router>();
    auto const gate = std::make_shared<TwoKeys>();
    add_metrics_route(*router, {gate, access, [] { return std::string{"up 1\n"}; }, "text/plain"});
    ApiSettings settings;
    settings.gate = gate;
    auto const handler = make_api_handler(router, std::move(settings));
    HttpRequest request;
    request.method = "GET";
    request.path = "/metrics";
    request.peer = peer;
    if (!authorization.empty()) { request.fields.add("Authorization", authorization); }
    if (!proxy_field.empty()) { request.fields.add(proxy_field, "192.0.2.7"); }
    return handler->answer(request).status;
}

TEST(MetricsRoute, IsForThoseWhoMaySeeIt)
{
    struct Row {
        MetricsAccess access{};
        std::string peer{}, authorization{}, proxy_field{};
        int status{};
    };
    using enum MetricsAccess;
    std::array const rows{
        Row{loopback, "127.0.0.1", "", "", 200},
        Row{loopback, "::1", "", "", 200},
        Row{loopback, "::ffff:127.0.0.1", "", "", 200},
        Row{loopback, "127.0.0.1", "", "X-Forwarded-For", 401},
        Row{loopback, "127.0.0.1", "", "Forwarded", 401},
        Row{loopback, "127.0.0.1", "", "Via", 401},
        Row{loopback, "127.0.0.1", "App all", "Via", 200},
        Row{loopback, "192.0.2.1", "", "", 401},
        Row{loopback, "192.0.2.1", "App some", "", 403},
        Row{loopback, "192.0.2.1", "App all", "", 200},
        Row{loopback, "", "", "", 401},
        Row{key, "127.0.0.1", "", "", 401},
        Row{key, "127.0.0.1", "App some", "", 403},
        Row{key, "127.0.0.1", "App all", "", 200},
        Row{open, "192.0.2.1", "", "Via", 200},
        Row{off, "127.0.0.1", "App all", "", 404},
    };
    for (Row const& row : rows) {
        EXPECT_EQ(status_of_metrics(row.access, row.peer, row.authorization, row.proxy_field), row.status)
            << static_cast<int>(row.access) << " " << row.peer << " " << row.authorization << " " << row.proxy_field;
    }
}

} // namespace
} // namespace muster
