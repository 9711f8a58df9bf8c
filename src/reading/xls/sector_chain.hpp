#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace muster {

/// A piece of a stream that lies in one piece.
struct Extent {
    std::uint64_t at{};    ///< in the stream
    std::uint64_t place{}; ///< in what holds the stream
    std::uint64_t length{};
};

/// How the sectors of a table lie in what holds them.
struct SectorPlan {
    std::span<std::uint32_t const> next{}; ///< which sector follows each
    std::uint32_t shift{};                 ///< a sector has 2^shift bytes
    std::uint64_t first_place{};           ///< of sector 0
    std::uint64_t end{};                   ///< nothing lies from here on
};

/// The pieces of a chain of sectors, neighbours joined, at most `size` bytes of it; fewer when the chain ends before. Error: unreadable
/// (a sector outside the table or the file, a chain that comes back to itself).
Result<std::vector<Extent>> follow_chain(SectorPlan const& plan, std::uint32_t first, std::uint64_t size);

/// The same pieces with their places in what holds `holder`.
Result<std::vector<Extent>> through(std::vector<Extent> const& pieces, std::vector<Extent> const& holder);

inline std::uint64_t size_of(std::vector<Extent> const& extents) { return extents.empty() ? 0 : extents.back().at + extents.back().length; }

/// The stream that the pieces of `file` make. Safe from several threads.
std::shared_ptr<ByteSource const> stream_of(std::shared_ptr<ByteSource const> file, std::vector<Extent> extents);

} // namespace muster
