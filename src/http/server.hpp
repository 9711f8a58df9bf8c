#pragma once

#include "base/result.hpp"
#include "http/message.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace muster {

struct HttpSettings {
    std::string address{"127.0.0.1"}; ///< IPv4 or IPv6; "::" takes both
    std::uint16_t port{};             ///< 0: any free one, which port() tells
    std::string certificate_file{};   ///< PEM, the chain from the server's own on; empty: no TLS
    std::string key_file{};           ///< PEM

    std::size_t workers{8};              ///< threads that answer GET and HEAD
    std::size_t change_workers{32};      ///< threads that answer everything else: most sleep until a sync, which they share
    std::size_t transfer_workers{2};     ///< threads that write arriving bodies to disk and read what is sent
    std::size_t queue_limit{256};        ///< requests that wait for a worker of either kind; further ones are answered 503
    std::size_t head_limit{32'768};      ///< bytes of request line and headers; longer ones are answered 431
    std::size_t connection_limit{4'096}; ///< above, an idle connection is closed for a new one, or the new one itself
    std::string temporary_folder{};      ///< for long bodies; empty: TMPDIR, or else /tmp

    /// Shown every head before the handler sees it: may put right who it comes from. On the network's thread; may be empty.
    std::function<void(HttpRequest&)> on_head{};

    std::chrono::milliseconds head_time{10'000};      ///< from a request's first byte to the end of its head; also for the TLS handshake
    std::chrono::milliseconds body_time{10'000};      ///< in which at least body_step bytes of a body must arrive, again and again
    std::size_t body_step{4'096};                     ///< bytes; 4 KiB in 10 s is slower than any modem
    std::chrono::milliseconds idle_time{60'000};      ///< between two requests of a connection
    std::chrono::milliseconds write_time{30'000};     ///< for each piece (at most 64 KiB) of an answer
    std::chrono::milliseconds linger_time{5'000};     ///< for the other side to read a refusal while it still sends
    std::chrono::milliseconds event_time{200};        ///< between two looks for new events
    std::chrono::milliseconds heartbeat_time{15'000}; ///< of an event stream that has nothing to tell
};

/// An HTTP/1.1 server with TLS where wanted. One thread moves bytes, others run the handler. Any thread may call it.
class HttpServer {
public:
    /// How busy the server is.
    struct Load {
        std::size_t connections{};
        std::size_t waiting{};       ///< requests in the queue
        std::size_t running{};       ///< requests that a worker answers now
        std::uint64_t taken{};       ///< connections since the start
        std::uint64_t turned_away{}; ///< connections that there was no room for
        std::uint64_t spooled{};     ///< bodies that went to disk
    };

    /// Listens and serves when it returns. The handler outlives the server. Errors: invalid_input for an address that is none or a
    /// certificate that cannot be used, unavailable for a port that is taken.
    static Result<std::unique_ptr<HttpServer>> start(HttpSettings const& settings, HttpHandler& handler);
    HttpServer(HttpServer const&) = delete;
    HttpServer& operator=(HttpServer const&) = delete;
    ~HttpServer(); ///< stop(0)

    std::uint16_t port() const;
    Load load() const;
    /// No new connections, idle ones are closed, event streams end, requests that run are answered; whatever stands after `grace` is cut.
    /// Waits for handlers that run even then, because nothing can end them from outside. The first call counts.
    void stop(std::chrono::milliseconds grace);

private:
    struct State;
    explicit HttpServer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace muster
