#pragma once

#include "store/access_records.hpp"
#include "store/sqlite/session.hpp"

namespace muster::sqlite {

class SqliteUsers final : public Users {
public:
    explicit SqliteUsers(Session& session) : session_{session} {}
    Result<UserId> create(User const& user) override;
    Result<std::optional<User>> load(UserId id) override;
    Result<std::optional<User>> find(std::string const& email) override;
    Result<void> save(User const& user) override;
    Result<void> remove(UserId id) override;
    Result<void> put_membership(Membership const& membership) override;
    Result<void> remove_membership(AccountId account, UserId user) override;
    Result<std::vector<Membership>> memberships(UserId user) override;
    Result<std::vector<AccountUser>> members(AccountId account) override;

private:
    Session& session_;
};

class SqliteSignIns final : public SignIns {
public:
    explicit SqliteSignIns(Session& session) : session_{session} {}
    Result<void> create_session(StoredSession const& session) override;
    Result<std::optional<StoredSession>> find_session(Sha256 const& token) override;
    Result<void> touch_session(Sha256 const& token, Instant at) override;
    Result<void> remove_session(Sha256 const& token) override;
    Result<void> remove_sessions(UserId user) override;
    Result<void> remove_sessions(AccountId account, UserId user) override;
    Result<void> create_link(StoredLink const& link) override;
    Result<std::optional<StoredLink>> find_link(Sha256 const& token) override;
    Result<void> remove_links(UserId user) override;
    Result<void> remove_expired(Instant created_before, Instant used_before, Instant now) override;

private:
    Session& session_;
};

class SqliteApiKeys final : public ApiKeys {
public:
    explicit SqliteApiKeys(Session& session) : session_{session} {}
    Result<ApiKeyId> create(ApiKey const& key) override;
    Result<std::optional<ApiKey>> find(Sha256 const& secret) override;
    Result<std::optional<ApiKey>> load(AccountId account, ApiKeyId id) override;
    Result<std::vector<ApiKey>> list(AccountId account) override;
    Result<void> save(ApiKey const& key) override;
    Result<void> remove(AccountId account, ApiKeyId id) override;
    Result<void> touch(ApiKeyId id, Instant at) override;

private:
    Session& session_;
};

class SqliteAccessRecords final : public AccessRecords {
public:
    explicit SqliteAccessRecords(Session& session) : users_{session}, sign_ins_{session}, api_keys_{session} {}
    Users& users() override { return users_; }
    SignIns& sign_ins() override { return sign_ins_; }
    ApiKeys& api_keys() override { return api_keys_; }

private:
    SqliteUsers users_;
    SqliteSignIns sign_ins_;
    SqliteApiKeys api_keys_;
};

/// Memberships, sessions and links whose user is not there.
Result<std::int64_t> count_without_user(Connection& connection);

} // namespace muster::sqlite
