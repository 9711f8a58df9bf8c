#pragma once

#include "base/temporary_file.hpp"
#include "http/body_decoder.hpp"
#include "http/connection.hpp"
#include "http/exchange.hpp"

#include <array>
#include <memory>
#include <string>

namespace muster {

/// Reads one request after the other from a connection; several that came at once lie ready in between. An idle connection costs 4 KiB.
class RequestReader {
public:
    /// A request to be answered; one that is refused, with its answer; or the connection's end.
    enum class Outcome : std::uint8_t { request, refused, ended };

    RequestReader(Serving& serving, Connection& connection) : serving_{serving}, connection_{connection} {}

    net::awaitable<Outcome> read(Exchange& exchange);
    /// Whether it waits for a request of which nothing has arrived.
    bool is_idle() const { return is_idle_; }

private:
    net::awaitable<Outcome> read_head_of(Exchange& exchange);
    net::awaitable<Outcome> read_body_of(Exchange& exchange, std::uint64_t limit);
    net::awaitable<Arrival> read_more();
    Outcome head_arrived(Exchange& exchange, std::size_t size);
    Outcome refuse(Exchange& exchange, RequestFault const& fault);

    Serving& serving_;
    Connection& connection_;
    std::array<char, 4'096> piece_{};
    std::string unread_{};
    bool is_idle_{};
};

} // namespace muster
