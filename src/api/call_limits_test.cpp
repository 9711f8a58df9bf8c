#include "api/call_limits.hpp"

#include <gtest/gtest.h>

#include <array>

namespace muster {
namespace {

using namespace std::chrono_literals;

Route route(std::string_view method, std::string_view path)
{
    Route made;
    made.method = method;
    made.path = path;
    return made;
}

class CallLimitsTest : public ::testing::Test {
protected:
    int taken_of_account(CallLimits& limits, std::int64_t account, Route const& called) const
    {
        int count = 0;
        while (count < 1'000 && limits.of_account(AccountId{account}, called) == 0s) { ++count; }
        return count;
    }
    int taken_of_address(CallLimits& limits, std::string_view peer, Route const& called) const
    {
        int count = 0;
        while (count < 1'000 && limits.of_address(peer, called) == 0s) { ++count; }
        return count;
    }
    Instant now_{1'700'000'000'000'000};
    Clock clock_ = [this] { return now_; };
};

TEST_F(CallLimitsTest, HoldEachOperationOfEachAccountToItsRate)
{
    CallLimits limits{{5, 10, 15, 20, 0}, clock_};
    struct Row {
        Route route{};
        int taken{};
    };
    for (Row const& row : {Row{route("GET", "/people/2/persons"), 5}, Row{route("POST", "/people/2/persons"), 10},
                           Row{route("POST", "/people/2/persons/match"), 15}, Row{route("PUT", "/people/3/persons/upsert"), 5},
                           Row{route("GET", "/people/2/tags/{name}"), 5}, Row{route("GET", "/imports/1/imports"), 20}}) {
        EXPECT_EQ(taken_of_account(limits, 1, row.route), row.taken) << row.route.path;
        EXPECT_EQ(taken_of_account(limits, 2, row.route), row.taken) << row.route.path;
    }
    now_.microseconds += 1'000'000;
    EXPECT_EQ(taken_of_account(limits, 1, route("GET", "/people/2/persons")), 5);
    EXPECT_EQ(taken_of_address(limits, "192.0.2.1", route("POST", "/account/1/session")), 1'000);
}

TEST_F(CallLimitsTest, HoldStrangersToTheirRateByAddress)
{
    CallLimits limits{{0, 0, 0, 0, 30}, clock_};
    Route const sign_in = route("POST", "/account/1/session");
    EXPECT_EQ(taken_of_address(limits, "192.0.2.1", sign_in), 30);
    EXPECT_EQ(limits.of_address("192.0.2.1", sign_in), 2s);
    EXPECT_EQ(taken_of_address(limits, "192.0.2.1", route("POST", "/account/1/links/redeem")), 0) << "together";
    EXPECT_EQ(taken_of_address(limits, "192.0.2.2", sign_in), 30);
    EXPECT_EQ(taken_of_address(limits, "192.0.2.1", route("GET", "/account/1/session")), 1'000);
    EXPECT_EQ(taken_of_address(limits, "192.0.2.1", route("GET", "/healthz")), 1'000);
    EXPECT_EQ(taken_of_account(limits, 1, route("GET", "/people/2/persons")), 1'000);
}

} // namespace
} // namespace muster
