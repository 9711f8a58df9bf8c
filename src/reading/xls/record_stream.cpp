#include "reading/xls/record_stream.hpp"

#include "reading/xls/little_endian.hpp"
#include "reading/xls/workbook_damage.hpp"

#include <algorithm>

namespace muster {

namespace {

constexpr std::size_t record_head = 4;
/// Bytes read at once: a record has at most 65,539, and from a quarter of a megabyte on larger pieces gain nothing.
constexpr std::size_t records_at_once = std::size_t{256} << 10;

/// Excel writes 0x0600 and 0x0500; other programs leave zeros or wrote the number of an older generation.
Biff version_of(std::uint16_t written)
{
    switch (written) {
    case 0x0600: return Biff::eight;
    case 0x0500: return Biff::five;
    case 0x0400: return Biff::four;
    case 0x0300: return Biff::three;
    default: return Biff::two;
    }
}

/// The cheap half of beginning_of, for every record of a sheet.
bool is_beginning(std::uint16_t id) { return (id & 0xFFU) == record_id::begin_2; }

} // namespace

std::optional<Beginning> beginning_of(Record const& record)
{
    if (record.body.size() < 4) { return std::nullopt; }
    auto const kind = static_cast<Substream>(u16_at(record.body, 2));
    switch (record.id) {
    case record_id::begin_2: return Beginning{Biff::two, kind};
    case record_id::begin_3: return Beginning{Biff::three, kind};
    case record_id::begin_4: return Beginning{Biff::four, kind};
    case record_id::begin: return Beginning{version_of(u16_at(record.body, 0)), kind};
    default: return std::nullopt;
    }
}

Result<void> RecordStream::fill(std::size_t count)
{
    if (buffer_.size() - at_ >= count) { return {}; }
    buffer_.erase(0, at_);
    buffer_offset_ += at_;
    at_ = 0;
    std::size_t const kept = buffer_.size();
    std::uint64_t const from = buffer_offset_ + kept;
    std::uint64_t const left = bytes_->size() > from ? bytes_->size() - from : 0;
    buffer_.resize(kept + static_cast<std::size_t>(std::min<std::uint64_t>(left, records_at_once)));
    auto const got = bytes_->read_at(from, std::span{buffer_}.subspan(kept));
    buffer_.resize(kept + (got ? *got : 0));
    if (!got) { return got.error(); }
    return {};
}

Result<bool> RecordStream::next(Record& record)
{
    TRY(fill(record_head));
    if (ready().empty()) { return false; }
    if (ready().size() < record_head) { return damaged_workbook("it ends inside a record"); }
    std::size_t const length = u16_at(ready(), 2);
    TRY(fill(record_head + length));
    if (ready().size() < record_head + length) { return damaged_workbook("it ends inside a record"); }
    record = {u16_at(ready(), 0), ready().substr(record_head, length), buffer_offset_ + at_};
    at_ += record_head + length;
    return true;
}

Result<void> RecordStream::next_of_substream(Record& record)
{
    std::size_t depth = 0;
    while (true) {
        TRY_ASSIGN(bool const more, next(record));
        if (!more) { return damaged_workbook("it ends before its last record, so rows may be missing"); }
        if (is_beginning(record.id) && beginning_of(record)) {
            ++depth;
        } else if (depth == 0) {
            return {};
        } else if (record.id == record_id::end_of_substream) {
            --depth;
        }
    }
}

Result<bool> RecordStream::continues()
{
    TRY(fill(record_head));
    return ready().size() >= record_head && u16_at(ready(), 0) == record_id::continuation;
}

} // namespace muster
