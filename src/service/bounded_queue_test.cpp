#include "service/bounded_queue.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace muster {
namespace {

TEST(BoundedQueue, KeepsTheOrderAndHoldsTheFasterSideBack)
{
    BoundedQueue<int> queue{3};
    std::size_t refused = 0;
    std::thread source{[&] {
        for (int number = 0; number < 10'000; ++number) { refused += queue.push(number) ? 0U : 1U; }
        queue.close();
    }};
    std::vector<int> taken;
    for (;;) {
        auto value = queue.pop();
        ASSERT_TRUE(value);
        if (!*value) { break; }
        taken.push_back(**value);
    }
    source.join();
    EXPECT_EQ(refused, 0U);
    ASSERT_EQ(taken.size(), 10'000U);
    for (int number = 0; number < 10'000; ++number) { ASSERT_EQ(taken[static_cast<std::size_t>(number)], number); }
}

TEST(BoundedQueue, GivesWhatIsLeftBeforeTheFirstError)
{
    BoundedQueue<int> queue{3};
    EXPECT_TRUE(queue.push(1));
    queue.fail({ErrorKind::unreadable, "FIRST", ""});
    queue.fail({ErrorKind::internal, "SECOND", ""});
    EXPECT_FALSE(queue.push(2));
    EXPECT_EQ(**queue.pop(), 1);
    EXPECT_EQ(queue.pop().error().code, "FIRST");
    EXPECT_EQ(queue.pop().error().code, "FIRST");
}

TEST(BoundedQueue, LetsAWaitingSourceGoWhenTheTakerCloses)
{
    BoundedQueue<int> queue{1};
    EXPECT_TRUE(queue.push(1));
    bool pushed = true;
    std::thread source{[&] { pushed = queue.push(2); }};
    queue.close();
    source.join();
    EXPECT_FALSE(pushed);
}

} // namespace
} // namespace muster
