#include "access/client_network.hpp"

#include <array>

#include <arpa/inet.h>

namespace muster {

std::string network_of(std::string_view peer)
{
    std::string text{peer};
    std::array<char, 16> bytes{};
    constexpr std::string_view mapped_ipv4{"\0\0\0\0\0\0\0\0\0\0\xff\xff", 12};
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) { return text; }
    std::string_view const address{bytes.data(), bytes.size()};
    return std::string{address.starts_with(mapped_ipv4) ? address : address.substr(0, 8)};
}

} // namespace muster
