#include "delivery/retry.hpp"

#include <algorithm>

namespace muster {

std::int64_t delay_after(RetryRule const& rule, std::int64_t failures, double chance, std::int64_t asked)
{
    constexpr std::int64_t most_doublings = 30;
    std::int64_t const doublings = std::clamp<std::int64_t>(failures - 1, 0, most_doublings);
    std::int64_t const planned = std::min(rule.most_seconds, rule.first_seconds << doublings);
    double const spread = 1.0 + rule.jitter * (2.0 * std::clamp(chance, 0.0, 1.0) - 1.0);
    auto const delay = static_cast<std::int64_t>(static_cast<double>(planned) * spread * 1e6);
    return std::max(delay, std::min(asked, rule.most_seconds) * 1'000'000);
}

} // namespace muster
