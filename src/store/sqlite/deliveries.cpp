#include "store/sqlite/deliveries.hpp"

#include <algorithm>

namespace muster::sqlite {

namespace {

/// One row for every profiles_per_entry of its profiles, at least one.
Result<void> insert_entry(Connection& connection, AccountId account, OutboxEntry const& entry)
{
    TRY_ASSIGN(Statement add,
               connection.prepare("INSERT INTO delivery_outbox(account, event, subject, at, after_change, profiles, details) "
                                  "SELECT ?, ?, ?, ?, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'profile_change'), 0), ?, ?"));
    std::span<ProfileId const> left{entry.profiles};
    do {
        std::size_t const count = std::min(left.size(), profiles_per_entry);
        std::string const packed = pack_profiles(left.first(count));
        add.bind(account.value).bind(static_cast<std::int64_t>(entry.event)).bind(entry.subject).bind(entry.at.microseconds);
        TRY(add.bind_blob(packed).bind(entry.details).run());
        left = left.subspan(count);
    } while (!left.empty());
    return {};
}

#define MUSTER_DELIVERY_COLUMNS "subscription, message, event, subjects, state, attempts, first_at, last_at, status, reason, milliseconds"

/// Binds everything but id and account, in the order of the columns.
void bind(Statement& statement, Delivery const& one)
{
    statement.bind(one.subscription.value).bind(one.message).bind(static_cast<std::int64_t>(one.event)).bind(one.subjects);
    statement.bind(static_cast<std::int64_t>(one.state)).bind(one.attempts).bind(one.first_at.microseconds);
    statement.bind(one.last_at.microseconds).bind(one.status).bind(one.reason).bind(one.milliseconds);
}

Result<std::vector<Delivery>> read_deliveries(Statement& rows)
{
    std::vector<Delivery> found;
    while (rows.next()) {
        Delivery& one = found.emplace_back();
        one.id = {rows.integer(0)};
        one.subscription = {rows.integer(1)};
        one.message = rows.text(2);
        one.event = static_cast<Event>(rows.integer(3));
        one.subjects = rows.integer(4);
        one.state = static_cast<DeliveryState>(rows.integer(5));
        one.attempts = rows.integer(6);
        one.first_at = {rows.integer(7)};
        one.last_at = {rows.integer(8)};
        one.status = rows.integer(9);
        one.reason = rows.text(10);
        one.milliseconds = rows.integer(11);
    }
    TRY(rows.finish());
    return found;
}

Result<DeliveryId> insert_delivery(Connection& connection, AccountId account, Delivery const& delivery)
{
    TRY_ASSIGN(Statement add, connection.prepare("INSERT INTO delivery_log(" MUSTER_DELIVERY_COLUMNS ", account) "
                                                 "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12 "
                                                 "WHERE EXISTS (SELECT 1 FROM delivery_subscription WHERE id = ?1 AND account = ?12)"));
    bind(add, delivery);
    TRY(add.bind(account.value).run());
    if (connection.changes() == 0) {
        return Error{ErrorKind::not_found, "SUBSCRIPTION_NOT_FOUND", "There is no such subscription in this account."};
    }
    DeliveryId const id{connection.last_row()};
    TRY_ASSIGN(Statement forget, connection.prepare("DELETE FROM delivery_log WHERE subscription = ?1 AND id <= (SELECT id FROM "
                                                    "delivery_log WHERE subscription = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)"));
    TRY(forget.bind(delivery.subscription.value).bind(static_cast<std::int64_t>(deliveries_kept)).run());
    return id;
}

} // namespace

Result<void> tell_of_profiles(Connection& connection, AccountId account, Target const& target, std::span<ProfileWrite const> writes)
{
    if (!may_have_entries(target, writes)) { return {}; }
    TRY_ASSIGN(Events const wanted, wanted_events(connection, account));
    if (wanted.empty()) { return {}; }
    for (OutboxEntry const& entry : entries_of(target, writes, wanted, now())) { TRY(insert_entry(connection, account, entry)); }
    return {};
}

Result<void> SqliteDeliveries::append(AccountId account, std::span<OutboxEntry const> entries)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Events const wanted, wanted_events(session_.connection(), account));
        for (OutboxEntry const& entry : entries) {
            if (wanted.has(entry.event)) { TRY(insert_entry(session_.connection(), account, entry)); }
        }
        return {};
    });
}

Result<void> SqliteDeliveries::entries_after(AccountId account, std::int64_t entry, std::size_t limit, std::vector<OutboxEntry>& into)
{
    return session_.read([&]() -> Result<void> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare("SELECT number, event, subject, at, after_change, profiles, details "
                                                                 "FROM delivery_outbox WHERE account = ? AND number > ? ORDER BY number"));
        rows.bind(account.value).bind(entry);
        for (std::size_t count = 0; count < limit && rows.next(); ++count) {
            OutboxEntry& one = into.emplace_back();
            one.number = rows.integer(0);
            one.event = static_cast<Event>(rows.integer(1));
            one.subject = rows.integer(2);
            one.at = {rows.integer(3)};
            one.after_change = rows.integer(4);
            if (!unpack_profiles(rows.blob(5), one.profiles)) {
                return Error{ErrorKind::unreadable, "STORE_DAMAGED",
                             "The list of outgoing events is damaged. Run muster check, then restore a backup."};
            }
            one.details = rows.text(6);
        }
        return rows.finish();
    });
}

Result<DeliveryId> SqliteDeliveries::put_delivery(AccountId account, Delivery const& delivery)
{
    return session_.write([&]() -> Result<DeliveryId> {
        Connection& connection = session_.connection();
        if (delivery.id.value == 0) { return insert_delivery(connection, account, delivery); }
        TRY_ASSIGN(Statement update, connection.prepare("UPDATE delivery_log SET (" MUSTER_DELIVERY_COLUMNS ") = "
                                                        "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE account = ? AND id = ?"));
        bind(update, delivery);
        TRY(update.bind(account.value).bind(delivery.id.value).run());
        if (connection.changes() == 0) {
            return Error{ErrorKind::not_found, "DELIVERY_NOT_FOUND", "There is no such delivery in this account."};
        }
        return delivery.id;
    });
}

Result<std::optional<Delivery>> SqliteDeliveries::load_delivery(AccountId account, DeliveryId id)
{
    return session_.read([&]() -> Result<std::optional<Delivery>> {
        TRY_ASSIGN(Statement row,
                   session_.connection().prepare("SELECT id, " MUSTER_DELIVERY_COLUMNS " FROM delivery_log WHERE account = ? AND id = ?"));
        row.bind(account.value).bind(id.value);
        TRY_ASSIGN(std::vector<Delivery> found, read_deliveries(row));
        if (found.empty()) { return std::nullopt; }
        return std::optional{std::move(found.front())};
    });
}

Result<std::vector<Delivery>> SqliteDeliveries::deliveries(AccountId account, SubscriptionId subscription, DeliveryId before,
                                                           std::size_t limit)
{
    return session_.read([&]() -> Result<std::vector<Delivery>> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare("SELECT id, " MUSTER_DELIVERY_COLUMNS " FROM delivery_log "
                                                                 "WHERE account = ?1 AND subscription = ?2 AND (?3 = 0 OR id < ?3) "
                                                                 "ORDER BY id DESC LIMIT ?4"));
        rows.bind(account.value).bind(subscription.value).bind(before.value).bind(static_cast<std::int64_t>(limit));
        return read_deliveries(rows);
    });
}

} // namespace muster::sqlite
