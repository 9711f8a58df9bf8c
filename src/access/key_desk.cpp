#include "access/key_desk.hpp"

#include "access/secrets.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"

#include <optional>

namespace muster {

namespace {

Result<ApiKey> key_of_account(Transaction& transaction, AccountId account, ApiKeyId id)
{
    TRY_ASSIGN(std::optional<ApiKey> key, transaction.access().api_keys().load(account, id));
    if (!key) { return Error{ErrorKind::not_found, "API_KEY_UNKNOWN", "There is no such key in this account."}; }
    return *std::move(key);
}

Result<std::string> checked_name(std::string const& name)
{
    std::string trimmed;
    if (text::is_utf8(name)) { trimmed = text::to_nfc(text::trim(name)); }
    if (trimmed.empty() || text::length(trimmed) > longest_key_name) {
        return Error{ErrorKind::invalid_input, "KEY_NAME_INVALID",
                     "A key needs a name of at most " + std::to_string(longest_key_name) + " characters that says what it is for."};
    }
    return trimmed;
}

Result<void> require_scopes(Scopes scopes)
{
    if (scopes != Scopes{}) { return {}; }
    return Error{ErrorKind::invalid_input, "KEY_WITHOUT_SCOPES", "A key without scopes may do nothing. Name at least one scope."};
}

Result<void> require_future(Instant expires_at, Instant now)
{
    if (expires_at == Instant{} || expires_at > now) { return {}; }
    return Error{ErrorKind::invalid_input, "KEY_EXPIRY_PAST", "The key would have expired already. Give a moment in the future."};
}

} // namespace

Result<CreatedApiKey> KeyDesk::create(AccountId account, NewApiKey const& wanted)
{
    Instant const now = check_.now();
    CreatedApiKey created;
    TRY_ASSIGN(created.key.name, checked_name(wanted.name));
    TRY(require_scopes(wanted.scopes));
    TRY(require_future(wanted.expires_at, now));
    created.text = std::string{api_key_mark} + draw_secret();
    created.key.account = account;
    created.key.prefix = created.text.substr(0, api_key_prefix);
    created.key.secret = sha256(created.text);
    created.key.scopes = wanted.scopes.bits();
    created.key.created_by = wanted.by;
    created.key.created_at = now;
    created.key.expires_at = wanted.expires_at;
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::write));
    TRY_ASSIGN(created.key.id, transaction->access().api_keys().create(created.key));
    TRY(transaction->commit());
    return created;
}

Result<std::vector<ApiKey>> KeyDesk::list(AccountId account)
{
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::read));
    return transaction->access().api_keys().list(account);
}

Result<ApiKey> KeyDesk::load(AccountId account, ApiKeyId id)
{
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::read));
    return key_of_account(*transaction, account, id);
}

Result<ApiKey> KeyDesk::change(AccountId account, ApiKeyId id, KeyChange const& change)
{
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::write));
    TRY_ASSIGN(ApiKey key, key_of_account(*transaction, account, id));
    if (key.revoked_at != Instant{}) {
        return Error{ErrorKind::conflict, "KEY_REVOKED", "This key is revoked for good. Create another one."};
    }
    if (change.name) { TRY_ASSIGN(key.name, checked_name(*change.name)); }
    if (change.scopes) {
        TRY(require_scopes(*change.scopes));
        key.scopes = change.scopes->bits();
    }
    if (change.expires_at) {
        TRY(require_future(*change.expires_at, check_.now()));
        key.expires_at = *change.expires_at;
    }
    TRY(transaction->access().api_keys().save(key));
    TRY(transaction->commit());
    check_.cache().forget();
    return key;
}

Result<void> KeyDesk::revoke(AccountId account, ApiKeyId id)
{
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::write));
    TRY_ASSIGN(ApiKey key, key_of_account(*transaction, account, id));
    if (key.revoked_at != Instant{}) { return {}; }
    key.revoked_at = check_.now();
    TRY(transaction->access().api_keys().save(key));
    TRY(transaction->commit());
    check_.cache().forget();
    return {};
}

} // namespace muster
