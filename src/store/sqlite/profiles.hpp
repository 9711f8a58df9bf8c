#pragma once

#include "store/sqlite/identifier_index.hpp"
#include "store/sqlite/session.hpp"

namespace muster::sqlite {

class SqliteIdentities final : public Identities {
public:
    explicit SqliteIdentities(Session& session) : session_{session} {}
    Result<void> find(AccountId account, std::span<Key128 const> keys, std::span<ProfileId> owners) override;

private:
    Session& session_;
};

class SqliteProfiles final : public Profiles {
public:
    explicit SqliteProfiles(Session& session) : session_{session} {}
    Result<void> load(AccountId account, Target const& target, std::span<ProfileId const> ids, std::vector<Profile>& into) override;
    Result<void> write(AccountId account, Target const& target, std::span<ProfileWrite const> writes,
                       std::span<Ownership const> given) override;
    Result<void> page(AccountId account, Target const& target, ProfileId after, std::size_t limit, std::vector<Profile>& into) override;
    Result<void> page_of_tag(AccountId account, Target const& target, TagId tag, ProfileId after, std::size_t limit,
                             std::vector<Profile>& into) override;
    Result<std::int64_t> count(AccountId account, Target const& target) override;
    Result<std::optional<ProfileId>> merged_into(AccountId account, Target const& target, ProfileId id) override;
    Result<void> forget_merged(AccountId account, Target const& target, std::span<ProfileId const> ids) override;
    Result<ProfileId> reserve_ids(AccountId account, std::int64_t count) override;
    Result<Instant> latest_modification(AccountId account) override;

private:
    Session& session_;
};

/// Writes a batch of profiles with their identifiers, memberships, merge notes and counters.
Result<void> write_profiles(Session& session, AccountId account, Target const& target, std::span<ProfileWrite const> writes,
                            std::span<Ownership const> given);

/// Numbers kept per account.
namespace counter {
inline constexpr std::string_view next_id = "next_id";
inline constexpr std::string_view latest_modification = "latest_modification";
/// How many profiles of a target there are.
std::string count_of(Target const& target);
} // namespace counter
Result<std::int64_t> load_counter(Connection& connection, AccountId account, std::string_view name);
Result<void> add_to_counter(Connection& connection, AccountId account, std::string_view name, std::int64_t growth);

} // namespace muster::sqlite
