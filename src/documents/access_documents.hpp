#pragma once

#include "access/access_door.hpp"
#include "access/caller_view.hpp"
#include "access/sign_in_desk.hpp"

#include <span>
#include <string>

namespace muster {

/// Users, keys and sessions as JSON, for the API and --json alike. No document holds a hash. What a moment that never came would say is
/// left out.

/// id, email, role, passwordSet, createdAt.
std::string user_document(AccountUser const& member);
std::string users_document(std::span<AccountUser const> members);
/// A user, and `link` where there is one.
std::string added_user_document(AddedUser const& added);
/// purpose, token, path, expiresAt: the only document with the link's token.
std::string link_document(IssuedLink const& link);
/// purpose, email, passwordNeeded, expiresAt.
std::string link_view_document(LinkView const& view);
/// id, name, prefix, scopes, createdBy, createdAt, expiresAt, revokedAt, usedAt.
std::string api_key_document(ApiKey const& key);
std::string api_keys_document(std::span<ApiKey const> keys);
/// id, name, key, scopes: the only document with the key itself.
std::string created_api_key_document(CreatedApiKey const& created);

/// id, name.
std::string account_document(Account const& account);

/// What a session's document has beside who calls; empty members are left out.
struct SessionSecrets {
    std::string csrf_token{}; ///< of a session in a cookie
    std::string token{};      ///< of one that a program carries
    Instant ends_at{};        ///< of a fresh one
};
/// name, account, user or apiKey (neither of somebody local), scopes, accounts, and the secrets.
std::string session_document(CallerView const& view, SessionSecrets const& secrets);

} // namespace muster
