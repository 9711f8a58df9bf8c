#include "app/serve.hpp"

#include "api/trusted_proxies.hpp"
#include "app/serving.hpp"
#include "app/work_folder.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include <sys/resource.h>

namespace muster {

namespace {

/// Descriptors for connections, bodies on disk and the store. More gain nothing: the server closes idle connections above 4,096.
constexpr rlim_t wanted_descriptors = 65'536;

/// Megabytes. Calls of the API meet the identifiers in no order, whose leaves are 85 MB for a million persons: with 64 MB reading them
/// again and again was half of what an upsert cost. It is taken page by page, so that a small store takes little.
constexpr int page_memory = 192;

/// As many as the process may have; shells start programs with 1,024, which a thousand idle browsers use up. What cannot be raised is told
/// when it is missed: connections wait.
void raise_descriptor_limit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) { return; }
    rlim_t const wanted = std::min(limit.rlim_max, wanted_descriptors);
    if (limit.rlim_cur >= wanted) { return; }
    limit.rlim_cur = wanted;
    static_cast<void>(setrlimit(RLIMIT_NOFILE, &limit));
}

std::int64_t usual_port(MailServer::Security security)
{
    switch (security) {
    case MailServer::Security::tls: return 465; // RFC 8314
    case MailServer::Security::none: return 25; // a relay
    case MailServer::Security::starttls: break;
    }
    return 587; // RFC 6409
}

SmtpChoices::Security security_of(MailServer::Security security)
{
    switch (security) {
    case MailServer::Security::tls: return SmtpChoices::Security::tls;
    case MailServer::Security::none: return SmtpChoices::Security::none;
    case MailServer::Security::starttls: break;
    }
    return SmtpChoices::Security::starttls;
}

MailingOrder mailing_of(MailServer const& server, std::string const& public_url)
{
    MailingOrder order;
    order.server.host = server.host;
    order.server.port = server.port != 0 ? server.port : usual_port(server.security);
    order.server.security = security_of(server.security);
    order.server.user = server.user;
    order.server.password = server.password;
    order.sender.address = server.sender;
    order.public_url = public_url;
    return order;
}

MetricsAccess access_of(ServeOrder::Metrics metrics)
{
    switch (metrics) {
    case ServeOrder::Metrics::loopback: break;
    case ServeOrder::Metrics::key: return MetricsAccess::key;
    case ServeOrder::Metrics::open: return MetricsAccess::open;
    case ServeOrder::Metrics::off: return MetricsAccess::off;
    }
    return MetricsAccess::loopback;
}

/// What puts right who a request comes from; empty where no proxy is trusted.
std::function<void(HttpRequest&)> trust_in(ServeOrder const& order)
{
    std::vector<IpNetwork> networks;
    for (std::string const& text : order.trusted_proxies) {
        if (auto const network = IpNetwork::parse(text); network) { networks.push_back(*network); }
    }
    if (networks.empty()) { return {}; }
    bool const is_standard = order.forwarded_header == ServeOrder::ForwardedHeader::forwarded;
    auto const header = is_standard ? TrustedProxies::Header::forwarded : TrustedProxies::Header::x_forwarded_for;
    return [proxies = TrustedProxies{std::move(networks), header}](HttpRequest& request) { proxies.apply(request); };
}

} // namespace

Result<std::unique_ptr<RunningServer>> serve(ServeOrder const& order)
{
    raise_descriptor_limit();
    ServingOrder serving;
    if (order.mail) { serving.mail = mailing_of(*order.mail, order.public_url); }
    if (order.webhook_targets == ServeOrder::WebhookTargets::any) { serving.webhook_reach = Reach::anywhere; }
    serving.measures = std::make_shared<Measures>();
    serving.metrics = access_of(order.metrics);
    SqliteChoices choices;
    choices.folder = order.folder;
    choices.on_group = [measures = serving.measures](WriteGroup const& group) { measures->group_written(group); };
    choices.page_memory = page_memory;
    choices.keys = SqliteChoices::Keys::remembered;
    TRY_ASSIGN(serving.store, open_sqlite_store(choices));
    TRY_ASSIGN(serving.work_folder, make_work_folder(order.folder));
    serving.folder = order.folder;
    serving.pieces_folder = order.folder + "/pieces";
    serving.http.address = order.address;
    serving.http.port = order.port;
    serving.http.certificate_file = order.certificate_file;
    serving.http.key_file = order.key_file;
    serving.http.on_head = trust_in(order);
    serving.rates = {order.rates.people, order.rates.people_create, order.rates.people_match, order.rates.others, order.rates.sign_in};
    serving.http.temporary_folder = serving.work_folder;
    serving.log = order.log == ServeOrder::Log::json ? LogForm::json : LogForm::text;
    TRY_ASSIGN(auto started, Serving::start(std::move(serving)));
    return std::unique_ptr<RunningServer>{std::move(started)};
}

} // namespace muster
