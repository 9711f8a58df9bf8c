#include "reading/xls/continued_body.hpp"

#include "reading/xls/little_endian.hpp"
#include "reading/xls/utf16_text.hpp"
#include "reading/xls/workbook_damage.hpp"

#include <algorithm>

namespace muster {

namespace {

// MS-XLS 2.5.293: the flags of a string.
constexpr std::uint32_t is_wide = 0x01;
constexpr std::uint32_t has_phonetic = 0x04;
constexpr std::uint32_t has_runs = 0x08;
constexpr std::uint64_t run_size = 4;

} // namespace

Result<bool> ContinuedBody::at_end()
{
    while (left_.empty()) {
        TRY_ASSIGN(bool const more, records_.continues());
        if (!more) { return true; }
        Record record;
        TRY(records_.next(record));
        left_ = record.body;
    }
    return false;
}

// Has at least one byte ready.
Result<void> ContinuedBody::need()
{
    if (!left_.empty()) [[likely]] { return {}; }
    TRY_ASSIGN(bool const end, at_end());
    if (end) { return damaged_workbook("a text in it is cut off"); }
    return {};
}

Result<std::uint32_t> ContinuedBody::number(std::size_t width)
{
    std::uint32_t value = 0;
    for (std::size_t byte = 0; byte < width; ++byte) {
        TRY(need());
        value |= std::uint32_t{u8_at(left_, 0)} << (8 * byte);
        left_.remove_prefix(1);
    }
    return value;
}

Result<void> ContinuedBody::skip(std::uint64_t count)
{
    while (count > 0) {
        TRY(need());
        auto const step = static_cast<std::size_t>(std::min<std::uint64_t>(count, left_.size()));
        left_.remove_prefix(step);
        count -= step;
    }
    return {};
}

Result<void> ContinuedBody::append_bytes(std::size_t count, std::string& into)
{
    while (count > 0) {
        TRY(need());
        std::size_t const step = std::min(count, left_.size());
        into.append(left_.substr(0, step));
        left_.remove_prefix(step);
        count -= step;
    }
    return {};
}

Result<void> ContinuedBody::append_string(std::size_t width, std::string& into)
{
    TRY_ASSIGN(std::size_t const count, number(width));
    if (count == 0 && left_.empty()) { return {}; } // empty strings are found without flags
    TRY_ASSIGN(std::uint32_t const flags, number(1));
    std::uint64_t behind = 0;
    if ((flags & has_runs) != 0) {
        TRY_ASSIGN(std::uint32_t const runs, number(2));
        behind += runs * run_size;
    }
    if ((flags & has_phonetic) != 0) {
        TRY_ASSIGN(std::uint32_t const phonetic, number(4));
        behind += phonetic;
    }
    TRY(append_characters(count, flags, into));
    return skip(behind);
}

Result<void> ContinuedBody::append_characters(std::size_t count, std::uint32_t flags, std::string& into)
{
    Utf16Text text{into};
    while (count > 0) {
        if (left_.empty()) {
            TRY(need());
            TRY_ASSIGN(flags, number(1));
            continue;
        }
        if ((flags & is_wide) == 0) {
            std::size_t const step = std::min(count, left_.size());
            text.append_narrow(left_.substr(0, step));
            left_.remove_prefix(step);
            count -= step;
        } else if (left_.size() == 1) { // a unit cut in two: its other half stands behind the flags of the CONTINUE
            char const lower = left_.front();
            left_.remove_prefix(1);
            TRY(need());
            TRY_ASSIGN(flags, number(1));
            TRY_ASSIGN(std::uint32_t const upper, number(1));
            char const unit[] = {lower, static_cast<char>(upper)};
            text.append_wide({unit, 2});
            --count;
        } else {
            std::size_t const step = std::min(count, left_.size() / 2);
            text.append_wide(left_.substr(0, step * 2));
            left_.remove_prefix(step * 2);
            count -= step;
        }
    }
    text.finish();
    return {};
}

} // namespace muster
