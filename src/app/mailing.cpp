#include "app/mailing.hpp"

#include "access/first_start.hpp"
#include "app/webhooks.hpp"
#include "base/date.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace muster {

namespace {

/// The mailbox of whoever histories call `recipient`, as long as it is a user of the account.
Result<std::optional<std::string>> find_address(Store& store, AccountId account, std::string const& recipient)
{
    std::optional<std::string> address;
    if (!mailbox_of(recipient)) { return address; }
    TRY_ASSIGN(auto const transaction, store.begin(Store::Access::read));
    Users& users = transaction->access().users();
    TRY_ASSIGN(std::optional<User> const user, users.find(recipient));
    if (!user) { return address; }
    TRY_ASSIGN(std::vector<Membership> const memberships, users.memberships(user->id));
    bool const belongs = std::any_of(memberships.begin(), memberships.end(), [&](Membership const& one) { return one.account == account; });
    if (belongs) { address = user->email; }
    return address;
}

NoticeMailerOrder order_of(Store& store, Mailer& mailer, std::string public_url)
{
    NoticeMailerOrder order{.store = store, .mailer = mailer};
    order.clock = now;
    order.chance = chance;
    order.address_of = [&store](AccountId account, std::string const& recipient) { return find_address(store, account, recipient); };
    order.link_of = [url = std::move(public_url)](Notice const& notice) {
        return url.empty() ? std::string{} : url + "/history/" + std::to_string(notice.subject);
    };
    return order;
}

} // namespace

Result<void> Mailing::ToldMailer::send(Mail const& mail)
{
    Result<void> sent = mailer_.send(mail);
    measures_.mail_handed_in(sent);
    if (!sent && sent.error().kind != ErrorKind::cancelled) {
        log_.write(LogLevel::warning, "mail",
                   {{"code", std::string_view{sent.error().code}}, {"sentence", std::string_view{sent.error().message}}});
    }
    return sent;
}

Mailing::Mailing(Store& store, Log& log, Measures& measures, MailingOrder order)
    : server_{order.server.host + ":" + std::to_string(order.server.port)},
      security_{order.server.security},
      sender_{order.sender.address},
      mailer_{std::move(order.server), std::move(order.sender), log, measures},
      notices_{order_of(store, mailer_, std::move(order.public_url))}
{
}

Result<std::unique_ptr<Mailing>> Mailing::start(Store& store, Log& log, Measures& measures, MailingOrder order,
                                                std::atomic<bool> const& ending)
{
    order.server.ending = &ending;
    std::unique_ptr<Mailing> mailing{new Mailing{store, log, measures, std::move(order)}};
    TRY(mailing->notices_.begin());
    mailing->loop_ = std::make_unique<MailLoop>(mailing->mailer_, &mailing->notices_);
    return mailing;
}

MailWay Mailing::way() { return {mailer_, server_, security_, sender_}; }

} // namespace muster
