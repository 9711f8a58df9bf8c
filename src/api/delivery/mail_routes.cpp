#include "access/first_start.hpp"
#include "api/delivery/delivery_routes.hpp"
#include "api/delivery/test_turn.hpp"
#include "documents/delivery_documents.hpp"

#include <atomic>
#include <utility>

namespace muster {

namespace {

class MailOperations {
public:
    explicit MailOperations(std::optional<MailWay> way) : way_{std::move(way)} {}

    HttpAnswer show(Call const& call) const
    {
        MailDocument told;
        if (way_) { told = {way_->server, name_of(way_->security), way_->sender, mailbox_of(call.caller.name)}; }
        return json_answer(200, mail_document(told));
    }

    /// To the caller and nobody else: a key cannot mail strangers.
    Result<HttpAnswer> test(Call const& call)
    {
        if (!way_) {
            return Error{ErrorKind::conflict, "MAIL_NOT_SET_UP",
                         "Mail is not set up. Name a server with mail.server in the configuration, then start Muster again."};
        }
        auto const mailbox = mailbox_of(call.caller.name);
        if (!mailbox) {
            return Error{ErrorKind::conflict, "MAIL_NO_ADDRESS",
                         "A test goes to whoever asks for it, and you have no address. Sign in as a user with an e-mail address."};
        }
        TestTurn const turn{tests_under_way_};
        if (!turn.has_come()) {
            return Error{ErrorKind::too_often, "MAIL_TESTS_UNDER_WAY", "Other tests are under way. Try again in some seconds."};
        }
        TRY(way_->mailer.send(test_mail(*mailbox)));
        return json_answer(200, mail_test_document(*mailbox));
    }

private:
    std::optional<MailWay> way_;
    std::atomic<int> tests_under_way_{};
};

} // namespace

void add_mail_routes(Router& router, DeliveryRoutes const& order)
{
    auto const operations = std::make_shared<MailOperations>(order.mail);
    router.add({"GET", "/notifications/1/mail", Family::problem, Scope::account_manage, 0,
                [operations](Call const& call) -> Result<HttpAnswer> { return operations->show(call); }});
    router.add({"POST", "/notifications/1/mail/test", Family::problem, Scope::account_manage, 0,
                [operations](Call const& call) { return operations->test(call); }});
}

} // namespace muster
