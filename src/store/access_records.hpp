#pragma once

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/number.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace muster {

/// Who may come in. No secret is kept: of passwords an Argon2id hash, of tokens and keys, which are 256 random bits, their SHA-256.
/// What roles, scopes and purposes mean is known above; a store keeps their numbers.

using UserId = Number<struct UserIdTag>;
using ApiKeyId = Number<struct ApiKeyIdTag>;

/// Somebody who signs in. Belongs to accounts by memberships.
struct User {
    UserId id{};
    std::string email{};         ///< unique in the store by text::fold, spelling kept
    std::string password_hash{}; ///< Argon2id in its own notation; empty: no password yet, which no password matches
    Instant created_at{};
    Instant password_changed_at{}; ///< 0: never had one
    bool operator==(User const&) const = default;
};

struct Membership {
    AccountId account{};
    UserId user{};
    std::uint8_t role{};
    bool operator==(Membership const&) const = default;
};
/// A user as one account sees them.
struct AccountUser {
    User user{};
    std::uint8_t role{};
    bool operator==(AccountUser const&) const = default;
};

class Users {
public:
    virtual ~Users() = default;
    /// Stores a new user and gives its id (rising, never reused). conflict USER_EXISTS when the email is taken.
    virtual Result<UserId> create(User const& user) = 0;
    virtual Result<std::optional<User>> load(UserId id) = 0;
    virtual Result<std::optional<User>> find(std::string const& email) = 0;
    /// Replaces everything but id and created_at. not_found; conflict USER_EXISTS.
    virtual Result<void> save(User const& user) = 0;
    /// With memberships, sessions and links. not_found.
    virtual Result<void> remove(UserId id) = 0;
    /// Sets the role of a user in an account, entering them where they are not in it. not_found for an unknown user or account.
    virtual Result<void> put_membership(Membership const& membership) = 0;
    /// With the user's sessions in that account; the user stays. not_found.
    virtual Result<void> remove_membership(AccountId account, UserId user) = 0;
    /// By account.
    virtual Result<std::vector<Membership>> memberships(UserId user) = 0;
    /// By id of the user.
    virtual Result<std::vector<AccountUser>> members(AccountId account) = 0;
};

/// One signed-in browser or program. Ends by its times, which are judged above.
struct StoredSession {
    Sha256 token{}; ///< the token's digest
    AccountId account{};
    UserId user{};
    Instant created_at{};
    Instant used_at{}; ///< as last written down
    bool operator==(StoredSession const&) const = default;
};

/// A way in that works once.
struct StoredLink {
    Sha256 token{}; ///< the token's digest
    UserId user{};
    std::uint8_t purpose{};
    Instant created_at{};
    Instant expires_at{};
    bool operator==(StoredLink const&) const = default;
};

/// What lets users in: sessions and one-time links, each found by the digest of its token. Whoever creates one gives a user that exists.
class SignIns {
public:
    virtual ~SignIns() = default;
    virtual Result<void> create_session(StoredSession const& session) = 0;
    virtual Result<std::optional<StoredSession>> find_session(Sha256 const& token) = 0;
    /// Notes a use; never moves back. Nothing happens when the session has gone.
    virtual Result<void> touch_session(Sha256 const& token, Instant at) = 0;
    /// Nothing happens when there is none.
    virtual Result<void> remove_session(Sha256 const& token) = 0;
    /// All of a user, in every account.
    virtual Result<void> remove_sessions(UserId user) = 0;
    /// All of a user in one account.
    virtual Result<void> remove_sessions(AccountId account, UserId user) = 0;
    virtual Result<void> create_link(StoredLink const& link) = 0;
    virtual Result<std::optional<StoredLink>> find_link(Sha256 const& token) = 0;
    /// All of a user: one that was used takes the others with it.
    virtual Result<void> remove_links(UserId user) = 0;
    /// Removes sessions created before or last used before these moments, and links that expire at `now` or earlier.
    virtual Result<void> remove_expired(Instant created_before, Instant used_before, Instant now) = 0;
};

/// A program's way in.
struct ApiKey {
    ApiKeyId id{};
    AccountId account{};
    std::string name{};
    std::string prefix{}; ///< the key's first characters, by which people recognise it
    Sha256 secret{};      ///< the whole key's digest, unique in the store
    std::uint8_t scopes{};
    std::string created_by{};
    Instant created_at{};
    Instant expires_at{}; ///< 0: never
    Instant revoked_at{}; ///< 0: not
    Instant used_at{};    ///< as last written down; 0: never
    bool operator==(ApiKey const&) const = default;
};

class ApiKeys {
public:
    virtual ~ApiKeys() = default;
    /// Stores a new key and gives its id (rising, never reused). not_found ACCOUNT_UNKNOWN.
    virtual Result<ApiKeyId> create(ApiKey const& key) = 0;
    virtual Result<std::optional<ApiKey>> find(Sha256 const& secret) = 0;
    virtual Result<std::optional<ApiKey>> load(AccountId account, ApiKeyId id) = 0;
    /// Of the account, revoked ones too, by id.
    virtual Result<std::vector<ApiKey>> list(AccountId account) = 0;
    /// Replaces name, scopes, expires_at and revoked_at of the account's key. not_found.
    virtual Result<void> save(ApiKey const& key) = 0;
    virtual Result<void> remove(AccountId account, ApiKeyId id) = 0; ///< not_found
    /// Notes a use; never moves back. Nothing happens when the key has gone.
    virtual Result<void> touch(ApiKeyId id, Instant at) = 0;
};

/// The records of access of one transaction.
class AccessRecords {
public:
    virtual ~AccessRecords() = default;
    virtual Users& users() = 0;
    virtual SignIns& sign_ins() = 0;
    virtual ApiKeys& api_keys() = 0;
};

} // namespace muster
