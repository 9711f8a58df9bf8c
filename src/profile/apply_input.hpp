#pragma once

#include "profile/change.hpp"
#include "profile/input.hpp"

#include <span>
#include <string>
#include <vector>

namespace muster {

/// What happens to what an input does not name, and how its contacts and tags meet the stored ones.
enum class InputMode : std::uint8_t {
    append,           ///< others stay; contacts and tags are added
    replace,          ///< other values and tags are taken away; contacts are replaced if some are given
    overwrite,        ///< the same; contacts are replaced in any case
    replace_contacts, ///< only contacts are looked at, and replaced
    remove_contacts,  ///< only contacts are looked at, and taken away
};

/// The type of a profile that a call creates without naming one. An absent type never changes a stored one.
inline constexpr ProfileType input_default_type = ProfileType::customer;

/// A stored profile (or none: a new one, without id) as an input changes it, tags left aside. Appends to `faults` what the result may not
/// be: without any identifier, or with more than input_contact_limit of a kind when the input added one; then the answer is meaningless.
/// Version, times and authors are still the stored ones: seal_change() moves them. Pure.
Profile with_input(Target const& target, CheckedInput const& input, InputMode mode, Profile const* stored, std::vector<InputFault>& faults);

/// Appends a fault for every kind of contact of which `after` has more than input_contact_limit and more than `before` (null: none) had.
void check_contact_counts(Target const& target, ProfileInput::Paths paths, Profile const* before, Profile const& after,
                          std::vector<InputFault>& faults);

/// Gives the tags (any order) that the names of an input stand for.
void set_input_tags(Profile& profile, InputMode mode, std::span<TagId const> tags);

/// When a change happens and who makes it.
struct ChangeAuthor {
    Instant at{};
    Origin from{Origin::api};
    std::string by{};
};

enum class ChangeEffect : std::uint8_t { created, updated, unchanged };

/// Compares both states of a profile; when they differ, gives `after` the next version and its author, and fills in the change (without the
/// absorbed). Without `before` it is a creation: version 1, origin, all times. Pure.
ChangeEffect seal_change(Target const& target, Profile const* before, Profile& after, ChangeAuthor const& author, Change& change);

} // namespace muster
