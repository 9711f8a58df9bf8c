#include "cli/acts.hpp"
#include "cli/interrupt.hpp"
#include "cli/server.hpp"
#include "cli/shown_text.hpp"

#include <charconv>
#include <memory>

namespace muster {

namespace {

Error no_listen_address(std::string_view text)
{
    return {ErrorKind::invalid_input, "BAD_OPTION",
            "--listen cannot be \"" + shown(text) + "\". Give HOST:PORT, for example 127.0.0.1:8080, 0.0.0.0:8080 or [::1]:8080."};
}

Result<ServeOrder> order_of(Session const& session)
{
    ServeOrder order;
    order.folder = session.folder();
    if (auto const listen = session.arguments.value("--listen"); listen) {
        TRY_ASSIGN(ListenAddress const address, parse_listen_address(*listen));
        order.address = address.address;
        order.port = address.port;
    }
    order.certificate_file = session.arguments.value("--tls-cert").value_or("");
    order.key_file = session.arguments.value("--tls-key").value_or("");
    if (order.certificate_file.empty() != order.key_file.empty()) {
        return Error{ErrorKind::invalid_input, "USAGE", "--tls-cert and --tls-key belong together: give both, or none of them."};
    }
    if (session.arguments.value("--log") == "json") { order.log = ServeOrder::Log::json; }
    if (session.arguments.value("--webhook-targets") == "any") { order.webhook_targets = ServeOrder::WebhookTargets::any; }
    TRY_ASSIGN(order.mail, parse_mail_server(session.arguments));
    if (auto const url = session.arguments.value("--public-url"); url) { TRY_ASSIGN(order.public_url, parse_public_url(*url)); }
    return order;
}

} // namespace

Result<ListenAddress> parse_listen_address(std::string_view text)
{
    std::size_t const colon = text.rfind(':');
    if (colon == std::string_view::npos) { return no_listen_address(text); }
    std::string_view host = text.substr(0, colon);
    std::string_view const port_text = text.substr(colon + 1);
    ListenAddress listen;
    auto const [end, trouble] = std::from_chars(port_text.data(), port_text.data() + port_text.size(), listen.port);
    if (trouble != std::errc{} || end != port_text.data() + port_text.size()) { return no_listen_address(text); }
    if (host.starts_with('[') && host.ends_with(']') && host.size() > 2) {
        host = host.substr(1, host.size() - 2);
    } else if (host.empty() || host.find(':') != std::string_view::npos) {
        return no_listen_address(text);
    }
    listen.address = host == "localhost" ? "127.0.0.1" : host;
    return listen;
}

Result<ExitStatus> act_serve(Session& session)
{
    TRY_ASSIGN(ServeOrder const order, order_of(session));
    HeldInterrupts interrupts; // before the server's first thread
    TRY_ASSIGN(std::unique_ptr<RunningServer> const server, session.doors.serve(order));
    say("Muster serves " + server->address());
    if (std::string const token = server->first_token(); !token.empty()) {
        say("Nobody has a password yet. The administrator sets one with this token, once, within a day:\n  curl --json '{\"token\": \"" +
            token + "\", \"password\": \"...\"}' " + server->address() + "/account/1/links/redeem");
    }
    interrupts.wait();
    server->stop();
    return ExitStatus::done;
}

} // namespace muster
