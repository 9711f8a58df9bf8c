#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace muster {

/// Length of the well-formed UTF-8 at the beginning. A sequence that the text's end cuts does not count. Adds the number of its
/// characters beyond ASCII to `multibyte`.
std::size_t valid_utf8_prefix(std::string_view bytes, std::uint64_t& multibyte);

/// For bytes that are not well-formed at their beginning: how many belong to the fault (the maximal subpart that Unicode, chapter
/// 3.9, recommends to replace by one U+FFFD; 1 to 3), or 0 when the text ends inside a sequence that may still become one.
std::size_t utf8_fault_length(std::string_view bytes);

/// What a whole file looks like when it is read as UTF-8, piece by piece.
class Utf8Census {
public:
    void add(std::string_view bytes);
    void finish();
    std::uint64_t multibyte() const { return multibyte_; } ///< characters beyond ASCII
    std::uint64_t faults() const { return faults_; }

private:
    std::string_view take_tail(std::string_view bytes);

    char tail_[4]{}; ///< a sequence that the last piece's end cut
    std::size_t tail_length_{};
    std::uint64_t multibyte_{};
    std::uint64_t faults_{};
};

} // namespace muster
