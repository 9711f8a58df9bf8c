#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// A telephone number as libphonenumber's numbering plans know it.
struct Phone {
    enum class Verdict : std::uint8_t {
        valid,         ///< in a range of its country's plan
        unknown_range, ///< possible by length and country code, in no range that the metadata knows
        impossible,    ///< not a number that can be called from elsewhere: characters, length (also without area code), country code
    };
    Verdict verdict{Verdict::impossible};
    std::string digits{}; ///< E.164 without plus; empty when impossible
    bool operator==(Phone const&) const = default;
};

/// Reads telephone numbers. One exact fast path, an automaton over the library's own metadata, for digits, one leading plus or 00,
/// spaces and - . ( ) /; the library itself for what the automaton does not understand. Both give the same answer, held by a
/// differential test. Safe from any thread. Made in some milliseconds when first asked for; a region's plan is compiled when first used.
class PhoneNumbers {
public:
    static PhoneNumbers const& instance();

    /// `region` is an ISO 3166 alpha-2 code in capitals, in whose plan national numbers are read (its own trunk prefix rules); empty:
    /// the number must be international, with plus, with 00, or with neither ("38591..."). Text is trimmed; letters (vanity numbers),
    /// extensions and the like are impossible: a number that is stored must be one that can be sent to.
    /// A region without a plan counts as none. What is international and what national: read_phone() in phone_reading.hpp. Digits that were
    /// read once are read as themselves behind a plus. `into.digits` is reused, so that a loop allocates nothing.
    void read(std::string_view text, std::string_view region, Phone& into) const;
    Phone read(std::string_view text, std::string_view region) const;

    /// The same by the library alone: the judge of the fast path.
    Phone read_by_library(std::string_view text, std::string_view region) const;

    /// Whether a two-letter code is a region with a numbering plan (any case).
    bool knows_region(std::string_view region) const;
    /// The region of a free-text country: a two-letter code, a three-letter code, or a name in English or in the country's own
    /// language ("Hrvatska", "日本", "Germany"); nothing when it is none.
    std::optional<std::string> region_of_country(std::string_view country) const;
    std::vector<std::string> const& regions() const;

    PhoneNumbers(PhoneNumbers const&) = delete;
    PhoneNumbers& operator=(PhoneNumbers const&) = delete;
    ~PhoneNumbers();

private:
    PhoneNumbers();
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace muster
