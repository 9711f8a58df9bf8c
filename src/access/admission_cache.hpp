#pragma once

#include "access/caller.hpp"
#include "base/date.hpp"
#include "base/keyed_hash.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace muster {

/// Who was admitted a moment ago, so that a client that calls a hundred times a second costs no look-up, and with Basic no Argon2id, each
/// time. Found by a hash of the secret under a key drawn when it is made; no secret is kept. Whoever changes users, sessions or keys
/// calls forget() after the commit: then nobody is let in on what was true before. Any thread.
class AdmissionCache {
public:
    /// Until then an admission is believed: the longest that a change made by another process would go unnoticed.
    static constexpr std::chrono::seconds lifetime{10};
    /// About half a megabyte; when it is full, all is forgotten.
    static constexpr std::size_t most_entries = 2'048;

    struct Entry {
        Caller caller{};
        Instant until{}; ///< when session or key expire, at most lifetime from now
    };
    /// Taken before the store is asked, given back with what it said: an answer from before a forget() is not kept.
    std::uint64_t generation() const;
    std::optional<Caller> find(Caller::Way way, std::string_view secret, Instant now) const;
    void put(Caller::Way way, std::string_view secret, Entry entry, std::uint64_t generation);
    void forget();

private:
    Key128 key(Caller::Way way, std::string_view secret) const { return keyed_hash(key_, static_cast<std::uint8_t>(way), secret); }

    HashKey key_ = HashKey::draw();
    mutable std::mutex mutex_{};
    std::uint64_t generation_{};
    std::unordered_map<Key128, Entry> entries_{};
};

} // namespace muster
