#include "delivery/address.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

#include <arpa/inet.h>

namespace muster {

namespace {

struct Block4 {
    std::array<std::uint8_t, 4> first{};
    unsigned bits{};
};
struct Block6 {
    std::array<std::uint8_t, 16> first{};
    unsigned bits{};
};

constexpr std::array special4{
    Block4{{0, 0, 0, 0}, 8},        // this network
    Block4{{10, 0, 0, 0}, 8},       // private
    Block4{{100, 64, 0, 0}, 10},    // shared: carrier-grade NAT; a cloud's metadata too
    Block4{{127, 0, 0, 0}, 8},      // loopback
    Block4{{168, 63, 129, 16}, 32}, // a cloud's platform address, in the public range
    Block4{{169, 254, 0, 0}, 16},   // link-local, metadata
    Block4{{172, 16, 0, 0}, 12},    // private
    Block4{{192, 0, 0, 0}, 24},     // protocol assignments; a cloud's metadata too
    Block4{{192, 0, 2, 0}, 24},     // documentation
    Block4{{192, 88, 99, 0}, 24},   // 6to4 relays, given up
    Block4{{192, 168, 0, 0}, 16},   // private
    Block4{{198, 18, 0, 0}, 15},    // benchmarking
    Block4{{198, 51, 100, 0}, 24},  // documentation
    Block4{{203, 0, 113, 0}, 24},   // documentation
    Block4{{224, 0, 0, 0}, 4},      // multicast
    Block4{{240, 0, 0, 0}, 4},      // reserved, broadcast
};
/// Within 2000::/3, outside of which nothing is public.
constexpr std::array special6{
    Block6{{0x20, 0x01, 0x00}, 23},             // protocol assignments, Teredo among them
    Block6{{0x20, 0x01, 0x0d, 0xb8}, 32},       // documentation
    Block6{{0x20, 0x02}, 16},                   // 6to4, which carries an IPv4 address
    Block6{{0x26, 0x20, 0x00, 0x4f, 0x80}, 48}, // AS112
    Block6{{0x3f, 0xff, 0x00}, 20},             // documentation
};
constexpr Block6 global_unicast{{0x20}, 3};
constexpr Block6 nat64{{0x00, 0x64, 0xff, 0x9b}, 96};
constexpr Block6 mapped{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96};

bool is_within(std::span<std::uint8_t const> bytes, std::span<std::uint8_t const> first, unsigned bits)
{
    std::size_t const whole = bits / 8;
    if (!std::equal(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(whole), first.begin())) { return false; }
    unsigned const rest = bits % 8;
    return rest == 0 || (bytes[whole] >> (8 - rest)) == (first[whole] >> (8 - rest));
}

bool is_public4(std::span<std::uint8_t const> bytes)
{
    return std::none_of(special4.begin(), special4.end(), [&](Block4 const& block) { return is_within(bytes, block.first, block.bits); });
}

} // namespace

std::optional<Address> parse_address(std::string const& text)
{
    Address address;
    if (inet_pton(AF_INET, text.c_str(), address.bytes.data()) == 1) { return address; }
    address.version = Address::Version::six;
    if (inet_pton(AF_INET6, text.c_str(), address.bytes.data()) == 1) { return address; }
    return std::nullopt;
}

bool is_public(Address const& address)
{
    std::span<std::uint8_t const> const bytes{address.bytes};
    if (address.version == Address::Version::four) { return is_public4(bytes.first(4)); }
    for (Block6 const& carrier : {mapped, nat64}) {
        if (is_within(bytes, carrier.first, carrier.bits)) { return is_public4(bytes.subspan(12)); }
    }
    return is_within(bytes, global_unicast.first, global_unicast.bits) &&
           std::none_of(special6.begin(), special6.end(), [&](Block6 const& block) { return is_within(bytes, block.first, block.bits); });
}

} // namespace muster
