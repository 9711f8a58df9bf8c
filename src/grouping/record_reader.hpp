#pragma once

#include "base/pieces.hpp"
#include "grouping/grouping.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace muster {

/// Gives records back from the spill, in order or at any place. One thread.
class RecordReader {
public:
    /// `new_attributes`: the real fields of the attributes that the import creates (FieldId first_new_attribute + index); empty as
    /// long as they do not exist.
    RecordReader(Target const& target, std::shared_ptr<ByteSource const> spill, std::shared_ptr<ByteSource const> groups,
                 std::shared_ptr<ByteSource const> members, std::vector<FieldId> new_attributes = {});

    std::uint32_t size() const { return static_cast<std::uint32_t>(groups_.size()); }
    /// The record with that ordinal, which must be below size().
    Result<void> read(std::uint32_t ordinal, Record& into);
    /// The record's outline; false when only the record itself tells enough: a row has no outline, or the rows have so many contacts
    /// that it depends on which of them are the same. The lists of tags live as long as the reader.
    Result<bool> read_outline(std::uint32_t ordinal, RecordOutline& into);
    Result<Group> group(std::uint32_t ordinal);

private:
    Result<std::uint64_t> first_member(std::uint32_t ordinal);
    void name_attributes(std::vector<FieldValue>& values) const;
    Result<bool> add_outline(RowPlace place, RecordOutline& into);

    std::size_t contact_limit_;
    SpillReader spill_;
    PieceReader<Group> groups_;
    PieceReader<Member> members_;
    std::vector<FieldId> new_attributes_;
    RecordBuilder builder_;
    Candidate row_{};
    std::uint64_t next_member_{};                       ///< where the record after the last one read begins
    std::vector<std::unique_ptr<TagList>> tag_lists_{}; ///< by number; read when they are first asked for
};

} // namespace muster
