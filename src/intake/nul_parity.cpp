#include "intake/nul_parity.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace muster {

std::string_view encoding_by_nul_parity(std::string_view sample)
{
    std::array<std::uint64_t, 4> nul{};
    for (std::size_t at = 0; at < sample.size(); ++at) {
        if (sample[at] == 0) { ++nul[at % 4]; }
    }
    std::uint64_t const units = std::max<std::uint64_t>(sample.size() / 4, 1);
    auto const most = [&](std::uint64_t count) { return count * 10 >= units * 9; };
    auto const few = [&](std::uint64_t count) { return count * 2 < units; };
    if (most(nul[2]) && most(nul[3]) && few(nul[0])) { return "UTF-32LE"; }
    if (most(nul[0]) && most(nul[1]) && few(nul[3])) { return "UTF-32BE"; }
    std::uint64_t const even = nul[0] + nul[2];
    std::uint64_t const odd = nul[1] + nul[3];
    std::uint64_t const pairs = std::max<std::uint64_t>(sample.size() / 2, 1);
    // Chinese text has NUL bytes for its delimiters only, one in twenty pairs or more; ideographs with a low byte of 0 are one in 200.
    auto const telling = [&](std::uint64_t here, std::uint64_t there) { return here * 20 >= pairs && there * 10 <= here; };
    if (telling(odd, even)) { return "UTF-16LE"; }
    if (telling(even, odd)) { return "UTF-16BE"; }
    return "";
}

} // namespace muster
