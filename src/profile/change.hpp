#pragma once

#include "profile/profile.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// A single-value field before and after; empty = had or has none. The profile's type appears as its type field (LEAD, CUSTOMER).
struct Difference {
    FieldId field{};
    std::string before{};
    std::string after{};
    bool operator==(Difference const&) const = default;
};

/// What one act did to one stored profile: the before-image for undo, the difference shown, the activity, the provenance of a
/// field. One append-only history of them is kept; a creation by an import has none (the import's id block refers to it).
struct Change {
    enum class Kind : std::uint8_t {
        updated = 1,
        merged = 2, ///< other profiles were absorbed (and perhaps fields changed)
        tagged = 3, ///< only an import's own tags were given: no new version
        undone = 4, ///< an import was taken back; a difference without one (before = after) is an identifier it could not give back yet
        created = 5, ///< by a person or a call: no differences, they begin with what was created
    };
    ProfileId profile{};
    Kind kind{Kind::updated};
    std::int64_t version{}; ///< after the change
    Instant at{};
    Origin from{Origin::api};
    std::string by{};
    ImportId import{};                        ///< 0: none
    std::int64_t record{};                    ///< ordinal of the record in that import, from 0
    RowNumber row{};                          ///< its first row
    std::vector<Difference> differences{};    ///< ascending by field
    std::vector<FieldValue> contacts_added{}; ///< in their order
    std::vector<FieldValue> contacts_removed{};
    std::vector<TagId> tags_added{}; ///< by the record's values
    std::vector<TagId> tags_removed{};
    std::vector<TagId> own_tags_added{}; ///< the import's own
    std::vector<Profile> absorbed{};     ///< as they were
    Instant modified_at_before{};
    Origin modified_from_before{Origin::api};
    std::string modified_by_before{};

    bool operator==(Change const&) const = default;
    bool empty() const
    {
        return differences.empty() && contacts_added.empty() && contacts_removed.empty() && tags_added.empty() && tags_removed.empty() &&
               own_tags_added.empty() && absorbed.empty();
    }
};

/// The differences between two states of one profile (absorbed and circumstances are the caller's to fill in).
Change difference_between(Target const& target, Profile const& before, Profile const& after);

/// The packed form in which every store keeps the differences: differences, contacts, tags, absorbed, the modified-before fields;
/// not the columns (profile, kind, version, at, from, by, import, record, row).
std::string pack(Change const& change);
/// Fills the packed part; false when the bytes are none of ours.
[[nodiscard]] bool unpack(std::string_view bytes, Change& into);
/// The packed form of a whole profile and of its variable part (contacts, attributes, tags).
std::string pack(Profile const& profile);
[[nodiscard]] bool unpack(std::string_view bytes, Profile& into);

} // namespace muster
