#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace muster {

/// Where the characters stand that may end something: delimiter, quote, CR and LF, in order. Replaces `into`. The text is below
/// 4 GiB. 64 bytes at a time with SSE2, which every x86-64 has; a plain loop elsewhere.
void index_structure(std::string_view text, char delimiter, char quote, std::vector<std::uint32_t>& into);

} // namespace muster
