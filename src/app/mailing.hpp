#pragma once

#include "api/delivery/delivery_routes.hpp"
#include "app/measures.hpp"
#include "delivery/delivery_loop.hpp"
#include "delivery/mail.hpp"
#include "delivery/notice_mailer.hpp"
#include "operating/log.hpp"
#include "store/store.hpp"

#include <atomic>
#include <memory>
#include <string>

namespace muster {

struct MailingOrder {
    SmtpChoices server{};
    MailSender sender{};
    std::string public_url{}; ///< in front of links; empty: none are written
};

/// Mails users what they are told, for as long as it lives.
class Mailing {
public:
    /// Begins with what is told from the first time on that mail is set up. `ending` becomes true before the end, so that no mail holds it
    /// up. Errors are the store's.
    static Result<std::unique_ptr<Mailing>> start(Store& store, Log& log, Measures& measures, MailingOrder order,
                                                  std::atomic<bool> const& ending);
    /// For as long as it lives.
    MailWay way();

private:
    /// Counts every mail, and tells of each that was not taken.
    class ToldMailer final : public Mailer {
    public:
        ToldMailer(SmtpChoices choices, MailSender sender, Log& log, Measures& measures)
            : mailer_{std::move(choices), std::move(sender)}, log_{log}, measures_{measures}
        {
        }
        Result<void> send(Mail const& mail) override;

    private:
        SmtpMailer mailer_;
        Log& log_;
        Measures& measures_;
    };

    Mailing(Store& store, Log& log, Measures& measures, MailingOrder order);

    std::string server_; ///< host:port
    SmtpChoices::Security security_;
    std::string sender_;
    ToldMailer mailer_;
    NoticeMailer notices_;
    std::unique_ptr<MailLoop> loop_{}; ///< last: its thread uses the others
};

} // namespace muster
