#pragma once

#include "profile/phone_pattern.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace muster {

/// Several patterns in one deterministic automaton over digits: one pass tells which of them match. Immutable, so safe from any thread.
class PhoneAutomaton {
public:
    enum class Extent : std::uint8_t {
        whole,  ///< the pattern matches all digits
        prefix, ///< the pattern matches at the start, whatever follows
    };
    struct Labelled {
        PhonePattern const* pattern{}; ///< looked at during build() only
        std::uint16_t label{};         ///< one bit
        Extent extent{Extent::whole};
    };

    /// By subset construction. Nothing when a pattern has `$`, or when there would be more states than a 16-bit number counts.
    static std::optional<PhoneAutomaton> build(std::span<Labelled const> patterns);

    /// The labels of the patterns that match `digits` ('0' to '9').
    std::uint16_t labels(std::string_view digits) const
    {
        std::uint16_t state = start;
        for (char const digit : digits) {
            state = next_[state][static_cast<std::size_t>(digit - '0')];
            if (state == dead) { return 0; }
        }
        return labels_[state];
    }

    std::size_t state_count() const { return labels_.size(); }

private:
    static constexpr std::uint16_t dead = 0;
    static constexpr std::uint16_t start = 1;

    std::vector<std::array<std::uint16_t, 10>> next_{};
    std::vector<std::uint16_t> labels_{};
};

} // namespace muster
