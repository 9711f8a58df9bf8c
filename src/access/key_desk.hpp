#pragma once

#include "access/credential_check.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What every key starts with, so that people and scanners for leaked secrets see what it is.
inline constexpr std::string_view api_key_mark = "mst_";
/// Characters by which a listed key is recognised: the mark and eight of the secret, which leaves more than 200 random bits.
inline constexpr std::size_t api_key_prefix = 12;
inline constexpr std::size_t longest_key_name = 100; ///< characters

struct NewApiKey {
    std::string name{};
    Scopes scopes{};
    Instant expires_at{}; ///< 0: never
    std::string by{};     ///< who asked for it
};
struct CreatedApiKey {
    ApiKey key{};
    std::string text{}; ///< the key itself, told this once
};

struct KeyChange {
    std::optional<std::string> name{};
    std::optional<Scopes> scopes{};
    std::optional<Instant> expires_at{}; ///< 0: never
};

/// The API keys of accounts. Any thread.
class KeyDesk {
public:
    explicit KeyDesk(CredentialCheck& check) : check_{check} {}
    /// Errors: invalid_input KEY_NAME_INVALID (blank or too long), KEY_WITHOUT_SCOPES, KEY_EXPIRY_PAST; not_found ACCOUNT_UNKNOWN.
    Result<CreatedApiKey> create(AccountId account, NewApiKey const& wanted);
    /// Revoked and expired ones too, by id.
    Result<std::vector<ApiKey>> list(AccountId account);
    /// not_found API_KEY_UNKNOWN, for another account's too.
    Result<ApiKey> load(AccountId account, ApiKeyId id);
    /// Errors: not_found API_KEY_UNKNOWN; conflict KEY_REVOKED; invalid_input as create().
    Result<ApiKey> change(AccountId account, ApiKeyId id, KeyChange const& change);
    /// From now on nobody is admitted by it, for good; stays in the list. Revoking again changes nothing.
    Result<void> revoke(AccountId account, ApiKeyId id);

private:
    CredentialCheck& check_;
};

} // namespace muster
