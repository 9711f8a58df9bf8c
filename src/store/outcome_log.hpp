#pragma once

#include "base/number.hpp"
#include "base/problem.hpp"
#include "profile/record.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// What became of one record when it was committed; written with its chunk (Imports::append_outcomes).
struct RecordOutcome {
    ProfileId profile{}; ///< created, changed or met; 0: none, or erased since
    Outcome outcome{Outcome::none};
    ProblemCode code{ProblemCode::none};
    bool drifted{};         ///< the store had changed for it since the plan
    std::uint16_t merged{}; ///< stored profiles that disappeared in it
    bool operator==(RecordOutcome const&) const = default;
};

/// The packed form of consecutive outcomes.
void pack_outcome(std::string& into, RecordOutcome const& outcome);
/// Appends all of a packed text; false when the bytes are none of ours.
[[nodiscard]] bool unpack_outcomes(std::string_view packed, std::vector<RecordOutcome>& into);

} // namespace muster
