#pragma once

#include <string_view>

namespace muster {

/// Values of header fields that are lists (RFC 9110, 5.6.1). Bytes, not texts: a field may hold what is no UTF-8.

/// Without spaces and tabs at both ends.
std::string_view without_blanks(std::string_view value);
/// Takes the text up to `separator` off the front of `list`, without blanks around it.
std::string_view next_of(std::string_view& list, char separator);
/// Whether the value of an Accept-Encoding header names this content coding (`gzip`, `br`) with a weight above zero. `*` is no name: who
/// sends it alone gets the plain bytes, which everybody can read.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

} // namespace muster
