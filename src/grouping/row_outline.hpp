#pragma once

#include "profile/record.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace muster {

/// Where a row lies in the spill and, in the same eight bytes, what decides about its record when that meets no stored profile: whoever
/// only plans such a record reads nothing of the spill.
struct RowPlace {
    /// Above them a row has no outline (`tags` is 0), and who asks reads it.
    static constexpr std::size_t most_contacts = 15;
    static constexpr std::uint32_t most_tag_lists = 1'023;

    std::uint64_t offset : 48 {};  ///< in the spill, bytes
    std::uint64_t type : 2 {};     ///< 0 = the row has none, otherwise 1 + ProfileType
    std::uint64_t contacts : 4 {}; ///< how many
    std::uint64_t tags : 10 {};    ///< number of the row's list of tags, from 1; 0 = the row has no outline

    bool has_outline() const { return tags != 0; }
    std::optional<ProfileType> profile_type() const;
};
static_assert(sizeof(RowPlace) == sizeof(std::uint64_t));

/// Numbers lists of tags from 1, in the order in which they are first met: files have few different ones. One thread.
class TagListNumbers {
public:
    /// The list's number; 0 for those that come when there are as many as there can be.
    std::uint32_t number_of(std::vector<std::string> const& tags);

private:
    std::unordered_map<std::string, std::uint32_t> numbers_{}; ///< by names with their lengths
    std::string key_{};
};

/// The place of a row that was written at `offset` of the spill.
RowPlace outlined_place(std::uint64_t offset, Candidate const& row, TagListNumbers& lists);

} // namespace muster
