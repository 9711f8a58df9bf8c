#include "access/sign_in_desk.hpp"

#include "access/password_rules.hpp"
#include "access/secrets.hpp"
#include "base/digest.hpp"

#include <algorithm>

namespace muster {

namespace {

Error link_invalid()
{
    return {ErrorKind::unauthenticated, "LINK_INVALID", "This link was used already or is not valid any more. Ask for a new one."};
}

std::optional<Membership> membership_in(std::vector<Membership> const& all, AccountId account)
{
    auto const found = std::find_if(all.begin(), all.end(), [&](Membership const& each) { return each.account == account; });
    return found == all.end() ? std::nullopt : std::optional{*found};
}

/// Sets a password and ends everything that was let in by what was before.
Result<void> put_password(AccessRecords& records, User& user, std::string hash, Instant now)
{
    user.password_hash = std::move(hash);
    user.password_changed_at = now;
    TRY(records.users().save(user));
    return records.sign_ins().remove_sessions(user.id);
}

/// The link with that token, if it still lets in.
Result<StoredLink> valid_link(Transaction& transaction, Sha256 const& token, Instant now)
{
    TRY_ASSIGN(std::optional<StoredLink> const link, transaction.access().sign_ins().find_link(token));
    if (!link || link->expires_at <= now) { return link_invalid(); }
    return *link;
}

Result<User> user_of(Transaction& transaction, UserId id)
{
    TRY_ASSIGN(std::optional<User> user, transaction.access().users().load(id));
    if (!user) { return Error{ErrorKind::not_found, "USER_UNKNOWN", "There is no such user."}; }
    return *std::move(user);
}

} // namespace

Result<SignedIn> SignInDesk::open_session(Transaction& transaction, User const& user, Membership const& membership)
{
    SignedIn signed_in;
    signed_in.token = draw_secret();
    signed_in.csrf_token = csrf_token_of(signed_in.token);
    signed_in.caller = CredentialCheck::caller_of(user, membership, Caller::Way::session_token);
    Instant const now = check_.now();
    signed_in.ends_at = now + check_.times().absolute;
    SignIns& records = transaction.access().sign_ins();
    TRY(records.remove_expired(now - check_.times().absolute, now - check_.times().idle, now));
    TRY(records.create_session({sha256(signed_in.token), membership.account, user.id, now, now}));
    return signed_in;
}

Result<SignedIn> SignInDesk::sign_in(SignIn const& sign_in)
{
    TRY_ASSIGN(CredentialCheck::Proven const proven, check_.check_password(sign_in.email, sign_in.password, sign_in.peer));
    std::optional<Membership> const membership =
        sign_in.account ? membership_in(proven.memberships, *sign_in.account) : std::optional{proven.memberships.front()};
    if (!membership) { return CredentialCheck::refusal(); }
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::write));
    // Between the password's check and now it may have been changed, or the user removed.
    TRY_ASSIGN(std::optional<User> const user, transaction->access().users().load(proven.user.id));
    if (!user || user->password_hash != proven.user.password_hash) { return CredentialCheck::refusal(); }
    if (!sign_in.previous_token.empty()) { TRY(transaction->access().sign_ins().remove_session(sha256(sign_in.previous_token))); }
    TRY_ASSIGN(SignedIn signed_in, open_session(*transaction, *user, *membership));
    TRY(transaction->commit());
    if (!sign_in.previous_token.empty()) { check_.cache().forget(); }
    return signed_in;
}

Result<void> SignInDesk::sign_out(std::string const& token)
{
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::write));
    TRY(transaction->access().sign_ins().remove_session(sha256(token)));
    TRY(transaction->commit());
    check_.cache().forget();
    return {};
}

Result<SignedIn> SignInDesk::change_password(Caller const& caller, PasswordChange const& change)
{
    User known;
    {
        TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::read));
        TRY_ASSIGN(known, user_of(*transaction, {caller.user}));
    }
    if (!known.password_hash.empty()) {
        Result<CredentialCheck::Proven> proven = check_.check_password(known.email, change.current, change.peer);
        if (!proven && proven.error().kind == ErrorKind::unauthenticated) {
            return Error{ErrorKind::denied, "PASSWORD_WRONG", "The current password is wrong. Type it again."};
        }
        if (!proven) { return std::move(proven).error(); }
        known = std::move(proven->user); // its hash may have been made anew
    }
    TRY(check_new_password(change.wanted, known.email));
    TRY_ASSIGN(std::string hash, check_.hasher().hash(change.wanted));
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::write));
    AccessRecords& records = transaction->access();
    TRY_ASSIGN(User user, user_of(*transaction, known.id));
    TRY_ASSIGN(std::vector<Membership> const memberships, records.users().memberships(user.id));
    std::optional<Membership> const membership = membership_in(memberships, caller.account);
    if (!membership || user.password_hash != known.password_hash) { return CredentialCheck::refusal(); }
    TRY(put_password(records, user, std::move(hash), check_.now()));
    TRY(records.sign_ins().remove_links(user.id));
    TRY_ASSIGN(SignedIn signed_in, open_session(*transaction, user, *membership));
    TRY(transaction->commit());
    check_.cache().forget();
    return signed_in;
}

Result<IssuedLink> SignInDesk::issue_link(UserId user, LinkPurpose purpose)
{
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::write));
    TRY(user_of(*transaction, user));
    TRY_ASSIGN(IssuedLink link, muster::issue_link(*transaction, user, purpose, check_.now()));
    TRY(transaction->commit());
    return link;
}

Result<LinkView> SignInDesk::look_at_link(std::string const& token)
{
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::read));
    TRY_ASSIGN(StoredLink const link, valid_link(*transaction, sha256(token), check_.now()));
    TRY_ASSIGN(User const user, user_of(*transaction, link.user));
    return LinkView{static_cast<LinkPurpose>(link.purpose), user.email, link.expires_at};
}

Result<SignedIn> SignInDesk::redeem_link(std::string const& token, std::string const& password)
{
    Sha256 const digest = sha256(token);
    StoredLink link;
    User known;
    {
        TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::read));
        TRY_ASSIGN(link, valid_link(*transaction, digest, check_.now()));
        TRY_ASSIGN(known, user_of(*transaction, link.user));
    }
    bool const without_password = password.empty() && static_cast<LinkPurpose>(link.purpose) == LinkPurpose::first_administrator;
    std::string hash;
    if (!without_password) {
        TRY(check_new_password(password, known.email));
        TRY_ASSIGN(hash, check_.hasher().hash(password));
    }
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::write));
    AccessRecords& records = transaction->access();
    TRY(valid_link(*transaction, digest, check_.now())); // of two at the same moment one is first
    TRY_ASSIGN(User user, user_of(*transaction, link.user));
    TRY_ASSIGN(std::vector<Membership> const memberships, records.users().memberships(user.id));
    if (memberships.empty()) { return link_invalid(); }
    if (!without_password) { TRY(put_password(records, user, std::move(hash), check_.now())); }
    TRY(records.sign_ins().remove_links(user.id));
    TRY_ASSIGN(SignedIn signed_in, open_session(*transaction, user, memberships.front()));
    TRY(transaction->commit());
    check_.cache().forget();
    return signed_in;
}

} // namespace muster
