#include "access/user_desk.hpp"

#include "access/password_rules.hpp"
#include "base/text.hpp"
#include "profile/email.hpp"

#include <algorithm>

namespace muster {

namespace {


Error unknown_user() { return {ErrorKind::not_found, "USER_UNKNOWN", "There is no such user in this account."}; }

Result<std::string> checked_email(std::string const& email)
{
    std::string trimmed;
    if (text::is_utf8(email)) { trimmed = text::to_nfc(text::trim(email)); }
    if (!is_email(trimmed) || text::length(trimmed) > longest_user_email) {
        return Error{ErrorKind::invalid_input, "EMAIL_INVALID", "A user is known by an email address like ana@mail.example. Give one."};
    }
    return trimmed;
}

Result<void> require_account(Transaction& transaction, AccountId account)
{
    TRY_ASSIGN(std::vector<Account> const accounts, transaction.accounts().list());
    if (std::any_of(accounts.begin(), accounts.end(), [&](Account const& each) { return each.id == account; })) { return {}; }
    return Error{ErrorKind::not_found, "ACCOUNT_UNKNOWN", "There is no such account."};
}

Result<AccountUser> member_of(Transaction& transaction, AccountId account, UserId id)
{
    TRY_ASSIGN(std::vector<Membership> const memberships, transaction.access().users().memberships(id));
    auto const found =
        std::find_if(memberships.begin(), memberships.end(), [&](Membership const& each) { return each.account == account; });
    if (found == memberships.end()) { return unknown_user(); }
    TRY_ASSIGN(std::optional<User> user, transaction.access().users().load(id));
    if (!user) { return unknown_user(); }
    return AccountUser{*std::move(user), found->role};
}

/// Before an administrator stops being one: an account that nobody administers could only be helped from outside.
Result<void> require_other_administrator(Transaction& transaction, AccountId account, UserId but)
{
    TRY_ASSIGN(std::vector<AccountUser> const members, transaction.access().users().members(account));
    bool const there = std::any_of(members.begin(), members.end(),
                                   [&](AccountUser const& each) { return each.user.id != but && each.role == administrator_role; });
    if (there) { return {}; }
    return Error{ErrorKind::conflict, "LAST_ADMINISTRATOR",
                 "This is the account's last administrator. Make somebody else an administrator first."};
}

Result<void> require_no_other_account(Transaction& transaction, UserId user)
{
    TRY_ASSIGN(std::vector<Membership> const memberships, transaction.access().users().memberships(user));
    if (memberships.size() <= 1) { return {}; }
    return Error{ErrorKind::denied, "USER_OF_SEVERAL_ACCOUNTS",
                 "This user belongs to other accounts too, so no single one may change how he signs in. Ask whoever runs the server."};
}

/// A user whom another account knows already. Until he has a password, a link that lets in may be in somebody's hands there.
Result<User> join(Transaction& transaction, AccountId account, User user, NewUser const& wanted)
{
    TRY_ASSIGN(std::vector<Membership> const memberships, transaction.access().users().memberships(user.id));
    if (std::any_of(memberships.begin(), memberships.end(), [&](Membership const& each) { return each.account == account; })) {
        return Error{ErrorKind::conflict, "USER_EXISTS", "There is a user with this email in this account already."};
    }
    if (user.password_hash.empty()) {
        return Error{ErrorKind::conflict, "USER_NOT_IN_YET",
                     "A user with this email was invited by another account and has set no password yet. Try again when that is done."};
    }
    if (!wanted.password.empty()) {
        return Error{ErrorKind::conflict, "USER_HAS_PASSWORD",
                     "This user belongs to another account and has a password already. Add the user without one."};
    }
    TRY(transaction.access().sign_ins().remove_links(user.id)); // of the time when one account had the user to itself
    return user;
}

} // namespace

Result<AddedUser> UserDesk::add(AccountId account, NewUser const& wanted)
{
    TRY_ASSIGN(std::string const email, checked_email(wanted.email));
    User created{{}, email, {}, check_.now(), {}};
    if (!wanted.password.empty()) {
        TRY(check_new_password(wanted.password, email));
        TRY_ASSIGN(created.password_hash, check_.hasher().hash(wanted.password));
        created.password_changed_at = created.created_at;
    }
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::write));
    Users& users = transaction->access().users();
    TRY(require_account(*transaction, account));
    TRY_ASSIGN(std::vector<AccountUser> const members, users.members(account));
    Role const role = wanted.role.value_or(members.empty() ? Role::admin : Role::viewer);
    AddedUser added;
    added.member.role = static_cast<std::uint8_t>(role);
    TRY_ASSIGN(std::optional<User> known, users.find(email));
    if (known) {
        TRY_ASSIGN(added.member.user, join(*transaction, account, *std::move(known), wanted));
    } else {
        TRY_ASSIGN(created.id, users.create(created));
        added.member.user = created;
    }
    TRY(users.put_membership({account, added.member.user.id, added.member.role}));
    if (added.member.user.password_hash.empty()) {
        TRY_ASSIGN(added.link, issue_link(*transaction, added.member.user.id, LinkPurpose::invitation, check_.now()));
    }
    TRY(transaction->commit());
    return added;
}

