#pragma once

#include <string>
#include <string_view>

namespace muster {

/// Makes what comes in pieces well-formed UTF-8 that XML allows: faults and control characters other than TAB, LF and CR become U+FFFD.
/// One thread.
class MendedUtf8 {
public:
    /// The mended piece, valid until the next call; a sequence that the piece's end cuts is kept for the next one.
    std::string_view mend(std::string_view piece);
    /// What was kept.
    std::string_view finish();

private:
    void append(std::string_view bytes);

    std::string kept_{};
    std::string mended_{};
};

/// Appends bytes with the same replacements; a sequence that their end cuts is a fault.
void append_mended(std::string& into, std::string_view bytes);

} // namespace muster
