#pragma once

#include "http/request_head.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// Takes a request's body out of the bytes of its connection, in whatever pieces they arrive. Strict: chunk sizes are plain hexadecimal
/// digits, lines end with CR LF, extensions and trailers are bounded (16 KiB together) and left out. One thread.
class BodyDecoder {
public:
    explicit BodyDecoder(RequestHead const& head);

    /// Takes from the front of `bytes` what belongs to the body and appends its contents to `into`. Gives the fault of a body that is no
    /// body; nothing may be taken after that. Stops at the body's end, where the next request starts.
    std::optional<RequestFault> take(std::string_view& bytes, std::string& into);
    bool is_finished() const { return state_ == State::finished; }

private:
    enum class State : std::uint8_t { length, size_line, chunk, chunk_end, trailer, finished };
    std::optional<RequestFault> take_line(std::string_view& bytes);
    std::optional<RequestFault> line_arrived();
    std::optional<RequestFault> size_arrived();

    State state_{State::finished};
    std::uint64_t left_{}; ///< bytes of this chunk or body
    std::string line_{};   ///< of a chunk's size or a trailer, as far as it arrived
    std::size_t beside_{}; ///< bytes of extensions and trailers so far
};

} // namespace muster
