#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace muster {

/// One header line. Names are compared without ASCII case.
struct HttpField {
    std::string name{};
    std::string value{};
};

/// Headers in the order they came. find gives the first of that name.
class HttpFields {
public:
    void add(std::string name, std::string value) { fields_.push_back({std::move(name), std::move(value)}); }
    void set(std::string_view name, std::string value); ///< replaces all of that name
    std::string const* find(std::string_view name) const;
    std::string_view value(std::string_view name) const; ///< empty when there is none
    std::vector<HttpField> const& all() const { return fields_; }

private:
    std::vector<HttpField> fields_{};
};

/// A request's body, whole before its handler runs: a handler never waits for the network. Up to `http_memory_body` bytes lie in `text`,
/// a longer one in a file that goes with the request.
struct HttpBody {
    std::string text{};
    std::shared_ptr<ByteSource const> spooled{}; ///< null: everything is in text
    std::uint64_t size{};
};
/// Bodies above this are written to a file while they arrive (64 KiB).
inline constexpr std::size_t http_memory_body = std::size_t{64} * 1'024;

/// One request as it arrived, its framing checked.
struct HttpRequest {
    std::string method{}; ///< as sent, upper case
    std::string path{};   ///< percent-encoded as sent, without the query; starts with a slash
    std::string query{};  ///< what follows the first question mark; percent-encoded
    HttpFields fields{};
    HttpBody body{};
    std::string peer{}; ///< the client's address, without port; where proxies are trusted, what they say it is
    bool encrypted{};   ///< the client sent it over TLS
    std::string id{};   ///< given by the server to every request, for logs and problem reports
};

/// Pieces of an answer that is longer than memory should hold, taken one after the other by the session while it sends: fills `into` (it
/// replaces what is there); leaves it empty at the end. An Error breaks the connection, so that a cut answer is never taken for a whole
/// one.
using HttpPull = std::function<Result<void>(std::string& into)>;

/// Events of one connection, filled by the server and drained by the session (`text/event-stream`). Bounded: when the other side reads too
/// slowly, the newest progress replaces the one that waits. Any thread.
class HttpEvents {
public:
    HttpEvents() = default;
    HttpEvents(HttpEvents const&) = delete;
    HttpEvents& operator=(HttpEvents const&) = delete;
    virtual ~HttpEvents() = default;
    /// What is to be sent now, already in the event stream's format; empty: nothing yet. Called by the session about every 200 ms while the
    /// connection stands; the session itself sends a comment line when nothing was to be sent for 15 s. nullopt: the stream ends.
    virtual std::optional<std::string> next() = 0;
};

struct HttpAnswer {
    int status{200};
    HttpFields fields{}; ///< Content-Type and what the handler adds; length, date, connection, server are the session's
    /// Nothing; text; a readable range of bytes, sent with its length; a pull source, sent chunked; events.
    std::variant<std::monostate, std::string, std::shared_ptr<ByteSource const>, HttpPull, std::shared_ptr<HttpEvents>> body{};
    enum class Compression : std::uint8_t { allowed, never } compression{Compression::allowed};
};

/// What the server does with a request before its body arrives: limits, and refusals that should not wait for 50 MB.
struct HttpAdmission {
    std::uint64_t body_limit{};          ///< bytes; a longer body is answered 413 while it arrives
    std::optional<HttpAnswer> refusal{}; ///< sent at once; the body is not read and the connection closes if it has one
};

/// The program behind the server. `admit` runs on the network's thread and never blocks; `answer` runs on a worker and may wait for the
/// store. Both may be called by several threads at once.
class HttpHandler {
public:
    HttpHandler() = default;
    HttpHandler(HttpHandler const&) = delete;
    HttpHandler& operator=(HttpHandler const&) = delete;
    virtual ~HttpHandler() = default;
    virtual HttpAdmission admit(HttpRequest const& head) = 0; ///< the body is not there yet
    virtual HttpAnswer answer(HttpRequest const& request) = 0;
    /// For requests that cannot be handed over: malformed (400), body too large (413), headers too large (431), time out (408), queue full
    /// (503). Gives the body in the envelope of the path's family; path may be empty.
    virtual HttpAnswer refuse(int status, std::string_view path, std::string_view sentence) = 0;
    /// The source of an answer that was being sent failed; the connection is cut, and finished() follows. For the log.
    virtual void broken(HttpRequest const& request, Error const& error) = 0;
    /// After the answer was sent or the connection broke: for the log and the metrics. `status` as sent; 0: none was.
    virtual void finished(HttpRequest const& request, int status, std::uint64_t sent, std::chrono::microseconds took) = 0;
};

} // namespace muster
