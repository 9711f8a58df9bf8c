#pragma once

#include "base/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// The encoding of a text file.
struct Encoding {
    std::string name{"UTF-8"};     ///< as ICU and people call it
    std::size_t byte_order_mark{}; ///< bytes at the beginning that are no text
    std::string evidence{};        ///< a sentence; empty when the user chose
    bool verified{};               ///< UTF-8, and the whole file is well-formed: need not be decoded
};

/// Finds the encoding of a whole file: byte order mark; strict UTF-8 over the whole file; NUL bytes on one side of each pair for
/// UTF-16 without mark; else statistics over the lines with bytes >= 0x80 (encoding_guess.hpp). Reads the file once.
Result<Encoding> detect_encoding(ByteSource const& file);

/// The encoding that the user named; only the byte order mark, and for a plain "UTF-16" or "UTF-32" the byte order, are looked at.
Result<Encoding> chosen_encoding(ByteSource const& file, std::string const& name);

} // namespace muster
