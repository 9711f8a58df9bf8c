#pragma once

#include "store/sqlite/session.hpp"

namespace muster::sqlite {

class SqliteImports final : public Imports {
public:
    explicit SqliteImports(Session& session) : session_{session} {}
    Result<ImportId> create(AccountId account, ImportJob const& job) override;
    Result<std::optional<ImportJob>> load(AccountId account, ImportId id) override;
    Result<void> save(AccountId account, ImportJob const& job) override;
    Result<std::vector<ImportJob>> list(AccountId account, std::size_t limit) override;
    Result<std::vector<std::pair<AccountId, ImportJob>>> in_state(std::span<ImportState const> states) override;
    Result<std::vector<std::pair<ImportState, std::int64_t>>> count_by_state() override;
    Result<void> remove(AccountId account, ImportId id) override;
    Result<void> append_outcomes(AccountId account, ImportId id, std::int64_t first_record, std::string_view packed) override;
    Result<std::vector<std::pair<std::int64_t, std::string>>> outcomes(AccountId account, ImportId id) override;
    Result<void> remove_outcomes(AccountId account, ImportId id, std::int64_t from_record) override;

private:
    Session& session_;
};

} // namespace muster::sqlite
