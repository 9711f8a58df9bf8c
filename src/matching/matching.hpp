#pragma once

#include "base/bytes.hpp"
#include "grouping/grouping.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace muster {

/// A record has an identifier that, by its key, belongs to a stored profile. The value is compared when the profile is loaded.
struct Hit {
    std::int64_t profile{};
    std::uint32_t record{};
    std::uint32_t unused{};
    friend auto operator<=>(Hit const& a, Hit const& b) = default;
};

/// What the whole file meets in the store.
struct Hits {
    std::int64_t count{};
    std::vector<ProfileId> shared{}; ///< profiles met by two or more records, ascending
};

/// Looks up all keys of the file (KeyOfRecord, ascending) in bulk and writes the hits, ascending by record, then profile, once each.
Result<Hits> find_hits(std::shared_ptr<ByteSource const> keys, Identities& identities, AccountId account, std::string const& folder,
                       ByteSink& hits);

/// An identifier's key with the place of the record that has it among those of a chunk.
struct ChunkKey {
    Key128 key{};
    std::uint32_t record{};
    auto operator<=>(ChunkKey const&) const = default;
};
/// Replaces `keys` by those of a chunk's records, ascending. Pure work, done beside the writing.
void find_keys(Target const& target, std::span<Record const> records, HashKey const& key, std::vector<ChunkKey>& keys);

/// Whom each record of a chunk meets.
class Owners {
public:
    /// Ascending, once each.
    std::span<ProfileId const> of(std::size_t record) const
    {
        return std::span{profiles_}.subspan(starts_[record], starts_[record + 1] - starts_[record]);
    }

private:
    friend Result<Owners> find_owners(std::span<ChunkKey const> keys, std::size_t records, Identities& identities, AccountId account);
    std::vector<std::uint32_t> starts_{};
    std::vector<ProfileId> profiles_{};
};

/// The owners of a chunk's identifiers, in one look-up.
Result<Owners> find_owners(std::span<ChunkKey const> keys, std::size_t records, Identities& identities, AccountId account);

/// Whether a profile as it is now has one of the record's identifiers: keys are compared in look-ups, values here.
bool shares_identifier(Target const& target, Profile const& profile, std::span<Identifier const> identifiers);

} // namespace muster
