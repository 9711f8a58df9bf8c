#include "intake/inflater.hpp"

#include "base/assert.hpp"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

#include <limits>

namespace muster {

struct Inflater::State {
    inflate_state stream{};
};

Inflater::Inflater() : state_{std::make_unique<State>()} { isal_inflate_init(&state_->stream); }

Inflater::~Inflater() = default;

Inflater::Step Inflater::step(std::string_view packed, std::span<char> into)
{
    constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
    MUSTER_ASSERT(packed.size() <= most && into.size() <= most);
    inflate_state& stream = state_->stream;
    // The library does not write to its input, it only forgot to say so.
    stream.next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(packed.data())); // NOLINT: its bytes are unsigned
    stream.avail_in = static_cast<std::uint32_t>(packed.size());
    stream.next_out = reinterpret_cast<std::uint8_t*>(into.data()); // NOLINT: as above
    stream.avail_out = static_cast<std::uint32_t>(into.size());
    int const outcome = isal_inflate(&stream);
    if (outcome < 0) { return {.damaged = true}; } // its counts are wrong then, even below zero
    return {.taken = packed.size() - stream.avail_in,
            .given = into.size() - stream.avail_out,
            .finished = stream.block_state == ISAL_BLOCK_FINISH};
}

std::uint32_t checksum_after(std::uint32_t before, std::string_view bytes)
{
    return crc32_gzip_refl(before, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size()); // NOLINT: its bytes are unsigned
}

} // namespace muster
