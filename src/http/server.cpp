#include "http/server.hpp"

#include "base/digest.hpp"
#include "base/keyed_hash.hpp"
#include "http/offload.hpp"
#include "http/session.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>

namespace muster {

namespace {

using Acceptor = net::ip::tcp::acceptor;

/// When the system has no more descriptors, waiting for connections to end is all that helps.
constexpr std::chrono::milliseconds pause_without_descriptors{100};

Result<void> listen(Acceptor& acceptor, HttpSettings const& settings)
{
    error_code failure;
    auto const address = net::ip::make_address(settings.address, failure);
    if (failure) {
        return Error{ErrorKind::invalid_input, "LISTEN_ADDRESS",
                     "'" + settings.address + "' is no IP address to listen on. Use 127.0.0.1, 0.0.0.0 for every IPv4 one, or :: for all."};
    }
    net::ip::tcp::endpoint const endpoint{address, settings.port};
    acceptor.open(endpoint.protocol(), failure);
    if (!failure) { acceptor.set_option(net::socket_base::reuse_address{true}, failure); }
    if (!failure && address.is_v6()) { acceptor.set_option(net::ip::v6_only{address != net::ip::address_v6::any()}, failure); }
    if (!failure) { acceptor.bind(endpoint, failure); }
    if (!failure) { acceptor.listen(net::socket_base::max_listen_connections, failure); }
    if (!failure) { return {}; }
    return Error{ErrorKind::unavailable, "LISTEN_FAILED",
                 "The server cannot listen on " + settings.address + " port " + std::to_string(settings.port) + ": " + failure.message() +
                     ". Stop what uses that port, or choose another one."};
}

/// Eight letters that another run of the program does not have, most probably.
std::string draw_run()
{
    HashKey const drawn = HashKey::draw();
    return to_hex({reinterpret_cast<char const*>(drawn.bytes.data()), 4}) + "-"; // NOLINT: its bytes are unsigned
}

} // namespace

struct HttpServer::State {
    State(HttpSettings const& chosen, HttpHandler& handler, std::unique_ptr<WorkerPool> answering_pool,
          std::unique_ptr<WorkerPool> changing_pool, std::unique_ptr<WorkerPool> transferring_pool)
        : settings{chosen},
          answering{std::move(answering_pool)},
          changing{std::move(changing_pool)},
          transferring{std::move(transferring_pool)},
          serving{settings, handler, *answering, *changing, *transferring, false, 0, draw_run()}
    {
    }

    net::awaitable<void> accept();
    void take_in(net::ip::tcp::socket socket);
    bool make_room();
    void left(std::shared_ptr<Session> const& session);
    void begin_stop();
    void cut();

    HttpSettings settings;
    std::unique_ptr<WorkerPool> answering;
    std::unique_ptr<WorkerPool> changing;
    std::unique_ptr<WorkerPool> transferring;
    Serving serving;
    std::unique_ptr<ConnectionMaker> connections{};
    net::io_context context{1};
    net::executor_work_guard<net::io_context::executor_type> work{context.get_executor()};
    Acceptor acceptor{context};
    std::set<std::shared_ptr<Session>> sessions{}; ///< on the network's thread
    std::uint16_t port{};
    std::thread thread{};

