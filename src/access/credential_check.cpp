#include "access/credential_check.hpp"

#include <algorithm>
#include <optional>

namespace muster {

Error CredentialCheck::refusal()
{
    return {ErrorKind::unauthenticated, "UNAUTHORIZED",
            "You are not signed in, or the key, token or password is wrong or not valid any more. Sign in, or send a valid key."};
}

Caller CredentialCheck::caller_of(User const& user, Membership const& membership, Caller::Way way)
{
    Caller caller;
    caller.account = membership.account;
    caller.user = user.id.value;
    caller.name = user.email;
    caller.scopes = scopes_of(static_cast<Role>(membership.role));
    caller.way = way;
    return caller;
}

Instant CredentialCheck::end_of(StoredSession const& session) const
{
    return std::min(session.created_at + times_.absolute, session.used_at + times_.idle);
}

bool CredentialCheck::is_alive(StoredSession const& session, Instant now) const { return now < end_of(session); }

Result<CredentialCheck::Proven> CredentialCheck::check_password(std::string const& email, std::string const& password,
                                                                std::string const& peer)
{
    TRY(throttle_.attempt(email, peer));
    Result<Proven> proven = judge(email, password);
    if (proven) {
        throttle_.succeeded(email, peer);
    } else if (proven.error().kind != ErrorKind::unauthenticated) {
        throttle_.take_back(email, peer);
    }
    return proven;
}

Result<CredentialCheck::Proven> CredentialCheck::judge(std::string const& email, std::string const& password)
{
    Proven proven;
    {
        TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, store_.begin(Store::Access::read));
        TRY_ASSIGN(std::optional<User> user, transaction->access().users().find(email));
        if (user) {
            proven.user = *std::move(user);
            TRY_ASSIGN(proven.memberships, transaction->access().users().memberships(proven.user.id));
        }
    }
    TRY_ASSIGN(PasswordMatch const match, hasher_.match(proven.user.password_hash, password));
    if (match == PasswordMatch::no || proven.memberships.empty()) { return refusal(); }
    // A hash of another cost still lets its owner in when it cannot be replaced now.
    if (match == PasswordMatch::yes_but_old) { static_cast<void>(hash_anew(proven.user, password)); }
    return proven;
}

Result<void> CredentialCheck::hash_anew(User& user, std::string const& password)
{
    TRY_ASSIGN(std::string hash, hasher_.hash(password));
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, store_.begin(Store::Access::write));
    TRY_ASSIGN(std::optional<User> stored, transaction->access().users().load(user.id));
    if (!stored || stored->password_hash != user.password_hash) { return {}; } // changed meanwhile
    stored->password_hash = std::move(hash);
    TRY(transaction->access().users().save(*stored));
    TRY(transaction->commit());
    user = *std::move(stored);
    return {};
}

} // namespace muster
