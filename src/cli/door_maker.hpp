#pragma once

#include "access/access_door.hpp"
#include "cli/server.hpp"
#include "service/door.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace muster {

/// A server that is worked through instead of a store.
struct ServerOrder {
    std::string url{};
    std::string key{};     ///< an API key
    std::string ca_file{}; ///< certificates to trust instead of the system's, PEM; empty: the system's
};

/// Which store is opened, and what for.
struct DoorOrder {
    std::string folder{};  ///< the data directory
    std::string account{}; ///< empty: the only one there is
    enum class Access : std::uint8_t {
        read,  ///< beside a writing process; a store that does not exist yet reads as an empty one
        write, ///< creates what is missing
    } access{Access::read};
    /// Whether it matters which account it is, where there are several and none is named.
    enum class WhichAccount : std::uint8_t { matters, any } which_account{WhichAccount::matters};
    std::optional<ServerOrder> server{}; ///< then folder and access mean nothing
};

struct OpenedDoor {
    std::unique_ptr<Door> door{};
    enum class Store : std::uint8_t { there, missing } store{Store::there};
};

struct OpenedAccessDoor {
    std::unique_ptr<AccessDoor> door{};
    OpenedDoor::Store store{OpenedDoor::Store::there};
};

/// Opens doors, and keeps house where that is no use case of an account. Given to the command line by app/, the only place that knows
/// which store there is. Errors: locked, unavailable, denied, unreadable as the store tells; not_found ACCOUNT_NOT_FOUND;
/// invalid_input ACCOUNT_NEEDED when there are several and none was named; through a server as it and the way there tell.
class DoorMaker {
public:
    DoorMaker() = default;
    DoorMaker(DoorMaker const&) = delete;
    DoorMaker& operator=(DoorMaker const&) = delete;
    virtual ~DoorMaker() = default;

    /// A door without a store: only read() works.
    virtual std::unique_ptr<Door> open_without_store() = 0;
    virtual Result<OpenedDoor> open(DoorOrder const& order) = 0;
    /// The users and keys of an account.
    virtual Result<OpenedAccessDoor> open_access(DoorOrder const& order) = 0;
    /// Opens the store for writing, creating what is missing, and serves. Errors: locked while another process writes; unavailable
    /// LISTEN_FAILED; invalid_input for an address or a certificate that cannot be used.
    virtual Result<std::unique_ptr<RunningServer>> serve(ServeOrder const& order) = 0;
    /// Creates the store, or brings it up to date.
    virtual Result<void> migrate(std::string const& folder) = 0;
    /// Writes database and files of a data directory as they are at one moment into one archive, also while another process writes.
    virtual Result<void> back_up(std::string const& folder, std::string const& archive, ProgressTaker const& progress) = 0;
    /// Makes a data directory out of an archive, wholly or not at all. Errors: locked while a process has the directory; conflict
    /// STORE_EXISTS when there is a store already; unreadable ARCHIVE_DAMAGED.
    virtual Result<void> restore(std::string const& archive, std::string const& folder, ProgressTaker const& progress) = 0;
};

} // namespace muster
