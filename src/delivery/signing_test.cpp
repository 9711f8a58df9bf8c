#include "delivery/address.hpp"
#include "delivery/retry.hpp"
#include "delivery/secrets.hpp"
#include "delivery/transfer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace muster {
namespace {

/// The vector that the Standard Webhooks libraries are tested with.
constexpr std::string_view known_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr std::string_view known_signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

TEST(Signing, AgreesWithStandardWebhooks)
{
    EXPECT_EQ(sign(known_secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant{1'614'265'330'999'999}, R"({"test": 2432232314})"),
              known_signature);
}

TEST(Signing, SignsWithTheSecretBeforeUntilItsTimeIsOver)
{
    Subscription one;
    one.secret = draw_signing_secret();
    one.previous_secret = known_secret;
    one.previous_until = {1'614'265'331'000'000};
    std::string const id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    std::string const both = signatures(one, id, Instant{1'614'265'330'000'000}, R"({"test": 2432232314})");
    EXPECT_TRUE(both.ends_with(" " + std::string{known_signature})) << both;
    EXPECT_TRUE(both.starts_with("v1,"));
    std::string const own = signatures(one, id, one.previous_until, "{}");
    EXPECT_EQ(own, sign(one.secret, id, one.previous_until, "{}"));
}

TEST(Signing, DrawsSecretsThatItTakes)
{
    std::string const first = draw_signing_secret();
    EXPECT_TRUE(check_signing_secret(first)) << first;
    EXPECT_NE(first, draw_signing_secret());
    EXPECT_TRUE(check_signing_secret(known_secret));
    for (char const* wrong :
         {"", "whsec_", "secret", "whsec_c2hvcnQ=", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}) {
        Result<void> const checked = check_signing_secret(wrong);
        ASSERT_FALSE(checked) << wrong;
        EXPECT_EQ(checked.error().code, "WEBHOOK_SECRET");
    }
    EXPECT_FALSE(check_signing_secret("whsec_" + to_base64(std::string(65, 'x'))));
}

struct AddressCase {
    char const* text;
    bool open;
};

TEST(Addresses, OnlyThoseOfThePublicInternetAreOpen)
{
    std::vector<AddressCase> const cases{
        {"0.0.0.0", false},
        {"0.1.2.3", false},
        {"1.1.1.1", true},
        {"9.255.255.255", true},
        {"10.0.0.0", false},
        {"10.255.255.255", false},
        {"11.0.0.0", true},
        {"100.63.255.255", true},
        {"100.64.0.0", false},
        {"100.100.100.200", false},
        {"100.127.255.255", false},
        {"100.128.0.0", true},
        {"126.255.255.255", true},
        {"127.0.0.1", false},
        {"127.255.255.254", false},
        {"128.0.0.1", true},
        {"168.63.129.15", true},
        {"168.63.129.16", false},
        {"169.253.255.255", true},
        {"169.254.169.254", false},
        {"169.254.170.2", false},
        {"172.15.255.255", true},
        {"172.16.0.0", false},
        {"172.31.255.255", false},
        {"172.32.0.0", true},
        {"192.0.0.192", false},
        {"192.0.1.1", true},
        {"192.0.2.1", false},
        {"192.88.99.1", false},
        {"192.167.255.255", true},
        {"192.168.0.1", false},
        {"192.169.0.0", true},
        {"198.17.255.255", true},
        {"198.18.0.1", false},
        {"198.19.255.255", false},
        {"198.20.0.0", true},
        {"198.51.100.7", false},
        {"203.0.113.7", false},
        {"223.255.255.255", true},
        {"224.0.0.1", false},
        {"239.255.255.255", false},
        {"240.0.0.1", false},
        {"255.255.255.255", false},
        {"::", false},
        {"::1", false},
        {"::127.0.0.1", false},
        {"::8.8.8.8", false},
        {"::ffff:127.0.0.1", false},
        {"::ffff:10.0.0.1", false},
        {"::ffff:169.254.169.254", false},
        {"::ffff:8.8.8.8", true},
        {"64:ff9b::a00:1", false},
        {"64:ff9b::808:808", true},
        {"64:ff9b:1::808:808", false},
        {"100::1", false},
        {"2001::1", false},
        {"2001:0:4136:e378:8000:63bf:3fff:fdd2", false},
        {"2001:10::1", false},
        {"2001:1ff:ffff::1", false},
        {"2001:200::1", true},
        {"2001:4860:4860::8888", true},
        {"2001:db8::1", false},
        {"2002:7f00:1::1", false},
        {"2002:808:808::1", false},
        {"2620:4f:8000::1", false},
        {"2a00:1450::1", true},
        {"3ffe::1", true},
        {"3fff::1", false},
        {"3fff:fff::1", false},
        {"4000::1", false},
        {"fc00::1", false},
        {"fd00:ec2::254", false},
        {"fe80::1", false},
        {"fec0::1", false},
        {"ff02::1", false},
        {"ff0e::1", false},
    };
    for (AddressCase const& one : cases) {
        std::optional<Address> const address = parse_address(one.text);
        ASSERT_TRUE(address) << one.text;
        EXPECT_EQ(is_public(*address), one.open) << one.text;
    }
    for (char const* text : {"", "1.2.3", "example.org", "[::1]", "1.2.3.4:80", "fe80::1%eth0", "256.1.1.1"}) {
        EXPECT_FALSE(parse_address(text)) << text;
    }
}

TEST(Targets, MustBeHttpsWithoutSignInAndOpen)
{
    EXPECT_TRUE(check_target("https://hooks.example.org/muster?key=1", Reach::public_only));
    EXPECT_TRUE(check_target("https://hooks.example.org:8443/", Reach::public_only));
    EXPECT_TRUE(check_target("https://1.1.1.1/", Reach::public_only));
    EXPECT_TRUE(check_target("http://127.0.0.1:8080/", Reach::anywhere));
    for (std::string const& wrong : std::vector<std::string>{
             "", "hooks.example.org", "http://hooks.example.org/", "ftp://hooks.example.org/", "file:///etc/passwd",
             "https://user@hooks.example.org/", "https://user:word@hooks.example.org/", "https://", "https://a b.example/",
             "gopher://hooks.example.org", "https://hooks.example.org/\r\nX: y", "https://hooks.example.org/" + std::string(2'100, 'a')}) {
        Result<void> const checked = check_target(wrong, Reach::public_only);
        ASSERT_FALSE(checked) << wrong;
        EXPECT_EQ(checked.error().code, "WEBHOOK_URL") << wrong;
    }
    for (char const* closed : {"https://127.0.0.1/", "https://127.1/", "https://2130706433/", "https://0x7f.1/", "https://0177.0.0.1/",
                               "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://169.254.169.254/latest/meta-data/", "https://0/"}) {
        Result<void> const checked = check_target(closed, Reach::public_only);
        ASSERT_FALSE(checked) << closed;
        EXPECT_EQ(checked.error().code, "TARGET_NOT_PUBLIC") << closed;
    }
    EXPECT_EQ(host_of("https://hooks.example.org/secret"), "hooks.example.org");
    EXPECT_EQ(host_of("nonsense//"), "");
}

TEST(Retry, DoublesUpToItsCeilingAndSpreads)
{
    RetryRule const rule;
    auto const seconds = [&](std::int64_t failures, double chance, std::int64_t asked = 0) {
        return delay_after(rule, failures, chance, asked) / 1'000'000;
    };
    EXPECT_EQ(seconds(1, 0.5), 5);
    EXPECT_EQ(seconds(2, 0.5), 10);
    EXPECT_EQ(seconds(5, 0.5), 80);
    EXPECT_EQ(seconds(11, 0.5), 3'600);
    EXPECT_EQ(seconds(1'000'000, 0.5), 3'600);
    EXPECT_EQ(seconds(1, 0.0), 4);
    EXPECT_EQ(seconds(1, 1.0), 6);
    EXPECT_EQ(seconds(1, 0.5, 60), 60);
    EXPECT_EQ(seconds(1, 0.5, 999'999), 3'600) << "nobody is waited for longer than that";
}

} // namespace
} // namespace muster
