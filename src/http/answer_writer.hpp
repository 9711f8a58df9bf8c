#pragma once

#include "http/answer_head.hpp"
#include "http/connection.hpp"
#include "http/exchange.hpp"

#include <string_view>

namespace muster {

/// Sends answers on one connection. A side that reads less than 64 KiB in HttpSettings::write_time is given up.
class AnswerWriter {
public:
    /// What follows: another request; a proper end; a cut, so that nobody takes part of an answer for all of it.
    enum class Outcome : std::uint8_t { next, end, cut };

    AnswerWriter(Serving& serving, Connection& connection) : serving_{serving}, connection_{connection} {}

    net::awaitable<Outcome> write(Exchange& exchange);

private:
    net::awaitable<bool> send(Exchange& exchange, std::string_view bytes);
    net::awaitable<bool> send_pieces(Exchange& exchange, AnswerFraming framing);
    net::awaitable<bool> send_events(Exchange& exchange, AnswerFraming framing);
    AnswerHead head_of(Exchange const& exchange) const;

    Serving& serving_;
    Connection& connection_;
};

} // namespace muster
