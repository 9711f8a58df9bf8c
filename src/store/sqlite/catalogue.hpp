#pragma once

#include "store/sqlite/session.hpp"

namespace muster::sqlite {

class SqliteCatalogue final : public Catalogue {
public:
    explicit SqliteCatalogue(Session& session) : session_{session} {}
    Result<std::vector<Tag>> tags(AccountId account) override;
    Result<std::vector<TagId>> ensure_tags(AccountId account, std::span<std::string const> names, ImportId by, Instant at) override;
    Result<std::int64_t> tag_uses(AccountId account, TagId tag) override;
    Result<void> remove_tag(AccountId account, TagId tag) override;
    Result<std::vector<Attribute>> attributes(AccountId account, Target const& target) override;
    Result<AttributeId> ensure_attribute(AccountId account, Target const& target, std::string const& name, AttributeType type,
                                         ImportId by) override;
    Result<void> remove_attribute(AccountId account, Target const& target, AttributeId attribute) override;
    Result<std::vector<StoredRecipe>> recipes(AccountId account) override;
    Result<std::int64_t> put_recipe(AccountId account, StoredRecipe const& recipe) override;
    Result<void> remove_recipe(AccountId account, std::int64_t id) override;

private:
    Session& session_;
};

class SqliteAccounts final : public Accounts {
public:
    explicit SqliteAccounts(Session& session) : session_{session} {}
    Result<std::vector<Account>> list() override;
    Result<AccountId> create(std::string const& name) override;

private:
    Session& session_;
};

} // namespace muster::sqlite
