#include "base/ip_network.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace muster {
namespace {

TEST(IpAddress, IsReadAndWritten)
{
    struct Row {
        std::string_view text{}, written{};
    };
    constexpr std::array rows{Row{"192.0.2.1", "192.0.2.1"},
                              Row{"::ffff:192.0.2.1", "192.0.2.1"},
                              Row{"::1", "::1"},
                              Row{"2001:DB8:0:0::1", "2001:db8::1"},
                              Row{"192.0.2.256", ""},
                              Row{"192.0.2", ""},
                              Row{"[::1]", ""},
                              Row{"::1%eth0", ""},
                              Row{"localhost", ""},
                              Row{"", ""},
                              Row{"192.0.2.1 ", ""}};
    for (Row const& row : rows) {
        auto const address = parse_ip_address(row.text);
        EXPECT_EQ(address ? to_text(*address) : "", row.written) << row.text;
    }
}

TEST(IpAddress, KnowsItsOwnMachine)
{
    for (std::string_view const text : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"}) {
        EXPECT_TRUE(is_loopback(*parse_ip_address(text))) << text;
    }
    for (std::string_view const text : {"128.0.0.1", "10.0.0.1", "::2", "::"}) {
        EXPECT_FALSE(is_loopback(*parse_ip_address(text))) << text;
    }
}

TEST(IpNetwork, HoldsWhatBeginsAlike)
{
    struct Row {
        std::string_view network{}, inside{}, outside{};
    };
    constexpr std::array rows{
        Row{"10.0.0.0/8", "10.255.0.1", "11.0.0.0"},        Row{"192.0.2.0/25", "192.0.2.127", "192.0.2.128"},
        Row{"192.0.2.7", "::ffff:192.0.2.7", "192.0.2.8"},  Row{"2001:db8::/33", "2001:db8:7fff::1", "2001:db8:8000::1"},
        Row{"0.0.0.0/0", "255.255.255.255", "2001:db8::1"}, Row{"::1/128", "::1", "::2"},
    };
    for (Row const& row : rows) {
        auto const network = IpNetwork::parse(row.network);
        ASSERT_TRUE(network) << row.network;
        EXPECT_TRUE(network->contains(*parse_ip_address(row.inside))) << row.network;
        EXPECT_FALSE(network->contains(*parse_ip_address(row.outside))) << row.network;
    }
}

TEST(IpNetwork, RefusesWhatIsNone)
{
    for (std::string_view const text :
         {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.1/8", "::/129", "2001:db8::1/32", "a/8", "10.0.0.0/8x"}) {
        EXPECT_FALSE(IpNetwork::parse(text)) << text;
    }
}

} // namespace
} // namespace muster
