#include "http/answer_writer.hpp"

#include "base/assert.hpp"
#include "http/answer_pieces.hpp"
#include "http/offload.hpp"

#include <array>
#include <charconv>
#include <exception>
#include <functional>
#include <optional>

namespace muster {

namespace {

using Range = std::shared_ptr<ByteSource const>;
using Events = std::shared_ptr<HttpEvents>;

constexpr std::string_view last_chunk = "0\r\n\r\n";
/// A comment of an event stream: programs in between see that the connection lives.
constexpr std::string_view heartbeat = ": no news\n\n";

std::string framed(std::string_view piece, AnswerFraming framing)
{
    if (framing != AnswerFraming::chunked) { return std::string{piece}; }
    std::array<char, 16> digits{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), piece.size(), 16).ptr - digits.data();
    std::string chunk;
    chunk.reserve(piece.size() + digits.size() + 4);
    chunk.append(digits.data(), static_cast<std::size_t>(end)).append("\r\n").append(piece).append("\r\n");
    return chunk;
}

} // namespace

AnswerHead AnswerWriter::head_of(Exchange const& exchange) const
{
    HttpAnswer const& answer = exchange.answer;
    AnswerHead head{.status = answer.status,
                    .minor = exchange.head.minor,
                    .is_packed = exchange.is_packed,
                    .may_be_packed = exchange.may_be_packed,
                    .is_encrypted = connection_.is_encrypted(),
                    .request_id = exchange.head.request.id};
    auto const* const text = std::get_if<std::string>(&answer.body);
    auto const* const range = std::get_if<Range>(&answer.body);
    if (is_bodiless(answer.status)) {
        head.framing = AnswerFraming::none;
    } else if (text != nullptr || std::holds_alternative<std::monostate>(answer.body)) {
        head.framing = AnswerFraming::length;
        head.length = text != nullptr ? text->size() : 0;
    } else if (range != nullptr && !exchange.is_packed) {
        head.framing = AnswerFraming::length;
        head.length = (*range)->size();
    } else {
        head.framing = head.minor == 1 ? AnswerFraming::chunked : AnswerFraming::until_close;
    }
    head.keep_alive =
        exchange.head.keep_alive && !exchange.must_close && !serving_.is_stopping && head.framing != AnswerFraming::until_close;
    return head;
}

net::awaitable<bool> AnswerWriter::send(Exchange& exchange, std::string_view bytes)
{
    while (!bytes.empty()) {
        std::string_view const piece = bytes.substr(0, answer_piece);
        bytes.remove_prefix(piece.size());
        connection_.expires_after(serving_.settings.write_time);
        bool const is_sent = co_await connection_.write(piece);
        if (!is_sent) { co_return false; }
        exchange.sent += piece.size();
    }
    co_return true;
}

net::awaitable<AnswerWriter::Outcome> AnswerWriter::write(Exchange& exchange)
{
    HttpAnswer& answer = exchange.answer;
    bool const is_stream = std::holds_alternative<Events>(answer.body);
    if (is_stream) {
        if (answer.fields.find("Content-Type") == nullptr) { answer.fields.set("Content-Type", "text/event-stream"); }
        answer.fields.set("Cache-Control", "no-store");
    }
    AnswerHead const head = head_of(exchange);
    std::string first = head_text(head, answer.fields, now());
    bool const has_body = exchange.head.request.method != "HEAD" && !is_bodiless(answer.status);
    auto const* const text = std::get_if<std::string>(&answer.body);
    std::string_view rest = has_body && text != nullptr ? std::string_view{*text} : std::string_view{};
    if (rest.size() < answer_piece) { // one packet for both, most often
        first.append(rest);
        rest = {};
    }
    bool is_sent = co_await send(exchange, first);
    exchange.has_answered = exchange.sent > 0;
    if (is_sent) { is_sent = co_await send(exchange, rest); }
    bool const has_pieces = std::holds_alternative<Range>(answer.body) || std::holds_alternative<HttpPull>(answer.body);
    if (is_sent && has_body && has_pieces) { is_sent = co_await send_pieces(exchange, head.framing); }
    if (is_sent && has_body && is_stream) { is_sent = co_await send_events(exchange, head.framing); }
    if (!is_sent) { co_return Outcome::cut; }
    co_return head.keep_alive && !serving_.is_stopping ? Outcome::next : Outcome::end;
}

net::awaitable<bool> AnswerWriter::send_pieces(Exchange& exchange, AnswerFraming framing)
{
    std::string chunk;
    std::string piece;
    bool is_fine = true;
    HttpPull const pull = pieces_of(exchange);
    std::function<void()> const take = [&pull, &piece, &chunk, &is_fine, framing] {
        is_fine = static_cast<bool>(pull(piece));
        if (is_fine && !piece.empty()) { chunk = framed(piece, framing); }
    };
    for (;;) {
        bool const is_taken = co_await offload(serving_.transferring, take);
        if (!is_taken || !is_fine) { co_return false; }
        if (piece.empty()) { break; }
        bool const is_sent = co_await send(exchange, chunk);
        if (!is_sent) { co_return false; }
    }
    if (framing != AnswerFraming::chunked) { co_return true; }
    co_return co_await send(exchange, last_chunk);
}

net::awaitable<bool> AnswerWriter::send_events(Exchange& exchange, AnswerFraming framing)
{
    Events const events = std::get<Events>(exchange.answer.body);
    std::optional<std::string> next;
    std::function<void()> const look = [&events, &next] {
        try {
            next = events->next();
        } catch (std::exception const&) { // no memory: the stream ends, and the other side asks again
            next.reset();
        }
    };
    auto told = std::chrono::steady_clock::now();
    while (!serving_.is_stopping) {
        bool const is_taken = co_await offload(serving_.transferring, look);
        if (!is_taken || connection_.is_left()) { co_return false; }
        if (!next) { break; }
        auto const time = std::chrono::steady_clock::now();
        bool const is_due = time - told >= serving_.settings.heartbeat_time;
        if (!next->empty() || is_due) {
            std::string const chunk = framed(next->empty() ? heartbeat : std::string_view{*next}, framing);
            bool const is_sent = co_await send(exchange, chunk);
            if (!is_sent) { co_return false; }
            told = time;
        }
        co_await pause(serving_.settings.event_time);
    }
    if (framing != AnswerFraming::chunked) { co_return true; }
    co_return co_await send(exchange, last_chunk);
}

} // namespace muster
