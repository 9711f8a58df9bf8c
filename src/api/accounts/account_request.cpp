#include "api/accounts/operations.hpp"

#include <algorithm>
#include <charconv>

namespace muster {

namespace {

Error invalid(std::string_view name, std::string_view what)
{
    return {ErrorKind::invalid_input, "PROPERTY_INVALID", "\"" + std::string{name} + "\" must be " + std::string{what} + "."};
}

} // namespace

Result<AccountRequest> AccountRequest::read(Call const& call, std::initializer_list<std::string_view> known)
{
    TRY_ASSIGN(Json json, call.json());
    Json::Object const* const object = json.object();
    if (object == nullptr) { return Error{ErrorKind::invalid_input, "PROPERTY_INVALID", "The body must be a JSON object."}; }
    for (auto const& [name, value] : *object) {
        if (std::find(known.begin(), known.end(), name) != known.end()) { continue; }
        std::string names;
        for (std::string_view const each : known) { names += (names.empty() ? "" : ", ") + std::string{each}; }
        return Error{ErrorKind::invalid_input, "PROPERTY_UNKNOWN", "There is no \"" + name + "\" here. There are: " + names + "."};
    }
    return AccountRequest{std::move(json)};
}

Result<std::string> AccountRequest::text(std::string_view name) const
{
    TRY_ASSIGN(std::optional<std::string> value, find_text(name));
    if (value) { return *std::move(value); }
    return Error{ErrorKind::invalid_input, "PROPERTY_MISSING", "\"" + std::string{name} + "\" is missing."};
}

Result<std::optional<std::string>> AccountRequest::find_text(std::string_view name) const
{
    Json const* const member = json_.find(name);
    if (member == nullptr || member->is_null()) { return std::optional<std::string>{}; }
    if (member->text() == nullptr) { return invalid(name, "a text"); }
    return std::optional{*member->text()};
}

Result<std::optional<std::int64_t>> AccountRequest::find_integer(std::string_view name) const
{
    Json const* const member = json_.find(name);
    if (member == nullptr || member->is_null()) { return std::optional<std::int64_t>{}; }
    if (!member->integer()) { return invalid(name, "a whole number"); }
    return member->integer();
}

Result<std::optional<Role>> AccountRequest::find_role() const
{
    TRY_ASSIGN(std::optional<std::string> const name, find_text("role"));
    std::optional<Role> const role = name ? parse_role(*name) : std::nullopt;
    if (name && !role) { return invalid("role", "ADMIN, EDITOR or VIEWER"); }
    return role;
}

Result<std::optional<Scopes>> AccountRequest::find_scopes() const
{
    Json const* const member = json_.find("scopes");
    if (member == nullptr || member->is_null()) { return std::optional<Scopes>{}; }
    std::string known;
    for (std::string_view const name : names_of(all_scopes)) { known += (known.empty() ? "" : ", ") + std::string{name}; }
    Error const wrong = invalid("scopes", "an array of " + known);
    if (member->array() == nullptr) { return wrong; }
    Scopes scopes;
    for (Json const& each : *member->array()) {
        std::optional<Scope> const scope = each.text() != nullptr ? parse_scope(*each.text()) : std::nullopt;
        if (!scope) { return wrong; }
        scopes = scopes.with(*scope);
    }
    return std::optional{scopes};
}

Result<std::optional<Instant>> AccountRequest::find_expiry() const
{
    Json const* const member = json_.find("expiresAt");
    if (member == nullptr) { return std::optional<Instant>{}; }
    if (member->is_null()) { return std::optional{Instant{}}; }
    std::optional<Instant> const moment = member->text() != nullptr ? parse_instant(*member->text()) : std::nullopt;
    if (!moment) { return invalid("expiresAt", "a moment like 2027-01-31T00:00:00Z, or null for never"); }
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
    add_session_routes(router, api);
    add_user_routes(router, api);
    add_api_key_routes(router, api);
}

} // namespace muster
