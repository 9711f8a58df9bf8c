#pragma once

#include "access/gate.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// The way in for commands on the server's own machine: whoever can read the data directory could open the store itself while no server
/// runs, and may do through a running one what he could do then. The token is drawn at every start and stands in a file of the data
/// directory that only its owner can read.

/// What such a command says of itself.
struct LocalVisitor {
    std::string token{};
    std::string user{};    ///< the operating system's, by whom it acts
    std::string account{}; ///< by its name; empty: the only one there is
};
/// The value of the header Authorization: `Local TOKEN USER ACCOUNT`, the latter two in hexadecimal digits behind an x.
std::string local_authorization(LocalVisitor const& visitor);
/// Nothing when the header is of another kind, or broken.
std::optional<LocalVisitor> parse_local_authorization(std::string_view header);
/// Whether a request comes from this machine: 127.0.0.0/8 or ::1.
bool is_loopback(std::string_view peer);

} // namespace muster
