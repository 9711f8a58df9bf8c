#include "api/api_handler.hpp"

#include "api/envelope.hpp"
#include "base/date.hpp"

#include <algorithm>
#include <utility>

namespace muster {

namespace {

/// A body that an operation does not want is read and forgotten up to this size, so that the connection can go on.
constexpr std::uint64_t ignored_body_limit = http_memory_body;

HttpAnswer not_there(Router::Found const& found)
{
    return error_answer(found.family, {ErrorKind::not_found, "PATH_NOT_FOUND",
                                       "There is nothing at this path. GET /reference or /openapi.json tells what there is."});
}

HttpAnswer wrong_method(Router::Found const& found)
{
    HttpAnswer answer = error_answer(found.family, 405, "METHOD_NOT_ALLOWED", "This path takes " + found.allowed + " only.");
    answer.fields.add("Allow", found.allowed);
    return answer;
}

bool has_credentials(HttpRequest const& head)
{
    return head.fields.find("authorization") != nullptr || head.fields.find("cookie") != nullptr;
}

bool has_body(HttpRequest const& head)
{
    return head.fields.find("transfer-encoding") != nullptr ||
           (head.fields.find("content-length") != nullptr && head.fields.value("content-length") != "0");
}

Error unauthenticated()
{
    return {ErrorKind::unauthenticated, "UNAUTHORIZED", "Sign in, or send an API key in the header Authorization: App KEY."};
}

/// Answers hold people's data: nothing between here and the caller may keep them, nor take them for another type; and a browser that is led
/// to one runs nothing in it, shows it in nobody's frame and tells nobody its address. What an operation has set itself stays.
HttpAnswer guarded(HttpAnswer answer)
{
    auto const add = [&](std::string_view name, std::string_view value) {
        if (answer.fields.find(name) == nullptr) { answer.fields.add(std::string{name}, std::string{value}); }
    };
    add("Cache-Control", "no-store");
    add("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    add("Referrer-Policy", "no-referrer");
    answer.fields.set("X-Content-Type-Options", "nosniff");
    return answer;
}

/// For want of a credential, a right or patience.
bool is_refusal_of_access(ErrorKind kind)
{
    return kind == ErrorKind::unauthenticated || kind == ErrorKind::denied || kind == ErrorKind::too_often;
}

HttpAnswer too_often(Family family, std::chrono::seconds wait)
{
    std::string const seconds = std::to_string(wait.count());
    std::string const sentence =
        "There were too many calls of this kind. Try again in " + seconds + (wait.count() == 1 ? " second." : " seconds.");
    return error_answer(family, {ErrorKind::too_often, "TOO_MANY_REQUESTS", sentence, wait.count()});
}

class ApiHandler final : public HttpHandler {
public:
    ApiHandler(std::shared_ptr<Router const> router, ApiSettings settings) : router_{std::move(router)}, settings_{std::move(settings)}
    {
        if (!settings_.limits) { settings_.limits = std::make_shared<CallLimits>(CallRates{}, now); }
    }

    HttpAdmission admit(HttpRequest const& head) override
    {
        Router::Found const found = router_->find(head.method, head.path);
        HttpAdmission admission;
        admission.body_limit = found.route != nullptr ? std::max(found.route->body_limit, ignored_body_limit) : ignored_body_limit;
        if (!has_body(head)) { return admission; }
        // with a body a refusal that is certain already need not wait for it
        if (found.route == nullptr) {
            admission.refusal = guarded(found.allowed.empty() ? not_there(found) : wrong_method(found));
        } else if (found.route->scope && !has_credentials(head)) {
            admission.refusal = guarded(error_answer(found.family, unauthenticated()));
            note(head, unauthenticated().code, {});
        }
        return admission;
    }

    HttpAnswer answer(HttpRequest const& request) override
    {
        Router::Found const found = router_->find(request.method, request.path);
        return guarded(answer_found(found, request));
    }

    HttpAnswer refuse(int status, std::string_view path, std::string_view sentence) override
    {
        if (settings_.on_refusal) { settings_.on_refusal(status); }
        return guarded(error_answer(router_->find({}, path).family, status, code_of(status), sentence));
    }

    void broken(HttpRequest const& request, Error const& error) override
    {
        if (settings_.on_trouble) { settings_.on_trouble(request.id, error); }
    }

    void finished(HttpRequest const& request, int status, std::uint64_t sent, std::chrono::microseconds took) override
    {
        if (!settings_.on_end) { return; }
        Router::Found const found = router_->find(request.method, request.path);
        settings_.on_end({request.method, found.route != nullptr ? found.route->path : std::string_view{}, request.id, status, sent, took});
    }

private:
    static std::string_view code_of(int status)
    {
        switch (status) {
        case 408: return "REQUEST_TIMEOUT";
        case 411: return "LENGTH_REQUIRED";
        case 413: return "BODY_TOO_LARGE";
        case 414: return "TARGET_TOO_LONG";
        case 431: return "HEADERS_TOO_LARGE";
        case 501: return "NOT_IMPLEMENTED";
        case 503: return "OVERLOADED";
        case 505: return "VERSION_NOT_SUPPORTED";
        default: return status >= 500 ? "INTERNAL" : "REQUEST_MALFORMED";
        }
    }

    HttpAnswer answer_found(Router::Found const& found, HttpRequest const& request)
    {
        if (found.route == nullptr) { return found.allowed.empty() ? not_there(found) : wrong_method(found); }
        Caller caller;
        Result<HttpAnswer> answer = run(*found.route, found.parameters, request, caller);
        if (answer) {
            bool const changes_access = found.route->scope == Scope::account_manage && request.method != "GET" && request.method != "HEAD";
            if (changes_access && answer->status < 300) { note(request, "CHANGED", caller); }
            return *std::move(answer);
        }
        Error const& error = answer.error();
        if (is_refusal_of_access(error.kind)) { note(request, error.code, caller); }
        bool const ours = error.kind == ErrorKind::internal || error.kind == ErrorKind::unavailable;
        if (ours && settings_.on_trouble) { settings_.on_trouble(request.id, error); }
        if (error.kind != ErrorKind::internal) { return error_answer(found.family, error); }
        // what is inside stays inside; the number finds it in the log
        return error_answer(found.family, {ErrorKind::internal, "INTERNAL",
                                           "Something went wrong here. The log tells more under request " + request.id + "."});
    }

    void note(HttpRequest const& request, std::string_view what, Caller const& caller)
    {
        if (settings_.on_access) { settings_.on_access({request.id, what, caller}); }
    }

    /// `caller`: filled as soon as it is known who calls.
    Result<HttpAnswer> run(Route const& route, std::vector<std::string> const& parameters, HttpRequest const& request, Caller& caller)
    {
        TRY_ASSIGN(QueryParameters const query, QueryParameters::parse(request.query));
        if (route.scope) {
            TRY_ASSIGN(caller, settings_.gate->admit(credentials_of(request)));
            if (auto const wait = settings_.limits->of_account(caller.account, route); wait.count() > 0) {
                note(request, "TOO_MANY_REQUESTS", caller);
                return too_often(route.family, wait);
            }
            TRY(require_scope(caller, *route.scope));
        } else if (auto const wait = settings_.limits->of_address(request.peer, route); wait.count() > 0) {
            note(request, "TOO_MANY_REQUESTS", {});
            return too_often(route.family, wait);
        }
        return route.operation(Call{request, caller, query, parameters});
    }

    std::shared_ptr<Router const> router_;
    ApiSettings settings_;
};

} // namespace

Result<void> require_scope(Caller const& caller, Scope scope)
{
    if (covers(caller.scopes, scope)) { return {}; }
    return Error{ErrorKind::denied, "FORBIDDEN", "This needs the scope " + std::string{name_of(scope)} + ", which you do not have."};
}

Credentials credentials_of(HttpRequest const& request)
{
    Credentials credentials;
    credentials.authorization = request.fields.value("authorization");
    credentials.cookie = request.fields.value("cookie");
    credentials.csrf_token = request.fields.value("x-csrf-token");
    credentials.peer = request.peer;
    credentials.transport = transport_of(request);
    bool const safe = request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS";
    credentials.method = safe ? Credentials::Method::safe : Credentials::Method::changing;
    return credentials;
}

std::unique_ptr<HttpHandler> make_api_handler(std::shared_ptr<Router const> router, ApiSettings settings)
{
    return std::make_unique<ApiHandler>(std::move(router), std::move(settings));
}

} // namespace muster
