#include "reading/xlsx/mended_utf8.hpp"

#include "base/text.hpp"
#include "reading/utf8.hpp"

#include <algorithm>
#include <cstdint>

namespace muster {

namespace {

constexpr bool forbidden(char letter)
{
    return static_cast<unsigned char>(letter) < ' ' && letter != '\t' && letter != '\n' && letter != '\r';
}

/// Well-formed text without the characters that XML forbids; U+FFFE and U+FFFF are left to the parser, they are well-formed.
void append_allowed(std::string& into, std::string_view text)
{
    for (auto at = text.begin(); at != text.end();) {
        auto const control = std::find_if(at, text.end(), forbidden);
        into.append(at, control);
        if (control == text.end()) { return; }
        into += text::replacement_character;
        at = control + 1;
    }
}

/// Appends up to a sequence that the end cuts, and gives what is left.
std::string_view append_up_to_cut(std::string& into, std::string_view bytes)
{
    while (!bytes.empty()) {
        std::uint64_t multibyte = 0;
        std::size_t const good = valid_utf8_prefix(bytes, multibyte);
        append_allowed(into, bytes.substr(0, good));
        bytes.remove_prefix(good);
        if (bytes.empty()) { break; }
        std::size_t const fault = utf8_fault_length(bytes);
        if (fault == 0) { return bytes; }
        into += text::replacement_character;
        bytes.remove_prefix(fault);
    }
    return bytes;
}

} // namespace

std::string_view MendedUtf8::mend(std::string_view piece)
{
    if (kept_.empty()) {
        std::uint64_t multibyte = 0;
        bool const good = valid_utf8_prefix(piece, multibyte) == piece.size() && std::ranges::none_of(piece, forbidden);
        if (good) { return piece; }
    }
    mended_.clear();
    append(piece);
    return mended_;
}

void MendedUtf8::append(std::string_view bytes)
{
    kept_ += bytes;
    std::string const rest{append_up_to_cut(mended_, kept_)};
    kept_ = rest;
}

std::string_view MendedUtf8::finish()
{
    mended_.clear();
    if (!kept_.empty()) { mended_ = text::replacement_character; }
    kept_.clear();
    return mended_;
}

void append_mended(std::string& into, std::string_view bytes)
{
    if (!append_up_to_cut(into, bytes).empty()) { into += text::replacement_character; }
}

} // namespace muster