    std::mutex mutable mutex{};
    std::condition_variable ended{};
    std::size_t open{}; ///< sessions
    std::uint64_t taken{}, turned_away{};
    bool is_accepting{};
    bool is_stopped{};
};

net::awaitable<void> HttpServer::State::accept()
{
    while (!serving.is_stopping) {
        error_code failure;
        auto token = net::redirect_error(net::use_awaitable, failure);
        net::ip::tcp::socket socket = co_await acceptor.async_accept(token);
        if (!failure) {
            take_in(std::move(socket));
        } else if (!serving.is_stopping) {
            co_await pause(pause_without_descriptors);
        }
    }
}

void HttpServer::State::take_in(net::ip::tcp::socket socket)
{
    if (serving.is_stopping) { return; }
    if (!make_room()) {
        std::lock_guard const lock{mutex};
        ++turned_away;
        return;
    }
    auto const session = std::make_shared<Session>(serving, connections->make(std::move(socket)));
    sessions.insert(session);
    {
        std::lock_guard const lock{mutex};
        ++open;
        ++taken;
    }
    net::co_spawn(context, session->run(), [this, session](std::exception_ptr const&) { left(session); }); // no memory: it just ends
}

bool HttpServer::State::make_room()
{
    if (sessions.size() < settings.connection_limit) { return true; }
    auto const idle = std::ranges::find_if(sessions, [](auto const& session) { return session->is_idle(); });
    if (idle == sessions.end()) { return false; }
    (*idle)->close(Connection::Closing::proper);
    return true;
}

void HttpServer::State::left(std::shared_ptr<Session> const& session)
{
    sessions.erase(session);
    std::lock_guard const lock{mutex};
    --open;
    ended.notify_all();
}

void HttpServer::State::begin_stop()
{
    serving.is_stopping = true;
    error_code ignored;
    acceptor.close(ignored);
    for (auto const& session : sessions) {
        if (session->is_idle()) { session->close(Connection::Closing::proper); }
    }
}

void HttpServer::State::cut()
{
    for (auto const& session : sessions) { session->close(Connection::Closing::reset); }
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(HttpSettings const& settings, HttpHandler& handler)
{
    TRY_ASSIGN(auto answering, WorkerPool::create(settings.workers, settings.queue_limit));
    TRY_ASSIGN(auto changing, WorkerPool::create(settings.change_workers, settings.queue_limit));
    // Each connection has at most one piece under way, so this queue is never full. Parting ones may be above the limit for a moment.
    TRY_ASSIGN(auto transferring, WorkerPool::create(settings.transfer_workers, settings.connection_limit * 2));
    auto state = std::make_unique<State>(settings, handler, std::move(answering), std::move(changing), std::move(transferring));
    state->connections = plain_connections();
    if (!settings.certificate_file.empty()) {
        TRY_ASSIGN(state->connections, encrypted_connections(settings.certificate_file, settings.key_file));
    }
    TRY(listen(state->acceptor, settings));
    error_code ignored;
    state->port = state->acceptor.local_endpoint(ignored).port();
    state->is_accepting = true;
    State& own = *state;
    net::co_spawn(own.context, own.accept(), [&own](std::exception_ptr const&) {
        std::lock_guard const lock{own.mutex};
        own.is_accepting = false;
        own.ended.notify_all();
    });
    try {
        own.thread = std::thread{[&own] { own.context.run(); }};
    } catch (std::system_error const&) {
        return Error{ErrorKind::unavailable, "NO_THREADS", "The system gives no more threads. Set a smaller number of workers."};
    }
    return std::unique_ptr<HttpServer>{new HttpServer{std::move(state)}};
}

HttpServer::HttpServer(std::unique_ptr<State> state) : state_{std::move(state)} {}

HttpServer::~HttpServer() { stop(std::chrono::milliseconds{0}); }

std::uint16_t HttpServer::port() const { return state_->port; }

HttpServer::Load HttpServer::load() const
{
    std::lock_guard const lock{state_->mutex};
    return {state_->open,
            state_->answering->waiting() + state_->changing->waiting(),
            state_->answering->running() + state_->changing->running(),
            state_->taken,
            state_->turned_away,
            state_->serving.spooled};
}

void HttpServer::stop(std::chrono::milliseconds grace)
{
    State& state = *state_;
    std::unique_lock lock{state.mutex};
    if (state.is_stopped) { return; }
    state.is_stopped = true;
    auto const is_empty = [&state] { return state.open == 0 && !state.is_accepting; };
    net::post(state.context, [&state] { state.begin_stop(); });
    if (!state.ended.wait_for(lock, grace, is_empty)) {
        net::post(state.context, [&state] { state.cut(); });
        state.ended.wait(lock, is_empty);
    }
    lock.unlock();
    state.answering->stop();
    state.changing->stop();
    state.transferring->stop();
    state.work.reset();
    state.context.stop();
    state.thread.join();
}

} // namespace muster
