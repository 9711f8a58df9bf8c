#pragma once

#include "base/bytes.hpp"
#include "reading/decoder.hpp"
#include "reading/encoding.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Bytes read in one go: large enough that system calls do not count, small enough for the second-level cache. Tests make it tiny.
inline constexpr std::size_t standard_window = std::size_t{256} << 10;

/// The text of a file from its beginning (without byte order mark, and without the Ctrl-Z that old programs end files with), as a
/// window that moves on. One thread.
class TextStream {
public:
    static Result<TextStream> open(std::shared_ptr<ByteSource const> file, Encoding const& encoding, std::size_t window = standard_window);

    /// What is in the window and not consumed. Valid until read_more(). A window may end inside a character.
    std::string_view text() const { return std::string_view{text_}.substr(begin_); }
    bool at_end() const { return at_end_; }
    void consume(std::size_t bytes) { begin_ += bytes; }
    /// Reads on: afterwards there is more text, or at_end() holds.
    Result<void> read_more();
    /// Whether bytes could not be decoded between two positions of text(). Each call begins where the last one ended.
    bool undecodable_within(std::size_t from, std::size_t to)
    {
        return next_fault_ < faults_.size() && pass_faults(begin_ + from, begin_ + to);
    }

private:
    TextStream() = default;
    Result<void> read_chunk();
    bool pass_faults(std::size_t from, std::size_t to);

    std::shared_ptr<ByteSource const> file_{};
    std::unique_ptr<Decoder> decoder_{};
    std::uint64_t offset_{}; ///< in the file
    std::size_t window_{};
    bool verified_{}; ///< the bytes are the text
    std::string bytes_{};
    std::string text_{};
    std::size_t begin_{};
    std::vector<std::size_t> faults_{}; ///< positions in text_
    std::size_t next_fault_{};
    bool at_end_{};
};

} // namespace muster
