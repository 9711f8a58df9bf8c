#include "matching/matching.hpp"

#include "base/pieces.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

/// Keys of one look-up: enough that a sorted look-up walks the tree's leaves in order, little enough to stay in memory.
constexpr std::size_t keys_per_lookup = 65'536;

/// Collects keys and passes on what they hit.
class Lookup {
public:
    Lookup(Identities& identities, AccountId account, ExternalSort<Hit>& found) : identities_{identities}, account_{account}, found_{found}
    {
    }

    Result<void> add(KeyOfRecord const& entry)
    {
        if (keys_.empty() || keys_.back() != entry.key) {
            if (keys_.size() >= keys_per_lookup) { TRY(run()); }
            keys_.push_back(entry.key);
        }
        records_.push_back({static_cast<std::uint32_t>(keys_.size() - 1), entry.record});
        return {};
    }

    Result<void> run()
    {
        owners_.assign(keys_.size(), ProfileId{});
        TRY(identities_.find(account_, keys_, owners_));
        for (auto const& [key, record] : records_) {
            if (owners_[key].value != 0) { TRY(found_.add({owners_[key].value, record, 0})); }
        }
        keys_.clear();
        records_.clear();
        return {};
    }

private:
    Identities& identities_;
    AccountId account_;
    ExternalSort<Hit>& found_;
    std::vector<Key128> keys_{};
    std::vector<std::pair<std::uint32_t, std::uint32_t>> records_{};
    std::vector<ProfileId> owners_{};
};

/// The same hit in the order in which records are planned.
struct HitOfRecord {
    std::uint32_t record{};
    std::uint32_t unused{};
    std::int64_t profile{};
    friend auto operator<=>(HitOfRecord const& a, HitOfRecord const& b) = default;
};

} // namespace

Result<Hits> find_hits(std::shared_ptr<ByteSource const> keys, Identities& identities, AccountId account, std::string const& folder,
                       ByteSink& hits)
{
    ExternalSort<Hit> by_profile{folder, sort_memory / 4};
    Lookup lookup{identities, account, by_profile};
    PieceReader<KeyOfRecord> reader{std::move(keys)};
    for (std::uint64_t index = 0; index < reader.size(); ++index) {
        TRY_ASSIGN(KeyOfRecord const* const entry, reader.at(index));
        TRY(lookup.add(*entry));
    }
    TRY(lookup.run());

    Hits result;
    ExternalSort<HitOfRecord> by_record{folder, sort_memory / 4};
    Hit last{-1, 0, 0};
    TRY(by_profile.drain([&](Hit const& hit) -> Result<void> {
        if (hit == last) { return {}; }
        bool const met_before = hit.profile == last.profile;
        if (met_before && (result.shared.empty() || result.shared.back().value != hit.profile)) {
            result.shared.push_back(ProfileId{hit.profile});
        }
        last = hit;
        ++result.count;
        return by_record.add({hit.record, 0, hit.profile});
    }));
    PieceWriter<Hit> writer{hits};
    TRY(by_record.drain([&](HitOfRecord const& hit) { return writer.add({hit.profile, hit.record, 0}); }));
    TRY(writer.flush());
    TRY(hits.finish());
    return result;
}

void find_keys(Target const& target, std::span<Record const> records, HashKey const& key, std::vector<ChunkKey>& keys)
{
    keys.clear();
    keys.reserve(records.size() * 3);
    IdentifierLister lister;
    for (std::uint32_t index = 0; index < records.size(); ++index) {
        Record const& record = records[index];
        auto const add_all = [&](std::span<Identifier const> identifiers) {
            for (Identifier const& identifier : identifiers) { keys.push_back({key_of(key, identifier), index}); }
        };
        record.superseded.empty() ? add_all(lister.of(target, record.values, record.contacts)) : add_all(identifiers_of(target, record));
    }
    sort_by_key(keys);
}

Result<Owners> find_owners(std::span<ChunkKey const> keys, std::size_t records, Identities& identities, AccountId account)
{
    std::vector<Key128> wanted;
    wanted.reserve(keys.size());
    for (ChunkKey const& entry : keys) {
        if (wanted.empty() || wanted.back() != entry.key) { wanted.push_back(entry.key); }
    }
    std::vector<ProfileId> found(wanted.size());
    TRY(identities.find(account, wanted, found));

    std::vector<std::pair<std::uint32_t, ProfileId>> met;
    std::size_t at = 0;
    for (ChunkKey const& entry : keys) {
        while (wanted[at] != entry.key) { ++at; }
        if (found[at].value != 0) { met.emplace_back(entry.record, found[at]); }
    }
    std::sort(met.begin(), met.end());
    met.erase(std::unique(met.begin(), met.end()), met.end());

    Owners owners;
    owners.starts_.assign(records + 1, 0);
    owners.profiles_.reserve(met.size());
    for (auto const& [record, profile] : met) {
        ++owners.starts_[record + 1];
        owners.profiles_.push_back(profile);
    }
    for (std::size_t record = 0; record < records; ++record) { owners.starts_[record + 1] += owners.starts_[record]; }
    return owners;
}

bool shares_identifier(Target const& target, Profile const& profile, std::span<Identifier const> identifiers)
{
    std::vector<Identifier> const own = identifiers_of(target, profile.values, profile.contacts);
    return std::any_of(own.begin(), own.end(), [&](Identifier const& identifier) {
        return std::find(identifiers.begin(), identifiers.end(), identifier) != identifiers.end();
    });
}

} // namespace muster
