#include "api/accounts/operations.hpp"
#include "documents/access_documents.hpp"
#include "service/catalogue_acts.hpp"

namespace muster {

namespace {

/// Nothing of one account concerns another, so no account can make one: only who has the data directory can.
Result<HttpAnswer> create_account(AccountApi const& api, Call const& call)
{
    if (call.caller.way != Caller::Way::local) {
        return Error{ErrorKind::denied, "NOT_ON_THE_DATA_DIRECTORY",
                     "Accounts are created by who has the data directory: muster account create NAME --data DIR."};
    }
    TRY_ASSIGN(RequestMembers members, RequestMembers::read(call));
    std::string const name = members.text("name", RequestMembers::Need::required).value_or("");
    if (auto refusal = members.refusal()) { return *std::move(refusal); }
    TRY_ASSIGN(Account const created, create_one_account(api.check.store(), name));
    return json_answer(201, account_document(created));
}

} // namespace

void add_own_account_routes(Router& router, AccountApi const& api)
{
    router.add({"POST", "/account/1/accounts", Family::problem, Scope::account_manage, http_memory_body, of(api, create_account)});
}

} // namespace muster
