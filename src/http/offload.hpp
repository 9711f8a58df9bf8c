#pragma once

#include "http/network.hpp"
#include "http/worker_pool.hpp"

#include <functional>

namespace muster {

/// Runs `job`, which must not throw, on a thread of the pool and goes on afterwards on the network's thread. False, at once, when the
/// pool's queue is full.
net::awaitable<bool> offload(WorkerPool& pool, std::function<void()> const& job);
/// Waits without keeping the network's thread.
net::awaitable<void> pause(std::chrono::milliseconds time);

} // namespace muster
