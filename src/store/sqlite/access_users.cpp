#include "base/text.hpp"
#include "store/sqlite/access_records.hpp"

namespace muster::sqlite {

namespace {

constexpr std::string_view columns_of_user = "id, email, password_hash, created_at, password_changed_at";

Error unknown_user() { return {ErrorKind::not_found, "USER_UNKNOWN", "There is no such user."}; }
Error email_taken() { return {ErrorKind::conflict, "USER_EXISTS", "There is a user with this email already."}; }

User user_at(Statement& row, int column)
{
    User user;
    user.id = {row.integer(column)};
    user.email = row.text(column + 1);
    user.password_hash = row.text(column + 2);
    user.created_at = {row.integer(column + 3)};
    user.password_changed_at = {row.integer(column + 4)};
    return user;
}

Result<std::optional<User>> only_user(Statement& row)
{
    std::optional<User> user;
    if (row.next()) { user = user_at(row, 0); }
    TRY(row.finish());
    return user;
}

Result<std::optional<User>> user_by_folded(Connection& connection, std::string const& folded)
{
    TRY_ASSIGN(Statement find, connection.prepare("SELECT " + std::string{columns_of_user} + " FROM access_user WHERE folded = ?"));
    find.bind(folded);
    return only_user(find);
}

Result<bool> user_exists(Connection& connection, UserId id)
{
    TRY_ASSIGN(Statement find, connection.prepare("SELECT 1 FROM access_user WHERE id = ?"));
    bool const found = find.bind(id.value).next();
    TRY(find.finish());
    return found;
}

/// Runs a statement whose one value is a user's id.
Result<void> run_for(Connection& connection, std::string_view sql, UserId user)
{
    TRY_ASSIGN(Statement statement, connection.prepare(sql));
    return statement.bind(user.value).run();
}

} // namespace

Result<UserId> SqliteUsers::create(User const& user)
{
    return session_.write([&]() -> Result<UserId> {
        Connection& connection = session_.connection();
        std::string const folded = text::fold(user.email);
        TRY_ASSIGN(std::optional<User> const same, user_by_folded(connection, folded));
        if (same) { return email_taken(); }
        TRY_ASSIGN(Statement add,
                   connection.prepare("INSERT INTO access_user(email, folded, password_hash, created_at, password_changed_at) "
                                      "VALUES (?, ?, ?, ?, ?)"));
        add.bind(user.email).bind(folded).bind(user.password_hash);
        TRY(add.bind(user.created_at.microseconds).bind(user.password_changed_at.microseconds).run());
        return UserId{connection.last_row()};
    });
}

Result<std::optional<User>> SqliteUsers::load(UserId id)
{
    return session_.read([&]() -> Result<std::optional<User>> {
        TRY_ASSIGN(Statement find,
                   session_.connection().prepare("SELECT " + std::string{columns_of_user} + " FROM access_user WHERE id = ?"));
        find.bind(id.value);
        return only_user(find);
    });
}

Result<std::optional<User>> SqliteUsers::find(std::string const& email)
{
    return session_.read([&] { return user_by_folded(session_.connection(), text::fold(email)); });
}

Result<void> SqliteUsers::save(User const& user)
{
    return session_.write([&]() -> Result<void> {
        Connection& connection = session_.connection();
        std::string const folded = text::fold(user.email);
        TRY_ASSIGN(std::optional<User> const same, user_by_folded(connection, folded));
        if (same && same->id != user.id) { return email_taken(); }
        TRY_ASSIGN(
            Statement update,
            connection.prepare("UPDATE access_user SET email = ?, folded = ?, password_hash = ?, password_changed_at = ? WHERE id = ?"));
        update.bind(user.email).bind(folded).bind(user.password_hash).bind(user.password_changed_at.microseconds).bind(user.id.value);
        TRY(update.run());
        if (connection.changes() == 0) { return unknown_user(); }
        return {};
    });
}

Result<void> SqliteUsers::remove(UserId id)
{
    return session_.write([&]() -> Result<void> {
        Connection& connection = session_.connection();
        TRY(run_for(connection, "DELETE FROM access_user WHERE id = ?", id));
        if (connection.changes() == 0) { return unknown_user(); }
        TRY(run_for(connection, "DELETE FROM access_member WHERE user = ?", id));
        TRY(run_for(connection, "DELETE FROM access_session WHERE user = ?", id));
        return run_for(connection, "DELETE FROM access_link WHERE user = ?", id);
    });
}

Result<void> SqliteUsers::put_membership(Membership const& membership)
{
    return session_.write([&]() -> Result<void> {
        Connection& connection = session_.connection();
        TRY_ASSIGN(bool const exists, user_exists(connection, membership.user));
        if (!exists) { return unknown_user(); }
        TRY_ASSIGN(Statement put, connection.prepare("INSERT INTO access_member(account, user, role) VALUES (?, ?, ?) "
                                                     "ON CONFLICT DO UPDATE SET role = excluded.role"));
        return put.bind(membership.account.value).bind(membership.user.value).bind(std::int64_t{membership.role}).run();
    });
}

Result<void> SqliteUsers::remove_membership(AccountId account, UserId user)
{
    return session_.write([&]() -> Result<void> {
        Connection& connection = session_.connection();
        TRY_ASSIGN(Statement remove, connection.prepare("DELETE FROM access_member WHERE account = ? AND user = ?"));
        TRY(remove.bind(account.value).bind(user.value).run());
        if (connection.changes() == 0) { return unknown_user(); }
        TRY_ASSIGN(Statement end, connection.prepare("DELETE FROM access_session WHERE user = ? AND account = ?"));
        return end.bind(user.value).bind(account.value).run();
    });
}

Result<std::vector<Membership>> SqliteUsers::memberships(UserId user)
{
    return session_.read([&]() -> Result<std::vector<Membership>> {
        TRY_ASSIGN(Statement rows,
                   session_.connection().prepare("SELECT account, role FROM access_member WHERE user = ? ORDER BY account"));
        rows.bind(user.value);
        std::vector<Membership> all;
        while (rows.next()) { all.push_back({{rows.integer(0)}, user, static_cast<std::uint8_t>(rows.integer(1))}); }
        TRY(rows.finish());
        return all;
    });
}

Result<std::vector<AccountUser>> SqliteUsers::members(AccountId account)
{
    return session_.read([&]() -> Result<std::vector<AccountUser>> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare("SELECT role, " + std::string{columns_of_user} +
                                                                 " FROM access_member JOIN access_user ON access_user.id = user "
                                                                 "WHERE account = ? ORDER BY id"));
        rows.bind(account.value);
        std::vector<AccountUser> all;
        while (rows.next()) { all.push_back({user_at(rows, 1), static_cast<std::uint8_t>(rows.integer(0))}); }
        TRY(rows.finish());
        return all;
    });
}

Result<std::int64_t> count_without_user(Connection& connection)
{
    TRY_ASSIGN(Statement count, connection.prepare("SELECT count(*) FROM (SELECT user FROM access_member UNION ALL "
                                                   "SELECT user FROM access_session UNION ALL SELECT user FROM access_link) "
                                                   "WHERE user NOT IN (SELECT id FROM access_user)"));
    std::int64_t const found = count.next() ? count.integer(0) : 0;
    TRY(count.finish());
    return found;
}

} // namespace muster::sqlite
