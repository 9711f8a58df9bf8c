#include "grouping/spill.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <string_view>

namespace muster {

namespace {

/// The first read of a series: holds nearly every entry, costs little more than the system call. Each further one is twice as large.
constexpr std::size_t first_read = 4 * 1'024;
constexpr std::size_t largest_read = 1'024 * 1'024;
/// Bytes of the spill for each jump until it is kept. A jump is a small read of some 2 microseconds; a megabyte that is kept costs 2 to 3
/// milliseconds where memory was never used before (doc/decisions/010). So nothing is kept before jumping has cost as much as keeping does.
constexpr std::size_t bytes_per_jump = 800;
/// A part of the spill that is read and kept at once: large enough that its system call does not count.
constexpr std::size_t block_size = 256 * 1'024;
/// How far behind a window's end an entry still counts as the next one: rows in between belong to other records.
constexpr std::uint64_t gap = 64 * 1'024;

/// Most bytes of a number.
constexpr std::size_t longest_number = 10;

/// The put_* write where there is room (most_bytes()) and give the place behind.
char* put_number(char* at, std::uint64_t number)
{
    while (number >= 0x80) {
        *at++ = static_cast<char>(number | 0x80);
        number >>= 7;
    }
    *at++ = static_cast<char>(number);
    return at;
}

char* put_text(char* at, std::string_view text)
{
    at = put_number(at, text.size());
    return at + text.copy(at, text.size());
}

char* put_values(char* at, std::vector<FieldValue> const& values)
{
    at = put_number(at, values.size());
    for (FieldValue const& value : values) { at = put_text(put_number(at, value.field.value), value.value); }
    return at;
}

/// At least the bytes that an entry takes.
std::size_t most_bytes(Candidate const& candidate)
{
    std::size_t bytes = sizeof(std::uint32_t) + 5 * longest_number;
    for (auto const* list : {&candidate.values, &candidate.contacts}) {
        for (FieldValue const& value : *list) { bytes += 2 * longest_number + value.value.size(); }
    }
    for (std::string const& tag : candidate.tags) { bytes += longest_number + tag.size(); }
    return bytes;
}

/// Reads what put_* wrote; ok turns false at the first thing that cannot be.
struct Cursor {
    std::string_view bytes;
    bool ok{true};

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (bytes.empty()) { break; }
            auto const byte = static_cast<unsigned char>(bytes.front());
            bytes.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80) { return value; }
        }
        ok = false;
        return 0;
    }
    std::string_view text()
    {
        std::uint64_t const length = number();
        if (!ok || length > bytes.size()) {
            ok = false;
            return {};
        }
        std::string_view const taken = bytes.substr(0, length);
        bytes.remove_prefix(length);
        return taken;
    }
    /// A count of things of at least one byte each.
    std::size_t count()
    {
        std::uint64_t const value = number();
        if (value > bytes.size()) { ok = false; }
        return ok ? value : 0;
    }
    void values(std::vector<FieldValue>& into)
    {
        into.resize(count());
        for (FieldValue& value : into) {
            value.field = FieldId{static_cast<std::uint32_t>(number())};
            value.value.assign(text());
        }
    }
    std::optional<ProfileType> type()
    {
        std::uint64_t const value = number();
        if (value == 0) { return std::nullopt; }
        return value == 2 ? ProfileType::customer : ProfileType::lead;
    }
    void tags(std::vector<std::string>& into)
    {
        into.resize(count());
        for (std::string& tag : into) { tag.assign(text()); }
    }
};

Error damaged()
{
    return {ErrorKind::internal, "SPILL_DAMAGED",
            "The analysed rows of this import cannot be read back. Discard the import and analyse the file again."};
}

bool decode(std::string_view bytes, Candidate& into)
{
    Cursor cursor{bytes};
    into.row = RowNumber{static_cast<std::int64_t>(cursor.number())};
    into.type = cursor.type();
    cursor.values(into.values);
    cursor.values(into.contacts);
    cursor.tags(into.tags);
    return cursor.ok && cursor.bytes.empty();
}

} // namespace

