#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace muster {

/// Unpacks one raw deflate stream (RFC 1951) piece by piece, in constant memory (about 90 KB). One thread.
class Inflater {
public:
    struct Step {
        std::size_t taken{}; ///< packed bytes used up
        std::size_t given{}; ///< unpacked bytes written
        bool finished{};     ///< the stream's own end is reached and everything has been given
        bool damaged{};      ///< the bytes are no deflate stream; nothing more can come, and the counts are 0
    };

    Inflater();
    Inflater(Inflater const&) = delete;
    Inflater& operator=(Inflater const&) = delete;
    ~Inflater();

    /// Goes on as far as input and space reach. Bytes may still come when no input is left: the stream is cut off only when a step
    /// without input gives nothing and is not finished. A piece has less than 4 GiB.
    Step step(std::string_view packed, std::span<char> into);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// CRC-32 of ZIP and gzip over `bytes`, going on from that of the bytes before them (0 at the beginning).
std::uint32_t checksum_after(std::uint32_t before, std::string_view bytes);

} // namespace muster
