#include "api/trusted_proxies.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muster {
namespace {

using Header = TrustedProxies::Header;

struct Row {
    std::string peer{};
    std::vector<std::pair<std::string, std::string>> fields{};
    std::string client{};
    bool encrypted{};
};

void expect(Header header, Row const& row)
{
    TrustedProxies const proxies{{*IpNetwork::parse("10.0.0.0/8"), *IpNetwork::parse("2001:db8:f::/48")}, header};
    HttpRequest request;
    request.peer = row.peer;
    std::string told;
    for (auto const& [name, value] : row.fields) {
        request.fields.add(name, value);
        told += name + ": " + value + "\n";
    }
    proxies.apply(request);
    EXPECT_EQ(request.peer, row.client) << told;
    EXPECT_EQ(request.encrypted, row.encrypted) << told;
}

TEST(TrustedProxies, SayWhoCalledThemAndNobodyElseDoes)
{
    for (Row const& row : {
             Row{"10.0.0.1", {{"X-Forwarded-For", "192.0.2.1"}}, "192.0.2.1", false},
             Row{"10.0.0.1", {{"X-Forwarded-For", "192.0.2.1"}, {"X-Forwarded-Proto", "https"}}, "192.0.2.1", true},
             Row{"10.0.0.1", {{"x-forwarded-for", "203.0.113.9, 192.0.2.1"}}, "192.0.2.1", false},
             Row{"10.0.0.1", {{"X-Forwarded-For", "203.0.113.9, 192.0.2.1, 10.2.2.2"}}, "192.0.2.1", false},
             Row{"10.0.0.1", {{"X-Forwarded-For", "203.0.113.9"}, {"X-Forwarded-For", "192.0.2.1"}}, "192.0.2.1", false},
             Row{"10.0.0.1", {{"X-Forwarded-For", "10.3.3.3, 10.2.2.2"}}, "10.3.3.3", false},
             Row{"10.0.0.1", {{"X-Forwarded-For", "192.0.2.1:4711"}}, "192.0.2.1", false},
             Row{"10.0.0.1", {{"X-Forwarded-For", "[2001:db8::1]:4711"}}, "2001:db8::1", false},
             Row{"2001:db8:f::7", {{"X-Forwarded-For", "2001:db8::1"}}, "2001:db8::1", false},
             Row{"::ffff:10.0.0.1", {{"X-Forwarded-For", "192.0.2.1"}}, "192.0.2.1", false},
             Row{"10.0.0.1", {{"X-Forwarded-For", "unknown"}}, "10.0.0.1", false},
             Row{"10.0.0.1", {{"X-Forwarded-For", "192.0.2.1, nonsense"}}, "10.0.0.1", false},
             Row{"10.0.0.1", {{"X-Forwarded-For", ""}}, "10.0.0.1", false},
             Row{"10.0.0.1", {{"X-Forwarded-For", "["}}, "10.0.0.1", false},
             Row{"10.0.0.1", {{"X-Forwarded-For", "192.0.2.1"}, {"X-Forwarded-Proto", "https, http"}}, "192.0.2.1", false},
             Row{"10.0.0.1", {{"Forwarded", "for=192.0.2.1;proto=https"}}, "10.0.0.1", false},
             Row{"10.0.0.1", {}, "10.0.0.1", false},
             Row{"11.0.0.1", {{"X-Forwarded-For", "192.0.2.1"}, {"X-Forwarded-Proto", "https"}}, "11.0.0.1", false},
             Row{"", {{"X-Forwarded-For", "192.0.2.1"}}, "", false},
         }) {
        expect(Header::x_forwarded_for, row);
    }
}

/// What clients send goes through a proxy into these headers.
TEST(TrustedProxies, TakeWhateverComesForAnAddressOrForNothing)
{
    std::minstd_rand random{7};
    constexpr std::string_view signs = "for=proto;,\"\\[]:.10af \t=https";
    for (int round = 0; round < 20'000; ++round) {
        std::string value(random() % 40, ' ');
        for (char& sign : value) { sign = signs[random() % signs.size()]; }
        for (Header const header : {Header::x_forwarded_for, Header::forwarded}) {
            TrustedProxies const proxies{{*IpNetwork::parse("0.0.0.0/0"), *IpNetwork::parse("::/0")}, header};
            HttpRequest request;
            request.peer = "10.0.0.1";
            for (std::string const name : {"X-Forwarded-For", "X-Forwarded-Proto", "Forwarded"}) { request.fields.add(name, value); }
            proxies.apply(request);
            ASSERT_TRUE(parse_ip_address(request.peer)) << value;
        }
    }
}

TEST(TrustedProxies, MayWriteTheStandardsHeader)
{
    for (Row const& row : {
             Row{"10.0.0.1", {{"Forwarded", "for=192.0.2.1;proto=https;by=203.0.113.43"}}, "192.0.2.1", true},
             Row{"10.0.0.1", {{"Forwarded", "For=\"[2001:db8:cafe::17]:4711\""}}, "2001:db8:cafe::17", false},
             Row{"10.0.0.1", {{"Forwarded", "for=203.0.113.9, for=192.0.2.1;proto=https, for=10.1.1.1;proto=http"}}, "192.0.2.1", true},
             Row{"10.0.0.1", {{"Forwarded", "for=203.0.113.9"}, {"Forwarded", "for=192.0.2.1"}}, "192.0.2.1", false},
             Row{"10.0.0.1", {{"Forwarded", "for=\"a,for=203.0.113.9\", for=192.0.2.1"}}, "192.0.2.1", false},
             Row{"10.0.0.1", {{"Forwarded", "for=_hidden;proto=https"}}, "10.0.0.1", true},
             Row{"10.0.0.1", {{"Forwarded", "for=\"192.0.2.1"}}, "10.0.0.1", false},
             Row{"10.0.0.1", {{"Forwarded", "for=\"\\"}}, "10.0.0.1", false},
             Row{"10.0.0.1", {{"Forwarded", ";;,="}}, "10.0.0.1", false},
             Row{"10.0.0.1", {{"X-Forwarded-For", "192.0.2.1"}, {"X-Forwarded-Proto", "https"}}, "10.0.0.1", false},
             Row{"11.0.0.1", {{"Forwarded", "for=192.0.2.1;proto=https"}}, "11.0.0.1", false},
         }) {
        expect(Header::forwarded, row);
    }
}

} // namespace
} // namespace muster
