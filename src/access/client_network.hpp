#pragma once

#include <string>
#include <string_view>

namespace muster {

/// What stands for a client's address where clients are told apart: the address itself, or the first half of an IPv6 one, because who owns
/// one of those owns 2^64 of them. Bytes, not for showing.
std::string network_of(std::string_view peer);

} // namespace muster
