#pragma once

#include "base/keyed_hash.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <exception>
#include <span>
#include <thread>
#include <utility>
#include <vector>

namespace muster {

/// A value that is ordered by its key first.
template <class T>
concept Keyed = requires(T const& value) {
    { value.key } -> std::convertible_to<Key128 const&>;
    { value < value } -> std::convertible_to<bool>;
};

namespace key_sort {

inline constexpr std::size_t buckets = 256;
using Starts = std::array<std::size_t, buckets + 1>;

/// Deals values into buckets by one byte of their keys, in place; gives where each bucket starts.
template <Keyed T>
Starts deal(std::span<T> values, std::size_t byte)
{
    Starts starts{};
    for (T const& value : values) { ++starts[value.key.bytes[byte] + std::size_t{1}]; }
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) { starts[bucket + 1] += starts[bucket]; }
    std::array<std::size_t, buckets> next{};
    std::copy_n(starts.begin(), buckets, next.begin());
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
        while (next[bucket] < starts[bucket + 1]) {
            std::size_t const home = values[next[bucket]].key.bytes[byte];
            if (home == bucket) {
                ++next[bucket];
            } else {
                std::swap(values[next[bucket]], values[next[home]++]);
            }
        }
    }
    return starts;
}

/// Sorts values whose keys agree in all bytes before `byte`.
template <Keyed T>
void sort_from(std::span<T> values, std::size_t byte)
{
    constexpr std::size_t few = 192;      // below, comparing is cheaper than counting 256 buckets
    constexpr std::size_t last_dealt = 4; // more equal bytes are equal keys, which dealing does not part
    if (values.size() < few || byte > last_dealt) {
        std::sort(values.begin(), values.end());
        return;
    }
    Starts const starts = deal(values, byte);
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
        sort_from(values.subspan(starts[bucket], starts[bucket + 1] - starts[bucket]), byte + 1);
    }
}

} // namespace key_sort

/// Sorts values by their keys in place, many of them on two threads. Keys are hashes and so evenly spread: byte by byte they are dealt
/// into buckets (American flag sort; McIlroy, Bostic and McIlroy 1993), 256 at a time so that the processor's address cache holds
/// them all, until few are left to compare. Nothing is allocated.
template <Keyed T>
void sort_by_key(std::span<T> values)
{
    constexpr std::size_t worth_a_thread = 65'536; // some milliseconds of sorting; starting one costs a twentieth of one
    if (values.size() < worth_a_thread) {
        key_sort::sort_from(values, 0);
        return;
    }
    key_sort::Starts const starts = key_sort::deal(values, 0);
    auto const sort = [values, &starts](std::size_t from, std::size_t to) {
        for (std::size_t bucket = from; bucket < to; ++bucket) {
            key_sort::sort_from(values.subspan(starts[bucket], starts[bucket + 1] - starts[bucket]), 1);
        }
    };
    std::size_t const half = key_sort::buckets / 2;
    std::thread other;
    bool alone = false;
    try {
        other = std::thread{sort, std::size_t{0}, half};
    } catch (std::exception const&) { // no thread to be had
        alone = true;
    }
    sort(alone ? 0 : half, key_sort::buckets);
    if (other.joinable()) { other.join(); }
}

template <Keyed T>
void sort_by_key(std::vector<T>& values)
{
    sort_by_key(std::span<T>{values});
}

} // namespace muster
