#pragma once

#include "store/sqlite/connection.hpp"
#include "store/sqlite/known_keys.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace muster::sqlite {

/// The known keys of a store that is written by this process alone, gathered beside its work: from when gathering begins every key that is
/// added goes in as well, and until all are there nothing is answered. Where there is no memory, or the index cannot be read, nothing
/// ever is.
class KeyMemory {
public:
    /// `pass_writer` returns when no writing transaction that has begun before the call goes on.
    KeyMemory(std::string path, std::function<void()> pass_writer);
    KeyMemory(KeyMemory const&) = delete;
    KeyMemory& operator=(KeyMemory const&) = delete;
    ~KeyMemory();

    /// Before a transaction writes it. Any thread.
    void add(AccountId account, Key128 const& key)
    {
        if (KnownKeys* const keys = gathered_.load(std::memory_order_acquire)) { keys->add(account, key); }
    }
    /// Those that are known; null as long as they are not all there. Any thread.
    KnownKeys const* complete() const { return is_complete_.load(std::memory_order_acquire) ? keys_.get() : nullptr; }

private:
    void gather() noexcept;
    Result<void> read_all(Connection& connection);

    std::string path_;
    std::function<void()> pass_writer_;
    std::unique_ptr<KnownKeys> keys_{};
    std::atomic<KnownKeys*> gathered_{};
    std::atomic<bool> is_complete_{};
    std::atomic<bool> is_ending_{};
    std::thread thread_{};
};

} // namespace muster::sqlite
