#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// Writes numbers and texts compactly at the end of a string: unsigned LEB128 (as in DWARF and WebAssembly), signed numbers zigzag
/// first (as in Protocol Buffers), texts with their length before them.
class PackWriter {
public:
    explicit PackWriter(std::string& into) : into_{into} {}

    void byte(std::uint8_t value) { into_.push_back(static_cast<char>(value)); }
    void number(std::uint64_t value)
    {
        while (value >= 0x80) {
            into_.push_back(static_cast<char>(value | 0x80U));
            value >>= 7U;
        }
        into_.push_back(static_cast<char>(value));
    }
    void signed_number(std::int64_t value) { number((static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63)); }
    void text(std::string_view value)
    {
        number(value.size());
        into_.append(value);
    }

private:
    std::string& into_;
};

/// Reads the same back from any bytes. After the first thing that is none of ours every call gives zero or nothing; is_complete()
/// tells in the end. Texts point into the bytes.
class PackReader {
public:
    explicit PackReader(std::string_view bytes) : left_{bytes} {}

    std::uint8_t byte()
    {
        if (left_.empty()) { return fail(); }
        auto const value = static_cast<std::uint8_t>(left_.front());
        left_.remove_prefix(1);
        return value;
    }
    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            std::uint8_t const part = byte();
            if (shift == 63 && part > 1) { return fail(); } // more than 64 bits
            value |= static_cast<std::uint64_t>(part & 0x7FU) << shift;
            if (part < 0x80) { return value; }
        }
        return fail();
    }
    std::int64_t signed_number()
    {
        std::uint64_t const value = number();
        return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
    }
    std::string_view text()
    {
        std::uint64_t const size = number();
        if (size > left_.size()) {
            fail();
            return {};
        }
        std::string_view const value = left_.substr(0, static_cast<std::size_t>(size));
        left_.remove_prefix(static_cast<std::size_t>(size));
        return value;
    }
    /// A number of elements that follow, each of at least one byte: never more than there are bytes, so that a reserve() is safe.
    std::size_t count()
    {
        std::uint64_t const value = number();
        return value <= left_.size() ? static_cast<std::size_t>(value) : fail();
    }
    /// A number that must not be above `last`.
    std::uint64_t number_up_to(std::uint64_t last)
    {
        std::uint64_t const value = number();
        return value <= last ? value : fail();
    }

    bool failed() const { return failed_; }
    /// Whether everything was ours and nothing is left.
    bool is_complete() const { return !failed_ && left_.empty(); }

private:
    std::uint8_t fail()
    {
        failed_ = true;
        left_ = {};
        return 0;
    }

    std::string_view left_;
    bool failed_{};
};

} // namespace muster
