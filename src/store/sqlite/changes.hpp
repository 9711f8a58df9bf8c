#pragma once

#include "store/sqlite/session.hpp"

namespace muster::sqlite {

class SqliteChanges final : public Changes {
public:
    explicit SqliteChanges(Session& session) : session_{session} {}
    Result<void> append(AccountId account, Target const& target, std::span<Change const> changes) override;
    Result<void> of_import(AccountId account, ImportId import, Order order, std::int64_t from_sequence, std::size_t limit,
                           std::vector<std::pair<std::int64_t, Change>>& into) override;
    Result<void> of_profile(AccountId account, Target const& target, ProfileId profile,
                            std::vector<std::pair<std::int64_t, Change>>& into) override;
    Result<void> of_profiles(AccountId account, Target const& target, std::span<ProfileId const> profiles,
                             std::vector<std::pair<std::int64_t, Change>>& into) override;
    Result<std::int64_t> since(AccountId account, Target const& target, std::int64_t after, std::size_t limit,
                               std::vector<std::pair<std::int64_t, Change>>& into) override;
    Result<void> rewrite(AccountId account, std::int64_t sequence, Change const& change) override;
    Result<void> erase(AccountId account, Target const& target, std::span<ProfileId const> profiles) override;

private:
    Session& session_;
};

} // namespace muster::sqlite
