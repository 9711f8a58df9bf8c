#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace muster {

/// A regular expression over digits, as libphonenumber's metadata writes them, compiled into steps. The steps serve two machines: the
/// backtracking one here, which finds the prefix that a Perl-like engine would find, with its groups, and PhoneAutomaton.
/// Taken: digits, \d, classes, groups with and without capture, |, ?, {n}, {n,m} and $. There is no loop, so every run ends.
class PhonePattern {
public:
    enum class StepKind : std::uint8_t {
        digit,  ///< a digit of the set, then the next step
        fork,   ///< the next step first, then the one `offset` further on
        jump,   ///< to the step `offset` further on
        open,   ///< group `group` begins
        close,  ///< group `group` ends
        at_end, ///< only behind the last digit
        accept, ///< matched
    };
    struct Step {
        StepKind kind{StepKind::accept};
        std::uint8_t group{};
        std::uint16_t digits{}; ///< bit n: the digit n is in the set
        std::int32_t offset{};
    };

    static constexpr std::size_t most_groups = 3; ///< the metadata's national prefixes have two at most

    struct Match {
        std::size_t length{};
        std::array<std::string_view, most_groups> groups{}; ///< group n at n - 1; empty when it took no part
    };

    /// Nothing when the expression has anything that is not taken.
    static std::optional<PhonePattern> compile(std::string_view expression);

    /// The match that begins at the first digit, the one that backtracking finds first.
    std::optional<Match> match_prefix(std::string_view digits) const;

    /// False when match_prefix() certainly finds nothing: a look at the first two digits.
    bool may_match(std::string_view digits) const
    {
        return digits.size() < 2 || starts_[static_cast<std::size_t>((digits[0] - '0') * 10 + (digits[1] - '0'))];
    }

    std::size_t group_count() const { return group_count_; }
    std::vector<Step> const& steps() const { return steps_; }

private:
    void collect_starts();

    std::vector<Step> steps_{};
    std::size_t group_count_{};
    std::bitset<100> starts_{}; ///< two-digit starts with which a match is possible
};

} // namespace muster
