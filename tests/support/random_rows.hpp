#pragma once

#include "planning/applier.hpp"
#include "profile/record.hpp"

#include <cstdint>
#include <random>
#include <vector>

namespace muster {

/// Draws small populations and files whose identifiers overlap a lot, so that a few rows meet, merge, free and promote. Persons only.
/// The same seed gives the same rows on every machine.
class RandomRows {
public:
    explicit RandomRows(std::uint64_t seed) : generator_{seed} {}

    /// Stored persons with ids from 1, no identifier twice, modified at different times.
    std::vector<Profile> population(std::size_t most);
    /// Rows of a file, numbered from `first_row`.
    std::vector<Candidate> rows(std::size_t most, std::int64_t first_row = 2);
    std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(generator_() % bound); }
    bool one_in(std::uint32_t times) { return below(times) == 0; }
    template <class T>
    void shuffle(std::vector<T>& values)
    {
        for (std::size_t index = values.size(); index > 1; --index) {
            std::swap(values[index - 1], values[below(static_cast<std::uint32_t>(index))]);
        }
    }

private:
    Candidate row(RowNumber number);
    std::mt19937_64 generator_;
};

} // namespace muster
