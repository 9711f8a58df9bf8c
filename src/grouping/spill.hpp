#pragma once

#include "base/bytes.hpp"
#include "profile/record.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Valid rows rest in a file, the *spill*, in canonical form and in the file's order, so that no stage holds all of them. An entry is
/// row number, type, values, contacts and tags, lengths as LEB128 numbers, preceded by its own length.
class SpillWriter {
public:
    explicit SpillWriter(ByteSink& sink) : sink_{sink} {}
    /// Gives the entry's place.
    Result<std::uint64_t> add(Candidate const& candidate);
    /// Writes what is buffered; the sink stays the caller's to finish.
    Result<void> flush();

private:
    /// Large enough that system calls do not count, small enough to stay in the second-level cache.
    static constexpr std::size_t flush_at = 256 * 1'024;
    ByteSink& sink_;
    std::string buffer_ = std::string(flush_at + 64 * 1'024, '\0'); ///< room, of which `used_` bytes are written
    std::size_t used_{};
    std::uint64_t flushed_{};
};

/// The largest spill that a reader keeps in memory: that of a text file of 50 MB, the usual limit of an upload, has about 60 MB.
inline constexpr std::size_t spill_memory = 64 * 1'024 * 1'024;

/// Reads entries at any place. Two series of entries, each in rising order (a record's first row and its further ones), cost hardly any
/// system calls; a jump costs a small one. Who jumps so often that this costs more than memory does (many further rows, which lie
/// anywhere behind the first ones) has the parts that it meets from then on kept, if the whole spill has at most `memory` bytes. One
/// thread. Error internal SPILL_DAMAGED when the bytes are not what was written.
class SpillReader {
public:
    explicit SpillReader(std::shared_ptr<ByteSource const> source, std::size_t memory = spill_memory)
        : source_{std::move(source)}, memory_{memory}
    {
    }
    Result<void> read(std::uint64_t place, Candidate& into);

private:
    struct Window {
        std::uint64_t start{};
        std::string bytes{};
        std::size_t size{}; ///< of the next read that goes on from here
        std::uint64_t end() const { return start + bytes.size(); }
        bool holds(std::uint64_t place, std::size_t length) const { return place >= start && place <= end() && length <= end() - place; }
    };
    Result<std::string_view> entry_at(std::uint64_t place);
    Result<char const*> bytes_at(std::uint64_t place, std::size_t length);
    Result<char const*> window_at(std::uint64_t place, std::size_t length);
    Result<char const*> kept_at(std::uint64_t place, std::size_t length);
    Window& window_for(std::uint64_t place);
    void note_jump();
    Result<void> keep(std::size_t block);

    std::shared_ptr<ByteSource const> source_;
    std::size_t memory_;
    Window windows_[2]{};
    std::size_t latest_{};            ///< the window used last
    std::size_t jumps_{};             ///< series begun
    std::unique_ptr<char[]> whole_{}; ///< room for the whole spill, once jumps are many; filled by blocks
    std::vector<bool> is_kept_{};     ///< of every block
};

} // namespace muster
