#pragma once

#include "http/answer_writer.hpp"
#include "http/connection.hpp"
#include "http/exchange.hpp"
#include "http/request_reader.hpp"

#include <memory>

namespace muster {

/// One connection from its first byte to its last: requests are read, answered and written one after the other, in the order in which they
/// came. On the network's thread.
class Session {
public:
    Session(Serving& serving, std::unique_ptr<Connection> connection)
        : serving_{serving}, connection_{std::move(connection)}, reader_{serving_, *connection_}, writer_{serving_, *connection_}
    {
    }

    net::awaitable<void> run();
    /// Whether nothing is lost when it is closed now.
    bool is_idle() const { return !is_closed_ && (is_parting_ || reader_.is_idle()); }
    void close(Connection::Closing closing)
    {
        is_closed_ = true;
        connection_->close(closing);
    }

private:
    net::awaitable<void> answer(Exchange& exchange);
    net::awaitable<void> part();
    void report(Exchange const& exchange);

    Serving& serving_;
    std::unique_ptr<Connection> connection_;
    RequestReader reader_;
    AnswerWriter writer_;
    bool is_parting_{};
    bool is_closed_{};
};

} // namespace muster
