#include "store/sqlite/notices.hpp"

namespace muster::sqlite {

namespace {

/// id, recipient, kind, subject, at, details from `first` on.
Notice read(Statement& row, int first)
{
    Notice notice;
    notice.id = {row.integer(first)};
    notice.recipient = row.text(first + 1);
    notice.kind = static_cast<NoticeKind>(row.integer(first + 2));
    notice.subject = row.integer(first + 3);
    notice.at = {row.integer(first + 4)};
    notice.details = row.text(first + 5);
    return notice;
}

} // namespace

Result<NoticeId> SqliteNotices::add(AccountId account, Notice const& notice)
{
    return session_.write([&]() -> Result<NoticeId> {
        Connection& connection = session_.connection();
        TRY_ASSIGN(Statement add, connection.prepare("INSERT INTO account_notice(account, recipient, kind, subject, at, details) "
                                                     "VALUES (?, ?, ?, ?, ?, ?)"));
        add.bind(account.value).bind(notice.recipient).bind(static_cast<std::int64_t>(notice.kind)).bind(notice.subject);
        TRY(add.bind(notice.at.microseconds).bind(notice.details).run());
        NoticeId const id{connection.last_row()};
        TRY_ASSIGN(Statement forget, connection.prepare("DELETE FROM account_notice WHERE account = ?1 AND id <= (SELECT id FROM "
                                                        "account_notice WHERE account = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)"));
        TRY(forget.bind(account.value).bind(static_cast<std::int64_t>(notices_kept)).run());
        return id;
    });
}

Result<std::vector<Notice>> SqliteNotices::list(AccountId account, std::string_view reader, NoticeId before, std::size_t limit)
{
    return session_.read([&]() -> Result<std::vector<Notice>> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare(
                                       "SELECT EXISTS (SELECT 1 FROM notice_read WHERE notice = n.id AND reader = ?2), n.id, n.recipient, "
                                       "n.kind, n.subject, n.at, n.details FROM account_notice n WHERE n.account = ?1 AND "
                                       "n.recipient IN (?2, '') AND (?3 = 0 OR n.id < ?3) ORDER BY n.id DESC LIMIT ?4"));
        rows.bind(account.value).bind(reader).bind(before.value).bind(static_cast<std::int64_t>(limit));
        std::vector<Notice> notices;
        while (rows.next()) {
            notices.push_back(read(rows, 1));
            notices.back().reading = rows.integer(0) != 0 ? Notice::Reading::read : Notice::Reading::unread;
        }
        TRY(rows.finish());
        return notices;
    });
}

Result<std::int64_t> SqliteNotices::count_unread(AccountId account, std::string_view reader)
{
    return session_.read([&]() -> Result<std::int64_t> {
        TRY_ASSIGN(Statement row, session_.connection().prepare(
                                      "SELECT count(*) FROM account_notice n WHERE n.account = ?1 AND n.recipient IN (?2, '') AND "
                                      "NOT EXISTS (SELECT 1 FROM notice_read WHERE notice = n.id AND reader = ?2)"));
        std::int64_t const count = row.bind(account.value).bind(reader).next() ? row.integer(0) : 0;
        TRY(row.finish());
        return count;
    });
}

Result<std::int64_t> SqliteNotices::set_reading(AccountId account, std::string_view reader, std::span<NoticeId const> ids,
                                                Notice::Reading reading)
{
    return session_.write([&]() -> Result<std::int64_t> {
        Connection& connection = session_.connection();
        TRY_ASSIGN(Statement find,
                   connection.prepare("SELECT 1 FROM account_notice WHERE id = ? AND account = ? AND recipient IN (?, '')"));
        TRY_ASSIGN(Statement set, connection.prepare(reading == Notice::Reading::read
                                                         ? "INSERT INTO notice_read(notice, reader) VALUES (?, ?) ON CONFLICT DO NOTHING"
                                                         : "DELETE FROM notice_read WHERE notice = ? AND reader = ?"));
        std::int64_t known = 0;
        for (NoticeId const id : ids) {
            bool const is_known = find.bind(id.value).bind(account.value).bind(reader).next();
            TRY(find.finish());
            if (!is_known) { continue; }
            ++known;
            TRY(set.bind(id.value).bind(reader).run());
        }
        return known;
    });
}

Result<void> SqliteNotices::set_all_read(AccountId account, std::string_view reader, NoticeId last)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement set, session_.connection().prepare(
                                      "INSERT INTO notice_read(notice, reader) SELECT id, ?2 FROM account_notice WHERE account = ?1 AND "
                                      "recipient IN (?2, '') AND id <= ?3 ON CONFLICT DO NOTHING"));
        return set.bind(account.value).bind(reader).bind(last.value).run();
    });
}

Result<std::vector<std::pair<AccountId, Notice>>> SqliteNotices::after(NoticeId after, std::size_t limit)
{
    return session_.read([&]() -> Result<std::vector<std::pair<AccountId, Notice>>> {
        TRY_ASSIGN(Statement rows, session_.connection().prepare("SELECT account, id, recipient, kind, subject, at, details "
                                                                 "FROM account_notice WHERE id > ? ORDER BY id LIMIT ?"));
        rows.bind(after.value).bind(static_cast<std::int64_t>(limit));
        std::vector<std::pair<AccountId, Notice>> notices;
        while (rows.next()) { notices.emplace_back(AccountId{rows.integer(0)}, read(rows, 1)); }
        TRY(rows.finish());
        return notices;
    });
}

Result<NoticeId> SqliteNotices::newest()
{
    return session_.read([&]() -> Result<NoticeId> {
        TRY_ASSIGN(Statement counter, session_.connection().prepare("SELECT seq FROM sqlite_sequence WHERE name = 'account_notice'"));
        NoticeId const id{counter.next() ? counter.integer(0) : 0};
        TRY(counter.finish());
        return id;
    });
}

Result<MailProgress> SqliteNotices::mail_progress()
{
    return session_.read([&]() -> Result<MailProgress> {
        TRY_ASSIGN(Statement row, session_.connection().prepare("SELECT sent_up_to, failures, next_attempt_at FROM notice_mail"));
        MailProgress progress;
        bool const stored = row.next();
        if (stored) { progress = {{row.integer(0)}, row.integer(1), {row.integer(2)}}; }
        TRY(row.finish());
        if (!stored) { TRY_ASSIGN(progress.sent_up_to, newest()); }
        return progress;
    });
}

Result<void> SqliteNotices::save_mail_progress(MailProgress const& progress)
{
    return session_.write([&]() -> Result<void> {
        TRY_ASSIGN(Statement put, session_.connection().prepare(
                                      "INSERT INTO notice_mail(only_row, sent_up_to, failures, next_attempt_at) VALUES (1, ?, ?, ?) "
                                      "ON CONFLICT DO UPDATE SET sent_up_to = excluded.sent_up_to, failures = excluded.failures, "
                                      "next_attempt_at = excluded.next_attempt_at"));
        return put.bind(progress.sent_up_to.value).bind(progress.failures).bind(progress.next_attempt_at.microseconds).run();
    });
}

} // namespace muster::sqlite
