#include "store/sqlite/deliveries.hpp"

#include <iterator>
#include <string_view>

namespace muster::sqlite {

namespace {

#define MUSTER_SUBSCRIPTION_COLUMNS                                                                                                        \
    "url, description, events, secret, previous_secret, previous_until, state, reason, created_by, created_at, served_change, "            \
    "served_entry, pending_change, pending_entry, pending_delivery, failures, failing_since, next_attempt_at"

#define MUSTER_SELECT_SUBSCRIPTION "SELECT id, account, " MUSTER_SUBSCRIPTION_COLUMNS " FROM delivery_subscription "

Error unknown_subscription() { return {ErrorKind::not_found, "SUBSCRIPTION_NOT_FOUND", "There is no such subscription in this account."}; }

/// Binds everything but id and account, in the order of the columns.
void bind(Statement& statement, Subscription const& one)
{
    statement.bind(one.url).bind(one.description).bind(std::int64_t{one.events.bits()}).bind(one.secret).bind(one.previous_secret);
    statement.bind(one.previous_until.microseconds).bind(static_cast<std::int64_t>(one.state)).bind(one.reason).bind(one.created_by);
    statement.bind(one.created_at.microseconds).bind(one.position.change).bind(one.position.entry);
    if (one.pending_end) {
        statement.bind(one.pending_end->change).bind(one.pending_end->entry);
    } else {
        statement.bind_null().bind_null();
    }
    statement.bind(one.pending_delivery.value).bind(one.failures).bind(one.failing_since.microseconds);
    statement.bind(one.next_attempt_at.microseconds);
}

std::pair<AccountId, Subscription> read(Statement& row)
{
    Subscription one;
    one.id = {row.integer(0)};
    one.url = row.text(2);
    one.description = row.text(3);
    one.events = Events{static_cast<std::uint32_t>(row.integer(4))};
    one.secret = row.text(5);
    one.previous_secret = row.text(6);
    one.previous_until = {row.integer(7)};
    one.state = static_cast<SubscriptionState>(row.integer(8));
    one.reason = row.text(9);
    one.created_by = row.text(10);
    one.created_at = {row.integer(11)};
    one.position = {row.integer(12), row.integer(13)};
    if (!row.is_null(14)) { one.pending_end = Position{row.integer(14), row.integer(15)}; }
    one.pending_delivery = {row.integer(16)};
    one.failures = row.integer(17);
    one.failing_since = {row.integer(18)};
    one.next_attempt_at = {row.integer(19)};
    return {{row.integer(1)}, std::move(one)};
}

Result<std::vector<std::pair<AccountId, Subscription>>> read_all(Statement& rows)
{
    std::vector<std::pair<AccountId, Subscription>> found;
    while (rows.next()) { found.push_back(read(rows)); }
    TRY(rows.finish());
    return found;
}

/// Without an active subscription min() is null, and everything goes.
Result<void> remove_served_entries(Connection& connection, AccountId account)
{
    TRY_ASSIGN(Statement remove,
               connection.prepare("DELETE FROM delivery_outbox WHERE account = ?1 AND number <= "
                                  "coalesce((SELECT min(served_entry) FROM delivery_subscription WHERE account = ?1 AND state = 0), "
                                  "9223372036854775807)"));
    return remove.bind(account.value).run();
}

Result<Position> head_of(Connection& connection)
{
    TRY_ASSIGN(std::int64_t const change, highest_number(connection, "profile_change"));
    TRY_ASSIGN(std::int64_t const entry, highest_number(connection, "delivery_outbox"));
    return Position{change, entry};
}

} // namespace

Result<SubscriptionId> SqliteDeliveries::create(AccountId account, Subscription const& subscription)
{
    return session_.write([&]() -> Result<SubscriptionId> {
        Subscription placed = subscription;
        TRY_ASSIGN(placed.position, head_of(session_.connection()));
        TRY_ASSIGN(Statement add,
                   session_.connection().prepare("INSERT INTO delivery_subscription(" MUSTER_SUBSCRIPTION_COLUMNS ", account) "
                                                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
        bind(add, placed);
        TRY(add.bind(account.value).run());
        return SubscriptionId{session_.connection().last_row()};
    });
}

Result<std::optional<Subscription>> SqliteDeliveries::load(AccountId account, SubscriptionId id)
{
    return session_.read([&]() -> Result<std::optional<Subscription>> {
        TRY_ASSIGN(Statement row, session_.connection().prepare(MUSTER_SELECT_SUBSCRIPTION "WHERE account = ? AND id = ?"));
        row.bind(account.value).bind(id.value);
        TRY_ASSIGN(auto found, read_all(row));
        if (found.empty()) { return std::nullopt; }
        return std::optional{std::move(found.front().second)};
    });
}

Result<void> SqliteDeliveries::save(AccountId account, Subscription const& subscription)
{
    return session_.write([&]() -> Result<void> {
        Connection& connection = session_.connection();
        TRY_ASSIGN(Statement update,
                   connection.prepare("UPDATE delivery_subscription SET (" MUSTER_SUBSCRIPTION_COLUMNS ") = "
                                      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE account = ? AND id = ?"));
        bind(update, subscription);
        TRY(update.bind(account.value).bind(subscription.id.value).run());
        if (connection.changes() == 0) { return unknown_subscription(); }
        return remove_served_entries(connection, account);
    });
}

Result<void> SqliteDeliveries::remove(AccountId account, SubscriptionId id)
{
    return session_.write([&]() -> Result<void> {
        Connection& connection = session_.connection();
        TRY_ASSIGN(Statement remove, connection.prepare("DELETE FROM delivery_subscription WHERE account = ? AND id = ?"));
        TRY(remove.bind(account.value).bind(id.value).run());
        if (connection.changes() == 0) { return unknown_subscription(); }
        TRY_ASSIGN(Statement forget, connection.prepare("DELETE FROM delivery_log WHERE subscription = ?"));
        TRY(forget.bind(id.value).run());
        return remove_served_entries(connection, account);
    });
}

Result<std::vector<Subscription>> SqliteDeliveries::list(AccountId account)
{
    return session_.read([&]() -> Result<std::vector<Subscription>> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare(MUSTER_SELECT_SUBSCRIPTION "WHERE account = ? ORDER BY id"));
        rows.bind(account.value);
        TRY_ASSIGN(auto found, read_all(rows));
        std::vector<Subscription> subscriptions;
        for (auto& one : found) { subscriptions.push_back(std::move(one.second)); }
        return subscriptions;
    });
}

Result<std::vector<std::pair<AccountId, Subscription>>> SqliteDeliveries::active()
{
    return session_.read([&]() -> Result<std::vector<std::pair<AccountId, Subscription>>> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare(MUSTER_SELECT_SUBSCRIPTION "WHERE state = 0 ORDER BY id"));
        return read_all(rows);
    });
}

Result<Events> SqliteDeliveries::wanted(AccountId account)
{
    return session_.read([&]() -> Result<Events> { return wanted_events(session_.connection(), account); });
}

Result<Position> SqliteDeliveries::head()
{
    return session_.read([&] { return head_of(session_.connection()); });
}

Result<std::int64_t> highest_number(Connection& connection, std::string_view table)
{
    TRY_ASSIGN(Statement counter, connection.prepare("SELECT seq FROM sqlite_sequence WHERE name = ?"));
    std::int64_t const number = counter.bind(table).next() ? counter.integer(0) : 0;
    TRY(counter.finish());
    return number;
}

Result<Events> wanted_events(Connection& connection, AccountId account)
{
    TRY_ASSIGN(Statement rows, connection.prepare("SELECT events FROM delivery_subscription WHERE account = ? AND state = 0"));
    rows.bind(account.value);
    Events events;
    while (rows.next()) { events = events.with(Events{static_cast<std::uint32_t>(rows.integer(0))}); }
    TRY(rows.finish());
    return events;
}

} // namespace muster::sqlite
