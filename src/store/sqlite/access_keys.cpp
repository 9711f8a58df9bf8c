#include "store/sqlite/access_records.hpp"
#include "store/sqlite/digest_column.hpp"

namespace muster::sqlite {

namespace {

Error unknown_key() { return {ErrorKind::not_found, "API_KEY_UNKNOWN", "There is no such key in this account."}; }

std::string select(std::string_view condition)
{
    return "SELECT id, account, name, prefix, secret, scopes, created_by, created_at, expires_at, revoked_at, used_at FROM access_key "
           "WHERE " +
           std::string{condition};
}

ApiKey key_at(Statement& row)
{
    ApiKey key;
    key.id = {row.integer(0)};
    key.account = {row.integer(1)};
    key.name = row.text(2);
    key.prefix = row.text(3);
    key.secret = digest_at(row, 4);
    key.scopes = static_cast<std::uint8_t>(row.integer(5));
    key.created_by = row.text(6);
    key.created_at = {row.integer(7)};
    key.expires_at = {row.integer(8)};
    key.revoked_at = {row.integer(9)};
    key.used_at = {row.integer(10)};
    return key;
}

Result<std::optional<ApiKey>> only_key(Statement& row)
{
    std::optional<ApiKey> key;
    if (row.next()) { key = key_at(row); }
    TRY(row.finish());
    return key;
}

} // namespace

Result<ApiKeyId> SqliteApiKeys::create(ApiKey const& key)
{
    return session_.write([&]() -> Result<ApiKeyId> {
        Connection& connection = session_.connection();
        TRY_ASSIGN(Statement add,
                   connection.prepare("INSERT INTO access_key(account, name, prefix, secret, scopes, created_by, created_at, "
                                      "expires_at, revoked_at, used_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
        add.bind(key.account.value).bind(key.name).bind(key.prefix).bind_blob(bytes_of(key.secret)).bind(std::int64_t{key.scopes});
        add.bind(key.created_by).bind(key.created_at.microseconds).bind(key.expires_at.microseconds).bind(key.revoked_at.microseconds);
        TRY(add.bind(key.used_at.microseconds).run());
        return ApiKeyId{connection.last_row()};
    });
}

Result<std::optional<ApiKey>> SqliteApiKeys::find(Sha256 const& secret)
{
    return session_.read([&]() -> Result<std::optional<ApiKey>> {
        TRY_ASSIGN(Statement row, session_.connection().prepare(select("secret = ?")));
        row.bind_blob(bytes_of(secret));
        return only_key(row);
    });
}

Result<std::optional<ApiKey>> SqliteApiKeys::load(AccountId account, ApiKeyId id)
{
    return session_.read([&]() -> Result<std::optional<ApiKey>> {
        TRY_ASSIGN(Statement row, session_.connection().prepare(select("account = ? AND id = ?")));
        row.bind(account.value).bind(id.value);
        return only_key(row);
    });
}

Result<std::vector<ApiKey>> SqliteApiKeys::list(AccountId account)
{
    return session_.read([&]() -> Result<std::vector<ApiKey>> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare(select("account = ? ORDER BY id")));
        rows.bind(account.value);
        std::vector<ApiKey> all;
        while (rows.next()) { all.push_back(key_at(rows)); }
        TRY(rows.finish());
        return all;
    });
}

Result<void> SqliteApiKeys::save(ApiKey const& key)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement update,
                   session_.connection().prepare("UPDATE access_key SET name = ?, scopes = ?, expires_at = ?, revoked_at = ? "
                                                 "WHERE account = ? AND id = ?"));
        update.bind(key.name).bind(std::int64_t{key.scopes}).bind(key.expires_at.microseconds).bind(key.revoked_at.microseconds);
        TRY(update.bind(key.account.value).bind(key.id.value).run());
        if (session_.connection().changes() == 0) { return unknown_key(); }
        return {};
    });
}

Result<void> SqliteApiKeys::remove(AccountId account, ApiKeyId id)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement remove, session_.connection().prepare("DELETE FROM access_key WHERE account = ? AND id = ?"));
        TRY(remove.bind(account.value).bind(id.value).run());
        if (session_.connection().changes() == 0) { return unknown_key(); }
        return {};
    });
}

Result<void> SqliteApiKeys::touch(ApiKeyId id, Instant at)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement touch, session_.connection().prepare("UPDATE access_key SET used_at = max(used_at, ?) WHERE id = ?"));
        return touch.bind(at.microseconds).bind(id.value).run();
    });
}

} // namespace muster::sqlite
