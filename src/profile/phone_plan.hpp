#pragma once

#include "profile/phone_automaton.hpp"
#include "profile/phone_pattern.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What the number of digits alone says about a national number.
enum class PhoneLength : std::uint8_t { possible, local_only, too_short, too_long, none };

/// One numbering plan of libphonenumber's metadata: a region's, or a country code's that belongs to none. Its expressions are kept as text
/// and compiled when the plan is first used. Safe from any thread.
class PhonePlan {
public:
    /// Digits of a national number that any step may have before it: 50 of the text and what a transform rule puts before them.
    static constexpr std::size_t most_digits = 64;
    /// What libphonenumber takes as national number (kMaxLengthForNsn).
    static constexpr std::size_t most_national_digits = 17;

    enum Label : std::uint16_t { general = 1U << 0U, leading_digits = 1U << 1U, first_type = 1U << 2U };
    static constexpr std::size_t type_count = 10;

    /// The metadata as it is read, in plain types.
    struct Description {
        struct Range {
            std::string pattern{};
            std::vector<int> lengths{}; ///< empty: those of the general range
        };
        std::string region{}; ///< "001" for a code without region
        int country_code{};
        Range general{};
        std::vector<int> local_lengths{};
        std::array<Range, type_count> types{};
        std::optional<std::string> leading_digits{};
        std::string national_prefix{};
        std::string transform_rule{};
        std::string international_prefix{};
        bool is_main{}; ///< the first of its country code
    };

    /// What the steps of reading need; made once.
    struct Compiled {
        PhoneAutomaton automaton{};
        PhonePattern international_prefix{};
        std::optional<PhonePattern> national_prefix{};
    };

    explicit PhonePlan(Description description);

    /// Nothing when the metadata has an expression that is not understood: then the library must be asked.
    Compiled const* compiled() const
    {
        Compiled const* const known = known_.load(std::memory_order_acquire);
        return known != nullptr ? known : compile_once();
    }

    PhoneLength length(std::size_t digits) const { return lengths_[digits]; }
    /// The labels (general and types) that numbers of so many digits can have; at most most_national_digits.
    std::uint16_t labels_of_length(std::size_t digits) const { return labels_of_length_[digits]; }
    std::string_view country_code() const { return country_code_; }
    bool has_leading_digits() const { return description_.leading_digits.has_value(); }
    /// Digits and `$n`, put before what follows the national prefix; empty when that is only stripped.
    std::string_view transform_rule() const { return description_.transform_rule; }
    Description const& description() const { return description_; }

private:
    Compiled const* compile_once() const;
    std::unique_ptr<Compiled const> compile() const;

    Description description_;
    std::string country_code_;
    std::array<PhoneLength, most_digits + 1> lengths_{};
    std::array<std::uint16_t, most_national_digits + 1> labels_of_length_{};
    mutable std::once_flag once_{};
    mutable std::unique_ptr<Compiled const> owned_{};
    mutable std::atomic<Compiled const*> known_{nullptr};
};

/// All plans.
class PhonePlans {
public:
    using Group = std::vector<PhonePlan const*>; ///< the plans of one country code, the main one first

    /// Reads the metadata that is compiled into libphonenumber. Nothing when this build of the library does not let us, or when it is not
    /// what we know.
    static std::unique_ptr<PhonePlans const> load();

    /// Two capitals; nothing for a region without plan.
    PhonePlan const* of_region(std::string_view region) const;
    /// Below 1000; empty when no country has it.
    Group const& of_country_code(std::size_t code) const { return by_country_code_[code]; }
    /// All regions, sorted.
    std::vector<std::string> regions() const;
    std::deque<PhonePlan> const& all() const { return plans_; }

private:
    bool add(PhonePlan::Description description);

    std::deque<PhonePlan> plans_{}; // where they stay
    std::array<PhonePlan const*, 26UL * 26UL> by_region_{};
    std::array<Group, 1000> by_country_code_{};
};

} // namespace muster
