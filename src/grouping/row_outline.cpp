#include "grouping/row_outline.hpp"

#include "base/assert.hpp"

namespace muster {

std::optional<ProfileType> RowPlace::profile_type() const
{
    if (type == 0) { return std::nullopt; }
    return static_cast<ProfileType>(type - 1);
}

std::uint32_t TagListNumbers::number_of(std::vector<std::string> const& tags)
{
    key_.clear();
    for (std::string const& tag : tags) {
        key_ += std::to_string(tag.size());
        key_ += ':';
        key_ += tag;
    }
    if (auto const known = numbers_.find(key_); known != numbers_.end()) { return known->second; }
    if (numbers_.size() == RowPlace::most_tag_lists) { return 0; }
    auto const number = static_cast<std::uint32_t>(numbers_.size() + 1);
    numbers_.emplace(key_, number);
    return number;
}

RowPlace outlined_place(std::uint64_t offset, Candidate const& row, TagListNumbers& lists)
{
    RowPlace place{};
    place.offset = offset & ((std::uint64_t{1} << 48U) - 1);
    MUSTER_ASSERT(place.offset == offset);
    if (row.contacts.size() > RowPlace::most_contacts) { return place; }
    place.type = (row.type ? 1U + static_cast<unsigned>(*row.type) : 0U) & 3U;
    place.contacts = row.contacts.size() & RowPlace::most_contacts;
    place.tags = lists.number_of(row.tags) & RowPlace::most_tag_lists;
    return place;
}

} // namespace muster
