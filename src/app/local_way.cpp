#include "app/local_way.hpp"

#include "access/local_token.hpp"
#include "access/secrets.hpp"
#include "app/find_account.hpp"
#include "base/file.hpp"
#include "store/sqlite/folder_lock.hpp"

#include <utility>

#include <unistd.h>

namespace muster {

namespace {

/// An address and a token are far shorter.
constexpr std::uint64_t longest_file = 4'096;

class LocalGate final : public Gate {
public:
    LocalGate(Store& store, std::string token, std::shared_ptr<Gate> others)
        : store_{store}, token_{std::move(token)}, others_{std::move(others)}
    {
    }

    Result<Caller> admit(Credentials const& credentials) override
    {
        std::optional<LocalVisitor> const visitor = parse_local_authorization(credentials.authorization);
        if (!visitor || !is_loopback(credentials.peer) || !same_secret(visitor->token, token_)) { return others_->admit(credentials); }
        Caller caller;
        TRY_ASSIGN(caller.account, find_account(store_, visitor->account));
        caller.name = visitor->user;
        caller.scopes = all_scopes;
        caller.way = Caller::Way::local;
        return caller;
    }

private:
    Store& store_;
    std::string token_;
    std::shared_ptr<Gate> others_;
};

std::string path_in(std::string const& folder) { return folder + "/" + std::string{sqlite::token_file}; }

} // namespace

std::unique_ptr<Gate> make_local_gate(Store& store, std::string token, std::shared_ptr<Gate> others)
{
    return std::make_unique<LocalGate>(store, std::move(token), std::move(others));
}

Result<std::unique_ptr<TokenFile>> TokenFile::write(std::string const& folder, std::string const& address, std::string const& token)
{
    std::string path = path_in(folder);
    TRY_ASSIGN(auto const file, create_file(path, 0600));
    TRY(file->write(address + "\n" + token + "\n"));
    TRY(file->finish());
    return std::make_unique<TokenFile>(std::move(path));
}

TokenFile::~TokenFile() { static_cast<void>(unlink(path_.c_str())); } // the next holder of the lock takes it away too

std::optional<ServerAddress> find_local_way(std::string const& folder, std::string const& user, std::string const& account)
{
    Result<std::unique_ptr<ByteSource>> const file = open_file(path_in(folder));
    if (!file) { return std::nullopt; }
    Result<std::string> const text = read_all(**file, longest_file);
    std::size_t const first = text ? text->find('\n') : std::string::npos;
    if (first == std::string::npos || !text->ends_with('\n')) { return std::nullopt; }
    ServerAddress address;
    address.url = text->substr(0, first);
    std::string const token = text->substr(first + 1, text->size() - first - 2);
    if (!is_on_this_machine(address.url)) { return std::nullopt; } // data does not leave the machine because a file says so
    address.authorization = local_authorization({token, user, account});
    address.certificate = ServerAddress::Certificate::of_this_machine;
    return address;
}

} // namespace muster
