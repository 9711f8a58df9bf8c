#include "http/connection.hpp"

#include "base/assert.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <poll.h>

#include <array>
#include <optional>

namespace muster {

namespace {

using Socket = net::ip::tcp::socket;
using EncryptedStream = net::ssl::stream<Socket>;

Socket& lowest_of(Socket& stream) { return stream; }
Socket& lowest_of(EncryptedStream& stream) { return stream.next_layer(); }

template <class Stream>
class StreamConnection : public Connection {
public:
    template <class... More>
    explicit StreamConnection(Socket socket, More&... more)
        : stream_{std::move(socket), more...}, timer_{stream_.get_executor()}, self_{std::make_shared<StreamConnection*>(this)}
    {
        error_code failure;
        auto const endpoint = lowest().remote_endpoint(failure);
        if (!failure) { set_peer(endpoint.address().to_string()); }
        lowest().set_option(net::ip::tcp::no_delay{true}, failure); // answers are written whole
    }

    net::awaitable<Arrival> read(std::span<char> into) override { return read_from(stream_, into); }

    net::awaitable<bool> write(std::string_view bytes) override
    {
        if (is_expired_) { co_return false; }
        error_code failure;
        net::const_buffer const buffer{bytes.data(), bytes.size()};
        auto token = net::redirect_error(net::use_awaitable, failure);
        co_await net::async_write(stream_, buffer, token);
        co_return !failure;
    }

    void expires_after(std::chrono::milliseconds time) override
    {
        is_expired_ = false;
        timer_.expires_after(time);
        std::weak_ptr<StreamConnection*> const self{self_};
        timer_.async_wait([self](error_code const& failure) {
            auto const connection = self.lock();
            if (!failure && connection) { (*connection)->expire(); }
        });
    }

    void close(Closing closing) override
    {
        error_code ignored;
        if (closing == Closing::reset) { lowest().set_option(net::socket_base::linger{true, 0}, ignored); }
        lowest().close(ignored);
    }

    bool is_left() override
    {
        if (!lowest().is_open()) { return true; }
        pollfd asked{lowest().native_handle(), POLLRDHUP, 0};
        return ::poll(&asked, 1, 0) > 0 && (asked.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
    }

protected:
    Socket& lowest() { return lowest_of(stream_); }
    Stream& stream() { return stream_; }

    net::awaitable<void> forget_what_comes()
    {
        error_code ignored;
        lowest().shutdown(Socket::shutdown_send, ignored);
        std::array<char, 4'096> forgotten{};
        Arrival arrival{Arrival::Kind::bytes, 0};
        while (arrival.kind == Arrival::Kind::bytes) { arrival = co_await read_from(lowest(), forgotten); }
    }

private:
    template <class Source>
    net::awaitable<Arrival> read_from(Source& source, std::span<char> into)
    {
        error_code failure;
        net::mutable_buffer const buffer{into.data(), into.size()};
        auto token = net::redirect_error(net::use_awaitable, failure);
        std::size_t size = 0;
        if (!is_expired_) { size = co_await source.async_read_some(buffer, token); }
        if (size > 0) { co_return Arrival{Arrival::Kind::bytes, size}; }
        co_return Arrival{is_expired_ ? Arrival::Kind::timed_out : Arrival::Kind::ended, 0};
    }

    void expire()
    {
        if (timer_.expiry() > net::steady_timer::clock_type::now()) { return; } // it was set anew since
        is_expired_ = true;
        error_code ignored;
        lowest().cancel(ignored);
    }

    Stream stream_;
    net::steady_timer timer_;
    std::shared_ptr<StreamConnection*> self_; ///< a wait that ends late sees by it that the connection is gone
    bool is_expired_{};
};

class PlainConnection final : public StreamConnection<Socket> {
public:
    explicit PlainConnection(Socket socket) : StreamConnection{std::move(socket)} {}
    net::awaitable<bool> open() override { co_return true; }
    net::awaitable<void> part() override { return forget_what_comes(); }
    bool is_encrypted() const override { return false; }
};

class EncryptedConnection final : public StreamConnection<EncryptedStream> {
public:
    EncryptedConnection(Socket socket, net::ssl::context& context) : StreamConnection{std::move(socket), context} {}

    net::awaitable<bool> open() override
    {
        error_code failure;
        auto token = net::redirect_error(net::use_awaitable, failure);
        co_await stream().async_handshake(net::ssl::stream_base::server, token);
        co_return !failure;
    }
    net::awaitable<void> part() override
    {
        error_code ignored;
        auto token = net::redirect_error(net::use_awaitable, ignored);
        co_await stream().async_shutdown(token); // fails when the other side still sends; what it sends need not be deciphered
        co_await forget_what_comes();
    }
    bool is_encrypted() const override { return true; }
};

class PlainMaker final : public ConnectionMaker {
public:
    std::unique_ptr<Connection> make(Socket socket) override { return std::make_unique<PlainConnection>(std::move(socket)); }
};

class EncryptedMaker final : public ConnectionMaker {
public:
    std::unique_ptr<Connection> make(Socket socket) override { return std::make_unique<EncryptedConnection>(std::move(socket), context_); }
    net::ssl::context& context() { return context_; }

private:
    net::ssl::context context_{net::ssl::context::tls_server};
};

std::optional<Error> trouble(error_code const& failure, std::string const& what, std::string const& file)
{
    if (!failure) { return std::nullopt; }
    return Error{ErrorKind::invalid_input, "TLS_FILE",
                 "The " + what + " " + file + " cannot be used (" + failure.message() + "). Name a PEM file with it."};
}

/// HTTP/1.1 is what clients are told that is spoken here, whatever else they offer.
int choose_protocol(SSL*, unsigned char const** chosen, unsigned char* length, unsigned char const* offered, unsigned int size, void*)
{
    constexpr std::string_view spoken = "http/1.1";
    for (unsigned int at = 0; at < size; at += 1U + offered[at]) {
        std::string_view const name{reinterpret_cast<char const*>(offered + at + 1), offered[at]}; // NOLINT: its bytes are unsigned
        if (name != spoken) { continue; }
        *chosen = offered + at + 1;
        *length = offered[at];
        return SSL_TLSEXT_ERR_OK;
    }
    return SSL_TLSEXT_ERR_NOACK;
}

/// What is spoken under TLS 1.2: keys that are gone after the connection and encryption that notices changes (RFC 9325, 4.2). TLS 1.3 has
/// no others.
constexpr char const* ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20";

} // namespace

std::unique_ptr<ConnectionMaker> plain_connections() { return std::make_unique<PlainMaker>(); }

Result<std::unique_ptr<ConnectionMaker>> encrypted_connections(std::string const& certificate_file, std::string const& key_file)
{
    auto maker = std::make_unique<EncryptedMaker>();
    SSL_CTX* const native = maker->context().native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    bool const has_ciphers = SSL_CTX_set_cipher_list(native, ciphers) == 1;
    MUSTER_ASSERT(has_ciphers);
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS); // 34 KiB less for each idle connection
    SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
    error_code failure;
    maker->context().use_certificate_chain_file(certificate_file, failure);
    if (auto found = trouble(failure, "certificate", certificate_file)) { return *std::move(found); }
    maker->context().use_private_key_file(key_file, net::ssl::context::pem, failure);
    if (auto found = trouble(failure, "private key", key_file)) { return *std::move(found); }
    return std::unique_ptr<ConnectionMaker>{std::move(maker)};
}

} // namespace muster
