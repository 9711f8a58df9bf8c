#pragma once

#include "reading/xls/record_stream.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// The body of a record and of the CONTINUE records behind it as one, read from front to back. No length in it is trusted: what goes
/// beyond the last CONTINUE is an Error (unreadable).
class ContinuedBody {
public:
    ContinuedBody(RecordStream& records, std::string_view body) : records_{records}, left_{body} {}

    /// Whether nothing is left.
    Result<bool> at_end();
    /// The next whole number of `width` bytes, at most 4.
    Result<std::uint32_t> number(std::size_t width);
    Result<void> skip(std::uint64_t count);
    /// Appends bytes as they are.
    Result<void> append_bytes(std::size_t count, std::string& into);
    /// Appends a string of BIFF8 (MS-XLS 2.5.293 and 2.5.294) as UTF-8: a count of `width` bytes, flags, characters of one or two bytes,
    /// and formatting runs and phonetic text, which are left out. A CONTINUE inside the characters begins with new flags.
    Result<void> append_string(std::size_t width, std::string& into);

private:
    Result<void> need();
    Result<void> append_characters(std::size_t count, std::uint32_t flags, std::string& into);

    RecordStream& records_;
    std::string_view left_; ///< of the record that is being read
};

} // namespace muster
