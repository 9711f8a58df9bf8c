#include "grouping/record_reader.hpp"

#include <algorithm>
#include <utility>

namespace muster {

RecordReader::RecordReader(Target const& target, std::shared_ptr<ByteSource const> spill, std::shared_ptr<ByteSource const> groups,
                           std::shared_ptr<ByteSource const> members, std::vector<FieldId> new_attributes)
    : contact_limit_{target.contact_limit},
      spill_{std::move(spill)},
      groups_{std::move(groups)},
      members_{std::move(members)},
      new_attributes_{std::move(new_attributes)},
      builder_{target}
{
}

Result<Group> RecordReader::group(std::uint32_t ordinal)
{
    TRY_ASSIGN(Group const* const group, groups_.at(ordinal));
    return *group;
}

/// Where the further rows of a record begin: usually where the last search ended, otherwise found by halving.
Result<std::uint64_t> RecordReader::first_member(std::uint32_t ordinal)
{
    if (next_member_ < members_.size()) {
        TRY_ASSIGN(Member const* const member, members_.at(next_member_));
        if (member->record == ordinal) { return next_member_; }
    }
    std::uint64_t low = 0;
    std::uint64_t high = members_.size();
    while (low < high) {
        std::uint64_t const middle = low + (high - low) / 2;
        TRY_ASSIGN(Member const* const member, members_.at(middle));
        if (member->record < ordinal) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void RecordReader::name_attributes(std::vector<FieldValue>& values) const
{
    bool moved = false;
    for (FieldValue& value : values) {
        if (value.field.value < first_new_attribute) { continue; }
        std::size_t const index = value.field.value - first_new_attribute;
        if (index < new_attributes_.size()) {
            value.field = new_attributes_[index];
            moved = true;
        }
    }
    if (moved) { std::sort(values.begin(), values.end()); }
}

Result<bool> RecordReader::read_outline(std::uint32_t ordinal, RecordOutline& into)
{
    TRY_ASSIGN(Group const found, group(ordinal));
    into.type.reset();
    into.contacts = 0;
    into.tags.clear();
    TRY_ASSIGN(bool outlined, add_outline(found.place, into));
    if (!outlined || found.members == 0) { return outlined && into.contacts <= contact_limit_; }
    TRY_ASSIGN(std::uint64_t member, first_member(ordinal));
    next_member_ = member + found.members;
    for (; outlined && member < next_member_; ++member) {
        TRY_ASSIGN(Member const* const entry, members_.at(member));
        RowPlace const place = entry->place;
        TRY_ASSIGN(outlined, add_outline(place, into));
    }
    return outlined && into.contacts <= contact_limit_;
}

/// Adds a row's outline to that of its record, as RecordBuilder adds rows; false when it has none.
Result<bool> RecordReader::add_outline(RowPlace place, RecordOutline& into)
{
    if (!place.has_outline()) { return false; }
    if (tag_lists_.size() <= place.tags) { tag_lists_.resize(place.tags + 1U); }
    std::unique_ptr<TagList>& list = tag_lists_[place.tags];
    if (!list) {
        TRY(spill_.read(place.offset, row_));
        list = std::make_unique<TagList>(TagList{static_cast<std::uint32_t>(place.tags), row_.tags});
    }
    if (auto const type = place.profile_type()) { into.type = type; }
    into.contacts += place.contacts;
    into.tags.push_back(list.get());
    return true;
}

Result<void> RecordReader::read(std::uint32_t ordinal, Record& into)
{
    TRY_ASSIGN(Group const found, group(ordinal));
    builder_.start(into);
    TRY(spill_.read(found.place.offset, row_));
    builder_.add(row_);
    if (found.members > 0) {
        TRY_ASSIGN(std::uint64_t member, first_member(ordinal));
        for (std::uint32_t left = found.members; left > 0; --left, ++member) {
            TRY_ASSIGN(Member const* const entry, members_.at(member));
            TRY(spill_.read(entry->place.offset, row_));
            builder_.add(row_);
        }
        next_member_ = member;
    }
    name_attributes(into.values);
    return {};
}

} // namespace muster
