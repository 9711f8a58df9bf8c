#pragma once

#include "profile/change.hpp"
#include "profile/record.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace muster {

/// The choices and circumstances under which records are applied.
struct ApplyRules {
    OnDuplicate on_duplicate{OnDuplicate::merge};
    OnAmbiguous on_ambiguous{OnAmbiguous::reject};
    ProfileType default_type{ProfileType::lead}; ///< of records that name none
    Instant at{};                                ///< the import's one instant
    Origin origin{Origin::import};
    std::string by{};              ///< who imports
    std::vector<TagId> own_tags{}; ///< the import's own tags: given without a new version or modifiedAt; ascending
};

/// What one record does to the store.
struct Applied {
    Outcome outcome{Outcome::none};
    ProblemCode code{ProblemCode::none}; ///< why it is rejected; or a warning (external_id_replaced)
    Profile after{};                     ///< meaningful unless discarded or rejected; a created one has no id yet
    Change change{};                     ///< from what was stored to `after`; empty for created and unchanged
    std::vector<ProfileId> absorbed{};   ///< stored profiles that disappeared in `after`
    std::uint32_t fields_overwritten{};
    std::uint32_t fields_filled{};
};

/// What is decided about a record that meets nobody: it is created, or rejected for its code.
struct Admission {
    Outcome outcome{Outcome::none};
    ProblemCode code{ProblemCode::none};
    ProfileType type{ProfileType::lead}; ///< of the profile, when it is created
};
/// The decision of apply() for a record with that many contacts which meets nobody, without a profile being made. Pure.
Admission admit(Target const& target, std::optional<ProfileType> type, std::size_t contacts, ApplyRules const& rules);

/// The decision table of imports: applies a record to the stored profiles that it meets (ascending by id, no duplicates, all of one
/// account). `tags` are the record's tag names as ids. Pure.
Applied apply(Target const& target, Record const& record, std::span<TagId const> tags, std::span<Profile const* const> matched,
              ApplyRules const& rules);
/// The same; a created profile takes the record's values and contacts over instead of copying them.
Applied apply(Target const& target, Record&& record, std::span<TagId const> tags, std::span<Profile const* const> matched,
              ApplyRules const& rules);

/// Merges stored profiles (two or more, ascending by id) into the primary, the one created first, by the rules for merging. The
/// result keeps the primary's version plus one and gets modifiedAt, modifiedBy, modifiedFrom as given. Pure.
Profile merge_profiles(Target const& target, std::span<Profile const* const> profiles, Instant at, Origin from, std::string const& by);
/// Which of them is the primary: created first, the lowest id on a tie. An index.
std::size_t primary_of(std::span<Profile const* const> profiles);

} // namespace muster
