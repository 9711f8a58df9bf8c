#include "delivery/notice_mailer.hpp"

namespace muster {

namespace {

/// Notices of one look; each is a mail of a second or so.
constexpr std::size_t notices_per_look = 50;

} // namespace

Result<void> NoticeMailer::begin()
{
    TRY_ASSIGN(auto const transaction, order_.store.begin(Store::Access::write));
    TRY_ASSIGN(MailProgress const progress, transaction->notices().mail_progress());
    TRY(transaction->notices().save_mail_progress(progress));
    return transaction->commit();
}

Result<std::int64_t> NoticeMailer::send_waiting()
{
    MailProgress progress;
    std::vector<std::pair<AccountId, Notice>> waiting;
    {
        TRY_ASSIGN(auto const transaction, order_.store.begin(Store::Access::read));
        TRY_ASSIGN(progress, transaction->notices().mail_progress());
        if (order_.clock() < progress.next_attempt_at) { return 0; }
        TRY_ASSIGN(waiting, transaction->notices().after(progress.sent_up_to, notices_per_look));
    }
    std::int64_t sent = 0;
    for (auto const& [account, notice] : waiting) {
        TRY_ASSIGN(Fate const fate, send(account, notice));
        if (fate == Fate::to_try_again) {
            ++progress.failures;
            progress.next_attempt_at = {order_.clock().microseconds + delay_after(order_.retry, progress.failures, order_.chance(), 0)};
            TRY(save(progress));
            return sent;
        }
        sent += fate == Fate::sent ? 1 : 0;
        progress = {notice.id, 0, {}};
        TRY(save(progress));
    }
    return sent;
}

Result<NoticeMailer::Fate> NoticeMailer::send(AccountId account, Notice const& notice)
{
    bool const too_old = order_.clock().microseconds - notice.at.microseconds > order_.too_old_seconds * 1'000'000;
    if (too_old || notice.recipient.empty()) { return Fate::passed_over; }
    TRY_ASSIGN(std::optional<std::string> const to, order_.address_of(account, notice.recipient));
    if (!to) { return Fate::passed_over; }
    std::optional<Mail> const mail = mail_about(notice, *to, order_.link_of(notice));
    if (!mail) { return Fate::passed_over; }
    Result<void> const handed_in = order_.mailer.send(*mail);
    if (handed_in) { return Fate::sent; }
    return handed_in.error().kind == ErrorKind::invalid_input ? Fate::passed_over : Fate::to_try_again;
}

Result<void> NoticeMailer::save(MailProgress const& progress)
{
    TRY_ASSIGN(auto const transaction, order_.store.begin(Store::Access::write));
    TRY(transaction->notices().save_mail_progress(progress));
    return transaction->commit();
}

} // namespace muster
