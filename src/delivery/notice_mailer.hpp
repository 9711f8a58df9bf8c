#pragma once

#include "delivery/mail.hpp"
#include "delivery/retry.hpp"
#include "store/store.hpp"

#include <functional>
#include <optional>
#include <string>

namespace muster {

struct NoticeMailerOrder {
    Store& store;
    Mailer& mailer;
    std::function<Instant()> clock{};
    std::function<double()> chance{};
    /// The mailbox of a notice's recipient in an account; nothing: gets no mail. Errors are the store's.
    std::function<Result<std::optional<std::string>>(AccountId, std::string const& recipient)> address_of{};
    /// Where the notice's import is looked at; empty: no link.
    std::function<std::string(Notice const&)> link_of{};
    RetryRule retry{.first_seconds = 30, .most_seconds = 900};
    /// Older ones are not mailed any more: the news is in the app by then.
    std::int64_t too_old_seconds{86'400};
};

/// Mails what users are told: a cursor over the notices, so nothing is written for nobody. At least once, in order; a mail that the server
/// refuses for good is passed over. One thread at a time.
class NoticeMailer {
public:
    explicit NoticeMailer(NoticeMailerOrder order) : order_{std::move(order)} {}
    /// Stores where it begins when it has never run on this store: with the next notice.
    Result<void> begin();
    /// Mails what is waiting, if it is time. Gives how many were sent. Errors are the store's; trouble with a mail server is none: it is
    /// tried again.
    Result<std::int64_t> send_waiting();

private:
    enum class Fate : std::uint8_t { sent, passed_over, to_try_again };
    Result<Fate> send(AccountId account, Notice const& notice);
    Result<void> save(MailProgress const& progress);
    NoticeMailerOrder order_;
};

} // namespace muster
