#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace muster {

/// Where a text of XML ends, and what is in it.
struct XmlTextEnd {
    char const* at{};   ///< the '<', or the end of what is there
    bool marked{};      ///< references or control characters, line ends among them
    bool wide{};        ///< bytes beyond ASCII
    bool underscored{}; ///< '_', with which escapes begin
};

/// Finds the end of the text at `at`. Sixteen bytes from any place before `end` must be readable.
inline XmlTextEnd find_text_end(char const* at, char const* end)
{
    XmlTextEnd found;
#if defined(__SSE2__)
    __m128i const opening = _mm_set1_epi8('<'), ampersand = _mm_set1_epi8('&'), underscore = _mm_set1_epi8('_');
    __m128i const last_control = _mm_set1_epi8(0x1F);
    for (; at < end; at += 16) {
        __m128i const block = _mm_loadu_si128(reinterpret_cast<__m128i const*>(at)); // NOLINT: the intrinsic's own type
        auto const ends = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(block, opening)));
        __m128i const underscores = _mm_cmpeq_epi8(block, underscore);
        __m128i const controls = _mm_cmpeq_epi8(_mm_min_epu8(block, last_control), block);
        __m128i const marks = _mm_or_si128(_mm_cmpeq_epi8(block, ampersand), controls);
        unsigned const before = ends == 0 ? 0xFFFFU : (ends & (0U - ends)) - 1;
        // The mask takes each byte's sign, which bytes beyond ASCII have by themselves.
        if ((static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(block, _mm_or_si128(marks, underscores)))) & before) != 0) {
            found.marked = found.marked || (static_cast<unsigned>(_mm_movemask_epi8(marks)) & before) != 0;
            found.wide = found.wide || (static_cast<unsigned>(_mm_movemask_epi8(block)) & before) != 0;
            found.underscored = found.underscored || (static_cast<unsigned>(_mm_movemask_epi8(underscores)) & before) != 0;
        }
        if (ends != 0) {
            at += std::countr_zero(ends);
            break;
        }
    }
#else
    for (; at < end && *at != '<'; ++at) {
        auto const byte = static_cast<unsigned char>(*at);
        found.marked = found.marked || byte == '&' || byte < ' ';
        found.wide = found.wide || byte >= 0x80;
        found.underscored = found.underscored || byte == '_';
    }
#endif
    found.at = at < end ? at : end;
    return found;
}

/// Appends the text of a UTF-8 document from `begin` to the end that was found: references resolved, line ends normalised (XML 1.0,
/// 2.11), faults and control characters as U+FFFD. False when there is a reference that only a real parser should judge.
bool append_xml_text(std::string& into, char const* begin, XmlTextEnd const& end);

/// Replaces _xHHHH_ from `start` on by the characters that they stand for (ECMA-376 part 1, 22.9.2.19, ST_Xstring): UTF-16 code units,
/// halves of pairs that stand alone as U+FFFD. What they give is not looked at again.
void unescape_text(std::string& text, std::size_t start);

} // namespace muster
