#pragma once

#include "http/exchange.hpp"
#include "http/message.hpp"

namespace muster {

/// Answers of at least that many bytes are packed.
inline constexpr std::size_t packed_from = 1'024;
/// What is taken from a file at once.
inline constexpr std::size_t answer_piece = std::size_t{64} * 1'024;

/// Decides whether the answer is packed, and packs a text. Runs on a worker, behind the handler.
void pack(Exchange& exchange);

/// The bytes of a readable range or a pull source one piece after the other, packed where pack() decided so; exceptions of the source
/// become an Error. `offset` steps through a range by itself. On one worker at a time.
HttpPull pieces_of(Exchange const& exchange);

} // namespace muster
