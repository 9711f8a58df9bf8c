#include "base/assert.hpp"
#include "http/body_decoder.hpp"
#include "http/request_head.hpp"

#include <utility> // Asio's headers, which Beast's use, forget it

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

// Requests as they come over a connection. What is taken must come out the same in whatever pieces it arrived, and another parser (Beast's)
// must read the same request out of it: two programs that differ are what smuggled requests live on.
namespace {

using namespace muster;
namespace http = boost::beast::http;

struct Taken {
    bool is_fine{};
    bool is_whole{};
    std::string contents{};
    std::size_t size{}; ///< of head and body
};

Taken take(RequestHead const& head, std::string_view body, std::size_t step)
{
    Taken taken{.is_fine = true};
    BodyDecoder decoder{head};
    while (taken.size < body.size() && !decoder.is_finished()) {
        std::string_view piece = body.substr(taken.size, step);
        std::size_t const before = piece.size();
        if (decoder.take(piece, taken.contents)) {
            taken.is_fine = false;
            return taken;
        }
        taken.size += before - piece.size();
    }
    taken.is_whole = decoder.is_finished();
    return taken;
}

std::size_t end_in_steps(std::string_view bytes, std::size_t step)
{
    std::size_t looked_at = 0;
    while (looked_at < bytes.size()) {
        std::size_t const arrived = std::min(looked_at + step, bytes.size());
        HeadEnd const end = find_head_end(bytes.substr(0, arrived), looked_at);
        if (end.state == HeadEnd::State::malformed) { return 0; }
        if (end.state == HeadEnd::State::complete) { return end.size; }
        looked_at = arrived;
    }
    return 0;
}

void compare(RequestHead const& head, std::string_view bytes, Taken const& taken)
{
    http::request_parser<http::string_body> other;
    other.header_limit(65'536);
    other.body_limit(std::uint64_t{1} << 40);
    other.eager(true);
    boost::beast::error_code failure;
    std::size_t used = 0;
    while (used < bytes.size() && !other.is_done() && !failure) {
        std::size_t const now_used = other.put(boost::asio::const_buffer{bytes.data() + used, bytes.size() - used}, failure);
        if (now_used == 0) { break; }
        used += now_used;
    }
    MUSTER_ASSERT(!failure || failure == http::error::need_more || failure == http::error::bad_chunk_extension);
    if (failure == http::error::bad_chunk_extension) { return; } // ours leaves extensions out unread
    MUSTER_ASSERT(other.is_done() && used == bytes.size());
    MUSTER_ASSERT(other.get().body() == taken.contents);
    MUSTER_ASSERT(other.get().method_string() == head.request.method);
    auto const target = other.get().target();
    MUSTER_ASSERT(std::string_view(target.data(), target.size()).starts_with(head.request.path));
    MUSTER_ASSERT(other.get().version() == (head.minor == 1 ? 11U : 10U));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const text{reinterpret_cast<char const*>(bytes), size}; // NOLINT: bytes are bytes
    HeadEnd const end = find_head_end(text, 0);
    for (std::size_t const step : {1U, 7U}) { MUSTER_ASSERT(end_in_steps(text, step) == end.size); }
    if (end.state != HeadEnd::State::complete) { return 0; }
    auto const outcome = read_head(text.substr(0, end.size));
    auto const* const head = std::get_if<RequestHead>(&outcome);
    if (head == nullptr) { return 0; }
    std::string_view const body = text.substr(end.size);
    Taken const taken = take(*head, body, body.size() + 1);
    for (std::size_t const step : {1U, 5U}) {
        Taken const again = take(*head, body, step);
        MUSTER_ASSERT(again.is_fine == taken.is_fine);
        MUSTER_ASSERT(!taken.is_fine || (again.contents == taken.contents && again.size == taken.size && again.is_whole == taken.is_whole));
    }
    if (taken.is_fine && taken.is_whole) { compare(*head, text.substr(0, end.size + taken.size), taken); }
    return 0;
}
