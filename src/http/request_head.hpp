#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace muster {

/// How the end of a request's body is told.
enum class BodyFraming : std::uint8_t { none, length, chunked };

/// A request's head, checked: what two programs in a row could read differently (request smuggling) does not come through.
struct RequestHead {
    HttpRequest request{}; ///< method, path, query, fields
    int minor{1};          ///< of HTTP/1.x
    BodyFraming framing{BodyFraming::none};
    std::uint64_t length{};  ///< of the body, with BodyFraming::length
    bool keep_alive{};       ///< the other side wants to send more requests
    bool expects_continue{}; ///< it waits for `100 Continue` before it sends the body
    bool accepts_gzip{};     ///< by Accept-Encoding
};

/// Why a request is refused before anybody asks what it means.
struct RequestFault {
    int status{400};
    std::string sentence{};
    std::string path{}; ///< empty when it could not be read
};

/// Where the head at the start of `bytes` ends.
struct HeadEnd {
    enum class State : std::uint8_t { incomplete, complete, malformed } state{State::incomplete};
    std::size_t size{}; ///< of the head with its empty line, when complete
};

/// Looks for the empty line; what lies before `from` was looked at by an earlier call. Malformed: a line that ends without a carriage
/// return, or a NUL.
HeadEnd find_head_end(std::string_view bytes, std::size_t from);

/// Reads a whole head. More than 100 fields are refused (431), a target over 8 KiB (414), transfer codings but chunked (501), versions but
/// 1.0 and 1.1 (505), expectations but 100-continue (417); everything malformed or ambiguous is 400: RFC 9112 with every leniency
/// that it allows left out.
std::variant<RequestHead, RequestFault> read_head(std::string_view head);

/// Whether all of `name` are letters, digits and marks that a field's name or a method may have.
bool is_token(std::string_view name);
/// Whether `value` has no control character but TAB.
bool is_field_value(std::string_view value);

} // namespace muster
