#include "api/call_limits.hpp"

#include "access/client_network.hpp"

#include <string>

namespace muster {

std::chrono::seconds CallLimits::of_account(AccountId account, Route const& route)
{
    std::int64_t const rate = rate_of(route);
    if (rate <= 0) { return std::chrono::seconds{0}; }
    std::string const subject = std::to_string(account.value) + " " + std::string{route.method} + " " + std::string{route.path};
    return accounts_.take(subject, {rate, std::chrono::seconds{1}});
}

std::chrono::seconds CallLimits::of_address(std::string_view peer, Route const& route)
{
    // looking at one's own session costs no more than any other call with a wrong key
    bool const is_costly = route.path.starts_with("/account/1/") && (route.method == "POST" || route.method == "PUT");
    if (rates_.sign_in <= 0 || !is_costly) { return std::chrono::seconds{0}; }
    return addresses_.take(network_of(peer), {rates_.sign_in, std::chrono::minutes{1}});
}

std::int64_t CallLimits::rate_of(Route const& route) const
{
    if (!route.path.starts_with("/people/")) { return rates_.others; }
    if (route.method == "POST" && route.path == "/people/2/persons") { return rates_.people_create; }
    if (route.method == "POST" && route.path == "/people/2/persons/match") { return rates_.people_match; }
    return rates_.people;
}

} // namespace muster
