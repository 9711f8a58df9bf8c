#include "access/rate_limiter.hpp"

#include "access/client_network.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace muster {
namespace {

using namespace std::chrono_literals;

class RateLimiterTest : public ::testing::Test {
protected:
    /// How many of so many calls at once are taken.
    int taken(int calls, std::string_view subject, RateLimiter::Rate const& rate)
    {
        int count = 0;
        for (int call = 0; call < calls; ++call) { count += limiter_.take(subject, rate) == 0s ? 1 : 0; }
        return count;
    }
    void pass(std::chrono::microseconds time) { now_ += time.count(); }

    std::atomic<std::int64_t> now_{1'700'000'000'000'000};
    RateLimiter limiter_{[this] { return Instant{now_}; }};
};

TEST_F(RateLimiterTest, TakesAsManyAtOnceAsItTakesInTheTime)
{
    RateLimiter::Rate const rate{5, 1s};
    EXPECT_EQ(taken(20, "a", rate), 5);
    EXPECT_EQ(limiter_.take("a", rate), 1s);
    EXPECT_EQ(taken(20, "b", rate), 5) << "another subject";
    pass(199ms);
    EXPECT_EQ(taken(1, "a", rate), 0);
    pass(1ms);
    EXPECT_EQ(taken(20, "a", rate), 1) << "what was refused does not count";
    pass(600ms);
    EXPECT_EQ(taken(20, "a", rate), 3);
    pass(1h);
    EXPECT_EQ(taken(20, "a", rate), 5) << "never more than that at once";
}

TEST_F(RateLimiterTest, NeverTakesMoreOverATimeThanTheRateSays)
{
    RateLimiter::Rate const rate{7, 10s};
    int count = 0;
    for (int step = 0; step < 1'000; ++step) {
        count += taken(1, "a", rate);
        pass(100ms);
    }
    EXPECT_LE(count, 70 + 7);
    EXPECT_GE(count, 69);
}

TEST_F(RateLimiterTest, TellsHowLongToWait)
{
    RateLimiter::Rate const rate{2, 60s};
    EXPECT_EQ(taken(3, "a", rate), 2);
    EXPECT_EQ(limiter_.take("a", rate), 30s);
    pass(29s + 1us);
    EXPECT_EQ(limiter_.take("a", rate), 1s);
    pass(1s);
    EXPECT_EQ(limiter_.take("a", rate), 0s);
}

TEST_F(RateLimiterTest, IsNotBlockedByAClockThatIsSetBack)
{
    RateLimiter::Rate const rate{1, 1s};
    EXPECT_EQ(taken(2, "a", rate), 1);
    pass(-24h);
    EXPECT_EQ(limiter_.take("a", rate), 1s);
    pass(2s);
    EXPECT_LE(limiter_.take("a", rate), 1s);
}

TEST_F(RateLimiterTest, RemembersABoundedNumber)
{
    RateLimiter::Rate const rate{2, 60s};
    EXPECT_EQ(taken(3, "busy", rate), 2);
    for (int number = 0; number < 50'000; ++number) { EXPECT_EQ(taken(1, "s" + std::to_string(number), rate), 1); }
    EXPECT_LE(limiter_.remembered(), RateLimiter::most_remembered);
    EXPECT_EQ(taken(1, "busy", rate), 0) << "who is refused is the last to be forgotten";
}

TEST_F(RateLimiterTest, CountsTheCallsOfAllThreads)
{
    std::atomic<int> count{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] { count += taken(100, "a", {50, 1s}); });
    }
    for (std::thread& thread : threads) { thread.join(); }
    EXPECT_EQ(count, 50);
}

TEST(ClientNetwork, IsHalfAnIpv6Address)
{
    EXPECT_EQ(network_of("192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(network_of("2001:db8::1"), network_of("2001:db8::2"));
    EXPECT_NE(network_of("2001:db8::1"), network_of("2001:db8:0:1::1"));
    EXPECT_NE(network_of("::ffff:192.0.2.1"), network_of("::ffff:192.0.2.2"));
}

} // namespace
} // namespace muster
