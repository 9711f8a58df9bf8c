#pragma once

#include <span>
#include <string_view>

namespace muster {

/// A language and its letters beyond ASCII, the frequent ones first (small letters).
struct Alphabet {
    std::string_view language;
    std::string_view letters;
};

/// An encoding of one byte a character, the languages written in it (by name, separated by spaces), and how much more evidence it
/// needs than the usual ones, as a natural logarithm.
struct ByteEncoding {
    char const* name;
    std::string_view languages;
    double reluctance;
};

/// A byte beyond ASCII, and a small letter of ASCII.
inline bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }
inline bool is_small(char c) { return c >= 'a' && c <= 'z'; }

std::span<Alphabet const> alphabets();
std::span<ByteEncoding const> byte_encodings();

} // namespace muster
