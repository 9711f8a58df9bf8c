#pragma once

#include "base/bytes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace muster {

/// Plain values that are moved in one system call: 16,384 of 16 bytes are a quarter megabyte, which the second-level cache holds.
inline constexpr std::size_t values_per_piece = 16'384;

/// Writes plain values into a sink, buffered. flush() at the end; the sink stays the caller's to finish.
template <class T>
    requires std::is_trivially_copyable_v<T>
class PieceWriter {
public:
    explicit PieceWriter(ByteSink& sink) : sink_{sink} { piece_.reserve(values_per_piece); }

    Result<void> add(T const& value)
    {
        piece_.push_back(value);
        return piece_.size() < values_per_piece ? Result<void>{} : flush();
    }
    Result<void> flush()
    {
        TRY(sink_.write({reinterpret_cast<char const*>(piece_.data()), piece_.size() * sizeof(T)})); // NOLINT: plain values as bytes
        piece_.clear();
        return {};
    }

private:
    ByteSink& sink_;
    std::vector<T> piece_{};
};

/// Reads plain values of a source by their index; neighbours cost no extra system call. One thread.
template <class T>
    requires std::is_trivially_copyable_v<T>
class PieceReader {
public:
    explicit PieceReader(std::shared_ptr<ByteSource const> source)
        : source_{std::move(source)}, size_{source_ ? source_->size() / sizeof(T) : 0}
    {
    }

    std::uint64_t size() const { return size_; }

    /// The value at `index`, which must be below size(); valid until the next call.
    Result<T const*> at(std::uint64_t index)
    {
        MUSTER_ASSERT(index < size_);
        if (index < start_ || index >= start_ + window_.size()) {
            window_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(values_per_piece, size_ - index)));
            std::span<char> const bytes{reinterpret_cast<char*>(window_.data()),
                                        window_.size() * sizeof(T)}; // NOLINT: plain values as bytes
            TRY_ASSIGN(std::size_t const got, source_->read_at(index * sizeof(T), bytes));
            if (got != bytes.size()) {
                return Error{ErrorKind::internal, "PLAN_DAMAGED",
                             "A file of this import's plan is shorter than it was. Discard the import and analyse the file again."};
            }
            start_ = index;
        }
        return &window_[static_cast<std::size_t>(index - start_)];
    }

private:
    std::shared_ptr<ByteSource const> source_;
    std::uint64_t size_{};
    std::uint64_t start_{};
    std::vector<T> window_{};
};

} // namespace muster
