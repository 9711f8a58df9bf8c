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

/// Sorts the values between each start and the next, many of them on two threads.
template <Keyed T>
void sort_buckets(std::span<T> values, std::span<std::size_t const> starts)
{
    auto const sort = [values, starts](std::size_t from, std::size_t to) {
        for (std::size_t bucket = from; bucket < to; ++bucket) {
            std::sort(values.begin() + static_cast<std::ptrdiff_t>(starts[bucket]),
                      values.begin() + static_cast<std::ptrdiff_t>(starts[bucket + 1]));
        }
    };
    std::size_t const buckets = starts.size() - 1;
    constexpr std::size_t worth_a_thread = 262'144; // some ten milliseconds of sorting; starting one costs a twentieth of one
    std::size_t const half = values.size() < worth_a_thread ? 0 : buckets / 2;
    std::thread other;
    try {
        if (half > 0) { other = std::thread{sort, std::size_t{0}, half}; }
    } catch (std::exception const&) { // no thread to be had
        sort(0, half);
    }
    sort(half, buckets);
    if (other.joinable()) { other.join(); }
}

/// Sorts values by their keys in place. Keys are hashes and so evenly spread: their first bits deal the values into buckets that the
/// first-level cache holds (American flag sort; McIlroy, Bostic and McIlroy 1993), each of which is sorted by comparing. Nothing is
/// allocated.
template <Keyed T>
void sort_by_key(std::span<T> values)
{
    constexpr std::size_t bits = 12;
    constexpr std::size_t buckets = std::size_t{1} << bits;
    constexpr std::size_t few = 8 * buckets; // below, dealing costs more than it saves
    if (values.size() < few) {
        std::sort(values.begin(), values.end());
        return;
    }
    auto const bucket_of = [](T const& value) {
        return (std::size_t{value.key.bytes[0]} << 8U | std::size_t{value.key.bytes[1]}) >> (16 - bits);
    };
    std::array<std::size_t, buckets + 1> starts{};
    for (T const& value : values) { ++starts[bucket_of(value) + 1]; }
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) { starts[bucket + 1] += starts[bucket]; }
    std::array<std::size_t, buckets> next{};
    std::copy_n(starts.begin(), buckets, next.begin());
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
        while (next[bucket] < starts[bucket + 1]) {
            std::size_t const home = bucket_of(values[next[bucket]]);
            if (home == bucket) {
                ++next[bucket];
            } else {
                std::swap(values[next[bucket]], values[next[home]++]);
            }
        }
    }
    sort_buckets(values, starts);
}

template <Keyed T>
void sort_by_key(std::vector<T>& values)
{
    sort_by_key(std::span<T>{values});
}

} // namespace muster
