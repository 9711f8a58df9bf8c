#pragma once

#include "base/bytes.hpp"
#include "reading/xls/biff.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// A record: number, length (two bytes each) and body.
struct Record {
    std::uint16_t id{};
    std::string_view body{};
    std::uint64_t offset{}; ///< of its number, in the stream
};

/// What a BOF record says.
struct Beginning {
    Biff version{Biff::eight};
    Substream kind{Substream::sheet};
};

/// What a record begins; nothing when it is no BOF.
std::optional<Beginning> beginning_of(Record const& record);

/// The records of a stream in order, read in large pieces. One thread.
class RecordStream {
public:
    RecordStream(std::shared_ptr<ByteSource const> bytes, std::uint64_t offset) : bytes_{std::move(bytes)}, buffer_offset_{offset} {}

    /// The next record; false at the stream's end. Its body is valid until the next call of anything here. Error: unreadable, when the
    /// stream ends inside the record.
    Result<bool> next(Record& record);
    /// The next record behind the substreams that begin in between (charts in a sheet), whose records are passed over. `record` may be
    /// an EOF. Error: unreadable, also at the stream's end: every substream ends with an EOF.
    Result<void> next_of_substream(Record& record);
    /// Whether a CONTINUE record follows. Bodies given so far are no longer valid.
    Result<bool> continues();

private:
    /// Has `count` bytes ready at the read position unless the stream ends before.
    Result<void> fill(std::size_t count);
    std::string_view ready() const { return std::string_view{buffer_}.substr(at_); }

    std::shared_ptr<ByteSource const> bytes_;
    std::string buffer_{};
    std::size_t at_{};              ///< read position in the buffer
    std::uint64_t buffer_offset_{}; ///< of the buffer in the stream
};

} // namespace muster
