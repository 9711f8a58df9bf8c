#pragma once

#include "base/ip_network.hpp"
#include "http/message.hpp"

#include <cstdint>
#include <vector>

namespace muster {

/// Who a request comes from when it was passed on by proxies: what they say is believed of those that are named, and of nobody else,
/// because everybody can send such headers. One of the two kinds of headers is looked at only: a proxy that writes the one passes the other
/// on as whoever called it sent it. Any thread.
class TrustedProxies {
public:
    enum class Header : std::uint8_t {
        x_forwarded_for, ///< X-Forwarded-For and X-Forwarded-Proto
        forwarded,       ///< Forwarded (RFC 7239)
    };

    TrustedProxies(std::vector<IpNetwork> networks, Header header) : networks_{std::move(networks)}, header_{header} {}

    /// Puts the client's address and whether it came over TLS into a request of a trusted proxy: the last address in the chain that is
    /// none of theirs. Where the chain names somebody by another word than an address, the proxy that did stands for him.
    void apply(HttpRequest& request) const;

private:
    bool trusts(IpAddress const& address) const;

    std::vector<IpNetwork> networks_;
    Header header_;
};

} // namespace muster
