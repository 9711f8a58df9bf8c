#include "app/find_account.hpp"

#include "base/text.hpp"

#include <vector>

namespace muster {

Result<AccountId> find_account(Store& store, std::string const& name, DoorOrder::WhichAccount which)
{
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::read));
    TRY_ASSIGN(std::vector<Account> const accounts, transaction->accounts().list());
    std::string names;
    for (Account const& account : accounts) {
        if (!name.empty() && text::fold(account.name) == text::fold(name)) { return account.id; }
        names += (names.empty() ? "" : ", ") + account.name;
    }
    if (!name.empty()) {
        return Error{ErrorKind::not_found, "ACCOUNT_NOT_FOUND",
                     "There is no account \"" + name + "\". There are: " + names + ". muster account create makes one."};
    }
    bool const is_certain = accounts.size() == 1 || which == DoorOrder::WhichAccount::any;
    if (is_certain && !accounts.empty()) { return accounts.front().id; }
    return Error{ErrorKind::invalid_input, "ACCOUNT_NEEDED",
                 "There are several accounts. Name the one you mean with --account: " + names + "."};
}

} // namespace muster
