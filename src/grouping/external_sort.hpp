#pragma once

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "base/key_sort.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <queue>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace muster {

/// Memory that sorting takes before it goes to disk. Sorting 600,000 rows' identifiers takes about 40 MB and stays in memory.
inline constexpr std::size_t sort_memory = 128 * 1'024 * 1'024;

/// Sorts more plain values than fit in memory: runs of at most `memory` bytes are sorted and written to files under `folder`, then
/// merged. One thread.
template <class T>
    requires std::is_trivially_copyable_v<T>
class ExternalSort {
public:
    explicit ExternalSort(std::string folder, std::size_t memory = sort_memory)
        : folder_{std::move(folder)}, limit_{std::max<std::size_t>(memory / sizeof(T), 1)}
    {
    }

    Result<void> add(T const& value)
    {
        if (values_.size() == values_.capacity()) { grow(); }
        values_.push_back(value);
        is_sorted_ = false;
        return values_.size() >= limit_ ? spill() : Result<void>{};
    }

    /// Calls `take(T const&) -> Result<void>` for every value in ascending order. May be called again.
    template <class Take>
    Result<void> drain(Take take)
    {
        if (!is_sorted_) { sort_values(); }
        is_sorted_ = true;
        if (runs_.empty()) {
            for (T const& value : values_) { TRY(take(value)); }
            return {};
        }
        if (!values_.empty()) { TRY(spill()); }
        for (Run& run : runs_) { run.rewind(); }
        return merge(take);
    }

    std::size_t runs() const { return runs_.size(); }

    /// All values in ascending order when none has gone to disk, the caller's to change: they are not drained again. Otherwise empty.
    std::span<T> take_values()
    {
        if (!runs_.empty()) { return {}; }
        if (!is_sorted_) { sort_values(); }
        return values_;
    }

private:
    struct Run {
        std::unique_ptr<ByteSource> source{};
        std::uint64_t next{};
        std::vector<T> window{};
        std::size_t at{};

        void rewind()
        {
            next = 0;
            window.clear();
            at = 0;
        }
        /// Makes window[at] the next value; false at the end.
        Result<bool> advance(std::size_t window_values)
        {
            if (++at < window.size()) { return true; }
            window.resize(window_values);
            std::span<char> const bytes{reinterpret_cast<char*>(window.data()), window.size() * sizeof(T)}; // NOLINT: plain values as bytes
            TRY_ASSIGN(std::size_t const got, source->read_at(next, bytes));
            next += got;
            window.resize(got / sizeof(T));
            at = 0;
            return !window.empty();
        }
    };

    /// Doubles while that is cheap, then takes four times as much: room is only an address until it is used, whereas every doubling
    /// would use memory that was never used before.
    void grow()
    {
        constexpr std::size_t cheap = 4 * 1'024 * 1'024 / sizeof(T);
        std::size_t const values = values_.size();
        values_.reserve(std::max<std::size_t>(values < cheap ? 2 * values : std::min(4 * values, limit_), values + 64));
    }

    void sort_values()
    {
        if constexpr (Keyed<T>) {
            sort_by_key(values_);
        } else {
            std::sort(values_.begin(), values_.end());
        }
    }

    Result<void> spill()
    {
        sort_values();
        if (!place_) {
            TRY_ASSIGN(auto place, TemporaryFolder::create(folder_));
            place_ = std::make_unique<TemporaryFolder>(std::move(place));
        }
        std::string const path = place_->path() + "/run-" + std::to_string(runs_.size());
        TRY_ASSIGN(auto sink, create_file(path));
        TRY(sink->write({reinterpret_cast<char const*>(values_.data()), values_.size() * sizeof(T)})); // NOLINT: plain values as bytes
        TRY(sink->finish());
        TRY_ASSIGN(auto source, open_file(path));
        runs_.push_back(Run{std::move(source), 0, {}, 0});
        values_.clear();
        return {};
    }

    template <class Take>
    Result<void> merge(Take take)
    {
        std::size_t const window_values = std::max<std::size_t>(limit_ / (runs_.size() + 1), 1);
        auto const later = [this](std::size_t a, std::size_t b) { return runs_[b].window[runs_[b].at] < runs_[a].window[runs_[a].at]; };
        std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> front{later};
        for (std::size_t run = 0; run < runs_.size(); ++run) {
            TRY_ASSIGN(bool const more, runs_[run].advance(window_values));
            if (more) { front.push(run); }
        }
        while (!front.empty()) {
            std::size_t const run = front.top();
            front.pop();
            TRY(take(runs_[run].window[runs_[run].at]));
            TRY_ASSIGN(bool const more, runs_[run].advance(window_values));
            if (more) { front.push(run); }
        }
        return {};
    }

    std::string folder_;
    std::size_t limit_;
    std::vector<T> values_{};
    bool is_sorted_{};
    std::unique_ptr<TemporaryFolder> place_{};
    std::vector<Run> runs_{};
};

} // namespace muster
