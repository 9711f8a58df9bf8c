#include "reading/xls/biff_text.hpp"

#include "reading/xls/continued_body.hpp"
#include "reading/xls/little_endian.hpp"

namespace muster {

namespace {

/// A body below this length ends where its text ends: only one of 8,224 bytes goes on in a CONTINUE record (MS-XLS 2.1.4).
constexpr std::size_t full_body = 8'000;

} // namespace

Result<void> append_text(RecordStream& records, std::string_view rest, Biff version, TextCount width, ByteText& bytes, std::string& into)
{
    std::size_t const fixed = width == TextCount::one_byte ? 1 : 2;
    ContinuedBody body{records, rest};
    if (rest.size() < fixed) { return body.append_string(fixed, into); } // only in damaged files: the CONTINUE has the count
    std::size_t const count = fixed == 1 ? u8_at(rest, 0) : u16_at(rest, 0);
    bool const without_flags = count > 0 && rest.size() == fixed + count && rest.size() < full_body;
    if (version == Biff::eight && !without_flags) { return body.append_string(fixed, into); }
    if (rest.size() >= fixed + count) {
        bytes.append(rest.substr(fixed, count), into);
        return {};
    }
    std::string gathered;
    TRY(body.skip(fixed));
    TRY(body.append_bytes(count, gathered));
    bytes.append(gathered, into);
    return {};
}

} // namespace muster
