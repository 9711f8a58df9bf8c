#pragma once

#include "reading/xls/byte_text.hpp"
#include "reading/xls/record_stream.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// How many bytes the count before a text has.
enum class TextCount : std::uint8_t { one_byte = 1, two_bytes = 2 };

/// Appends as UTF-8 the text that the rest of a record's body begins with, and goes on into the record's CONTINUEs where it is longer:
/// Unicode in BIFF8, bytes of the code page before. A text of BIFF8 that fills its record exactly without the byte of flags, as some
/// programs write it, is one of bytes too. Error: unreadable, when the text is cut off.
Result<void> append_text(RecordStream& records, std::string_view rest, Biff version, TextCount width, ByteText& bytes, std::string& into);

} // namespace muster
