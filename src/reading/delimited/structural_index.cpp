#include "reading/delimited/structural_index.hpp"

#include <bit>
#include <cstddef>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace muster {

namespace {

/// A block gives at most so many positions, so the buffer is given room for them before.
constexpr std::size_t write_ahead = 64;

std::uint32_t* index_plainly(std::string_view text, std::size_t from, char delimiter, char quote, std::uint32_t* out)
{
    for (std::size_t at = from; at < text.size(); ++at) {
        char const c = text[at];
        if (c == delimiter || c == quote || c == '\n' || c == '\r') { *out++ = static_cast<std::uint32_t>(at); }
    }
    return out;
}

#if defined(__SSE2__)
struct Needles {
    __m128i delimiter, quote, line_feed, carriage_return;
};

std::uint64_t structure_of_16(char const* from, Needles const& needles)
{
    __m128i const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(from)); // NOLINT: the intrinsic's own type
    __m128i const cells = _mm_or_si128(_mm_cmpeq_epi8(bytes, needles.delimiter), _mm_cmpeq_epi8(bytes, needles.quote));
    __m128i const lines = _mm_or_si128(_mm_cmpeq_epi8(bytes, needles.line_feed), _mm_cmpeq_epi8(bytes, needles.carriage_return));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(cells, lines)));
}

std::uint64_t structure_of_64(char const* from, Needles const& needles)
{
    return structure_of_16(from, needles) | structure_of_16(from + 16, needles) << 16 | structure_of_16(from + 32, needles) << 32 |
           structure_of_16(from + 48, needles) << 48;
}
#endif

} // namespace

void index_structure(std::string_view text, char delimiter, char quote, std::vector<std::uint32_t>& into)
{
    std::size_t used = 0;
    std::size_t at = 0;
#if defined(__SSE2__)
    Needles const needles{_mm_set1_epi8(delimiter), _mm_set1_epi8(quote), _mm_set1_epi8('\n'), _mm_set1_epi8('\r')};
    for (; at + 64 <= text.size(); at += 64) {
        if (into.size() < used + 2 * write_ahead) { into.resize(2 * used + 4 * write_ahead); }
        std::uint64_t structure = structure_of_64(text.data() + at, needles);
        std::uint32_t* out = into.data() + used;
        while (structure != 0) {
            *out++ = static_cast<std::uint32_t>(at) + static_cast<std::uint32_t>(std::countr_zero(structure));
            structure &= structure - 1;
        }
        used = static_cast<std::size_t>(out - into.data());
    }
#endif
    std::size_t const rest = text.size() - at;
    into.resize(used + rest);
    std::uint32_t* const end = index_plainly(text, at, delimiter, quote, into.data() + used);
    into.resize(static_cast<std::size_t>(end - into.data()));
}

} // namespace muster
