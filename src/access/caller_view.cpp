#include "access/caller_view.hpp"

#include <algorithm>

namespace muster {

Result<CallerView> view_of(Store& store, Caller const& caller)
{
    CallerView view;
    view.caller = caller;
    TRY_ASSIGN(std::unique_ptr<Transaction> const transaction, store.begin(Store::Access::read));
    TRY_ASSIGN(std::vector<Account> const accounts, transaction->accounts().list());
    std::vector<Membership> memberships{{caller.account, {}, {}}};
    if (caller.user != 0) {
        TRY_ASSIGN(memberships, transaction->access().users().memberships({caller.user}));
        TRY_ASSIGN(std::optional<User> user, transaction->access().users().load({caller.user}));
        auto const here =
            std::find_if(memberships.begin(), memberships.end(), [&](Membership const& each) { return each.account == caller.account; });
        if (!user || here == memberships.end()) { return Error{ErrorKind::not_found, "USER_UNKNOWN", "There is no such user any more."}; }
        view.user = AccountUser{*std::move(user), here->role};
    }
    for (Account const& account : accounts) {
        bool const within =
            std::any_of(memberships.begin(), memberships.end(), [&](auto const& each) { return each.account == account.id; });
        if (within) { view.accounts.push_back(account); }
        if (account.id == caller.account) { view.account_name = account.name; }
    }
    return view;
}

} // namespace muster
