#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace muster {

/// Where bytes are written in order: a file, a blob of the store, a buffer in a test. One thread at a time.
class ByteSink {
public:
    ByteSink() = default;
    ByteSink(ByteSink const&) = delete;
    ByteSink& operator=(ByteSink const&) = delete;
    virtual ~ByteSink() = default;

    virtual Result<void> write(std::string_view bytes) = 0;
    /// Bytes written so far.
    virtual std::uint64_t size() const = 0;
    /// Makes everything written durable and complete. A sink that is destroyed without it leaves nothing that can be read.
    virtual Result<void> finish() = 0;
};

/// Bytes that do not change while they are read, at any offset. Safe to use from several threads.
class ByteSource {
public:
    ByteSource() = default;
    ByteSource(ByteSource const&) = delete;
    ByteSource& operator=(ByteSource const&) = delete;
    virtual ~ByteSource() = default;

    /// Fills `into` from `offset`; fewer bytes come only at the end, 0 beyond it.
    virtual Result<std::size_t> read_at(std::uint64_t offset, std::span<char> into) const = 0;
    virtual std::uint64_t size() const = 0;
};

} // namespace muster
