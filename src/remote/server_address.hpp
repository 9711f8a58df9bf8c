#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// How a server is reached, and who asks.
struct ServerAddress {
    std::string url{};           ///< http://127.0.0.1:8080, perhaps with a path, without a slash behind
    std::string authorization{}; ///< the header's value: App KEY
    std::string ca_file{};       ///< certificates to trust instead of the system's, PEM; empty: the system's
    enum class Certificate : std::uint8_t {
        checked,
        of_this_machine, ///< not checked: the address comes from our own data directory, and lies on this machine
    } certificate{Certificate::checked};
};

/// A server's address as somebody gave it. Error invalid_input SERVER_URL: it must be http or https with a host, without user, password,
/// query and fragment.
Result<std::string> parse_server_url(std::string_view text);
/// Whether an address is on this machine: 127.0.0.0/8, ::1 or localhost. A key that goes elsewhere without TLS can be read on the way.
bool is_on_this_machine(std::string const& url);

} // namespace muster
