#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace muster {

/// An address of the Internet Protocol.
struct Address {
    enum class Version : std::uint8_t { four, six } version{Version::four};
    std::array<std::uint8_t, 16> bytes{}; ///< network order; of version four the first four
    bool operator==(Address const&) const = default;
};

/// Reads 192.0.2.1 or 2001:db8::1, without brackets, zone or port.
std::optional<Address> parse_address(std::string const& text);

/// Whether an address lies in the public Internet. A server that sends to addresses that others name must not reach what only it can
/// reach: itself, its network, its provider's metadata. Refused is what IANA's special-purpose registries (RFC 6890 and later) do not
/// call globally reachable: unspecified, loopback, private, shared (carrier-grade NAT), link-local, unique local, documentation,
/// benchmarking, multicast, reserved; the metadata and platform addresses of clouds, which lie in those except for 168.63.129.16; and
/// what carries one of them inside (IPv4-mapped and -compatible, NAT64, 6to4, Teredo).
bool is_public(Address const& address);

} // namespace muster
