#pragma once

#include "api/accounts/account_routes.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// The members of a request's JSON object. A member of another name than the known ones is refused: a misspelt one would silently not
/// count.
class AccountRequest {
public:
    /// Errors: as Call::json(); invalid_input PROPERTY_INVALID (no object), PROPERTY_UNKNOWN.
    static Result<AccountRequest> read(Call const& call, std::initializer_list<std::string_view> known);

    /// Errors, invalid_input: PROPERTY_MISSING, PROPERTY_INVALID.
    Result<std::string> text(std::string_view name) const;
    /// Nothing when it is not there or null. Error invalid_input PROPERTY_INVALID.
    Result<std::optional<std::string>> find_text(std::string_view name) const;
    Result<std::optional<std::int64_t>> find_integer(std::string_view name) const;
    /// A role by its name; nothing when it is not there. Error invalid_input PROPERTY_INVALID.
    Result<std::optional<Role>> find_role() const;
    /// An array of names of scopes; nothing when it is not there. Error invalid_input PROPERTY_INVALID.
    Result<std::optional<Scopes>> find_scopes() const;
    /// `expiresAt`; nothing when it is not there, 0 (never) for null. Error invalid_input PROPERTY_INVALID.
    Result<std::optional<Instant>> find_expiry() const;

private:
    explicit AccountRequest(Json json) : json_{std::move(json)} {}
    Json json_;
};

/// The number that stands in the path; nothing when it is none that an id could have.
std::optional<std::int64_t> number_in_path(Call const& call);

using AccountOperation = Result<HttpAnswer> (*)(AccountApi const&, Call const&);
/// The operation as a route has it.
inline Operation of(AccountApi const& api, AccountOperation operation)
{
    return [api, operation](Call const& call) { return operation(api, call); };
}

void add_session_routes(Router& router, AccountApi const& api);
void add_user_routes(Router& router, AccountApi const& api);
void add_api_key_routes(Router& router, AccountApi const& api);

} // namespace muster
