#include "app/serving.hpp"

#include "access/secrets.hpp"
#include "api/accounts/account_routes.hpp"
#include "api/openapi.hpp"
#include "api/people/people_routes.hpp"
#include "api/persons/person_routes.hpp"
#include "api/reference/reference_page.hpp"
#include "api/system_routes.hpp"
#include "cli/help.hpp"
#include "service/local_door.hpp"
#include "store/sqlite/folder_lock.hpp"
#include "web/web_files.hpp"
#include "web/web_handler.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include <unistd.h>

namespace muster {

namespace {

/// For requests that run when the server is told to stop: an upload of 50 MB over a slow line, and less than the 90 s after which systemd
/// kills.
constexpr std::chrono::seconds grace{30};

/// Asked every few seconds by machines; a line for each would bury the others.
bool is_worth_a_line(CallEnd const& end)
{
    return end.status >= 400 || (end.pattern != "/healthz" && end.pattern != "/readyz" && end.pattern != "/metrics");
}

void log_call(Log& log, CallEnd const& end)
{
    if (!is_worth_a_line(end)) { return; }
    log.write(LogLevel::info, "request",
              {{"id", end.request_id},
               {"method", end.method},
               {"path", end.pattern},
               {"status", std::int64_t{end.status}},
               {"bytes", static_cast<std::int64_t>(end.sent)},
               {"microseconds", static_cast<std::int64_t>(end.took.count())}});
}

/// Sentences of other kinds may quote what somebody sent.
void log_trouble(Log& log, std::string_view request_id, Error const& error)
{
    bool const is_ours = error.kind == ErrorKind::internal || error.kind == ErrorKind::unavailable;
    log.write(LogLevel::error, "trouble",
              {{"id", request_id},
               {"code", std::string_view{error.code}},
               {"sentence", is_ours ? std::string_view{error.message} : std::string_view{}}});
}

/// Who came in, changed who may, or was turned away. The line of the request with the same id tells method and path.
void log_access(Log& log, AccessNote const& note)
{
    bool const is_refusal = note.what == "CSRF_TOKEN_INVALID" || note.what == "TOO_MANY_ATTEMPTS" || note.what == "TOO_MANY_REQUESTS";
    log.write(is_refusal ? LogLevel::warning : LogLevel::info, "access",
              {{"id", note.request_id},
               {"what", note.what},
               {"account", note.caller.account.value},
               {"user", note.caller.user},
               {"key", note.caller.key}});
}

/// `/people/2/persons` -> `/people/2/`: the app has addresses like /persons/1, which is a person and no call. `/healthz` as it is.
std::string_view area_of(std::string_view path)
{
    std::size_t const second = path.find('/', 1);
    std::size_t const third = second == std::string_view::npos ? second : path.find('/', second + 1);
    return third == std::string_view::npos ? path : path.substr(0, third + 1);
}

bool is_of_api(Router const& router, std::string_view path)
{
    auto const is_beside = [path](Route const& route) { return area_of(route.path) == area_of(path); };
    return std::ranges::any_of(router.routes(), is_beside);
}

} // namespace

Serving::Serving(ServingOrder order)
    : order_{std::move(order)},
      log_{order_.log, STDERR_FILENO},
      check_{*order_.store, now},
      local_token_{draw_secret()},
      gate_{make_local_gate(*order_.store, local_token_, std::make_shared<AccessGate>(check_))},
      webhooks_{*order_.store, log_, order_.webhook_reach, *order_.measures, is_stopping_}
{
}

Serving::~Serving() { stop(); }

Result<std::unique_ptr<Serving>> Serving::start(ServingOrder order)
{
    std::unique_ptr<Serving> serving{new Serving{std::move(order)}};
    TRY(serving->run());
    return serving;
}

Result<void> Serving::run()
{
    TRY_ASSIGN(imports_, ServedImports::start({order_.store, order_.work_folder, order_.pieces_folder, order_.measures}, log_));
    order_.measures->look_at(*order_.store, imports_->queue());
    TRY_ASSIGN(first_link_, first_administrator_link(check_));
    if (order_.mail) { TRY_ASSIGN(mailing_, Mailing::start(*order_.store, log_, *order_.measures, *order_.mail, is_stopping_)); }
    TRY_ASSIGN(std::shared_ptr<Router const> router, make_router());
    api_ = make_api_handler(router, api_settings());
    handler_ = std::make_unique<WebHandler>(*api_, web_files(), [router](std::string_view path) { return is_of_api(*router, path); });
    TRY_ASSIGN(server_, HttpServer::start(order_.http, *handler_));
    order_.measures->look_at(server_.get());
    return open_local_way();
}

/// Commands that find the data directory held by this server work through it.
Result<void> Serving::open_local_way()
{
    TRY(sqlite::name_address(order_.folder, address()));
    if (!is_on_this_machine(address())) { return {}; } // such a request would come from the address that is listened on
    TRY_ASSIGN(token_, TokenFile::write(order_.folder, address(), local_token_));
    return {};
}

Result<std::shared_ptr<Router const>> Serving::make_router()
{
    auto router = std::make_shared<Router>();
    add_metrics_route(
        *router, {gate_, order_.metrics, [measures = order_.measures] { return measures->text(); }, std::string{Metrics::content_type}});
    add_account_routes(*router, {check_, gate_, [this](AccessNote const& note) { log_access(log_, note); }});
    DeliveryRoutes delivery = webhooks_.routes();
    if (mailing_) { delivery.mail.emplace(mailing_->way()); }
    add_delivery_routes(*router, delivery);
    add_people_routes(*router, [this](Caller const& caller) { return make_people_door(door_order(caller), caller.name); });
    add_person_routes(*router, {[this](Caller const& caller) { return make_local_door(door_order(caller)); }, order_.work_folder});
    add_import_routes(*router, imports_->routes());
    SystemRoutes system;
    system.is_ready = [this] { return is_ready(); };
    TRY_ASSIGN(system.description, openapi_document(openapi_parts(), version_text()));
    TRY_ASSIGN(system.reference, reference_page(system.description, router->routes()));
    add_system_routes(*router, std::move(system));
    return std::shared_ptr<Router const>{std::move(router)};
}

LocalDoorOrder Serving::door_order(Caller const& caller) const
{
    LocalDoorOrder order;
    order.store = order_.store;
    order.account = caller.account;
    order.folder = order_.work_folder;
    return order;
}

ApiSettings Serving::api_settings()
{
    ApiSettings settings;
    settings.gate = gate_;
    settings.limits = std::make_shared<CallLimits>(order_.rates, now);
    settings.on_end = [this](CallEnd const& end) {
        log_call(log_, end);
        order_.measures->call_ended(end);
    };
    settings.on_refusal = [this](int status) { order_.measures->refused(status); };
    settings.on_access = [this](AccessNote const& note) { log_access(log_, note); };
    settings.on_trouble = [this](std::string_view request_id, Error const& error) { log_trouble(log_, request_id, error); };
    return settings;
}

Result<void> Serving::is_ready()
{
    if (is_stopping_) {
        return Error{ErrorKind::unavailable, "STOPPING", "The server is being stopped. Ask another one, or wait for its start."};
    }
    TRY_ASSIGN(auto const transaction, order_.store->begin(Store::Access::read));
    TRY_ASSIGN(std::vector<Account> const accounts, transaction->accounts().list());
    if (accounts.empty()) {
        return Error{ErrorKind::unavailable, "NO_ACCOUNT", "The store has no account. Create one with muster account create."};
    }
    return {};
}

std::string Serving::address() const
{
    // an address that stands for all of the machine's is none that a browser can open
    std::string host = order_.http.address;
    if (host == "0.0.0.0" || host == "::") { host = "127.0.0.1"; }
    if (host.find(':') != std::string::npos) { host = "[" + host + "]"; }
    std::string const scheme = order_.http.certificate_file.empty() ? "http" : "https";
    return scheme + "://" + host + ":" + std::to_string(server_->port());
}

std::string Serving::first_token() const { return first_link_ ? first_link_->token : std::string{}; }

std::string Serving::first_link() const { return first_link_ ? address() + path_of(*first_link_) : std::string{}; }

void Serving::stop()
{
    is_stopping_ = true;
    token_.reset();
    if (imports_) { imports_->stop(); } // first: calls may wait for what it does
    if (server_) { server_->stop(grace); }
    order_.measures->look_at(nullptr);
}

} // namespace muster
