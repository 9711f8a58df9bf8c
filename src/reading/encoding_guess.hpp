#pragma once

#include <string>
#include <string_view>

namespace muster {

/// A guess at an 8-bit or East Asian encoding, with the reason.
struct EncodingGuess {
    std::string name{};
    std::string evidence{};
};

/// Guesses the encoding of text that is not UTF-8 from lines that hold bytes >= 0x80. Never without an answer: windows-1252 when
/// nothing speaks for another.
EncodingGuess guess_encoding(std::string_view sample);

} // namespace muster
