#include "remote/session_check.hpp"

#include "base/text.hpp"
#include "documents/read_documents.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <utility>

namespace muster::remote {

namespace {

Result<void> check_authorization(std::string const& authorization)
{
    bool const visible = std::all_of(authorization.begin(), authorization.end(), [](char sign) { return sign >= ' ' && sign <= '~'; });
    if (visible) { return {}; }
    return Error{ErrorKind::invalid_input, "API_KEY", "The API key has characters that no key has. It begins with mst_."};
}

} // namespace

Result<ServerCalls> open_calls(ServerAddress const& address, std::string const& account)
{
    TRY(check_authorization(address.authorization));
    TRY_ASSIGN(auto client, HttpClient::create(address));
    ServerCalls calls{std::move(client)};
    TRY_ASSIGN(Json const session, calls.get("/account/1/session"));
    TRY_ASSIGN(Account const own, read_session_account(session));
    if (account.empty() || text::fold(account) == text::fold(own.name)) { return calls; }
    return Error{ErrorKind::not_found, "ACCOUNT_NOT_FOUND",
                 "The key is for the account \"" + own.name + "\", not for \"" + account + "\". Leave --account out, or take another key."};
}

Result<std::vector<Account>> load_accounts(ServerCalls& calls)
{
    TRY_ASSIGN(Json const session, calls.get("/account/1/session"));
    return read_session_accounts(session);
}

Result<Account> create_account(ServerCalls& calls, std::string const& name)
{
    JsonWriter json;
    json.begin_object().member("name", name).end_object();
    TRY_ASSIGN(Json const created, calls.send("POST", "/account/1/accounts", json.take()));
    return read_account(created);
}

} // namespace muster::remote
