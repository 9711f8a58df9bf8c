#include "http/gzip.hpp"

#include "base/assert.hpp"
#include "base/text.hpp"

#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace muster {

namespace {

/// Taken in and given out in one call: what the second-level cache holds beside the packer's own tables.
constexpr std::size_t piece_size = std::size_t{64} * 1'024;

} // namespace

struct GzipPacker::State {
    isal_zstream stream{};
    std::array<std::uint8_t, ISAL_DEF_LVL1_DEFAULT> tables{};
    std::array<char, piece_size> packed{};

    /// Runs the library until it has taken its input and given all that it will give for it.
    void run(std::string& into)
    {
        do { // NOLINT(cppcoreguidelines-avoid-do-while): there is output without input at the end
            stream.next_out = reinterpret_cast<std::uint8_t*>(packed.data()); // NOLINT: its bytes are unsigned
            stream.avail_out = static_cast<std::uint32_t>(packed.size());
            MUSTER_ASSERT(isal_deflate(&stream) == COMP_OK);
            into.append(packed.data(), packed.size() - stream.avail_out);
        } while (stream.avail_out == 0 || stream.avail_in > 0);
    }
};

GzipPacker::GzipPacker() : state_{std::make_unique<State>()}
{
    isal_zstream& stream = state_->stream;
    isal_deflate_init(&stream);
    stream.level = 1;
    stream.level_buf = state_->tables.data();
    stream.level_buf_size = static_cast<std::uint32_t>(state_->tables.size());
    stream.gzip_flag = IGZIP_GZIP;
    stream.flush = NO_FLUSH;
}

GzipPacker::GzipPacker(GzipPacker&&) noexcept = default;
GzipPacker& GzipPacker::operator=(GzipPacker&&) noexcept = default;
GzipPacker::~GzipPacker() = default;

void GzipPacker::add(std::string_view text, std::string& into)
{
    while (!text.empty()) {
        std::string_view const piece = text.substr(0, piece_size);
        text.remove_prefix(piece.size());
        // The library does not write to its input, it only forgot to say so.
        state_->stream.next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(piece.data())); // NOLINT: its bytes are unsigned
        state_->stream.avail_in = static_cast<std::uint32_t>(piece.size());
        state_->run(into);
    }
}

void GzipPacker::finish(std::string& into)
{
    state_->stream.end_of_stream = 1;
    state_->stream.avail_in = 0;
    state_->run(into);
}

bool is_worth_packing(std::string_view content_type)
{
    std::string type = text::ascii_lower(content_type.substr(0, content_type.find(';')));
    while (type.ends_with(' ')) { type.pop_back(); }
    constexpr std::array<std::string_view, 4> known{"application/json", "application/xml", "application/javascript", "image/svg+xml"};
    if (type == "text/event-stream") { return false; } // each event leaves at once
    return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") || std::ranges::find(known, type) != known.end();
}

} // namespace muster
