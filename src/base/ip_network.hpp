#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// An address of the internet. IPv4 ones are kept as IPv6 has them (::ffff:192.0.2.1), so that both spellings are the same address.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};
    bool operator==(IpAddress const&) const = default;
};

/// 192.0.2.1, 2001:db8::1; without brackets, port or zone. Nothing when it is no address.
std::optional<IpAddress> parse_ip_address(std::string_view text);
/// The usual spelling: 192.0.2.1, 2001:db8::1.
std::string to_text(IpAddress const& address);
/// Of this machine, which nobody else can have: 127.0.0.0/8, ::1.
bool is_loopback(IpAddress const& address);

/// All addresses that begin alike.
class IpNetwork {
public:
    /// 10.0.0.0/8, 2001:db8::/32, or one address. Nothing when it is none, or when bits behind the prefix are set, which is a mistake.
    static std::optional<IpNetwork> parse(std::string_view text);
    bool contains(IpAddress const& address) const;

private:
    IpAddress first_{};
    int prefix_{}; ///< bits, of 128
};

} // namespace muster
