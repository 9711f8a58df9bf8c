#include "base/nearest.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace muster {

namespace {

std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) { cost[i][0] = i; }
    for (std::size_t j = 0; j <= b.size(); ++j) { cost[0][j] = j; }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t const changed = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            cost[i][j] = std::min({changed, cost[i - 1][j] + 1, cost[i][j - 1] + 1});
            bool const swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) { cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1); }
        }
    }
    return cost[a.size()][b.size()];
}

/// Longer words are no misspelt names of ours, and comparing costs length times length.
constexpr std::size_t longest_compared = 64;

} // namespace

std::string_view nearest(std::string_view typed, std::span<std::string_view const> known)
{
    constexpr std::size_t least_beginning = 3;
    std::string_view best;
    std::size_t best_distance = typed.size() > longest_compared ? 0 : std::max<std::size_t>(1, typed.size() / 3) + 1;
    for (std::string_view const word : known) {
        if (typed.size() > longest_compared) { break; }
        std::size_t const far = typed.size() >= least_beginning && word.starts_with(typed) ? 1 : distance(typed, word);
        if (far < best_distance) {
            best = word;
            best_distance = far;
        }
    }
    return best;
}

} // namespace muster
