#include "api/accounts/operations.hpp"

#include <charconv>

namespace muster {

std::optional<Role> read_role(RequestMembers& members)
{
    std::optional<std::string> const name = members.text("role", RequestMembers::Need::optional);
    std::optional<Role> const role = name ? parse_role(*name) : std::nullopt;
    if (name && !role) { members.add_fault("role", "must be ADMIN, EDITOR or VIEWER."); }
    return role;
}

std::optional<Scopes> read_scopes(RequestMembers& members)
{
    Json const* const written = members.value("scopes", RequestMembers::Need::optional);
    if (written == nullptr) { return std::nullopt; }
    Scopes scopes;
    bool is_known = written->array() != nullptr;
    for (std::size_t place = 0; is_known && place < written->array()->size(); ++place) {
        std::string const* const name = (*written->array())[place].text();
        std::optional<Scope> const scope = name != nullptr ? parse_scope(*name) : std::nullopt;
        is_known = scope.has_value();
        if (scope) { scopes = scopes.with(*scope); }
    }
    if (is_known) { return scopes; }
    std::string known;
    for (std::string_view const name : names_of(all_scopes)) { known += (known.empty() ? "" : ", ") + std::string{name}; }
    members.add_fault("scopes", "must be an array of " + known + ".");
    return std::nullopt;
}

std::optional<Instant> read_expiry(RequestMembers& members)
{
    Json const* const written = members.value("expiresAt", RequestMembers::Need::optional);
    if (written == nullptr) { return members.is_null("expiresAt") ? std::optional{Instant{}} : std::nullopt; }
    std::optional<Instant> const moment = written->text() != nullptr ? parse_instant(*written->text()) : std::nullopt;
    if (!moment) { members.add_fault("expiresAt", "must be a moment like 2027-01-31T00:00:00Z, or null for never."); }
    return moment;
}

std::optional<std::int64_t> number_in_path(Call const& call)
{
    std::string const& text = call.parameters.front();
    std::int64_t number{};
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || end != text.data() + text.size() || number <= 0) { return std::nullopt; }
    return number;
}

void add_account_routes(Router& router, AccountApi const& api)
{
    add_own_account_routes(router, api);
    add_session_routes(router, api);
    add_user_routes(router, api);
    add_api_key_routes(router, api);
}

} // namespace muster
