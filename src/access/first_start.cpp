#include "access/first_start.hpp"

#include "base/assert.hpp"

#include <string>
#include <vector>

namespace muster {

namespace {


struct Administrators {
    UserId first{}; ///< 0: there is none
    bool can_sign_in{};
};

Result<Administrators> look(Transaction& transaction, std::vector<Account> const& accounts)
{
    Administrators found;
    for (Account const& account : accounts) {
        TRY_ASSIGN(std::vector<AccountUser> const members, transaction.access().users().members(account.id));
        for (AccountUser const& member : members) {
            if (member.role != administrator_role) { continue; }
            if (found.first == UserId{}) { found.first = member.user.id; }
            found.can_sign_in = found.can_sign_in || !member.user.password_hash.empty();
        }
    }
    return found;
}

Result<UserId> create_first(Users& users, AccountId account, Instant now)
{
    TRY_ASSIGN(std::optional<User> const known, users.find(std::string{first_administrator_email})); // one who was demoted by hand
    UserId id = known ? known->id : UserId{};
    if (!known) { TRY_ASSIGN(id, users.create({{}, std::string{first_administrator_email}, {}, now, {}})); }
    TRY(users.put_membership({account, id, administrator_role}));
    return id;
}

} // namespace

std::optional<std::string> mailbox_of(std::string const& name)
{
    if (name.find('@') == std::string::npos || name == first_administrator_email) { return std::nullopt; }
    return name;
}

Result<std::optional<IssuedLink>> first_administrator_link(CredentialCheck& check)
{
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, check.store().begin(Store::Access::write));
    TRY_ASSIGN(std::vector<Account> const accounts, transaction->accounts().list());
    MUSTER_ASSERT(!accounts.empty()); // a store begins with one, and none is removed
    TRY_ASSIGN(Administrators administrators, look(*transaction, accounts));
    if (administrators.can_sign_in) { return std::optional<IssuedLink>{}; }
    if (administrators.first == UserId{}) {
        TRY_ASSIGN(administrators.first, create_first(transaction->access().users(), accounts.front().id, check.now()));
    }
    TRY_ASSIGN(IssuedLink link, issue_link(*transaction, administrators.first, LinkPurpose::first_administrator, check.now()));
    TRY(transaction->commit());
    return std::optional{std::move(link)};
}

} // namespace muster
