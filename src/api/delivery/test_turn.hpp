#pragma once

#include <atomic>

namespace muster {

/// Tests of one kind that are sent at once. Each holds a worker until the other side has answered or its time is over, and somebody watches
/// it; more are refused with 429.
inline constexpr int tests_at_once = 2;

/// Counts one of the tests under way for as long as it lives.
class TestTurn {
public:
    explicit TestTurn(std::atomic<int>& under_way) : under_way_{under_way}, place_{under_way.fetch_add(1)} {}
    TestTurn(TestTurn const&) = delete;
    TestTurn& operator=(TestTurn const&) = delete;
    ~TestTurn() { --under_way_; }
    bool has_come() const { return place_ < tests_at_once; }

private:
    std::atomic<int>& under_way_;
    int place_;
};

} // namespace muster