Result<std::vector<AccountUser>> UserDesk::list(AccountId account)
{
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::read));
    return transaction->access().users().members(account);
}

Result<AccountUser> UserDesk::load(AccountId account, UserId id)
{
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::read));
    return member_of(*transaction, account, id);
}

Result<AccountUser> UserDesk::find(AccountId account, std::string const& email)
{
    if (!text::is_utf8(email)) { return unknown_user(); }
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::read));
    TRY_ASSIGN(std::optional<User> const user, transaction->access().users().find(text::to_nfc(text::trim(email))));
    if (!user) { return unknown_user(); }
    return member_of(*transaction, account, user->id);
}

Result<AccountUser> UserDesk::change(AccountId account, UserId id, UserChange const& change, Authority authority)
{
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::write));
    Users& users = transaction->access().users();
    TRY_ASSIGN(AccountUser member, member_of(*transaction, account, id));
    if (change.email) {
        if (authority == Authority::administrator) { TRY(require_no_other_account(*transaction, id)); }
        TRY_ASSIGN(member.user.email, checked_email(*change.email));
        TRY(users.save(member.user));
    }
    if (change.role) {
        if (member.role == administrator_role && *change.role != Role::admin) {
            TRY(require_other_administrator(*transaction, account, id));
        }
        member.role = static_cast<std::uint8_t>(*change.role);
        TRY(users.put_membership({account, id, member.role}));
    }
    TRY(transaction->commit());
    check_.cache().forget();
    return member;
}

Result<void> UserDesk::remove(AccountId account, UserId id)
{
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::write));
    Users& users = transaction->access().users();
    TRY_ASSIGN(AccountUser const member, member_of(*transaction, account, id));
    if (member.role == administrator_role) { TRY(require_other_administrator(*transaction, account, id)); }
    TRY(users.remove_membership(account, id));
    TRY_ASSIGN(std::vector<Membership> const others, users.memberships(id));
    if (others.empty()) { TRY(users.remove(id)); }
    TRY(transaction->commit());
    check_.cache().forget();
    return {};
}

Result<IssuedLink> UserDesk::link(AccountId account, UserId id, Authority authority)
{
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::write));
    TRY_ASSIGN(AccountUser const member, member_of(*transaction, account, id));
    if (authority == Authority::administrator) { TRY(require_no_other_account(*transaction, id)); }
    LinkPurpose const purpose = member.user.password_hash.empty() ? LinkPurpose::invitation : LinkPurpose::password_reset;
    TRY_ASSIGN(IssuedLink link, issue_link(*transaction, id, purpose, check_.now()));
    TRY(transaction->commit());
    return link;
}

Result<void> UserDesk::end_sessions(AccountId account, UserId id)
{
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check_.store().begin(Store::Access::write));
    TRY(member_of(*transaction, account, id));
    TRY(transaction->access().sign_ins().remove_sessions(account, id));
    TRY(transaction->commit());
    check_.cache().forget();
    return {};
}

} // namespace muster
