#include "reading/utf8.hpp"

#include <algorithm>
#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace muster {

namespace {

/// Length of the sequence that a first byte announces, and the range of its second byte (Unicode, table 3-7). 0: no first byte.
struct Sequence {
    std::size_t length{};
    unsigned char low{0x80};
    unsigned char high{0xBF};
};

Sequence sequence_of(unsigned char first)
{
    if (first < 0x80) { return {1}; }
    if (first < 0xC2) { return {0}; }
    if (first < 0xE0) { return {2}; }
    if (first < 0xF0) {
        return {3, static_cast<unsigned char>(first == 0xE0 ? 0xA0 : 0x80), static_cast<unsigned char>(first == 0xED ? 0x9F : 0xBF)};
    }
    if (first < 0xF5) {
        return {4, static_cast<unsigned char>(first == 0xF0 ? 0x90 : 0x80), static_cast<unsigned char>(first == 0xF4 ? 0x8F : 0xBF)};
    }
    return {0};
}

/// How many bytes at the beginning go together as an announced sequence; all of `sequence.length` when it is well-formed.
std::size_t matching(std::string_view bytes, Sequence const& sequence)
{
    std::size_t good = 1;
    while (good < sequence.length && good < bytes.size()) {
        auto const next = static_cast<unsigned char>(bytes[good]);
        unsigned char const low = good == 1 ? sequence.low : 0x80;
        unsigned char const high = good == 1 ? sequence.high : 0xBF;
        if (next < low || next > high) { break; }
        ++good;
    }
    return good;
}

std::size_t skip_ascii(std::string_view bytes, std::size_t at)
{
#if defined(__SSE2__)
    while (at + 16 <= bytes.size()) {
        __m128i const block = _mm_loadu_si128(reinterpret_cast<__m128i const*>(bytes.data() + at)); // NOLINT: the intrinsic's own type
        auto const high = static_cast<unsigned>(_mm_movemask_epi8(block));
        if (high != 0) { return at + static_cast<std::size_t>(std::countr_zero(high)); }
        at += 16;
    }
#endif
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) { ++at; }
    return at;
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

} // namespace

std::size_t valid_utf8_prefix(std::string_view bytes, std::uint64_t& multibyte)
{
    std::size_t at = 0;
    while ((at = skip_ascii(bytes, at)) < bytes.size()) {
        do {
            auto const first = static_cast<unsigned char>(bytes[at]);
            if (first >= 0xC2 && first < 0xE0 && at + 1 < bytes.size() && continues(bytes[at + 1])) {
                at += 2; // most letters
            } else {
                Sequence const sequence = sequence_of(first);
                if (sequence.length == 0 || matching(bytes.substr(at), sequence) < sequence.length) { return at; }
                at += sequence.length;
            }
            ++multibyte;
        } while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) >= 0x80);
    }
    return at;
}

std::size_t utf8_fault_length(std::string_view bytes)
{
    Sequence const sequence = sequence_of(static_cast<unsigned char>(bytes.front()));
    if (sequence.length == 0) { return 1; }
    std::size_t const good = matching(bytes, sequence);
    return good == bytes.size() && good < sequence.length ? 0 : good;
}

// Completes the sequence that the last piece cut, byte by byte; gives what is left of this one.
std::string_view Utf8Census::take_tail(std::string_view bytes)
{
    while (tail_length_ > 0 && !bytes.empty()) {
        tail_[tail_length_] = bytes.front();
        std::string_view const tail{tail_, tail_length_ + 1};
        std::uint64_t characters = 0;
        if (valid_utf8_prefix(tail, characters) == tail.size()) {
            multibyte_ += characters;
        } else if (utf8_fault_length(tail) == 0) {
            ++tail_length_;
            bytes.remove_prefix(1);
            continue;
        } else {
            ++faults_; // the tail alone; the byte that does not fit is looked at again
            tail_length_ = 0;
            return bytes;
        }
        tail_length_ = 0;
        bytes.remove_prefix(1);
    }
    return bytes;
}

void Utf8Census::add(std::string_view bytes)
{
    bytes = take_tail(bytes);
    while (!bytes.empty()) {
        bytes.remove_prefix(valid_utf8_prefix(bytes, multibyte_));
        if (bytes.empty()) { return; }
        std::size_t const fault = utf8_fault_length(bytes);
        if (fault == 0) {
            std::copy(bytes.begin(), bytes.end(), tail_);
            tail_length_ = bytes.size();
            return;
        }
        ++faults_;
        bytes.remove_prefix(fault);
    }
}

void Utf8Census::finish()
{
    faults_ += tail_length_ > 0 ? 1 : 0;
    tail_length_ = 0;
}

} // namespace muster
