#pragma once

#include "access/gate.hpp"
#include "remote/server_address.hpp"
#include "store/store.hpp"

#include <memory>
#include <optional>
#include <string>

namespace muster {

/// A gate that admits commands of this machine by the token of the data directory, as administrators of the account that they name, under
/// the operating system's user; and everybody else as another gate does. A token that comes from elsewhere is refused.
std::unique_ptr<Gate> make_local_gate(Store& store, std::string token, std::shared_ptr<Gate> others);

/// `token` in the data directory, as long as it lives: the server's address and the token, for its owner's eyes (0600). Held by the
/// process that holds the lock.
class TokenFile {
public:
    /// Errors as create_file.
    static Result<std::unique_ptr<TokenFile>> write(std::string const& folder, std::string const& address, std::string const& token);
    explicit TokenFile(std::string path) : path_{std::move(path)} {}
    TokenFile(TokenFile const&) = delete;
    TokenFile& operator=(TokenFile const&) = delete;
    ~TokenFile();

private:
    std::string path_;
};

/// How a command gets through to the server that has a data directory; nothing when there is no token.
std::optional<ServerAddress> find_local_way(std::string const& folder, std::string const& user, std::string const& account);

} // namespace muster
