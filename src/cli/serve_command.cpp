#include "cli/acts.hpp"
#include "cli/interrupt.hpp"
#include "cli/serve_options.hpp"
#include "cli/server.hpp"
#include "cli/shown_text.hpp"
#include "configuration/values.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace muster {

namespace {

MailServer::Security security_of(std::string_view word)
{
    if (word == "tls") { return MailServer::Security::tls; }
    return word == "none" ? MailServer::Security::none : MailServer::Security::starttls;
}

ServeOrder::Metrics metrics_of(std::string_view word)
{
    if (word == "key") { return ServeOrder::Metrics::key; }
    if (word == "open") { return ServeOrder::Metrics::open; }
    return word == "off" ? ServeOrder::Metrics::off : ServeOrder::Metrics::loopback;
}

std::optional<MailServer> mail_of(Configuration const& configuration)
{
    std::optional<HostAndPort> const place = parse_mail_server(configuration.text("mail.server"));
    if (!place) { return std::nullopt; }
    MailServer server;
    server.host = place->host;
    server.port = place->port;
    server.security = security_of(configuration.text("mail.security"));
    server.user = configuration.text("mail.user");
    server.password = configuration.text("mail.password");
    server.sender = configuration.text("mail.from");
    return server;
}

/// All faults are told, the last one as the Error.
Result<void> require_sound(Configuration const& configuration)
{
    std::vector<ConfigurationFault> const& faults = configuration.faults();
    if (faults.empty()) { return {}; }
    for (std::size_t fault = 0; fault + 1 < faults.size(); ++fault) { say("muster: " + shown(as_utf8(faults[fault].whole_sentence()))); }
    return Error{ErrorKind::invalid_input, "CONFIGURATION", faults.back().whole_sentence()};
}

Result<ServeOrder> order_of(Session const& session)
{
    Configuration const configuration = read_configuration(session);
    TRY(require_sound(configuration));
    ServeOrder order;
    order.folder = configuration.text("data");
    HostAndPort const listen = parse_listen_address(configuration.text("listen")).value_or(HostAndPort{});
    order.address = listen.host;
    order.port = listen.port;
    order.certificate_file = configuration.text("tls-cert");
    order.key_file = configuration.text("tls-key");
    if (configuration.text("log") == "json") { order.log = ServeOrder::Log::json; }
    if (configuration.text("webhook-targets") == "any") { order.webhook_targets = ServeOrder::WebhookTargets::any; }
    order.metrics = metrics_of(configuration.text("metrics"));
    order.mail = mail_of(configuration);
    order.public_url = parse_public_url(configuration.text("public-url")).value_or("");
    return order;
}

} // namespace

Result<ExitStatus> act_serve(Session& session)
{
    TRY_ASSIGN(ServeOrder const order, order_of(session));
    HeldInterrupts interrupts; // before the server's first thread
    TRY_ASSIGN(std::unique_ptr<RunningServer> const server, session.doors.serve(order));
    say("Muster serves " + server->address());
    if (std::string const token = server->first_token(); !token.empty()) {
        say("Nobody has a password yet. The administrator sets one in a browser, once, within a day:\n  " + server->first_link() +
            "\nor without one:\n  curl --json '{\"token\": \"" + token + "\", \"password\": \"...\"}' " + server->address() +
            "/account/1/links/redeem");
    }
    interrupts.wait();
    server->stop();
    return ExitStatus::done;
}

} // namespace muster
