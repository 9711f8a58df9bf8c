#pragma once

#include "store/sqlite/connection.hpp"
#include "store/store.hpp"

#include <functional>
#include <span>
#include <vector>

namespace muster::sqlite {

/// A profile gets or loses a tag.
struct TagChange {
    enum class Kind : std::uint8_t { removed, added };
    TagId tag{};
    ProfileId profile{};
    Kind kind{};
    auto operator<=>(TagChange const&) const = default;
};

/// Which profiles have a tag. The members of a tag are kept in blocks of 4,096 neighbouring ids, one row each: few members as a list,
/// many as a bitmap (the idea of roaring bitmaps, Chambi et al. 2016). An import that gives its tag to 600,000 new profiles writes 147
/// rows.
Result<void> change_members(Connection& connection, AccountId account, Target const& target, std::span<TagChange const> changes);

/// The next members after `after` in id order, at most `limit`.
Result<void> next_members(Connection& connection, AccountId account, Target const& target, TagId tag, ProfileId after, std::size_t limit,
                          std::vector<ProfileId>& into);

/// How many profiles of any target have the tag.
Result<std::int64_t> count_members(Connection& connection, AccountId account, TagId tag);

/// All memberships of a target, by tag, then profile. False when a block is damaged.
Result<bool> each_member(Connection& connection, AccountId account, Target const& target,
                         std::function<void(TagId, ProfileId)> const& take);

} // namespace muster::sqlite
