#pragma once

#include "base/date.hpp"
#include "http/message.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace muster {

/// How the other side sees where the answer's body ends.
enum class AnswerFraming : std::uint8_t { none, length, chunked, until_close };

struct AnswerHead {
    int status{200};
    AnswerFraming framing{AnswerFraming::none};
    std::uint64_t length{}; ///< with AnswerFraming::length
    bool keep_alive{};
    int minor{1};         ///< of the request's HTTP/1.x
    bool is_packed{};     ///< Content-Encoding: gzip
    bool may_be_packed{}; ///< the same request with another Accept-Encoding would be answered otherwise
    bool is_encrypted{};  ///< the connection is
    std::string request_id{};
};

/// The status line, the fields and the empty line. Fields that are the server's own (lengths, date, connection) are left out of `fields`;
/// control characters in values become spaces, so that a value can never become a header of its own.
std::string head_text(AnswerHead const& head, HttpFields const& fields, Instant date);

/// "Not Found"; a status of no known name gets its class's.
std::string_view reason_of(int status);

/// Whether answers of that status have no body and no length by definition (1xx, 204, 304).
bool is_bodiless(int status);

} // namespace muster
