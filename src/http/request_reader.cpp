#include "http/request_reader.hpp"

#include "base/assert.hpp"
#include "http/body_keeper.hpp"
#include "http/offload.hpp"

#include <exception>
#include <functional>
#include <optional>
#include <variant>

namespace muster {

namespace {

constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
/// Read at once while a body arrives; an idle connection has a smaller buffer.
constexpr std::size_t body_read_size = std::size_t{64} * 1'024;

RequestFault too_large(std::uint64_t limit, std::string const& path)
{
    return {413, "The body is larger than the " + std::to_string(limit) + " bytes that are taken here.", path};
}

} // namespace

RequestReader::Outcome RequestReader::refuse(Exchange& exchange, RequestFault const& fault)
{
    exchange.must_close = true;
    exchange.head.request.path = fault.path;
    exchange.answer = serving_.handler.refuse(fault.status, fault.path, fault.sentence);
    return Outcome::refused;
}

net::awaitable<Arrival> RequestReader::read_more()
{
    Arrival const arrival = co_await connection_.read(piece_);
    if (arrival.kind == Arrival::Kind::bytes) { unread_.append(piece_.data(), arrival.size); }
    co_return arrival;
}

net::awaitable<RequestReader::Outcome> RequestReader::read(Exchange& exchange)
{
    exchange.head.request.id = serving_.run + std::to_string(++serving_.requests);
    exchange.head.request.peer = connection_.peer();
    exchange.head.request.encrypted = connection_.is_encrypted();
    Outcome const outcome = co_await read_head_of(exchange);
    if (outcome != Outcome::request) { co_return outcome; }

    HttpAdmission admission = serving_.handler.admit(exchange.head.request);
    bool const has_body = exchange.head.framing != BodyFraming::none;
    if (admission.refusal) {
        exchange.answer = *std::move(admission.refusal);
        exchange.must_close = has_body;
        co_return Outcome::refused;
    }
    if (!has_body) { co_return Outcome::request; }
    if (exchange.head.length > admission.body_limit) {
        co_return refuse(exchange, too_large(admission.body_limit, exchange.head.request.path));
    }
    if (exchange.head.expects_continue && unread_.empty()) {
        connection_.expires_after(serving_.settings.write_time);
        if (bool const is_sent = co_await connection_.write(go_on); !is_sent) { co_return Outcome::ended; }
    }
    co_return co_await read_body_of(exchange, admission.body_limit);
}

net::awaitable<RequestReader::Outcome> RequestReader::read_head_of(Exchange& exchange)
{
    std::size_t looked_at = 0;
    bool may_skip_line = true;
    exchange.began = std::chrono::steady_clock::now();
    connection_.expires_after(unread_.empty() ? serving_.settings.idle_time : serving_.settings.head_time);
    for (;;) {
        if (may_skip_line && unread_.starts_with("\r\n")) { // some clients end a body with one line end too many
            unread_.erase(0, 2);
            may_skip_line = false;
        }
        HeadEnd const end = find_head_end(unread_, looked_at);
        if (end.state == HeadEnd::State::malformed) {
            co_return refuse(exchange, {400, "The lines of the request do not end with CR LF.", {}});
        }
        bool const is_complete = end.state == HeadEnd::State::complete;
        if ((is_complete ? end.size : unread_.size()) > serving_.settings.head_limit) {
            co_return refuse(exchange, {431, "The request line and headers are too long.", {}});
        }
        if (is_complete) { co_return head_arrived(exchange, end.size); }
        looked_at = unread_.size();
        is_idle_ = unread_.empty();
        Arrival const arrival = co_await read_more();
        if (arrival.kind == Arrival::Kind::timed_out && !is_idle_) {
            co_return refuse(exchange, {408, "The request did not arrive in time. Send it again.", {}});
        }
        if (arrival.kind != Arrival::Kind::bytes) { co_return Outcome::ended; }
        if (is_idle_) {
            exchange.began = std::chrono::steady_clock::now();
            connection_.expires_after(serving_.settings.head_time);
        }
        is_idle_ = false;
    }
}

RequestReader::Outcome RequestReader::head_arrived(Exchange& exchange, std::size_t size)
{
    auto outcome = muster::read_head(std::string_view{unread_}.substr(0, size));
    if (auto const* const fault = std::get_if<RequestFault>(&outcome)) { return refuse(exchange, *fault); }
    unread_.erase(0, size);
    if (unread_.empty()) { unread_ = {}; }
    RequestHead& head = std::get<RequestHead>(outcome);
    head.request.id = std::move(exchange.head.request.id);
    head.request.peer = std::move(exchange.head.request.peer);
    head.request.encrypted = exchange.head.request.encrypted;
    exchange.head = std::move(head);
    exchange.is_known = true;
    return Outcome::request;
}

net::awaitable<RequestReader::Outcome> RequestReader::read_body_of(Exchange& exchange, std::uint64_t limit)
{
    std::string const& path = exchange.head.request.path;
    BodyDecoder decoder{exchange.head};
    BodyKeeper keeper{serving_.settings.temporary_folder};
    std::optional<Error> trouble;
    std::function<void()> const store = [&keeper, &trouble] {
        if (Result<void> stored = keeper.store(); !stored) { trouble = std::move(stored).error(); }
    };
    std::string arriving = std::move(unread_);
    unread_ = {};
    std::size_t filled = arriving.size();
    std::uint64_t in_this_step = 0;
    connection_.expires_after(serving_.settings.body_time);
    for (;;) {
        std::string_view rest = std::string_view{arriving}.substr(0, filled);
        if (auto const fault = decoder.take(rest, keeper.piece())) { co_return refuse(exchange, {fault->status, fault->sentence, path}); }
        if (keeper.size() > limit) { co_return refuse(exchange, too_large(limit, path)); }
        if (keeper.is_full() || (decoder.is_finished() && keeper.is_on_disk() && !keeper.piece().empty())) {
            bool const is_taken = co_await offload(serving_.transferring, store);
            MUSTER_ASSERT(is_taken); // that queue is as long as there are connections
            if (trouble) { co_return refuse(exchange, {503, trouble->message, path}); }
            connection_.expires_after(serving_.settings.body_time); // the disk's time is not the client's
            in_this_step = 0;
        }
        if (decoder.is_finished()) {
            unread_ = rest;
            break;
        }
        arriving.resize(body_read_size);
        Arrival const arrival = co_await connection_.read(arriving);
        if (arrival.kind == Arrival::Kind::timed_out) {
            co_return refuse(exchange, {408, "The body arrived too slowly. Send the request again.", path});
        }
        if (arrival.kind == Arrival::Kind::ended) { co_return Outcome::ended; }
        filled = arrival.size;
        in_this_step += filled;
        if (in_this_step >= serving_.settings.body_step) {
            connection_.expires_after(serving_.settings.body_time);
            in_this_step = 0;
        }
    }
    if (keeper.is_on_disk()) { ++serving_.spooled; }
    exchange.head.request.body = keeper.take();
    co_return Outcome::request;
}

} // namespace muster
