#include "base/ip_network.hpp"

#include <algorithm>
#include <charconv>

#include <arpa/inet.h>

namespace muster {

namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr int all_bits = 128;
constexpr int bits_before_ipv4 = 96;

bool is_ipv4(IpAddress const& address) { return std::equal(mapped_prefix.begin(), mapped_prefix.end(), address.bytes.begin()); }

/// The address with everything behind the first `bits` set to nothing.
IpAddress masked(IpAddress address, int bits)
{
    for (std::size_t byte = 0; byte < address.bytes.size(); ++byte) {
        int const kept = std::clamp(bits - static_cast<int>(byte) * 8, 0, 8);
        address.bytes[byte] = static_cast<std::uint8_t>(address.bytes[byte] & (0xFF00U >> static_cast<unsigned>(kept)));
    }
    return address;
}

} // namespace

std::optional<IpAddress> parse_ip_address(std::string_view text)
{
    std::string const terminated{text};
    IpAddress address;
    if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) { return address; }
    std::copy(mapped_prefix.begin(), mapped_prefix.end(), address.bytes.begin());
    if (inet_pton(AF_INET, terminated.c_str(), address.bytes.data() + mapped_prefix.size()) == 1) { return address; }
    return std::nullopt;
}

std::string to_text(IpAddress const& address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (is_ipv4(address)) {
        inet_ntop(AF_INET, address.bytes.data() + mapped_prefix.size(), text.data(), text.size());
    } else {
        inet_ntop(AF_INET6, address.bytes.data(), text.data(), text.size());
    }
    return text.data();
}

bool is_loopback(IpAddress const& address)
{
    static IpNetwork const ipv4 = *IpNetwork::parse("127.0.0.0/8");
    static IpNetwork const ipv6 = *IpNetwork::parse("::1");
    return ipv4.contains(address) || ipv6.contains(address);
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text)
{
    std::size_t const slash = text.find('/');
    std::optional<IpAddress> const address = parse_ip_address(text.substr(0, slash));
    if (!address) { return std::nullopt; }
    IpNetwork network;
    network.first_ = *address;
    network.prefix_ = all_bits;
    if (slash == std::string_view::npos) { return network; }
    std::string_view const digits = text.substr(slash + 1);
    bool const is_short = text.find(':') == std::string_view::npos;
    int prefix{};
    auto const [end, trouble] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
    if (trouble != std::errc{} || end != digits.data() + digits.size() || digits.front() == '-') { return std::nullopt; }
    if (prefix > (is_short ? all_bits - bits_before_ipv4 : all_bits)) { return std::nullopt; }
    network.prefix_ = is_short ? prefix + bits_before_ipv4 : prefix;
    if (masked(network.first_, network.prefix_) != network.first_) { return std::nullopt; }
    return network;
}

bool IpNetwork::contains(IpAddress const& address) const { return masked(address, prefix_) == first_; }

} // namespace muster