Result<std::uint64_t> SpillWriter::add(Candidate const& candidate)
{
    std::size_t const most = most_bytes(candidate);
    if (buffer_.size() - used_ < most) { buffer_.resize(used_ + most); }
    std::uint64_t const place = flushed_ + used_;
    char* const start = buffer_.data() + used_;
    std::uint32_t length = 0; // not known yet
    char* at = start + sizeof length;
    at = put_number(at, static_cast<std::uint64_t>(candidate.row.value));
    at = put_number(at, !candidate.type ? 0U : *candidate.type == ProfileType::customer ? 2U : 1U);
    at = put_values(at, candidate.values);
    at = put_values(at, candidate.contacts);
    at = put_number(at, candidate.tags.size());
    for (std::string const& tag : candidate.tags) { at = put_text(at, tag); }

    length = static_cast<std::uint32_t>(static_cast<std::size_t>(at - start) - sizeof length);
    std::memcpy(start, &length, sizeof length);
    used_ += static_cast<std::size_t>(at - start);
    if (used_ >= flush_at) { TRY(flush()); }
    return place;
}

Result<void> SpillWriter::flush()
{
    TRY(sink_.write({buffer_.data(), used_}));
    flushed_ += used_;
    used_ = 0;
    return {};
}

/// The window whose series an entry goes on, or the one that was not used last, for a new series.
SpillReader::Window& SpillReader::window_for(std::uint64_t place)
{
    for (std::size_t index : {latest_, 1 - latest_}) {
        Window& window = windows_[index];
        if (window.size > 0 && place >= window.start && place <= window.end() + gap) {
            latest_ = index;
            window.size = std::min(2 * window.size, largest_read);
            return window;
        }
    }
    note_jump();
    latest_ = 1 - latest_;
    windows_[latest_].size = first_read;
    return windows_[latest_];
}

void SpillReader::note_jump()
{
    auto const size = static_cast<std::size_t>(source_->size());
    if (++jumps_ * bytes_per_jump < size || size > memory_) { return; }
    is_kept_.resize(size / block_size + 1);
    whole_ = std::make_unique_for_overwrite<char[]>(size); // NOLINT(modernize-avoid-c-arrays): nothing is zeroed before it is read
}

Result<void> SpillReader::keep(std::size_t block)
{
    if (is_kept_[block]) { return {}; }
    std::size_t const start = block * block_size;
    std::span<char> const bytes{whole_.get() + start, std::min(block_size, static_cast<std::size_t>(source_->size()) - start)};
    TRY_ASSIGN(std::size_t const got, source_->read_at(start, bytes));
    if (got != bytes.size()) { return damaged(); }
    is_kept_[block] = true;
    return {};
}

Result<char const*> SpillReader::kept_at(std::uint64_t place, std::size_t length)
{
    if (place > source_->size() || length > source_->size() - place) { return damaged(); }
    std::size_t const last = (static_cast<std::size_t>(place) + length - 1) / block_size;
    for (std::size_t block = static_cast<std::size_t>(place) / block_size; block <= last; ++block) { TRY(keep(block)); }
    return whole_.get() + place;
}

Result<char const*> SpillReader::bytes_at(std::uint64_t place, std::size_t length)
{
    return whole_ ? kept_at(place, length) : window_at(place, length);
}

Result<char const*> SpillReader::window_at(std::uint64_t place, std::size_t length)
{
    for (std::size_t index : {latest_, 1 - latest_}) {
        Window const& window = windows_[index];
        if (!window.holds(place, length)) { continue; }
        latest_ = index;
        return window.bytes.data() + (place - window.start);
    }
    Window& window = window_for(place);
    window.bytes.resize(std::max(window.size, length));
    window.start = place;
    TRY_ASSIGN(std::size_t const got, source_->read_at(place, std::span<char>{window.bytes}));
    window.bytes.resize(got);
    if (got < length) { return damaged(); }
    return window.bytes.data();
}

Result<std::string_view> SpillReader::entry_at(std::uint64_t place)
{
    std::uint32_t length = 0;
    TRY_ASSIGN(char const* const prefix, bytes_at(place, sizeof length));
    std::memcpy(&length, prefix, sizeof length);
    if (length > source_->size()) { return damaged(); }
    TRY_ASSIGN(char const* const entry, bytes_at(place, sizeof length + length));
    return std::string_view{entry + sizeof length, length};
}

Result<void> SpillReader::read(std::uint64_t place, Candidate& into)
{
    TRY_ASSIGN(std::string_view const entry, entry_at(place));
    return decode(entry, into) ? Result<void>{} : damaged();
}

} // namespace muster
