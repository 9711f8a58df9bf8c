#pragma once

#include "base/result.hpp"
#include "http/network.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace muster {

/// What came of waiting for bytes.
struct Arrival {
    enum class Kind : std::uint8_t { bytes, ended, timed_out } kind{Kind::ended}; ///< ended: by the other side, by us, by a failure
    std::size_t size{};
};

/// One connection, encrypted or not. On the network's thread only.
class Connection {
public:
    Connection() = default;
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    virtual ~Connection() = default;

    /// TLS's handshake, where there is one. Whether it succeeded.
    virtual net::awaitable<bool> open() = 0;
    virtual net::awaitable<Arrival> read(std::span<char> into) = 0;
    /// Whether all of it was sent.
    virtual net::awaitable<bool> write(std::string_view bytes) = 0;
    /// Tells the other side that nothing more comes, then reads and forgets what it still sends until it closes or the time is over: so
    /// that it gets to read the answer. The connection can only be closed after that.
    virtual net::awaitable<void> part() = 0;
    /// From now on until the next call; what waits then ends as timed out, and the connection can still be written to after another call.
    virtual void expires_after(std::chrono::milliseconds time) = 0;
    /// Ends what waits and closes at once. `reset` makes the other side see that it was no proper end.
    enum class Closing : std::uint8_t { proper, reset };
    virtual void close(Closing closing) = 0;
    /// Whether the other side has closed its end, without reading.
    virtual bool is_left() = 0;
    virtual bool is_encrypted() const = 0;
    std::string const& peer() const { return peer_; }

protected:
    void set_peer(std::string peer) { peer_ = std::move(peer); }

private:
    std::string peer_{};
};

/// Makes connections of accepted sockets; holds the certificate.
class ConnectionMaker {
public:
    ConnectionMaker() = default;
    ConnectionMaker(ConnectionMaker const&) = delete;
    ConnectionMaker& operator=(ConnectionMaker const&) = delete;
    virtual ~ConnectionMaker() = default;
    virtual std::unique_ptr<Connection> make(net::ip::tcp::socket socket) = 0;
};

std::unique_ptr<ConnectionMaker> plain_connections();
/// TLS 1.2 and 1.3. invalid_input when certificate and key cannot be read or do not belong together.
Result<std::unique_ptr<ConnectionMaker>> encrypted_connections(std::string const& certificate_file, std::string const& key_file);

} // namespace muster
