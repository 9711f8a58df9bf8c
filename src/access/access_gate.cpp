#include "access/access_gate.hpp"

#include "access/secrets.hpp"
#include "base/digest.hpp"

#include <algorithm>
#include <optional>

namespace muster {

Result<Caller> AccessGate::admit(Credentials const& credentials)
{
    std::optional<Presented> const presented = presented_in(credentials);
    if (!presented) { return CredentialCheck::refusal(); }
    TRY_ASSIGN(Caller caller, known_or_asked(*presented, credentials.peer));
    // A browser sends its cookie whoever made it send; only our own pages know the token.
    if (presented->way == Caller::Way::session_cookie && credentials.method == Credentials::Method::changing &&
        !same_secret(credentials.csrf_token, csrf_token_of(presented->secret))) {
        return Error{ErrorKind::denied, "CSRF_TOKEN_INVALID",
                     "The request lacks the session's token in X-CSRF-Token, or has another one. Load the page again."};
    }
    return caller;
}

Result<Caller> AccessGate::known_or_asked(Presented const& presented, std::string const& peer)
{
    Instant const now = check_.now();
    AdmissionCache& cache = check_.cache();
    if (std::optional<Caller> known = cache.find(presented.way, presented.secret, now)) { return *std::move(known); }
    std::uint64_t const generation = cache.generation();
    TRY_ASSIGN(Entry entry, ask(presented, peer, now));
    entry.until = std::min(entry.until, now + AdmissionCache::lifetime);
    Caller caller = entry.caller;
    cache.put(presented.way, presented.secret, std::move(entry), generation);
    return caller;
}

Result<AccessGate::Entry> AccessGate::ask(Presented const& presented, std::string const& peer, Instant now)
{
    switch (presented.way) {
    case Caller::Way::key: return by_key(presented.secret, now);
    case Caller::Way::basic: return by_password(presented.secret, peer, now);
    case Caller::Way::session_token:
    case Caller::Way::session_cookie: break;
    case Caller::Way::local: return CredentialCheck::refusal(); // another gate's
    }
    return by_session(presented, now);
}

/// Notes a use. Nobody is turned away because it could not be noted.
template <class Act>
void AccessGate::write_down(Act act)
{
    Result<std::unique_ptr<Transaction>> const transaction = check_.store().begin(Store::Access::write);
    if (transaction && act((*transaction)->access())) { static_cast<void>((*transaction)->commit()); }
}

Result<AccessGate::Entry> AccessGate::by_key(std::string const& secret, Instant now)
{
    std::optional<ApiKey> key;
    {
        TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::read));
        TRY_ASSIGN(key, transaction->access().api_keys().find(sha256(secret)));
    }
    bool const expires = key && key->expires_at != Instant{};
    if (!key || key->revoked_at != Instant{} || (expires && key->expires_at <= now)) { return CredentialCheck::refusal(); }
    if (key->used_at + use_written_every <= now) {
        write_down([&](AccessRecords& records) { return records.api_keys().touch(key->id, now); });
    }
    Entry entry;
    entry.caller.account = key->account;
    entry.caller.key = key->id.value;
    entry.caller.name = key->name;
    entry.caller.scopes = Scopes{key->scopes};
    entry.caller.way = Caller::Way::key;
    entry.until = expires ? key->expires_at : now + AdmissionCache::lifetime;
    return entry;
}

Result<AccessGate::Entry> AccessGate::by_password(std::string const& pair, std::string const& peer, Instant now)
{
    std::size_t const colon = pair.find(':'); // an email has none, a password may
    TRY_ASSIGN(CredentialCheck::Proven const proven, check_.check_password(pair.substr(0, colon), pair.substr(colon + 1), peer));
    return Entry{CredentialCheck::caller_of(proven.user, proven.memberships.front(), Caller::Way::basic), now + AdmissionCache::lifetime};
}

Result<AccessGate::Entry> AccessGate::by_session(Presented const& presented, Instant now)
{
    std::optional<StoredSession> session;
    std::optional<User> user;
    std::vector<Membership> memberships;
    {
        TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::read));
        TRY_ASSIGN(session, transaction->access().sign_ins().find_session(sha256(presented.secret)));
        if (!session || !check_.is_alive(*session, now)) { return CredentialCheck::refusal(); }
        TRY_ASSIGN(user, transaction->access().users().load(session->user));
        TRY_ASSIGN(memberships, transaction->access().users().memberships(session->user));
    }
    auto const membership =
        std::find_if(memberships.begin(), memberships.end(), [&](Membership const& each) { return each.account == session->account; });
    if (!user || membership == memberships.end()) { return CredentialCheck::refusal(); }
    if (session->used_at + use_written_every <= now) {
        write_down([&](AccessRecords& records) { return records.sign_ins().touch_session(session->token, now); });
    }
    return Entry{CredentialCheck::caller_of(*user, *membership, presented.way), std::max(check_.end_of(*session), now)};
}

} // namespace muster
