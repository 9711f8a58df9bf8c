#pragma once

#include "access/access_gate.hpp"
#include "access/first_start.hpp"
#include "api/api_handler.hpp"
#include "api/metrics_route.hpp"
#include "app/local_way.hpp"
#include "app/mailing.hpp"
#include "app/measures.hpp"
#include "app/served_imports.hpp"
#include "app/webhooks.hpp"
#include "cli/server.hpp"
#include "http/server.hpp"
#include "operating/log.hpp"
#include "store/store.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace muster {

struct LocalDoorOrder;

/// What a server is made of. The store is opened and its lock is ours.
struct ServingOrder {
    std::shared_ptr<Store> store{};
    std::string folder{};        ///< the data directory: where commands of this machine find the way in
    std::string work_folder{};   ///< for sorting, and bodies that arrive
    std::string pieces_folder{}; ///< uploads that come in pieces
    HttpSettings http{};
    LogForm log{LogForm::text};
    std::shared_ptr<Measures> measures{}; ///< the store's writer tells it too
    MetricsAccess metrics{MetricsAccess::loopback};
    CallRates rates{};
    Reach webhook_reach{Reach::public_only};
    std::optional<MailingOrder> mail{};
};

/// A whole running server: the parts, in the order in which they need each other, and nothing else. What they do stands in their folders.
class Serving final : public RunningServer {
public:
    /// Serves when it returns. Errors as HttpServer::start; internal when the API's description is broken.
    static Result<std::unique_ptr<Serving>> start(ServingOrder order);
    ~Serving() override;

    std::string address() const override;
    std::string first_token() const override;
    std::string first_link() const override;
    void stop() override;

private:
    explicit Serving(ServingOrder order);
    Result<void> run();
    Result<std::shared_ptr<Router const>> make_router();
    LocalDoorOrder door_order(Caller const& caller) const; ///< of a use case for a caller's account
    ApiSettings api_settings();
    Result<void> is_ready();
    Result<void> open_local_way();

    ServingOrder order_;
    Log log_;
    std::atomic<bool> is_stopping_{false};
    CredentialCheck check_;
    std::string local_token_;
    std::shared_ptr<Gate> gate_;
    Webhooks webhooks_;
    std::unique_ptr<ServedImports> imports_{};
    std::unique_ptr<Mailing> mailing_{}; ///< null: no mail
    std::optional<IssuedLink> first_link_{};
    std::unique_ptr<HttpHandler> api_{};
    std::unique_ptr<HttpHandler> handler_{}; ///< the web app in front of the API
    std::unique_ptr<HttpServer> server_{};   ///< last but one: its threads use all of the above
    std::unique_ptr<TokenFile> token_{};     ///< null: not reached under a loopback address
};

} // namespace muster
