#pragma once

namespace muster::sqlite {

/// Outgoing events and notices. A subscription's position names a change and an entry; an entry's after_change is the sequence of the
/// newest change when it was written, which gives both one order. AUTOINCREMENT everywhere: positions are compared with these numbers.
inline constexpr char const* delivery_migration = R"(
CREATE TABLE delivery_subscription(
    id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL REFERENCES account_list(id),
    url TEXT NOT NULL, description TEXT NOT NULL, events INTEGER NOT NULL, secret TEXT NOT NULL, previous_secret TEXT NOT NULL,
    previous_until INTEGER NOT NULL, state INTEGER NOT NULL, reason TEXT NOT NULL, created_by TEXT NOT NULL, created_at INTEGER NOT NULL,
    served_change INTEGER NOT NULL, served_entry INTEGER NOT NULL, pending_change INTEGER, pending_entry INTEGER,
    pending_delivery INTEGER NOT NULL, failures INTEGER NOT NULL, failing_since INTEGER NOT NULL, next_attempt_at INTEGER NOT NULL);
CREATE INDEX subscription_of_account ON delivery_subscription(account);
CREATE TABLE delivery_outbox(
    number INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, event INTEGER NOT NULL, subject INTEGER NOT NULL,
    at INTEGER NOT NULL, after_change INTEGER NOT NULL, profiles BLOB NOT NULL, details TEXT NOT NULL);
CREATE INDEX outbox_of_account ON delivery_outbox(account);
CREATE TABLE delivery_log(
    id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, subscription INTEGER NOT NULL, message TEXT NOT NULL,
    event INTEGER NOT NULL, subjects INTEGER NOT NULL, state INTEGER NOT NULL, attempts INTEGER NOT NULL, first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL, status INTEGER NOT NULL, reason TEXT NOT NULL, milliseconds INTEGER NOT NULL);
CREATE INDEX log_of_subscription ON delivery_log(subscription);
CREATE TABLE account_notice(
    id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL REFERENCES account_list(id), recipient TEXT NOT NULL,
    kind INTEGER NOT NULL, subject INTEGER NOT NULL, at INTEGER NOT NULL, details TEXT NOT NULL);
CREATE INDEX notice_of_account ON account_notice(account);
CREATE TABLE notice_read(
    notice INTEGER NOT NULL REFERENCES account_notice(id) ON DELETE CASCADE, reader TEXT NOT NULL,
    PRIMARY KEY (notice, reader)) WITHOUT ROWID;
CREATE TABLE notice_mail(
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), sent_up_to INTEGER NOT NULL, failures INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL);
)";

} // namespace muster::sqlite
