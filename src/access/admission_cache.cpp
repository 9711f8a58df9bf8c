#include "access/admission_cache.hpp"

#include <utility>

namespace muster {

std::uint64_t AdmissionCache::generation() const
{
    std::lock_guard const lock{mutex_};
    return generation_;
}

std::optional<Caller> AdmissionCache::find(Caller::Way way, std::string_view secret, Instant now) const
{
    Key128 const hash = key(way, secret);
    std::lock_guard const lock{mutex_};
    auto const known = entries_.find(hash);
    if (known == entries_.end() || known->second.until <= now) { return std::nullopt; }
    return known->second.caller;
}

void AdmissionCache::put(Caller::Way way, std::string_view secret, Entry entry, std::uint64_t generation)
{
    Key128 const hash = key(way, secret);
    std::lock_guard const lock{mutex_};
    if (generation != generation_) { return; }
    if (entries_.size() >= most_entries) { entries_.clear(); }
    entries_.insert_or_assign(hash, std::move(entry));
}

void AdmissionCache::forget()
{
    std::lock_guard const lock{mutex_};
    ++generation_;
    entries_.clear();
}

} // namespace muster
