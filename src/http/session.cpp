#include "http/session.hpp"

#include "http/answer_pieces.hpp"
#include "http/offload.hpp"

#include <algorithm>
#include <exception>
#include <functional>

namespace muster {

namespace {

/// Seconds after which a refused client may try again: most requests take less.
constexpr char const* try_again_after = "1";

/// Runs on a worker.
void answer_now(Exchange& exchange, HttpHandler& handler)
{
    try {
        exchange.answer = handler.answer(exchange.head.request);
        pack(exchange);
    } catch (std::exception const&) {
        exchange.is_packed = exchange.may_be_packed = false;
        exchange.answer =
            handler.refuse(500, exchange.head.request.path, "The request could not be answered because of a defect of this program.");
    }
}

} // namespace

net::awaitable<void> Session::run()
{
    connection_->expires_after(serving_.settings.head_time);
    bool const is_open = co_await connection_->open();
    bool goes_on = is_open;
    while (goes_on && !serving_.is_stopping) {
        Exchange exchange;
        RequestReader::Outcome const outcome = co_await reader_.read(exchange);
        if (outcome == RequestReader::Outcome::ended) {
            if (exchange.is_known) { report(exchange); }
            co_return;
        }
        if (outcome == RequestReader::Outcome::request) { co_await answer(exchange); }
        AnswerWriter::Outcome const written = co_await writer_.write(exchange);
        report(exchange);
        if (written == AnswerWriter::Outcome::cut) {
            connection_->close(Connection::Closing::reset);
            co_return;
        }
        goes_on = written == AnswerWriter::Outcome::next;
    }
    if (is_open) { co_await part(); }
}

net::awaitable<void> Session::answer(Exchange& exchange)
{
    std::function<void()> const work = [&exchange, &handler = serving_.handler] { answer_now(exchange, handler); };
    std::string const& method = exchange.head.request.method;
    WorkerPool& pool = method == "GET" || method == "HEAD" ? serving_.answering : serving_.changing;
    bool const is_taken = co_await offload(pool, work);
    if (is_taken) { co_return; }
    exchange.answer =
        serving_.handler.refuse(503, exchange.head.request.path, "Too many requests wait for an answer. Try again in a moment.");
    if (exchange.answer.fields.find("Retry-After") == nullptr) { exchange.answer.fields.add("Retry-After", try_again_after); }
}

net::awaitable<void> Session::part()
{
    constexpr std::chrono::milliseconds when_stopping{500};
    is_parting_ = true;
    auto const time = serving_.settings.linger_time;
    connection_->expires_after(serving_.is_stopping ? std::min(time, when_stopping) : time);
    co_await connection_->part();
}

void Session::report(Exchange const& exchange)
{
    auto const took = std::chrono::steady_clock::now() - exchange.began;
    serving_.handler.finished(exchange.head.request, exchange.has_answered ? exchange.answer.status : 0, exchange.sent,
                              std::chrono::duration_cast<std::chrono::microseconds>(took));
}

} // namespace muster
