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

/// The owners of the records' identifiers: for each record its profiles, ascending, once each. For the records of one chunk.
Result<std::vector<std::vector<ProfileId>>> find_owners(Target const& target, std::span<Record const> records, HashKey const& key,
                                                        Identities& identities, AccountId account);

/// Whether a profile as it is now has one of the record's identifiers: keys are compared in look-ups, values here.
bool shares_identifier(Target const& target, Profile const& profile, std::span<Identifier const> identifiers);

} // namespace muster
