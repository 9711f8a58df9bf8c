#include "reading/encoding.hpp"

#include "intake/nul_parity.hpp"
#include "reading/decoder.hpp"
#include "reading/encoding_guess.hpp"
#include "reading/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace muster {

namespace {

/// The whole file is read in pieces of this size.
constexpr std::size_t piece_size = std::size_t{256} << 10;
/// Bytes given to the statistics: single-byte models cost 0.1 s per megabyte and know enough after this.
constexpr std::size_t sample_size = std::size_t{64} << 10;
/// UTF-8 with this many good characters to a bad one is UTF-8 that was damaged; other encodings give about one in ten or fewer.
constexpr std::uint64_t good_to_bad = 3;

struct Mark {
    std::string_view bytes;
    char const* encoding;
};
/// The longer marks first: UTF-32LE's begins like UTF-16LE's.
constexpr std::array<Mark, 6> marks{{{std::string_view{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                                     {std::string_view{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                                     {std::string_view{"\xEF\xBB\xBF", 3}, "UTF-8"},
                                     {std::string_view{"\x84\x31\x95\x33", 4}, "GB18030"},
                                     {std::string_view{"\xFF\xFE", 2}, "UTF-16LE"},
                                     {std::string_view{"\xFE\xFF", 2}, "UTF-16BE"}}};

Encoding marked(std::string_view beginning)
{
    for (Mark const& mark : marks) {
        if (!beginning.starts_with(mark.bytes)) { continue; }
        std::size_t length = 0;
        while (beginning.substr(length).starts_with(mark.bytes)) { length += mark.bytes.size(); } // files put together have several
        return {mark.encoding, length, std::string{"the file begins with the byte order mark of "} + mark.encoding};
    }
    return {"", 0, ""};
}

Encoding by_nul_parity(std::string_view sample)
{
    std::string const name{encoding_by_nul_parity(sample)};
    bool const low_first = name.ends_with("LE");
    std::string const place = name.starts_with("UTF-32") ? "in the upper half of each four bytes"
                              : low_first                ? "in odd places only"
                                                         : "in even places only";
    return {name, 0, "NUL bytes stand " + place + ", as in " + name};
}

/// Collects whole lines that hold bytes >= 0x80, up to a size.
class LineSample {
public:
    /// False when the sample is full.
    bool add(std::string_view piece)
    {
        for (std::size_t at = 0; at < piece.size() && sample_.size() < sample_size;) {
            std::size_t const end = std::min(piece.find_first_of("\r\n", at), piece.size());
            line_.append(piece.substr(at, end - at));
            if (end < piece.size() || line_.size() > sample_size) { close_line(); }
            at = end + 1;
        }
        return sample_.size() < sample_size;
    }
    std::string take()
    {
        close_line();
        return std::move(sample_);
    }

private:
    void close_line()
    {
        bool const telling = std::any_of(line_.begin(), line_.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        if (telling && sample_.size() < sample_size) { sample_.append(line_).push_back('\n'); }
        line_.clear();
    }
    std::string sample_{};
    std::string line_{};
};

/// Calls `see(bytes)` for each piece of the file, until it says false.
template <class See>
Result<void> each_piece(ByteSource const& file, See see)
{
    std::vector<char> piece(piece_size);
    for (std::uint64_t offset = 0; offset < file.size();) {
        TRY_ASSIGN(std::size_t const got, file.read_at(offset, piece));
        if (got == 0 || !see(std::string_view{piece.data(), got})) { break; }
        offset += got;
    }
    return {};
}

Result<std::string> beginning_of(ByteSource const& file)
{
    std::string beginning(std::min<std::uint64_t>(file.size(), sample_size), '\0');
    TRY_ASSIGN(std::size_t const got, file.read_at(0, beginning));
    beginning.resize(got);
    return beginning;
}

std::string counted(std::uint64_t count, std::string const& one, std::string const& many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

} // namespace

Result<Encoding> detect_encoding(ByteSource const& file)
{
    TRY_ASSIGN(std::string const beginning, beginning_of(file));
    if (Encoding found = marked(beginning); !found.name.empty()) { return found; }
    if (Encoding found = by_nul_parity(beginning); !found.name.empty()) { return found; }
    Utf8Census census;
    TRY(each_piece(file, [&](std::string_view bytes) {
        census.add(bytes);
        return true;
    }));
    census.finish();
    std::uint64_t const good = census.multibyte();
    std::uint64_t const bad = census.faults();
    if (bad == 0) {
        std::string const beyond = counted(good, "character beyond ASCII", "characters beyond ASCII");
        return Encoding{"UTF-8", 0, good == 0 ? "the whole file is ASCII" : "the whole file is well-formed UTF-8, with " + beyond, true};
    }
    if (good >= good_to_bad * bad) {
        return Encoding{"UTF-8", 0,
                        counted(good, "character beyond ASCII is", "characters beyond ASCII are") + " well-formed UTF-8, " +
                            counted(bad, "place is damaged", "places are damaged")};
    }
    LineSample lines;
    TRY(each_piece(file, [&](std::string_view bytes) { return lines.add(bytes); }));
    EncodingGuess guess = guess_encoding(lines.take());
    return Encoding{std::move(guess.name), 0, std::move(guess.evidence)};
}

Result<Encoding> chosen_encoding(ByteSource const& file, std::string const& name)
{
    std::string known = encoding_name(name);
    TRY_ASSIGN(auto const decoder, Decoder::create(name)); // refuses an unknown name
    TRY_ASSIGN(std::string const beginning, beginning_of(file));
    Encoding const mark = marked(beginning);
    bool const order_open = known == "UTF-16" || known == "UTF-32";
    if (order_open && mark.name.starts_with(known)) { return Encoding{mark.name, mark.byte_order_mark, ""}; }
    if (order_open) {
        Encoding const parity = by_nul_parity(beginning);
        return Encoding{parity.name.starts_with(known) ? parity.name : known + "LE", 0, ""};
    }
    return Encoding{known, mark.name == known ? mark.byte_order_mark : 0, ""};
}

} // namespace muster
