#pragma once

#include "base/date.hpp"
#include "delivery/transfer.hpp"
#include "store/notices.hpp"

#include <optional>
#include <string>

namespace muster {

/// A mail in plain text. Everything is UTF-8.
struct Mail {
    std::string to{};
    std::string subject{};
    std::string text{}; ///< lines end with \n
};

/// Who sends.
struct MailSender {
    std::string address{};
    std::string name{"Muster"};
};

/// Sends a mail, synchronously. Errors as hand_in (transfer.hpp); invalid_input MAIL_ADDRESS when the recipient's is none. Any thread.
class Mailer {
public:
    Mailer() = default;
    Mailer(Mailer const&) = delete;
    Mailer& operator=(Mailer const&) = delete;
    virtual ~Mailer() = default;
    virtual Result<void> send(Mail const& mail) = 0;
};

class SmtpMailer final : public Mailer {
public:
    SmtpMailer(SmtpChoices choices, MailSender sender) : choices_{std::move(choices)}, sender_{std::move(sender)} {}
    Result<void> send(Mail const& mail) override;

private:
    SmtpChoices choices_;
    MailSender sender_;
};

/// The message as RFC 5322 and MIME have it, lines ending with CR LF: subject and names as encoded words, the text as base64 of UTF-8. No
/// text, whatever it contains, begins a new header: control characters become spaces. `unique` is the left side of its Message-ID.
std::string write_message(Mail const& mail, MailSender const& sender, Instant at, std::string const& unique);

/// What is mailed about a notice; nothing about those that are only shown. `link` leads to the import; empty: none is known.
std::optional<Mail> mail_about(Notice const& notice, std::string const& to, std::string const& link);

/// What shows somebody that mail arrives.
Mail test_mail(std::string const& to);

/// A one-time link (to set a password, to sign in): what it is for and how long it lives are sentences of the caller.
Mail link_mail(std::string const& to, std::string const& subject, std::string const& sentence, std::string const& link,
               std::string const& lifetime);

} // namespace muster
