#include "store/sqlite/access_records.hpp"
#include "store/sqlite/digest_column.hpp"

namespace muster::sqlite {

Result<void> SqliteSignIns::create_session(StoredSession const& session)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement add, session_.connection().prepare("INSERT INTO access_session(token, account, user, created_at, used_at) "
                                                                "VALUES (?, ?, ?, ?, ?)"));
        add.bind_blob(bytes_of(session.token)).bind(session.account.value).bind(session.user.value);
        return add.bind(session.created_at.microseconds).bind(session.used_at.microseconds).run();
    });
}

Result<std::optional<StoredSession>> SqliteSignIns::find_session(Sha256 const& token)
{
    return session_.read([&]() -> Result<std::optional<StoredSession>> {
        TRY_ASSIGN(Statement row,
                   session_.connection().prepare("SELECT account, user, created_at, used_at FROM access_session WHERE token = ?"));
        row.bind_blob(bytes_of(token));
        std::optional<StoredSession> found;
        if (row.next()) { found = {token, {row.integer(0)}, {row.integer(1)}, {row.integer(2)}, {row.integer(3)}}; }
        TRY(row.finish());
        return found;
    });
}

Result<void> SqliteSignIns::touch_session(Sha256 const& token, Instant at)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement touch, session_.connection().prepare("UPDATE access_session SET used_at = max(used_at, ?) WHERE token = ?"));
        return touch.bind(at.microseconds).bind_blob(bytes_of(token)).run();
    });
}

Result<void> SqliteSignIns::remove_session(Sha256 const& token)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement remove, session_.connection().prepare("DELETE FROM access_session WHERE token = ?"));
        return remove.bind_blob(bytes_of(token)).run();
    });
}

Result<void> SqliteSignIns::remove_sessions(AccountId account, UserId user)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement remove, session_.connection().prepare("DELETE FROM access_session WHERE user = ? AND account = ?"));
        return remove.bind(user.value).bind(account.value).run();
    });
}

Result<void> SqliteSignIns::remove_sessions(UserId user)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement remove, session_.connection().prepare("DELETE FROM access_session WHERE user = ?"));
        return remove.bind(user.value).run();
    });
}

Result<void> SqliteSignIns::create_link(StoredLink const& link)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement add, session_.connection().prepare("INSERT INTO access_link(token, user, purpose, created_at, expires_at) "
                                                                "VALUES (?, ?, ?, ?, ?)"));
        add.bind_blob(bytes_of(link.token)).bind(link.user.value).bind(std::int64_t{link.purpose});
        return add.bind(link.created_at.microseconds).bind(link.expires_at.microseconds).run();
    });
}

Result<std::optional<StoredLink>> SqliteSignIns::find_link(Sha256 const& token)
{
    return session_.read([&]() -> Result<std::optional<StoredLink>> {
        TRY_ASSIGN(Statement row,
                   session_.connection().prepare("SELECT user, purpose, created_at, expires_at FROM access_link WHERE token = ?"));
        row.bind_blob(bytes_of(token));
        std::optional<StoredLink> found;
        if (row.next()) {
            found = {token, {row.integer(0)}, static_cast<std::uint8_t>(row.integer(1)), {row.integer(2)}, {row.integer(3)}};
        }
        TRY(row.finish());
        return found;
    });
}

Result<void> SqliteSignIns::remove_links(UserId user)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement remove, session_.connection().prepare("DELETE FROM access_link WHERE user = ?"));
        return remove.bind(user.value).run();
    });
}

Result<void> SqliteSignIns::remove_expired(Instant created_before, Instant used_before, Instant now)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement sessions, session_.connection().prepare("DELETE FROM access_session WHERE created_at < ? OR used_at < ?"));
        TRY(sessions.bind(created_before.microseconds).bind(used_before.microseconds).run());
        TRY_ASSIGN(Statement links, session_.connection().prepare("DELETE FROM access_link WHERE expires_at <= ?"));
        return links.bind(now.microseconds).run();
    });
}

} // namespace muster::sqlite
